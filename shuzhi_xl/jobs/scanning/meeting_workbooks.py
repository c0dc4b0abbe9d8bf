"""The typing workbook of each meeting's scanned ballots (收回/<年度>/读票_<场次>.xlsx)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from shuzhi_xl.findings import Finding, Severity, blocking
from shuzhi_xl.jobs.scanning.earlier_workbooks import WORKBOOK_PREFIX
from shuzhi_xl.jobs.scanning.scan_press import ScanPress
from shuzhi_xl.jobs.stages.issued_forms import issued_lists
from shuzhi_xl.rules.forms.contents import hand_of, make_typing_content
from shuzhi_xl.rules.forms.due_forms import DueForm, list_due_forms
from shuzhi_xl.rules.forms.outdated_forms import find_outdated_forms
from shuzhi_xl.rules.scanning.earlier.kept_entries import find_kept
from shuzhi_xl.rules.scanning.earlier.merged_work import MergedWork
from shuzhi_xl.rules.scanning.placed_pages import AssembledBallot
from shuzhi_xl.rules.scanning.scanned_content import make_scanned_content
from shuzhi_xl.rules.year.cells_to_mend import locate_first_cell
from shuzhi_xl.sheets.declaration.units import MeetingNumber
from shuzhi_xl.sheets.master.vocabulary import TYPING_A
from shuzhi_xl.sheets.outgoing.scanned_ballots import ScannedContent
from shuzhi_xl.xlsx.files.file_names import make_distinct, safe_name
from shuzhi_xl.xlsx.returned_folder import RETURNED

BallotsByForm = Mapping[tuple[MeetingNumber, str], Sequence[AssembledBallot]]
"""Ballots by 场次 and kind of typing workbook (录票甲, 录票乙)."""


@dataclass(frozen=True)
class WorkbookPlan:
    """The workbooks that a run makes.

    Attributes:
        contents: What is in each, by its place.
        findings: Why there is none for a meeting, and what is kept of earlier ones.
    """

    contents: Mapping[str, ScannedContent]
    findings: Sequence[Finding]

    @property
    def open_doubts(self) -> int:
        """Rows and sheets that nobody has decided yet."""
        doubts = (line for content in self.contents.values() for line in content.doubts)
        return sum(not line.decision for line in doubts)


def plan_workbooks(
    press: ScanPress, ballots: BallotsByForm, earlier: MergedWork, describe: Callable[[str], str]
) -> WorkbookPlan:
    """Decide what is in the workbook of each meeting.

    Args:
        press: The press of the button.
        ballots: The ballots read.
        earlier: What a person has done in earlier workbooks.
        describe: The words for a reason why a person decides.
    """
    due_forms = [form for form in list_due_forms(press.year, press.key) if form.organisation is None]
    refusals = {finding.context["form"]: finding for finding in _refuse_forms(press, due_forms)}
    places = workbook_places(press, due_forms)
    contents = {}
    findings = []
    for form in due_forms:
        read = ballots.get((form.meeting.number, form.identity.kind), ())
        if read and form.identity.form in refusals:
            findings.append(refusals[form.identity.form])
        elif read:
            typing = make_typing_content(form, press.year)
            place = places[form.identity.form]
            contents[place] = make_scanned_content(typing, read, earlier, describe)
            findings += find_kept(PurePosixPath(place).name, contents[place])
    return WorkbookPlan(contents, findings)


def workbook_places(press: ScanPress, due_forms: Sequence[DueForm]) -> Mapping[str, str]:
    """Where each workbook goes, by form number."""
    places = make_distinct([_place_of(press, form) for form in due_forms])
    return {form.identity.form: place for form, place in zip(due_forms, places, strict=True)}


def _place_of(press: ScanPress, form: DueForm) -> str:
    hand = "" if form.identity.kind == TYPING_A else f"_{hand_of(form.identity.kind)}"
    name = f"{WORKBOOK_PREFIX}{safe_name(form.meeting.number)}{hand}.xlsx"
    return f"{RETURNED}/{press.settings.year}/{name}"


def _refuse_forms(press: ScanPress, due_forms: Sequence[DueForm]) -> Iterator[Finding]:
    """Forms that 回收 would not take as they would be made now: never issued, or of another roster."""
    for form in due_forms:
        if form.is_new:
            at = locate_first_cell(press.year, "forms", "表单编号")
            context = {"form": form.identity.form, "meeting": form.meeting.number}
            yield blocking("scan_form_not_issued", at, **context)
    for finding in find_outdated_forms(due_forms, issued_lists(press.context), press.year):
        yield replace(finding, code="scan_form_outdated", severity=Severity.BLOCKING)
