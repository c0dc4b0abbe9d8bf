"""Masters of earlier years (往年的总表) beside a master: the reports in them belong to their year."""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT, DebriefReport
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.sheets.reading.year import year_written
from shuzhi_xl.wording.file_names import path_within_year
from shuzhi_xl.xlsx.master.closed_store import ClosedStore, MasterUnreadable

_SUFFIXES: Final = (".xlsm", ".xlsx")
_FILE: Final = DebriefReport.columns()["file"].header


def find_earlier_debrief_reports(folder: Path, current_name: str, year: int) -> Mapping[str, str]:
    """Find the debrief reports registered in earlier masters: the master's name by the report's file.

    Args:
        folder: The folder of the masters.
        current_name: Name of the master that asks.
        year: Its 年度; only earlier ones count.
    """
    return {
        file: store.file
        for store in _open_masters(folder, current_name)
        for file in _find_entered_files(store, year)
    }


def _open_masters(folder: Path, current_name: str) -> Iterator[ClosedStore]:
    for path in sorted(folder.iterdir()):
        # ~$… is Excel's owner file beside an open workbook
        if path.suffix.lower() in _SUFFIXES and path.name != current_name and not path.name.startswith("~"):
            try:
                yield ClosedStore(path)
            except MasterUnreadable:  # another workbook
                continue


def _find_entered_files(store: ClosedStore, year: int) -> Iterator[str]:
    earlier = year_written(store.read_table(SETTING))
    if earlier is not None and earlier < year:
        files = map(clean, store.read_table(DEBRIEF_REPORT).cells.column(_FILE))
        yield from (_drop_year_folder(file) for file in files if file)


def _drop_year_folder(file: str) -> str:
    """The path without the folder of its year: staff copy reports out of it, and into it."""
    return "/".join(path_within_year(PurePosixPath(file).parts))
