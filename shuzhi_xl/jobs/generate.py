"""生成: a result workbook and documents for every branch, a summary and an audit workbook for every track."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePosixPath

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.jobs.papers.branch_papers import (
    BRANCH_PAPERS,
    BRANCH_TEMPLATES,
    BranchPapers,
    branch_place,
)
from shuzhi_xl.jobs.papers.edited_documents import keep_edited
from shuzhi_xl.jobs.papers.result_identities import seal_identities
from shuzhi_xl.jobs.papers.town_papers import TOWN_TEMPLATES, town_papers, town_places
from shuzhi_xl.jobs.sending.handover import remember_results
from shuzhi_xl.jobs.sending.locked_files import make_locks, password_list
from shuzhi_xl.jobs.sending.print_runs import PrintRun, find_stale_print_runs, plan_print_runs
from shuzhi_xl.jobs.sending.sending_lists import result_sending
from shuzhi_xl.jobs.stages.current_results import current_results, gather_problems, result_places
from shuzhi_xl.jobs.stages.finish import finish
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.open_year import open_year
from shuzhi_xl.jobs.stages.read_year import master_key, reread
from shuzhi_xl.rules.checks.problems import check_opinion_in_own_words
from shuzhi_xl.rules.grading.compute_year import Computed
from shuzhi_xl.rules.results.feedback import feedback_content
from shuzhi_xl.rules.results.results_by_organisation import Results, results_of
from shuzhi_xl.rules.results.track_summary import make_summary_content
from shuzhi_xl.rules.results.undecided import find_undecided
from shuzhi_xl.sheets.declaration.units import Number, TrackName
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.vocabulary import FEEDBACK
from shuzhi_xl.sheets.outgoing.forms import FEEDBACK_TEMPLATE, Identity
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.screen.job_summaries import generated, not_current
from shuzhi_xl.xlsx.files.file_names import make_distinct
from shuzhi_xl.xlsx.fill.feedback import fill_feedback
from shuzhi_xl.xlsx.fill.filling import Filling
from shuzhi_xl.xlsx.fill.locked import Lock, lock_filling
from shuzhi_xl.xlsx.fill.workbook_pool import WorkbookPool
from shuzhi_xl.xlsx.output.summary.book import build_audit, build_summary


def generate(context: JobContext) -> Outcome:
    """Make the result workbooks of all branches that have a final grade (通知 四、3), and the summaries.

    Returns:
        The number of workbooks; ``outputs`` names each.
    """
    # other processes start while this one reads
    templates = [FEEDBACK_TEMPLATE, *BRANCH_TEMPLATES, *TOWN_TEMPLATES]
    with context.folder.workbook_pool(templates, crowded=True) as pool:
        return _generate(context, pool)


def _generate(context: JobContext, pool: WorkbookPool) -> Outcome:
    year, findings, run = open_year(context, "generate")
    key, errors = master_key(context, year)
    findings += errors
    result, errors = (None, []) if errors else current_results(context, year)
    findings += errors
    if result is None:
        stopped = Outcome("generate", not_current("生成"), {"workbooks": 0, "documents": 0}, findings)
        return finish(context, year, run, stopped)
    # 通知 四、5: problems from 点评 and 座谈调研 are in the branch's lists even before the first 整改跟踪.
    year = gather_problems(context, year)
    findings += chain(*pool.faults.values())
    plan = _plan(context, year, result, key, pool)
    files = _workbooks(context, pool, year, result, plan)
    context.folder.write_all(_without_edited(context, plan, files, findings))
    remember_results(context, result.policy.settings)
    findings += find_undecided(result.graded)
    findings += _stale(context, year, plan, result.policy.settings.year)
    findings += find_stale_print_runs(context, result.policy.settings.year, BRANCH_TEMPLATES, plan.places)
    findings += check_opinion_in_own_words(year)
    outcome = _outcome(result, plan, findings)
    return finish(context, reread(context, year, "forms"), run, outcome)


@dataclass(frozen=True)
class _Plan:
    """The workbooks and documents to make.

    Attributes:
        branch_of: Organisations that get a result workbook (反馈), by its place.
        identities: Identity of each, by 编号.
        track_of: Tracks, each with its summary (汇总), by its place.
        audit_of: The place of the audit workbook (核对) of each track.
        locks: What the files of a branch are encrypted with, by 编号; empty when they are not.
        lists: Lists about these files.
        papers: Documents of the branches.
        town: Places of the documents of the whole town.
        print_runs: The same for printing, joined by track.
    """

    branch_of: Mapping[str, Organisation]
    identities: Mapping[Number, Identity]
    track_of: Mapping[str, TrackName]
    audit_of: Mapping[TrackName, str]
    locks: Mapping[Number, Lock]
    lists: Sequence[Filling]
    papers: BranchPapers
    town: Sequence[str]
    print_runs: Sequence[PrintRun]

    @property
    def workbooks(self) -> Sequence[str]:
        """Places of the workbooks, which are counted; lists about them are not."""
        return [*self.branch_of, *self.track_of, *self.audit_of.values()]

    @property
    def documents(self) -> Sequence[str]:
        """Places of the documents, which are counted."""
        return [*self.town, *self.papers.places]

    @property
    def places(self) -> Sequence[str]:
        """Places of all files."""
        further = [*(filling.place for filling in self.lists), *(run.place for run in self.print_runs)]
        return [*self.workbooks, *self.documents, *further]


def _plan(context: JobContext, year: Year, result: Computed, key: bytes, pool: WorkbookPool) -> _Plan:
    due = _due_branches(year, result)
    number_of_year = result.policy.settings.year
    places = make_distinct([_place_of(organisation, number_of_year) for organisation in due])
    identities = seal_identities(context, year, due, key)
    tracks = result.policy.tracks
    summaries, audits = (result_places(number_of_year, kind, tracks) for kind in ("汇总", "核对"))
    audit_of = {track: place for place, track in audits.items()}
    locks = make_locks(year, key, identities)
    papers = BranchPapers.plan(due, number_of_year, pool.faults)
    files = {
        organisation.number: [place, *papers.places_of(organisation.number)]
        for place, organisation in zip(places, due, strict=True)
    }
    lists = [*result_sending(year, files), *password_list(year, locks)]
    branch_of, town = dict(zip(places, due, strict=True)), town_places(number_of_year, pool.faults)
    sound_templates = [template for template in BRANCH_TEMPLATES if template not in pool.faults]
    print_runs = plan_print_runs(year, number_of_year, due, sound_templates)
    return _Plan(branch_of, identities, summaries, audit_of, locks, lists, papers, town, print_runs)


def _outcome(result: Computed, plan: _Plan, findings: Sequence[Finding]) -> Outcome:
    withheld = sum(not branch.decision.final for branch in result.graded.branches)
    counts = {"workbooks": len(plan.workbooks), "documents": len(plan.documents)}
    summary = generated(len(plan.branch_of), len(plan.track_of), counts["documents"], withheld)
    return Outcome("generate", summary, counts, findings, plan.places)


def _due_branches(year: Year, result: Computed) -> list[Organisation]:
    """Organisations that get a result workbook."""
    organisations = {organisation.number: organisation for organisation in year.organisations}
    # Only 最终等次: a suggested grade that the committee has not decided on never leaves the office.
    return [organisations[row.number] for row in result.graded.appraisals if row.final_grade]


def _stale(context: JobContext, year: Year, plan: _Plan, number_of_year: int) -> Iterator[Finding]:
    """Files of an earlier run whose branch has no final grade any more."""
    current = {place for branch in plan.branch_of.values() for place in _places_of(branch, number_of_year)}
    for organisation in year.organisations:
        for place in _places_of(organisation, number_of_year):
            # Named, not deleted: the branch may have it already, and then the office has to take it back.
            if place not in current and context.folder.in_place(place):
                yield blocking("result_stale", Location(PurePosixPath(place).name), name=organisation.name)


def _places_of(organisation: Organisation, year: int) -> list[str]:
    papers = [branch_place(paper.document.name, organisation, year) for paper in BRANCH_PAPERS]
    return [_place_of(organisation, year), *(f"{place}.docx" for place in papers)]


def _workbooks(
    context: JobContext, pool: WorkbookPool, year: Year, result: Computed, plan: _Plan
) -> Iterator[tuple[str, bytes]]:
    results = results_of(year, result.policy, result.tallied, result.graded)
    # The summaries take longest to make, so they come first.
    fillings = chain(
        _summaries(year, result, plan),
        plan.lists,
        town_papers(results, result, pool.faults),
        _branch_files(results, plan),
    )
    total = len(plan.places)
    for done, workbook in enumerate(pool.make_all(fillings), start=1):
        yield workbook
        context.progress(done, total)


def _without_edited(
    context: JobContext, plan: _Plan, files: Iterable[tuple[str, bytes]], findings: list[Finding]
) -> Iterator[tuple[str, bytes]]:
    """The files to write: in place of a document that the office has edited, its newer version."""
    documents = {*plan.documents}
    for place, content in files:
        if place in documents:
            yield from keep_edited(context.folder, [(place, content)], findings)
        else:
            yield place, content


def _branch_files(results: Results, plan: _Plan) -> Iterator[Filling]:
    papers: dict[Number, Sequence[Filling]] = {}
    for place, organisation in plan.branch_of.items():
        content = feedback_content(results, organisation, plan.identities[organisation.number])
        workbook = Filling(place, fill_feedback, FEEDBACK_TEMPLATE, content)
        papers[organisation.number] = [*plan.papers.fillings(results, organisation, content)]
        for filling in (workbook, *papers[organisation.number]):
            yield lock_filling(filling, plan.locks.get(organisation.number))
    for run in plan.print_runs:
        yield run.filling(papers)


def _summaries(year: Year, result: Computed, plan: _Plan) -> Iterator[Filling]:
    for place, track in plan.track_of.items():
        content = make_summary_content(year, result.policy, result.tallied, result.graded, track)
        yield Filling(place, build_summary, "", content)
        yield Filling(plan.audit_of[track], build_audit, "", content)


def _place_of(organisation: Organisation, year: int) -> str:
    return f"{branch_place(FEEDBACK, organisation, year)}.xlsx"
