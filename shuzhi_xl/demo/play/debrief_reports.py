"""Collecting debrief reports (收取述职报告): under any file name, a few with faults that are corrected."""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from shuzhi_xl.demo.play.office import Office
from shuzhi_xl.demo.town.clock import YEAR
from shuzhi_xl.demo.town.planted import Planted, PlantingDifference, Trick, compare, find_differences
from shuzhi_xl.demo.town.report_texts import InventedReport, compose
from shuzhi_xl.jobs.read_reports import read_reports
from shuzhi_xl.rules.debrief.report import SectionKind
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT, DebriefReport
from shuzhi_xl.wording.file_names import MASTER_NAME

_PLACES: Final = (
    f"{YEAR}/{{number}}_{{name}}述职报告.docx",
    f"{YEAR}/{{track}}/{{secretary}}述职报告.docx",
    f"{YEAR}/邮件附件/{{name}}.docx",
    f"{YEAR}/{{track}}/书记述职（第{{order}}份）.docx",
)
_NAMELESS: Final = f"{YEAR}/微信收到/述职报告 最终版.docx"
_AGAIN: Final = f"{YEAR}/重发/{{name}}述职报告(1).docx"
_PRAISING: Final = (770, 470, 530)
_SILENT: Final = (600, 0, 1180)
"""字数 of achievements, problems and plans in the two drafts that are returned; each has just one fault."""


@dataclass(frozen=True)
class ReportPlan:
    """The reports of a town and the secretaries who deviate from the rules (埋设的报告).

    Attributes:
        reports: Each secretary's report as it should be, by 编号.
        praising: 编号 of the secretary whose first draft praises too much.
        silent: 编号 of the secretary whose first draft names no problems.
        nameless: 编号 of the secretary whose file does not say whose it is.
        twice: 编号 of the secretary who sends two reports.
    """

    reports: Mapping[str, InventedReport]
    praising: str
    silent: str
    nameless: str
    twice: str

    def first_draft(self, number: str) -> InventedReport:
        """The first draft of a report."""
        final = self.reports[number]
        if number == self.praising:
            return compose(final.organisation, final.handed_in, _PRAISING)
        if number == self.silent:
            return compose(final.organisation, final.handed_in, _SILENT).without(SectionKind.PROBLEMS)
        return replace(final, is_signed=number != self.nameless)

    def place(self, number: str) -> str:
        """Path of a report below 述职报告."""
        order = list(self.reports).index(number)
        organisation = self.reports[number].organisation
        return _PLACES[order % len(_PLACES)].format(
            number=number,
            name=organisation.name,
            track=organisation.track,
            secretary=organisation.secretary,
            order=order + 1,
        )

    def again(self) -> str:
        """Path of the second report of one secretary."""
        return _AGAIN.format(name=self.reports[self.twice].organisation.name)


def plan_reports(seed: int, reports: Mapping[str, InventedReport]) -> ReportPlan:
    """Choose the secretaries who deviate from the rules."""
    # A generator of its own, so that a change here leaves the town, its votes and its returns as they are.
    chosen_numbers = random.Random(f"reports {seed}").sample(list(reports), 4)
    return ReportPlan(reports, *chosen_numbers)


def collect_reports(office: Office, plan: ReportPlan) -> tuple[tuple[Planted, ...], list[PlantingDifference]]:
    """Collect and read the reports, correct the faults, and read them again.

    Returns:
        The planted mistakes, and all differences from them.
    """
    planted = _hand_in(office, plan)
    count = len(plan.reports)
    differences = compare(planted, office.run(read_reports), _counts(count + 1, unclear=3))
    recounted = _put_right(office, plan)
    differences += compare(recounted, office.run(read_reports), _counts(count))
    return planted, [*differences, *_differing(office, plan)]


def _counts(files: int, unclear: int = 0) -> Mapping[str, int]:
    return {"files": files, "read": files - unclear, "unclear": unclear, "refused": 0}


def _hand_in(office: Office, plan: ReportPlan) -> tuple[Planted, ...]:
    for number, final in plan.reports.items():
        place = _NAMELESS if number == plan.nameless else plan.place(number)
        office.file_report(place, plan.first_draft(number).document(), final.handed_in)
    again = plan.reports[plan.twice]
    office.file_report(plan.again(), again.document(), again.handed_in)
    return (
        Planted(Trick.REPORT_PRAISES, plan.place(plan.praising), "report_text_praises"),
        Planted(Trick.REPORT_SILENT, plan.place(plan.silent), "report_part_missing"),
        Planted(Trick.REPORT_NAMELESS, _NAMELESS, "report_sender_unknown"),
        Planted(Trick.REPORT_TWICE, plan.place(plan.twice), "report_twice"),
        Planted(Trick.REPORT_TWICE, plan.again(), "report_twice"),
    )


def _put_right(office: Office, plan: ReportPlan) -> tuple[Planted, ...]:
    """Replace two reports, name one file and remove one of two copies.

    Returns:
        The findings of the second reading: one for each count that changed.
    """
    for name in (plan.again(), _NAMELESS):
        office.take_report_away(name)
    for number in (plan.praising, plan.silent, plan.nameless):
        final = plan.reports[number]
        office.file_report(plan.place(number), final.document(), final.handed_in)
    changed = sum(_changed(plan, number) for number in (plan.praising, plan.silent))
    return (Planted(Trick.REPORT_PRAISES, MASTER_NAME, "report_recounted"),) * changed


def _changed(plan: ReportPlan, number: str) -> int:
    """Number of counts that differ between the first draft and the final report."""
    before, after = (_entered(report.row()) for report in (plan.first_draft(number), plan.reports[number]))
    return sum(isinstance(old, int) and old != new for old, new in zip(before[1:4], after[1:4], strict=True))


def _differing(office: Office, plan: ReportPlan) -> list[PlantingDifference]:
    """Differences between 述职报告 and the final reports."""
    entered = Counter(("述职报告", str(_entered(report))) for report in office.rows(DEBRIEF_REPORT))
    expected = Counter(("述职报告", str(_entered(report.row()))) for report in plan.reports.values())
    return list(find_differences(expected, entered))


def _entered(row: DebriefReport) -> tuple[Any, ...]:
    return (
        (row.number, row.handed_in),
        row.characters,
        row.achievement_characters,
        row.problem_characters,
        row.covers_focus,
        row.includes_self,
    )
