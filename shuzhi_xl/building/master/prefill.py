"""The content of the empty master (预置内容): names of settings, grades and stages, but no number."""

from collections.abc import Mapping, Sequence
from typing import Any

from shuzhi_xl.sheets.declaration.column import YES_NO, Column
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.master.additions import schema_lines
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

_BLANK_ROWS = {REMINDER.name: MOST_REMINDERS, TRACK_PROGRESS.name: MOST_TRACKS}


def prefilled(table: Table[Any]) -> Sequence[Mapping[str, Any]]:
    """Rows that a table has from the start, by header; blank rows where there are none.

    >>> prefilled(CRITERION)
    [{'项目': '总体评价'}]
    """
    if table is SETTING:
        return list(map(_prefill_setting, Settings.columns().values()))
    if table is GRADE_STANDARD:
        # The four grades of 通知 四、3; thresholds and points are for the party committee to decide.
        return [{"板块": EVERY_TRACK, "等次": grade} for grade in GRADES]
    if table is CRITERION:
        return [{"项目": OVERALL}]
    if table is PROGRESS:
        return [{"阶段": stage} for stage in PROGRESS_STAGES]
    if table is SECRET:
        return [{"名称": line.name, "取值": line.value} for line in schema_lines()]
    # At least one: an Excel table without a data row is not valid.
    return [{}] * _BLANK_ROWS.get(table.name, 1)


def _prefill_setting(column: Column) -> Record:
    line = setting_line(column.header)
    # Only new masters begin at 否; in those in use, the line is absent or blank
    return {**line, "取值": YES_NO[1]} if column.header == CONFIRMED_KEY else line
