"""生成: a result workbook and documents for every branch, a summary and an audit workbook for every track."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import PurePosixPath

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.jobs.papers.branch_papers import BRANCH_TEMPLATES
from shuzhi_xl.jobs.papers.edited_documents import keep_edited
from shuzhi_xl.jobs.papers.result_files import ResultFiles, places_of_branch, plan_result_files
from shuzhi_xl.jobs.papers.town_papers import TOWN_TEMPLATES
from shuzhi_xl.jobs.sending.handover import remember_results
from shuzhi_xl.jobs.sending.print_runs import find_stale_print_runs
from shuzhi_xl.jobs.stages.current_results import current_results, gather_problems
from shuzhi_xl.jobs.stages.finish import finish
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.open_year import open_year
from shuzhi_xl.jobs.stages.read_year import master_key, reread
from shuzhi_xl.rules.checks.problems import check_opinion_in_own_words
from shuzhi_xl.rules.grading.compute_year import Computed
from shuzhi_xl.rules.results.undecided import find_undecided
from shuzhi_xl.sheets.outgoing.forms import FEEDBACK_TEMPLATE
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.screen.job_summaries import generated, not_current
from shuzhi_xl.xlsx.fill.workbook_pool import WorkbookPool


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
    plan = plan_result_files(context, year, result, key, pool.faults)
    files = _workbooks(context, pool, year, result, plan)
    context.folder.write_all(_without_edited(context, plan, files, findings))
    remember_results(context, result.policy.settings)
    findings += find_undecided(result.graded)
    findings += _stale(context, year, plan, result.policy.settings.year)
    findings += find_stale_print_runs(context, result.policy.settings.year, BRANCH_TEMPLATES, plan.places)
    findings += check_opinion_in_own_words(year)
    outcome = _outcome(result, plan, findings)
    return finish(context, reread(context, year, "forms"), run, outcome)


def _outcome(result: Computed, plan: ResultFiles, findings: Sequence[Finding]) -> Outcome:
    withheld = sum(not branch.decision.final for branch in result.graded.branches)
    counts = {"workbooks": len(plan.workbooks), "documents": len(plan.documents)}
    summary = generated(len(plan.branch_of), len(plan.track_of), counts["documents"], withheld)
    return Outcome("generate", summary, counts, findings, plan.places)


def _stale(context: JobContext, year: Year, plan: ResultFiles, number: int) -> Iterator[Finding]:
    """Files of an earlier run whose branch has no final grade any more."""
    current = {place for branch in plan.branch_of.values() for place in places_of_branch(branch, number)}
    for organisation in year.organisations:
        for place in places_of_branch(organisation, number):
            # Named, not deleted: the branch may have it already, and then the office has to take it back.
            if place not in current and context.folder.in_place(place):
                yield blocking("result_stale", Location(PurePosixPath(place).name), name=organisation.name)


def _workbooks(
    context: JobContext, pool: WorkbookPool, year: Year, result: Computed, plan: ResultFiles
) -> Iterator[tuple[str, bytes]]:
    fillings = plan.fillings(year, result, pool.faults)
    total = len(plan.places)
    for done, workbook in enumerate(pool.make_all(fillings), start=1):
        yield workbook
        context.progress(done, total)


def _without_edited(
    context: JobContext, plan: ResultFiles, files: Iterable[tuple[str, bytes]], findings: list[Finding]
) -> Iterator[tuple[str, bytes]]:
    """The files to write: in place of a document that the office has edited, its newer version."""
    documents = {*plan.documents}
    for place, content in files:
        if place in documents:
            yield from keep_edited(context.folder, [(place, content)], findings)
        else:
            yield place, content
