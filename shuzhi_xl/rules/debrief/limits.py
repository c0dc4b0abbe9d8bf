"""The arithmetic on a debrief report's counts (述职报告): 成绩占比 and 审核结论 (通知 四、2)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from shuzhi_xl.rules.arithmetic.rounding import round_half_up
from shuzhi_xl.rules.scheme.model import parse_threshold
from shuzhi_xl.sheets.master.office_entries import DebriefReport
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import REVIEW_RESULTS

PASSED, SENT_BACK = REVIEW_RESULTS
_PLACES = 2  # as the column 成绩占比 shows them


@dataclass(frozen=True)
class ReportLimits:
    """What the town asks of a report.

    Attributes:
        least: 报告字数下限, characters.
        most: 报告字数上限, characters.
        achievements_most: 成绩占比上限, per cent of the whole.
        problems_least: 问题占比下限, per cent of the whole.
        asks_focus: There is 报告重点内容 to be covered.
    """

    least: int
    most: int
    achievements_most: Fraction
    problems_least: Fraction
    asks_focus: bool = False


@dataclass(frozen=True)
class ReportFault:
    """One thing that a report lacks: the sentence's code and context, and the field's name in the row."""

    code: str
    name: str
    context: Mapping[str, Any] = field(default_factory=dict)


def parse_share_limit(text: str) -> Fraction | None:
    """A share as written in 基本设置: a percentage with or without its sign, or an exact fraction.

    Returns:
        Per cent, 0–100; None when it cannot be read, is out of range, or is a decimal below 1 without a sign:
        0.33 may mean a third, or a third of a hundredth.

    >>> [parse_share_limit(text) for text in ("1/3", "33.5%", "20", "0.33")]
    [Fraction(100, 3), Fraction(67, 2), Fraction(20, 1), None]
    """
    try:
        share = parse_threshold(text)
    except ValueError:
        return None
    is_plain = text[-1] not in "%％" and "/" not in text
    unclear = 0 < share < 1 and is_plain
    return share if 0 <= share <= 100 and not unclear else None


def read_limits(settings: Settings) -> ReportLimits | None:
    """The town's limits, or None when a share in 基本设置 cannot be read."""
    achievements = parse_share_limit(settings.achievements_most)
    problems = parse_share_limit(settings.problems_least)
    if achievements is None or problems is None:
        return None
    least, most = settings.report_least, settings.report_most
    return ReportLimits(least, most, achievements, problems, bool(focus_items(settings)))


def focus_items(settings: Settings) -> tuple[str, ...]:
    """报告重点内容, item by item."""
    return tuple(item.strip() for item in re.split("[、；;]", settings.report_focus) if item.strip())


def parts_exceed_whole(report: DebriefReport) -> bool:
    """Whether 成绩字数 and 问题字数 together are more than 总字数."""
    parts = (report.achievement_characters or 0) + (report.problem_characters or 0)
    return report.characters is not None and parts > report.characters


def compute_share(characters: int | None, report: DebriefReport) -> Fraction | None:
    """Exact per cent of the report that a part takes; None when either count is unknown or the whole is 0."""
    if characters is None or not report.characters:
        return None
    return Fraction(100 * characters, report.characters)


def achievement_share(report: DebriefReport) -> Decimal | None:
    """成绩占比 for the sheet, per cent rounded half up to two places.

    >>> achievement_share(DebriefReport(number="V001", characters=3000, achievement_characters=1000))
    Decimal('33.33')
    """
    share = compute_share(report.achievement_characters, report)
    return None if share is None else round_half_up(share, _PLACES)


def is_counted(report: DebriefReport) -> bool:
    """Whether the three counts of characters stand there and fit each other."""
    counts = (report.characters, report.achievement_characters, report.problem_characters)
    return all(count is not None for count in counts) and not parts_exceed_whole(report)


def review_row(report: DebriefReport, limits: ReportLimits) -> str:
    """审核结论: 通过, 退回修改, or ``""`` while the report has not been counted or a question is open."""
    if find_faults(report, limits):
        return SENT_BACK
    return PASSED if is_counted(report) and not find_open_questions(report, limits) else ""


def find_open_questions(report: DebriefReport, limits: ReportLimits) -> list[str]:
    """Fields of 是 or 否 of a counted report that somebody still has to answer; blank is never 否.

    They are those that the town asks, and those that reading the report has left to the clerk.
    """
    questions = {"covers_focus": limits.asks_focus, "includes_self": bool(report.file)}
    return [
        name
        for name, is_asked in questions.items()
        if is_asked and is_counted(report) and getattr(report, name) is None
    ]


def find_faults(report: DebriefReport, limits: ReportLimits) -> list[ReportFault]:
    """What a counted report lacks, in the order of the columns; none while it has not been counted."""
    return (
        [
            *find_length_faults(report, limits),
            *find_share_faults(report, limits),
            *_find_content_faults(report),
        ]
        if is_counted(report)
        else []
    )


def find_length_faults(report: DebriefReport, limits: ReportLimits) -> Iterator[ReportFault]:
    """总字数 beyond its limits."""
    characters = report.characters or 0
    if characters < limits.least:
        yield ReportFault("report_short", "characters", {"value": characters, "least": limits.least})
    if characters > limits.most:
        yield ReportFault("report_long", "characters", {"value": characters, "most": limits.most})


def find_share_faults(report: DebriefReport, limits: ReportLimits) -> Iterator[ReportFault]:
    """Too much of achievements, too little of problems, as far as the counts are known."""
    achievements = compute_share(report.achievement_characters, report)
    problems = compute_share(report.problem_characters, report)
    if achievements is not None and achievements > limits.achievements_most:
        figures = _round_figures(achievements, limits.achievements_most)
        yield ReportFault(
            "report_praises", "achievement_characters", {"value": report.achievement_characters, **figures}
        )
    if problems is not None and problems < limits.problems_least:
        figures = _round_figures(problems, limits.problems_least)
        yield ReportFault(
            "report_spares", "problem_characters", {"value": report.problem_characters, **figures}
        )


def _round_figures(share: Fraction, limit: Fraction) -> dict[str, Decimal]:
    return {"share": round_half_up(share, _PLACES), "limit": round_half_up(limit, _PLACES)}


def _find_content_faults(report: DebriefReport) -> Iterator[ReportFault]:
    if report.covers_focus is False:
        yield ReportFault("report_misses_focus", "covers_focus", {"value": "否"})
    if report.includes_self is False:
        yield ReportFault("report_misses_self", "includes_self", {"value": "否"})
