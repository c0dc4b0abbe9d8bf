"""What repeats another table beside 编号 (随别表的列), written when a job ends: all its rows are there."""

from typing import Final

from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.jobs.stages.remembered import remember, remembered
from shuzhi_xl.rules.completion.last_grades import repeat_last_grades
from shuzhi_xl.rules.completion.names import repeat_names
from shuzhi_xl.sheets.master.additions import schema_of
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.office_entries import EARLIER_GRADE
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.program_sheets import SECRET
from shuzhi_xl.sheets.master.results import APPRAISAL
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.sheets.reading.numbers import NUMBER_SOURCE, find_labels, read_labels, with_numbers
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.sheets.reading.year import year_written

_NUMBERED: Final = tuple(
    table for table in TABLES.values() if any(column.source == NUMBER_SOURCE for column in table.columns)
)
_FOLLOWING: Final = tuple(table for table in TABLES.values() if table.following)
_SINCE: Final = max(column.since for table in _FOLLOWING for column in table.following)
_CLERKS: Final = "自设组织名称"
"""Tables in which a column of that name is the clerk's (表单密钥)."""


def find_clerks_names(context: JobContext) -> str:
    """Tables of a master not yet upgraded to which the clerk has added a column 组织名称, joined by 、."""
    read = context.store.read_table
    return "、".join(
        table.name
        for table in _FOLLOWING
        if any(column.header in read(table).headers for column in table.following)
    )


def leave_clerks_names(context: JobContext, tables: str) -> None:
    """Remember in which tables the column is the clerk's, because after an upgrade it looks like any other.

    Args:
        tables: What `find_clerks_names` found before the upgrade.
    """
    if tables:
        remember(context, {_CLERKS: tables})


def write_names(context: JobContext) -> None:
    """Write the names that differ from those of 组织名册, and 上年等次; no sentence mentions it."""
    read = context.store.read_table
    if schema_of(read(SECRET)) < _SINCE:
        return
    clerks = remembered(context, _CLERKS).split("、")
    roster = read(ORGANISATION)
    labels = read_labels(roster)
    tables = (with_numbers(read(table), labels) for table in _FOLLOWING if table.name not in clerks)
    completions = repeat_names(roster, tables)
    if APPRAISAL.name not in clerks:
        earlier, _ = parse_table(EARLIER_GRADE, read(EARLIER_GRADE))
        completions += repeat_last_grades(read(APPRAISAL), earlier, year_written(read(SETTING)))
    for completion in completions:
        context.store.write_cells(completion.table, completion.cells)


def write_numbers(context: JobContext) -> None:
    """Write the plain 编号 where the clerk has chosen “编号 组织名称” from a dropdown."""
    read = context.store.read_table
    labels = read_labels(read(ORGANISATION))
    for table in _NUMBERED:
        if cells := find_labels(read(table), labels):
            context.store.write_cells(table, cells)
