"""The files that 生成 makes, what goes into each, and where it is put (反馈、公文、汇总)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.papers.branch_papers import (
    BRANCH_PAPERS,
    BRANCH_TEMPLATES,
    BranchPapers,
    branch_place,
)
from shuzhi_xl.jobs.papers.result_identities import seal_identities
from shuzhi_xl.jobs.papers.town_papers import town_papers, town_places
from shuzhi_xl.jobs.sending.locked_files import make_locks, password_list
from shuzhi_xl.jobs.sending.print_runs import PrintRun, plan_print_runs
from shuzhi_xl.jobs.sending.sending_lists import result_sending
from shuzhi_xl.jobs.stages.current_results import result_places
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.rules.grading.compute_year import Computed
from shuzhi_xl.rules.results.feedback import feedback_content
from shuzhi_xl.rules.results.results_by_organisation import Results, results_of
from shuzhi_xl.rules.results.track_summary import make_summary_content
from shuzhi_xl.sheets.declaration.units import Number, TrackName
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.vocabulary import FEEDBACK
from shuzhi_xl.sheets.outgoing.forms import FEEDBACK_TEMPLATE, Identity
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.xlsx.files.file_names import make_distinct
from shuzhi_xl.xlsx.fill.feedback import fill_feedback
from shuzhi_xl.xlsx.fill.filling import Filling
from shuzhi_xl.xlsx.fill.locked import Lock, lock_filling
from shuzhi_xl.xlsx.output.summary.book import build_audit, build_summary

Faults: TypeAlias = Mapping[str, Sequence[Finding]]
"""What is wrong with templates of documents, by template."""


@dataclass(frozen=True)
class ResultFiles:
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

    def fillings(self, year: Year, result: Computed, faults: Faults) -> Iterator[Filling]:
        """The files themselves; the summaries take longest to make, so they come first."""
        results = results_of(year, result.policy, result.tallied, result.graded)
        yield from self._summaries(year, result)
        yield from self.lists
        yield from town_papers(results, result, faults)
        yield from self._branch_files(results)

    def _summaries(self, year: Year, result: Computed) -> Iterator[Filling]:
        for place, track in self.track_of.items():
            content = make_summary_content(year, result.policy, result.tallied, result.graded, track)
            yield Filling(place, build_summary, "", content)
            yield Filling(self.audit_of[track], build_audit, "", content)

    def _branch_files(self, results: Results) -> Iterator[Filling]:
        papers: dict[Number, Sequence[Filling]] = {}
        for place, organisation in self.branch_of.items():
            content = feedback_content(results, organisation, self.identities[organisation.number])
            workbook = Filling(place, fill_feedback, FEEDBACK_TEMPLATE, content)
            papers[organisation.number] = [*self.papers.fillings(results, organisation, content)]
            for filling in (workbook, *papers[organisation.number]):
                yield lock_filling(filling, self.locks.get(organisation.number))
        for run in self.print_runs:
            yield run.filling(papers)


def plan_result_files(
    context: JobContext, year: Year, result: Computed, key: bytes, faults: Faults
) -> ResultFiles:
    """Decide which files to make; identities of new result workbooks are entered into the register.

    Args:
        context: What the job may touch.
        year: The year.
        result: Its results.
        key: The master's secret key.
        faults: What is wrong with templates; documents of these are not made.
    """
    due = _due_branches(year, result)
    number_of_year = result.policy.settings.year
    places = make_distinct([_place_of(organisation, number_of_year) for organisation in due])
    identities = seal_identities(context, year, due, key)
    tracks = result.policy.tracks
    summaries, audits = (result_places(number_of_year, kind, tracks) for kind in ("汇总", "核对"))
    audit_of = {track: place for place, track in audits.items()}
    locks = make_locks(year, key, identities)
    papers = BranchPapers.plan(due, number_of_year, faults)
    files = {
        organisation.number: [place, *papers.places_of(organisation.number)]
        for place, organisation in zip(places, due, strict=True)
    }
    lists = [*result_sending(year, files), *password_list(year, locks)]
    branch_of, town = dict(zip(places, due, strict=True)), town_places(number_of_year, faults)
    sound_templates = [template for template in BRANCH_TEMPLATES if template not in faults]
    print_runs = plan_print_runs(year, number_of_year, due, sound_templates)
    return ResultFiles(branch_of, identities, summaries, audit_of, locks, lists, papers, town, print_runs)


def _due_branches(year: Year, result: Computed) -> list[Organisation]:
    """Organisations that get a result workbook."""
    organisations = {organisation.number: organisation for organisation in year.organisations}
    # Only 最终等次: a suggested grade that the committee has not decided on never leaves the office.
    return [organisations[row.number] for row in result.graded.appraisals if row.final_grade]


def places_of_branch(organisation: Organisation, year: int) -> list[str]:
    """Where the files for a branch are put, whether it gets them or not."""
    papers = [branch_place(paper.document.name, organisation, year) for paper in BRANCH_PAPERS]
    return [_place_of(organisation, year), *(f"{place}.docx" for place in papers)]


def _place_of(organisation: Organisation, year: int) -> str:
    return f"{branch_place(FEEDBACK, organisation, year)}.xlsx"
