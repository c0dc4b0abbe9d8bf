"""Progress of each stage of the year, and the next step (首页: 进度)."""

from collections.abc import Callable, Sequence
from decimal import ROUND_FLOOR, Decimal

from shuzhi_xl.sheets.declaration.texts import clean, is_blank
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.program_sheets import Progress
from shuzhi_xl.sheets.master.results import PROBLEM
from shuzhi_xl.sheets.master.settings import SETTING, Settings
from shuzhi_xl.sheets.master.vocabulary import ADOPTED, CLOSED, FEEDBACK, RETURNED, VOID
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets.dashboard import next_step
from shuzhi_xl.wording.sheets.progress import STEPS

StageCount = tuple[int, int]
"""Number done, and total."""
_SETTING_TABLES = ("grades", "source_weights", "class_weights", "criteria", "tracks")


def measure_progress(year: Year, generated: int = 0, published: int = 0) -> list[Progress]:
    """Measure the progress of each stage (首页: 进度; 通知 五), in working order.

    Args:
        year: The year.
        generated: Number of appraised organisations whose 反馈 workbook exists; no table contains it.
        published: Number of tracks whose 公布 workbook exists.
    """
    appraised = len(year.appraised)
    outside = {
        "生成反馈": (generated, appraised),
        "公布": (published, len({organisation.track for organisation in year.appraised})),
    }
    return [_make_row(stage, outside.get(stage) or _COUNTED[stage](year)) for stage in STEPS]


def find_next_step(rows: Sequence[Progress]) -> str:
    """Find the next step (首页: 下一步; 通知 五): at the last stage begun, or after it once that is done.

    Args:
        rows: Rows of 进度 in working order.
    """
    started = [order for order, row in enumerate(rows) if row.done]
    at = started[-1] if started else 0
    if _is_done(rows[at]) and at + 1 < len(rows):
        at += 1
    # Stages overlap (one form is still out while 计算 runs), so what lags behind is named as well
    behind = [row.stage for row in rows[:at] if not _is_done(row)]
    return next_step(rows[at].stage, rows[at].next_step, behind)


def _is_done(row: Progress) -> bool:
    return bool(row.total) and row.done == row.total


def _make_row(stage: str, counted: StageCount) -> Progress:
    total = counted[1]
    # Files of organisations that have left the roster may still exist
    count = min(counted[0], total)
    # rounded down, so that 100 % is shown only when everything is done
    share = (Decimal(100 * count) / total).quantize(Decimal(1), ROUND_FLOOR) if total else None
    todo, doing, finished = STEPS[stage]
    step = todo
    if count:
        step = finished if count == total else doing.format(left=total - count)
    return Progress(stage=stage, done=count, total=total, share=share, next_step=step)


def _count_setup(year: Year) -> StageCount:
    needed = {column.header for column in Settings.columns().values() if column.required}
    name, value = SETTING.headers[:2]
    filled = {
        clean(row.values.get(name))
        for row in year.raw[SETTING.name].rows
        if not is_blank(row.values.get(value))
    }
    tables = sum(bool(getattr(year, table)) for table in _SETTING_TABLES)
    return len(needed & filled) + tables, len(needed) + len(_SETTING_TABLES)


def _count_roster(year: Year) -> StageCount:
    # A row with an error is not done yet
    return len(year.organisations), len(year.raw[ORGANISATION.name].rows)


def _count_reports(year: Year) -> StageCount:
    handed_in = {report.number for report in year.reports if report.handed_in}
    return sum(organisation.number in handed_in for organisation in year.appraised), len(year.appraised)


def _count_meetings(year: Year) -> StageCount:
    listed = {attendee.meeting for attendee in year.attendees}
    used = {organisation.meeting for organisation in year.appraised}
    due = [meeting for meeting in year.meetings if meeting.number in used]
    return sum(meeting.number in listed for meeting in due), len(due)


def _count_issued(year: Year) -> StageCount:
    out = {form.number for form in year.forms if form.state != VOID}
    due = [organisation for organisation in year.appraised if organisation.ballots or organisation.surveys]
    return sum(organisation.number in out for organisation in due), len(due)


def _count_returned(year: Year) -> StageCount:
    forms = [form for form in year.forms if form.kind != FEEDBACK and form.state != VOID]
    back = {form.form for form in forms if form.state in (RETURNED, ADOPTED)}
    return len(back), len({form.form for form in forms})


def _count_computed(year: Year) -> StageCount:
    scored = {appraisal.number for appraisal in year.appraisals if appraisal.composite_score is not None}
    return sum(organisation.number in scored for organisation in year.appraised), len(year.appraised)


def _count_decided(year: Year) -> StageCount:
    # 研究日期, not 研究等次: where that is blank the committee has adopted 建议等次
    decided = {appraisal.number for appraisal in year.appraisals if appraisal.decided_on}
    return sum(organisation.number in decided for organisation in year.appraised), len(year.appraised)


def _count_closed(year: Year) -> StageCount:
    return sum(problem.state == CLOSED for problem in year.problems), len(year.raw[PROBLEM.name].rows)


_COUNTED: dict[str, Callable[[Year], StageCount]] = {
    "基础设置": _count_setup,
    "组织名册": _count_roster,
    "述职报告": _count_reports,
    "评议会议": _count_meetings,
    "分发": _count_issued,
    "回收": _count_returned,
    "计算": _count_computed,
    "研究定等": _count_decided,
    "整改销号": _count_closed,
}
