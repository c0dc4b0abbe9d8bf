"""The content of the empty master (预置内容): names of settings, grades and stages, but no number."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from shuzhi_xl.sheets.declaration.column import YES_NO, Column
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.master.additions import schema_lines
from shuzhi_xl.sheets.master.new_year import NEW_YEAR, NewYear
from shuzhi_xl.sheets.master.program_sheets import (
    MOST_REMINDERS,
    MOST_TRACKS,
    PROGRESS,
    PROGRESS_STAGES,
    REMINDER,
    SECRET,
    TRACK_PROGRESS,
)
from shuzhi_xl.sheets.master.scheme_tables import CRITERION, GRADE_STANDARD
from shuzhi_xl.sheets.master.settings import CONFIRMED_KEY, SETTING, Settings, setting_line
from shuzhi_xl.sheets.master.vocabulary import EVERY_TRACK, GRADES, OVERALL
from shuzhi_xl.wording.findings.scheme import on_offer
from shuzhi_xl.xlsx.files.shipped import project_folder
from shuzhi_xl.xlsx.textfiles.scheme_folder import list_schemes, load_scheme

_BLANK_ROWS = {REMINDER.name: MOST_REMINDERS, TRACK_PROGRESS.name: MOST_TRACKS}


def _prefill_page() -> Iterator[Mapping[str, Any]]:
    """Lines of 新建; beside 方案 is what each of them is."""
    name, _, note = NEW_YEAR.headers
    for field, column in NewYear.columns().items():
        schemes = _list_schemes() if field == "scheme" else ()
        yield {name: column.header, note: "\n".join([column.hint, *schemes])}


def _list_schemes() -> Iterator[str]:
    beside = project_folder()
    for name in list_schemes(beside):
        yield on_offer(name, load_scheme(name, beside).about)


def _prefill_setting(column: Column) -> Record:
    line = setting_line(column.header)
    # Only new masters begin at 否; in those in use, the line is absent or blank
    return {**line, "取值": YES_NO[1]} if column.header == CONFIRMED_KEY else line


# A grade's thresholds and points are for the party committee to decide (通知 四、3 names the four only)
_PREFILLED: Final[Mapping[str, Callable[[], Sequence[Mapping[str, Any]]]]] = {
    SETTING.name: lambda: list(map(_prefill_setting, Settings.columns().values())),
    NEW_YEAR.name: lambda: list(_prefill_page()),
    GRADE_STANDARD.name: lambda: [{"板块": EVERY_TRACK, "等次": grade} for grade in GRADES],
    CRITERION.name: lambda: [{"项目": OVERALL}],
    PROGRESS.name: lambda: [{"阶段": stage} for stage in PROGRESS_STAGES],
    SECRET.name: lambda: [{"名称": line.name, "取值": line.value} for line in schema_lines()],
}


def prefilled(table: Table[Any]) -> Sequence[Mapping[str, Any]]:
    """Rows that a table has from the start, by header; blank rows where there are none.

    >>> prefilled(CRITERION)
    [{'项目': '总体评价'}]
    """
    # At least one: an Excel table without a data row is not valid.
    return _PREFILLED[table.name]() if table.name in _PREFILLED else [{}] * _BLANK_ROWS.get(table.name, 1)
