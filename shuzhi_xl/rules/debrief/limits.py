"""The arithmetic on a debrief report's counts (述职报告): 成绩占比 and 审核结论 (通知 四、2)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from shuzhi_xl.rules.arithmetic.rounding import round_half_up
from shuzhi_xl.rules.policy.model import parse_threshold
from shuzhi_xl.sheets.declaration.units import Share
from shuzhi_xl.sheets.master.office_entries import DebriefReport
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import REVIEW_RESULTS

PASSED, SENT_BACK = REVIEW_RESULTS
_DECIMALS = 2  # of the column 成绩占比


@dataclass(frozen=True)
class ReportLimits:
    """Requirements of the town for a report (基本设置; 通知 四、2).

    Attributes:
        least: 报告字数下限, characters.
        most: 报告字数上限, characters.
        achievements_most: 成绩占比上限, per cent of the whole.
        problems_least: 问题占比下限, per cent of the whole.
        asks_focus: Whether 报告重点内容 is set.
    """

    least: int
    most: int
    achievements_most: Share
    problems_least: Share
    asks_focus: bool = False


@dataclass(frozen=True)
class ReportFault:
    """One fault of a report (通知 四、2): code and context of its sentence, and the field's name."""

    code: str
    name: str
    context: Mapping[str, Any] = field(default_factory=dict)


def parse_share_limit(text: str) -> Share | None:
    """Parse a share of 基本设置: a percentage with or without its sign, or an exact fraction.

    Returns:
        Per cent, 0–100; None when it cannot be read, is out of range, or is a decimal below 1 without a sign:
        0.33 may mean a third or 0.33 %.

    >>> [parse_share_limit(text) for text in ("1/3", "33.5%", "20", "0.33")]
    [Fraction(100, 3), Fraction(67, 2), Fraction(20, 1), None]
    """
    try:
        share = parse_threshold(text)
    except ValueError:
        return None
    # ％ is what a Chinese input method types
    is_plain = text[-1] not in "%％" and "/" not in text
    unclear = 0 < share < 1 and is_plain
    return share if 0 <= share <= 100 and not unclear else None


def read_limits(settings: Settings) -> ReportLimits | None:
    """The town's limits from 基本设置 (通知 四、2); None when a share cannot be read."""
    achievements = parse_share_limit(settings.achievements_most)
    problems = parse_share_limit(settings.problems_least)
    if achievements is None or problems is None:
        return None
    least, most = settings.report_least, settings.report_most
    return ReportLimits(least, most, achievements, problems, bool(focus_items(settings)))


def focus_items(settings: Settings) -> tuple[str, ...]:
    """Items of 报告重点内容 (基本设置; 通知 三)."""
    return tuple(item.strip() for item in re.split("[、；;]", settings.report_focus) if item.strip())


def parts_exceed_whole(report: DebriefReport) -> bool:
    """Whether 成绩字数 and 问题字数 together exceed 总字数 (述职报告)."""
    parts = (report.achievement_characters or 0) + (report.problem_characters or 0)
    return report.characters is not None and parts > report.characters


def compute_share(characters: int | None, report: DebriefReport) -> Share | None:
    """Exact share of a part, per cent (通知 四、2); None when a count is unknown or the whole is 0."""
    if characters is None or not report.characters:
        return None
    return Fraction(100 * characters, report.characters)


def achievement_share(report: DebriefReport) -> Decimal | None:
    """成绩占比 for the sheet, per cent, rounded half up to two decimals (通知 四、2: at most 1/3).

    >>> achievement_share(DebriefReport(number="V001", characters=3000, achievement_characters=1000))
    Decimal('33.33')
    """
    share = compute_share(report.achievement_characters, report)
    return None if share is None else round_half_up(share, _DECIMALS)


def is_counted(report: DebriefReport) -> bool:
    """Whether the three counts of characters are entered and agree with each other (述职报告)."""
    counts = (report.characters, report.achievement_characters, report.problem_characters)
    return all(count is not None for count in counts) and not parts_exceed_whole(report)


def review_row(report: DebriefReport, limits: ReportLimits) -> str:
    """审核结论 (通知 四、2): 通过, 退回修改, or blank while counts are missing or a question is open."""
    if find_faults(report, limits):
        return SENT_BACK
    return PASSED if is_counted(report) and not find_open_questions(report, limits) else ""


def find_open_questions(report: DebriefReport, limits: ReportLimits) -> list[str]:
    """Unanswered 是 or 否 fields of a counted report; a blank is never taken for 否.

    These are the questions of the town's limits, and those that 读取报告 leaves to the clerk.
    """
    questions = {"covers_focus": limits.asks_focus, "includes_self": bool(report.file)}
    return [
        name
        for name, is_asked in questions.items()
        if is_asked and is_counted(report) and getattr(report, name) is None
    ]


def find_faults(report: DebriefReport, limits: ReportLimits) -> list[ReportFault]:
    """Faults of a counted report (通知 四、2), in column order; none while it has not been counted."""
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
    """总字数 outside 报告字数下限 and 报告字数上限 (基本设置; 通知 四、2: about 2000)."""
    characters = report.characters or 0
    if characters < limits.least:
        yield ReportFault("report_short", "characters", {"value": characters, "least": limits.least})
    if characters > limits.most:
        yield ReportFault("report_long", "characters", {"value": characters, "most": limits.most})


def find_share_faults(report: DebriefReport, limits: ReportLimits) -> Iterator[ReportFault]:
    """成绩占比 above its limit, or 问题占比 below its limit (通知 四、2), where the counts are known."""
    # Exact shares are compared: rounded, a share just above 1/3 would equal the limit (33.33)
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
    return {"share": round_half_up(share, _DECIMALS), "limit": round_half_up(limit, _DECIMALS)}


def _find_content_faults(report: DebriefReport) -> Iterator[ReportFault]:
    # `is False`: None is an open question, and taking it for 否 would send the report back
    if report.covers_focus is False:
        yield ReportFault("report_misses_focus", "covers_focus", {"value": "否"})
    if report.includes_self is False:
        yield ReportFault("report_misses_self", "includes_self", {"value": "否"})
