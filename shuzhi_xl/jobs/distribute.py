"""分发: one package for every branch, typing workbooks for every meeting, the schedule for calendars."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from shuzhi_xl.findings import Finding, is_blocked
from shuzhi_xl.jobs.papers.documents import PreparedDocuments
from shuzhi_xl.jobs.papers.meeting_pack import MEETING_TEMPLATES, MeetingPack, plan_meeting_pack
from shuzhi_xl.jobs.papers.meeting_papers import prepare_papers
from shuzhi_xl.jobs.sending.sending_lists import package_sending
from shuzhi_xl.jobs.stages.finish import finish
from shuzhi_xl.jobs.stages.issued_forms import RESTS_ON, issued_lists
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.job_log import Run
from shuzhi_xl.jobs.stages.open_year import open_year
from shuzhi_xl.jobs.stages.read_year import master_key, reread
from shuzhi_xl.jobs.stages.remembered import remember
from shuzhi_xl.rules.checks import check_year
from shuzhi_xl.rules.forms.contents import hand_of, make_package_content, make_typing_content
from shuzhi_xl.rules.forms.due_forms import DueForm, list_due_forms, make_register_rows
from shuzhi_xl.rules.forms.form_register import find_forms_to_void
from shuzhi_xl.rules.forms.issued_lists import values_to_keep
from shuzhi_xl.rules.forms.outdated_forms import find_outdated_forms
from shuzhi_xl.sheets.master.program_sheets import SECRET, Secret
from shuzhi_xl.sheets.master.vocabulary import VOID
from shuzhi_xl.sheets.master.votes import FORM, RegisteredForm
from shuzhi_xl.sheets.outgoing.forms import PACKAGE_TEMPLATE, TYPING_TEMPLATE
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.screen.job_summaries import distributed, not_distributed
from shuzhi_xl.xlsx.files.file_names import make_distinct, safe_name
from shuzhi_xl.xlsx.fill.filling import Filling
from shuzhi_xl.xlsx.fill.package import fill_package
from shuzhi_xl.xlsx.fill.typing_workbook import fill_typing
from shuzhi_xl.xlsx.returned_folder import RETURNED
from shuzhi_xl.xlsx.textfiles.calendar_ics import build_calendar
from shuzhi_xl.xlsx.town_folder import ISSUED_FOLDER, REPORT_FOLDER

_TEMPLATES = (PACKAGE_TEMPLATE, TYPING_TEMPLATE, *MEETING_TEMPLATES)
_MANY = 150  # workbooks from which another process is worth its start


def distribute(context: JobContext, reissue: Collection[str] = ()) -> Outcome:
    """Make every package and typing workbook that is due, register them, and put them in place.

    Safe to run again: what is registered and in place is never rewritten; what an interrupted run
    left out is made again, the same to the byte.

    Args:
        context: What the job may touch.
        reissue: 编号 (or 场次) whose form was lost or spoilt: the old one becomes void, a new one is made.
    """
    issuing = open_issuing(context, "distribute")
    void, unknown = find_forms_to_void(issuing.year, reissue)
    findings = [*issuing.findings, *unknown]
    if is_blocked(findings):
        outcome = Outcome("distribute", not_distributed(), _counts(0, 0), findings)
        return finish(context, issuing.year, issuing.run, outcome)
    return issue(context, issuing, void, lambda plan: plan.outcome(findings))


class Issuing(NamedTuple):
    """A year from which forms are to go out (分发、重发).

    Attributes:
        year: The year.
        key: The master's secret key.
        findings: Findings of what the forms rest on.
        run: The run that has begun.
    """

    year: Year
    key: bytes
    findings: Sequence[Finding]
    run: Run


def open_issuing(context: JobContext, job: str) -> Issuing:
    """Open the year for a job that issues forms (分发、重发)."""
    year, findings, run = open_year(context, job)
    key, key_findings = master_key(context, year)
    # Other sheets may be empty when forms go out: there are no votes, visits or results yet.
    relevant = [finding for finding in [*findings, *check_year(year)] if finding.at.sheet in RESTS_ON]
    return Issuing(year, key, [*relevant, *key_findings], run)


def issue(
    context: JobContext,
    issuing: Issuing,
    void: Sequence[RegisteredForm],
    report: "Callable[[IssuePlan], Outcome]",
) -> Outcome:
    """Declare forms void, then make, register and put in place all that are missing (分发、重发).

    Args:
        context: What the job may touch.
        issuing: The opened year, without blocking findings.
        void: Rows of 票单登记 that become 作废.
        report: Says what is done, once it is planned.
    """
    # Before the plan: only a void form makes room in the register for a new number of the same branch.
    _declare_void(context, void)
    year, key, *_ = issuing = issuing._replace(year=reread(context, issuing.year, "forms"))
    plan = _plan(context, year, key)
    outcome = report(plan)
    findings = [*outcome.findings, *plan.outdated, *plan.pack.findings, *plan.papers.findings]
    packs = [filling.place for filling in plan.pack.missing]
    outcome = replace(outcome, findings=findings, outputs=[*plan.missing, *packs, *plan.papers.files])
    # Staged, registered, then moved into place: no package can go out that the register does not know.
    outcome = _commit(context, year, plan, issuing.run, outcome)
    # Before `place_staged`, which would put in place what a killed run had prepared for a form no longer due.
    context.folder.sweep(ISSUED_FOLDER, {*plan.places.values(), *plan.pack.places})
    context.folder.place_staged()
    context.folder.write_all(plan.papers.files.items())
    _make_folders(context, year)
    further = [*_write_sending_list(context, year, plan), *_write_calendar(context, year, key)]
    return replace(outcome, outputs=[*outcome.outputs, *further])


@dataclass(frozen=True)
class IssuePlan:
    """The workbooks of a year: those that are due, and those of them that are to be made now.

    Attributes:
        due: All forms that are due.
        places: Where each workbook is put, by form number.
        missing: Forms to be made, by the place of their workbook.
        outdated: Findings about forms that are out and no longer fit the roster and settings.
        pack: The paper ballots of the meetings.
        papers: The Word papers of the meetings, and the notice.
    """

    due: Sequence[DueForm]
    places: Mapping[str, str]
    missing: Mapping[str, DueForm]
    outdated: Sequence[Finding]
    pack: MeetingPack
    papers: PreparedDocuments

    def outcome(self, findings: Sequence[Finding]) -> Outcome:
        """What 分发 reports once they are made."""
        packages = sum(form.organisation is not None for form in self.missing.values())
        unchanged = sum(form.organisation is not None for form in self.due) - packages
        typing, papers = len(self.missing) - packages, len(self.pack.missing) + len(self.papers.files)
        summary = distributed(packages, typing, papers, unchanged)
        return Outcome("distribute", summary, _counts(packages, unchanged), findings)


def _plan(context: JobContext, year: Year, key: bytes) -> IssuePlan:
    due = list_due_forms(year, key)
    # Outdated ones are named, not replaced: the branches have them, and the office decides on a re-issue.
    outdated = find_outdated_forms(due, issued_lists(context), year)
    stale = {finding.context["form"] for finding in outdated}
    places = places_of(due, year)
    missing = {
        places[form.identity.form]: form
        for form in due
        if form.identity.form not in stale
        and (form.is_new or not context.folder.in_place(places[form.identity.form]))
    }
    pack, papers = plan_meeting_pack(context, year, key), prepare_papers(context, year)
    return IssuePlan(due, places, missing, outdated, pack, papers)


def _make_folders(context: JobContext, year: Year) -> None:
    """Folders in which the clerk is to put what comes back this year."""
    if year.settings is not None:
        for folder in (RETURNED, REPORT_FOLDER):
            context.folder.make(f"{folder}/{year.settings.year}")


def _write_sending_list(context: JobContext, year: Year, plan: IssuePlan) -> list[str]:
    """Whom to send which package, written again when it has changed."""
    files = {
        form.organisation.number: [plan.places[form.identity.form]] for form in plan.due if form.organisation
    }
    return [
        filling.place
        for filling in package_sending(year, files)
        if context.folder.write_plain(filling.place, filling.make(filling.content))
    ]


def _write_calendar(context: JobContext, year: Year, key: bytes) -> list[str]:
    """日程安排 as a calendar file, written again when the schedule has changed."""
    if not year.schedule or year.settings is None:
        return []
    place = f"发出/{year.settings.year}/日程安排.ics"
    is_written = context.folder.write_plain(place, build_calendar(year.settings.year, year.schedule, key))
    return [place] if is_written else []


def _commit(context: JobContext, year: Year, plan: IssuePlan, run: Run, outcome: Outcome) -> Outcome:
    """Stage the workbooks and register them; where that fails nothing is left of them."""
    forms = (_filling(place, issue, year) for place, issue in plan.missing.items())
    total = len(plan.missing) + len(plan.pack.missing)
    try:
        with context.folder.workbook_pool(_TEMPLATES, crowded=total >= _MANY) as pool:
            files = pool.make_all(chain(forms, plan.pack.missing))
            context.folder.stage_all(_show_progress(context, files, total))
        _register(context, [issue for issue in plan.missing.values() if issue.is_new])
        remember(context, plan.pack.values)
        return finish(context, reread(context, year, "forms"), run, outcome)
    except Exception:  # an interruption may come after the commit: then what is staged must stay
        context.folder.abandon()
        raise


def _counts(packages: int, unchanged: int) -> Mapping[str, int]:
    return {"packages": packages, "unchanged": unchanged}


def _declare_void(context: JobContext, rows: Sequence[RegisteredForm]) -> None:
    state = RegisteredForm.columns()["state"].header
    context.store.write_cells(FORM, {(row.line, state): VOID for row in rows})


def places_of(issues: Sequence[DueForm], year: Year) -> dict[str, str]:
    """Where each issued workbook is put, relative to the master's folder, by form number."""
    # Two names may become one once characters that Windows forbids are replaced.
    places = make_distinct([_place_of(issue, year) for issue in issues])
    return {issue.identity.form: place for issue, place in zip(issues, places, strict=True)}


def _place_of(issue: DueForm, year: Year) -> str:
    folder = (
        f"{ISSUED_FOLDER}/{year.settings.year if year.settings else ''}/{safe_name(issue.identity.track)}"
    )
    if issue.organisation is None:
        return f"{folder}/录票_{safe_name(issue.meeting.number)}_{hand_of(issue.identity.kind)}.xlsx"
    name = f"{safe_name(issue.organisation.number)}_{safe_name(issue.organisation.name)}"
    return f"{folder}/测评表_{name}.xlsx"


def _show_progress(
    context: JobContext, files: Iterable[tuple[str, bytes]], total: int
) -> Iterator[tuple[str, bytes]]:
    for count, file in enumerate(files, start=1):
        yield file
        context.progress(count, total)


def _filling(place: str, issue: DueForm, year: Year) -> Filling:
    if issue.organisation is None:
        return Filling(place, fill_typing, TYPING_TEMPLATE, make_typing_content(issue, year))
    return Filling(place, fill_package, PACKAGE_TEMPLATE, make_package_content(issue, year))


def _register(context: JobContext, issues: Sequence[DueForm]) -> None:
    rows = [row.record() for issue in issues for row in make_register_rows(issue, context.now())]
    context.store.append_rows(FORM, rows)
    issued = ((issue.identity.form, issue.digest, issue.candidates) for issue in issues)
    # Kept as issued: only so can 回收 tell a branch added to the roster later from a row that was deleted.
    values = values_to_keep(issued, issued_lists(context).values)
    context.store.append_rows(
        SECRET, [Secret(name=name, value=value).record() for name, value in values.items()]
    )
