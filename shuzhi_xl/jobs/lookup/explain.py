"""说明来由: why one organisation has its grade; the master is only read."""

from collections.abc import Sequence

from shuzhi_xl.findings import sort_findings
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.read_year import STRUCTURAL, read_year
from shuzhi_xl.rules.grading import explanation
from shuzhi_xl.rules.grading.compute_year import Computed, compute_year
from shuzhi_xl.rules.grading.grounds import explain_grades
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.all_sheets import SHEET_ORDER
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.results import APPRAISAL, PROBLEM, TALLY, TRACE, TraceStep
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.explaining import NOTHING_SELECTED

_NUMBER = TraceStep.columns()["number"].header


def explain(context: JobContext, number: str = "") -> Outcome:
    """Every step of 评定依据 of one organisation, and the state of its grade.

    Args:
        context: Only its store is read.
        number: 编号; blank for that of the row that the clerk selected.

    Returns:
        The steps as lines; blocking findings when there are none or they are no longer true.
    """
    number = number or _read_selected_number(context)
    if not number:
        return Outcome("explain", NOTHING_SELECTED, {"steps": 0}, lines=())
    year, errors = read_year(context)
    structural = [finding for finding in errors if finding.code in STRUCTURAL]
    # Computed again: steps in the sheet that the tables no longer support are no reason for a grade.
    result = None if structural else compute_year(year)[0]
    standing, _ = parse_table(TRACE, context.store.read_table(TRACE))
    fresh = _fresh(result, year, number, standing) if result else []
    rows = result.graded.appraisals if result else ()
    due = next((row for row in rows if row.number == number), None)
    summary, lines, findings = explanation.explain(year, number, standing, fresh, due)
    all_findings = sort_findings([*structural, *findings], SHEET_ORDER)
    cell = next((step.at("number").cell for step in standing if step.number == number), "")
    return Outcome("explain", summary, {"steps": len(lines)}, all_findings, lines=lines, cell=cell)


def _read_selected_number(context: JobContext) -> str:
    """编号 in the first selected row of a sheet on which each row is about one organisation."""
    for table in (APPRAISAL, ORGANISATION, TALLY, TRACE, PROBLEM):
        lines = context.selected(table)
        rows = context.store.read_table(table).rows if lines else ()
        for row in rows:
            if row.line in lines:
                return clean(row.values.get(_NUMBER))
    return ""


def _fresh(result: Computed, year: Year, number: str, standing: Sequence[TraceStep]) -> list[TraceStep]:
    branches = [branch for branch in result.graded.branches if branch.number == number]
    lines = [step.explanation for step in standing if step.number == number]
    steps = [
        [*explain_grades(branches, year, result.policy, result.tallied, former=former)]
        for former in (False, True)
    ]
    # Steps in the words of an earlier version are as true as those in today's
    return next((version for version in steps if [step.explanation for step in version] == lines), steps[0])
