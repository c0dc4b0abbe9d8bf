"""Masters of earlier years (往年的总表) beside a master: what they have entered belongs to their year."""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT, DebriefReport
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.sheets.reading.year import year_written
from shuzhi_xl.xlsx.master.closed_store import ClosedStore, MasterUnreadable
from shuzhi_xl.xlsx.returned_folder import of_a_year

_SUFFIXES: Final = (".xlsm", ".xlsx")
_FILE: Final = DebriefReport.columns()["file"].header


def reports_entered_before(folder: Path, current_name: str, year: int) -> Mapping[str, str]:
    """Name of the master that has entered a report, by the report's file.

    Args:
        folder: Where the masters are.
        current_name: Name of the master that asks.
        year: Its 年度; only earlier ones count.
    """
    return {file: store.file for store in _masters(folder, current_name) for file in _entered(store, year)}


def _masters(folder: Path, current_name: str) -> Iterator[ClosedStore]:
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in _SUFFIXES and path.name != current_name and not path.name.startswith("~"):
            try:
                yield ClosedStore(path)
            except MasterUnreadable:  # another workbook
                continue


def _entered(store: ClosedStore, year: int) -> Iterator[str]:
    earlier = year_written(store.read_table(SETTING))
    if earlier is not None and earlier < year:
        files = map(clean, store.read_table(DEBRIEF_REPORT).cells.column(_FILE))
        yield from (_below_its_year(file) for file in files if file)


def _below_its_year(file: str) -> str:
    """The path as it would be outside the folder of its year: reports are copied out of it, and into it."""
    parts = PurePosixPath(file).parts
    return "/".join(parts[1:] if of_a_year(parts) else parts)
