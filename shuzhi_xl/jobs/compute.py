"""计算: count, score and grade; write 测评统计, 综合评定 and 评定依据."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from shuzhi_xl.jobs.check import STRUCTURAL
from shuzhi_xl.jobs.stages.begin_and_finish import begin, finish, read_year, reread
from shuzhi_xl.jobs.stages.committee_sheets import write_quota_check, write_sign_offs
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.staleness import remember_basis
from shuzhi_xl.rules.checks import check_year
from shuzhi_xl.rules.checks.overfull import remove_reported
from shuzhi_xl.rules.grading.compute_year import Computed, compute_year
from shuzhi_xl.rules.grading.grounds import grounds
from shuzhi_xl.rules.home.computed_columns import compute_report_reviews
from shuzhi_xl.rules.tally.admissible_votes import form_states
from shuzhi_xl.sheets.declaration.long_tables import column
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT
from shuzhi_xl.sheets.master.results import APPRAISAL, TALLY, TRACE
from shuzhi_xl.sheets.master.vocabulary import ADOPTED, GRADES, RETURNED
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.screen.job_summaries import computed, not_computed


def compute(context: JobContext) -> Outcome:
    """Compute everything anew from the tables as they stand; the committee's columns are kept.

    Returns:
        Counts of organisations, ballots and suggested grades.
    """
    year, findings = read_year(context)
    begun = begin(context, "compute")
    result, wrong = (None, []) if any(each.code in STRUCTURAL for each in findings) else compute_year(year)
    findings += [*wrong, *remove_reported(wrong, check_year(year) if result else ())]
    if result is None or result.graded.unreadable:
        none = {"organisations": 0, "ballots": 0, "grades": dict.fromkeys(GRADES, 0)}
        return finish(context, year, begun, Outcome("compute", not_computed(), none, findings))
    _write(context, year, result)
    made = write_sign_offs(context, result, write_quota_check(context, year, result))
    counts = _counts(year, result)
    graded = sum(1 for row in result.graded.appraisals if row.suggested_grade)
    summary = computed(len(year.appraised), graded, counts["ballots"], len(made))
    remember_basis(context)
    year = reread(context, year, "appraisals", "reports")
    return finish(context, year, begun, Outcome("compute", summary, counts, findings, made))


def _write(context: JobContext, year: Year, result: Computed) -> None:
    store = context.store
    store.write_table(TALLY, [row.record() for row in result.tallied.rows])
    store.write_table(APPRAISAL, [row.record() for row in result.graded.appraisals])
    steps = grounds(result.graded.branches, year, result.policy, result.tallied)
    store.write_table(TRACE, [step.record() for step in steps])
    store.write_cells(DEBRIEF_REPORT, compute_report_reviews(year))


def _counts(year: Year, result: Computed) -> Mapping[str, Any]:
    grades = Counter(row.suggested_grade for row in result.graded.appraisals)
    return {
        "organisations": len(year.appraised),
        "ballots": len(_counted_ballots(year)),
        "grades": {grade: grades[grade] for grade in GRADES},
    }


def _counted_ballots(year: Year) -> set[str]:
    states = form_states(year)
    live = {form for form, state in states.items() if state in (RETURNED, ADOPTED)} | {""}
    together = zip(column(year.ballots, "ballot"), column(year.ballots, "form"), strict=True)
    return {ballot for ballot, form in together if form in live}
