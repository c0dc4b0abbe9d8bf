"""首页 after every job: title, next step, numbers, progress, what to ask for, each track (首页看板)."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.rules.home.computed_columns import compute_milestone_states
from shuzhi_xl.rules.home.dashboard import list_reminders, list_track_progress, make_overview
from shuzhi_xl.rules.home.progress import find_next_step, measure_progress
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.declaration.table import RowT, Table
from shuzhi_xl.sheets.master.office_entries import MILESTONE
from shuzhi_xl.sheets.master.program_sheets import (
    MOST_REMINDERS,
    MOST_TRACKS,
    OVERVIEW,
    PROGRESS,
    REMINDER,
    TRACK_PROGRESS,
    Progress,
)
from shuzhi_xl.sheets.master.results import PUBLICATION
from shuzhi_xl.sheets.master.vocabulary import FEEDBACK, VOID
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets.titles import home_title

HOME_TITLE: Final = "首页_标题"
NEXT_STEP: Final = "首页_下一步"


def write_home(context: JobContext, year: Year, findings: Sequence[Finding], today: date) -> None:
    """Bring 首页 up to date, and 状态 of 日程安排, which it goes by.

    Args:
        year: As it is after the job.
        findings: What the job found.
        today: The office's day.
    """
    context.store.write_cells(MILESTONE, compute_milestone_states(year, today))
    stages = _progress(context, year)
    context.store.write_table(PROGRESS, [row.record() for row in stages])
    context.store.write_name(NEXT_STEP, find_next_step(stages))
    # With gaps in 基本设置 the earlier title stays.
    if year.settings is not None:
        context.store.write_name(HOME_TITLE, home_title(year.settings.year))
    _fill(context, OVERVIEW, [make_overview(year, findings, today)], 1)
    _fill(context, REMINDER, list_reminders(year, today), MOST_REMINDERS)
    _fill(context, TRACK_PROGRESS, list_track_progress(year), MOST_TRACKS)


def _fill(context: JobContext, table: Table[RowT], rows: Sequence[RowT], lines: int) -> None:
    """Fill a table that always has so many lines, so that charts and all cells below keep their places."""
    if context.store.read_table(table).headers:
        records: list[Record] = [row.record() for row in rows]
        context.store.write_table(table, records + [{}] * (lines - len(rows)))


def _progress(context: JobContext, year: Year) -> list[Progress]:
    appraised = {organisation.number for organisation in year.appraised}
    # By the register, not by the files in 结果, which the clerk may have moved.
    informed = {form.number for form in year.forms if form.kind == FEEDBACK and form.state != VOID}
    listed, _ = parse_table(PUBLICATION, context.store.read_table(PUBLICATION))
    return measure_progress(year, len(appraised & informed), len({row.track for row in listed}))
