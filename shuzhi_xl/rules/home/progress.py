"""How far each stage of the year has come, and the next thing to do (首页: 进度)."""

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

Share = tuple[int, int]
_SETTING_TABLES = ("grades", "source_weights", "class_weights", "criteria", "tracks")


def progress(year: Year, generated: int = 0, published: int = 0) -> list[Progress]:
    """Rows of 进度, one a stage, in working order.

    Args:
        year: The year.
        generated: Number of appraised organisations whose 反馈 workbook is there; no table tells.
        published: Number of tracks whose 公布 workbook is there.
    """
    appraised = len(year.appraised)
    outside = {
        "生成反馈": (generated, appraised),
        "公布": (published, len({each.track for each in year.appraised})),
    }
    return [_row(stage, outside.get(stage) or _COUNTED[stage](year)) for stage in STEPS]


def headline(rows: Sequence[Progress]) -> str:
    """The next thing to do in the year: at the last stage begun, or at the one after it once it is done.

    Args:
        rows: Rows of 进度 in working order.
    """
    begun = [order for order, row in enumerate(rows) if row.done]
    at = begun[-1] if begun else 0
    if _is_done(rows[at]) and at + 1 < len(rows):
        at += 1
    behind = [row.stage for row in rows[:at] if not _is_done(row)]
    return next_step(rows[at].stage, rows[at].next_step, behind)


def _is_done(row: Progress) -> bool:
    return bool(row.total) and row.done == row.total


def _row(stage: str, counted: Share) -> Progress:
    total = counted[1]
    done = min(counted[0], total)
    # floored, so that 100 % is shown only when nothing is left
    share = (Decimal(100 * done) / total).quantize(Decimal(1), ROUND_FLOOR) if total else None
    todo, doing, finished = STEPS[stage]
    begun = finished if done == total else doing.format(left=total - done)
    step = begun if done else todo
    return Progress(stage=stage, done=done, total=total, share=share, next_step=step)


def _setup(year: Year) -> Share:
    needed = {column.header for column in Settings.columns().values() if column.required}
    name, value = SETTING.headers[:2]
    filled = {
        clean(row.values.get(name))
        for row in year.raw[SETTING.name].rows
        if not is_blank(row.values.get(value))
    }
    tables = sum(bool(getattr(year, table)) for table in _SETTING_TABLES)
    return len(needed & filled) + tables, len(needed) + len(_SETTING_TABLES)


def _roster(year: Year) -> Share:
    return len(year.organisations), len(year.raw[ORGANISATION.name].rows)


def _reports(year: Year) -> Share:
    handed_in = {each.number for each in year.reports if each.handed_in}
    return sum(each.number in handed_in for each in year.appraised), len(year.appraised)


def _meetings(year: Year) -> Share:
    listed = {each.meeting for each in year.attendees}
    used = {each.meeting for each in year.appraised}
    due = [each for each in year.meetings if each.number in used]
    return sum(each.number in listed and each.present > 0 for each in due), len(due)


def _issued(year: Year) -> Share:
    out = {each.number for each in year.forms if each.state != VOID}
    due = [each for each in year.appraised if each.ballots or each.surveys]
    return sum(each.number in out for each in due), len(due)


def _returned(year: Year) -> Share:
    forms = [each for each in year.forms if each.kind != FEEDBACK and each.state != VOID]
    back = {each.form for each in forms if each.state in (RETURNED, ADOPTED)}
    return len(back), len({each.form for each in forms})


def _computed(year: Year) -> Share:
    scored = {each.number for each in year.appraisals if each.composite_score is not None}
    return sum(each.number in scored for each in year.appraised), len(year.appraised)


def _decided(year: Year) -> Share:
    decided = {each.number for each in year.appraisals if each.decided_on}
    return sum(each.number in decided for each in year.appraised), len(year.appraised)


def _closed(year: Year) -> Share:
    return sum(each.state == CLOSED for each in year.problems), len(year.raw[PROBLEM.name].rows)


_COUNTED: dict[str, Callable[[Year], Share]] = {
    "基础设置": _setup,
    "组织名册": _roster,
    "述职报告": _reports,
    "评议会议": _meetings,
    "分发": _issued,
    "回收": _returned,
    "计算": _computed,
    "研究定等": _decided,
    "整改销号": _closed,
}
