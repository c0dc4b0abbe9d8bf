"""Faults of a debrief report by the notice (通知 四、2), reported with the paragraph that shows them."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from shuzhi_xl.findings import Finding, Location, notice
from shuzhi_xl.rules.debrief.limits import (
    ReportLimits,
    find_length_faults,
    find_share_faults,
    focus_items,
    read_limits,
)
from shuzhi_xl.rules.debrief.report import Report, SectionKind
from shuzhi_xl.rules.debrief.sections import Division, divide
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.office_entries import DebriefReport
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.wording.findings.reports import paragraph_place

_SHOWN: Final = 20  # characters of a paragraph's beginning
_COUNTED: Final = (SectionKind.ACHIEVEMENTS, SectionKind.PROBLEMS)
# 我们, 我镇, 我村党总支 and the like mean an organisation; 我 and 本人 mean the secretary.
_ME: Final = re.compile(
    r"本人|我(?!们|国|党|省|市|区|县|镇|乡|街|村|居|社区|单位|支部|总支|党委|公司|企业|厂|局|所|站|院|校|园|中心|办)"
)
_OWN: Final = re.compile(rf"自身|自己|{_ME.pattern}")
_LIMIT_CODES: Final = {
    "report_short": "report_text_short",
    "report_long": "report_text_long",
    "report_praises": "report_text_praises",
    "report_spares": "report_text_spares",
}
"""Codes of the faults of a row of 述职报告 when they are reported for the file."""
_PART_OF: Final = {"report_praises": SectionKind.ACHIEVEMENTS, "report_spares": SectionKind.PROBLEMS}


@dataclass(frozen=True)
class ReviewedReport:
    """One secretary's report, counted and reviewed (述职报告).

    Attributes:
        number: 编号.
        report: As read.
        settings: The town's settings, or None while 基本设置 has gaps.
    """

    number: str
    report: Report
    settings: Settings | None

    @cached_property
    def division(self) -> Division:
        """Its paragraphs, counted and assigned to parts."""
        return divide(self.report.paragraphs)

    @property
    def row(self) -> DebriefReport:
        """Its row of 述职报告; missing or unclear values stay blank, and 否 is never answered."""
        return DebriefReport(
            number=self.number,
            handed_in=self.report.saved,
            characters=self.division.total(),
            achievement_characters=self.division.count(SectionKind.ACHIEVEMENTS),
            problem_characters=self.division.count(SectionKind.PROBLEMS),
            covers_focus=(bool(self.focus) and not self.missing_focus) or None,
            includes_self=(self.speaks_of_self and self.owns_up) or None,
            file=self.report.file,
        )

    @property
    def focus(self) -> tuple[str, ...]:
        """Items of 报告重点内容 (基本设置; 通知 三)."""
        return focus_items(self.settings) if self.settings else ()

    @property
    def missing_focus(self) -> tuple[str, ...]:
        """Items of 报告重点内容 that the report does not mention in any of their wordings."""
        text = _normalise(self.text())
        return tuple(
            item
            for item in self.focus
            if not any(_normalise(word) in text for word in item.split("/") if word.strip())
        )

    @property
    def speaks_of_self(self) -> bool:
        """Whether the secretary speaks of himself and not only of the branch (通知 四、2)."""
        return bool(_ME.search(self.text()))

    @property
    def owns_up(self) -> bool:
        """Whether the problems include the secretary's own (通知 四、2)."""
        return bool(_OWN.search(self.text(SectionKind.PROBLEMS)))

    def text(self, part: SectionKind | None = None) -> str:
        """Text of the whole report or of one part."""
        marked = zip(self.report.paragraphs, self.division.parts, strict=True)
        return "\n".join(paragraph.text for paragraph, parts in marked if part is None or part in parts)

    def at(self, place: int | None) -> tuple[Location, str]:
        """Location of a paragraph (from 0) and its beginning; the file itself for None."""
        if place is None:
            return Location(self.report.file), ""
        beginning = clean(self.report.paragraphs[place].text)
        shown = beginning if len(beginning) <= _SHOWN else f"{beginning[:_SHOWN]}…"
        return Location(self.report.file, "", paragraph_place(place + 1)), shown


def _check_limits(reviewed: ReviewedReport) -> Iterator[Finding]:
    limits: ReportLimits | None = read_limits(reviewed.settings) if reviewed.settings else None
    if limits is None:
        return
    row = reviewed.row
    for fault in (*find_length_faults(row, limits), *find_share_faults(row, limits)):
        part = _PART_OF.get(fault.code)
        context: dict[str, Any] = {**fault.context, "characters": fault.context["value"]}
        at, context["value"] = reviewed.at(reviewed.division.first(part) if part else None)
        yield notice(_LIMIT_CODES[fault.code], at, **context)


def _check_parts(reviewed: ReviewedReport) -> Iterator[Finding]:
    for part in _COUNTED:
        if reviewed.division.first(part) is None:
            yield notice("report_part_missing", Location(reviewed.report.file), part=part.value)
    # A finding of its own, as 述职报告 has no count of 打算: no limit depends on that part
    if reviewed.division.first(SectionKind.PLANS) is None:
        yield notice("report_plans_missing", Location(reviewed.report.file))
    for place in sorted(
        {place for part in _COUNTED if (place := reviewed.division.unclear(part)) is not None}
    ):
        at, value = reviewed.at(place)
        parts = "、".join(part for part in SectionKind if part in reviewed.division.parts[place])
        yield notice("report_part_unclear", at, value=value, parts=parts)


def _check_self(reviewed: ReviewedReport) -> Iterator[Finding]:
    place = reviewed.division.first(SectionKind.PROBLEMS)
    if not reviewed.speaks_of_self:
        yield notice("report_impersonal", Location(reviewed.report.file))
    # A report without the part 问题 has its own finding (report_part_missing)
    elif place is not None and not reviewed.owns_up:
        at, value = reviewed.at(place)
        yield notice("report_problems_impersonal", at, value=value)


def _check_focus(reviewed: ReviewedReport) -> Iterator[Finding]:
    # For the file as a whole: what is missing has no paragraph
    for item in reviewed.missing_focus:
        yield notice("report_focus_missing", Location(reviewed.report.file), content=item)


_REVIEWS: Final[tuple[Callable[[ReviewedReport], Iterator[Finding]], ...]] = (
    _check_limits,
    _check_parts,
    _check_self,
    _check_focus,
)


def review_report(reviewed: ReviewedReport) -> list[Finding]:
    """All faults of a report (通知 四、2)."""
    return [finding for review in _REVIEWS for finding in review(reviewed)]


def _normalise(text: str) -> str:
    # Full-width forms, blanks and case do not make two wordings different
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
