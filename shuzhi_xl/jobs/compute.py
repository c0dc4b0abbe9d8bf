"""计算: count, score and grade; write 测评统计, 综合评定 and 评定依据."""

from collections import Counter
from collections.abc import Sequence

from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.papers.meeting_results import write_meeting_results
from shuzhi_xl.jobs.stages.committee_sheets import write_quota_check, write_sign_offs
from shuzhi_xl.jobs.stages.finish import finish
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.open_year import open_year
from shuzhi_xl.jobs.stages.read_year import has_all_tables, reread
from shuzhi_xl.jobs.stages.staleness import find_changed_technical, remember_basis, remember_technical
from shuzhi_xl.rules.checks import check_year
from shuzhi_xl.rules.checks.overfull import remove_reported
from shuzhi_xl.rules.checks.setup import refuse_unconfirmed
from shuzhi_xl.rules.grading.compute_year import Computed, compute_year
from shuzhi_xl.rules.grading.grounds import explain_grades
from shuzhi_xl.rules.home.computed_columns import compute_report_reviews
from shuzhi_xl.rules.tally.admission import form_states
from shuzhi_xl.sheets.declaration.long_tables import column
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT
from shuzhi_xl.sheets.master.results import APPRAISAL, TALLY, TRACE
from shuzhi_xl.sheets.master.vocabulary import ADOPTED, GRADES, RETURNED
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.screen.job_summaries import computed, not_computed


def compute(context: JobContext) -> Outcome:
    """Compute everything again from the tables (通知 四、3 and 四、4); the committee's columns are kept.

    Returns:
        Counts of organisations, ballots and suggested grades.
    """
    year, findings, run = open_year(context, "compute")
    year, outcome = compute_opened(context, year, findings)
    return finish(context, year, run, outcome)


def compute_opened(context: JobContext, year: Year, findings: list[Finding]) -> tuple[Year, Outcome]:
    """The same within a run that has begun and does not end yet (通知 四、3 and 四、4).

    Args:
        context: What the job may touch.
        year: The year as the tables are now.
        findings: Those of reading it.

    Returns:
        The year afterwards, and the outcome.
    """
    refusals = refuse_unconfirmed(year)
    is_ready = has_all_tables(findings) and not refusals
    result, errors = compute_year(year) if is_ready else (None, refusals)
    # One gap is one finding, although the checks and the computation both come upon it.
    findings += [*errors, *remove_reported(errors, check_year(year) if result else ())]
    findings += find_changed_technical(context, year)
    # Nothing is written: half a result in the sheets would pass for a whole one.
    if result is None or result.graded.unreadable:
        return year, _not_computed(findings)
    _write_results(context, year, result)
    quotas = write_quota_check(context, year, result)
    lists = write_sign_offs(context, result, quotas)
    slips, slip_findings = write_meeting_results(context, year, result)
    findings += slip_findings
    # After all result tables are written, because their own fingerprints belong to the basis.
    remember_basis(context)
    remember_technical(context, year)
    outcome = _outcome(year, result, findings, (lists, slips))
    # 首页 counts grades and reports as they are now, not as they were when the job began.
    return reread(context, year, "appraisals", "reports"), outcome


def _not_computed(findings: Sequence[Finding]) -> Outcome:
    counts = {"organisations": 0, "ballots": 0, "grades": dict.fromkeys(GRADES, 0)}
    return Outcome("compute", not_computed(), counts, findings)


def _write_results(context: JobContext, year: Year, result: Computed) -> None:
    store = context.store
    store.write_table(TALLY, [row.record() for row in result.tallied.rows])
    store.write_table(APPRAISAL, [row.record() for row in result.graded.appraisals])
    steps = explain_grades(result.graded.branches, year, result.policy, result.tallied)
    store.write_table(TRACE, [step.record() for step in steps])
    store.write_cells(DEBRIEF_REPORT, compute_report_reviews(year))


def _outcome(
    year: Year,
    result: Computed,
    findings: Sequence[Finding],
    outputs: tuple[Sequence[str], Sequence[str]],
) -> Outcome:
    appraisals = result.graded.appraisals
    grades = Counter(row.suggested_grade for row in appraisals)
    organisations, ballots = len(year.appraised), len(_counted_ballots(year))
    counts = {
        "organisations": organisations,
        "ballots": ballots,
        "grades": {grade: grades[grade] for grade in GRADES},
    }
    graded = sum(1 for row in appraisals if row.suggested_grade)
    lists, slips = outputs
    summary = computed(organisations, graded, ballots, (len(lists), len(slips)))
    return Outcome("compute", summary, counts, findings, [*lists, *slips])


def _counted_ballots(year: Year) -> set[str]:
    states = form_states(year)
    # A row without 表单编号 has been entered by hand, on no form; it counts.
    live = {form for form, state in states.items() if state in (RETURNED, ADOPTED)} | {""}
    rows = zip(column(year.ballots, "ballot"), column(year.ballots, "form"), strict=True)
    return {ballot for ballot, form in rows if form in live}
