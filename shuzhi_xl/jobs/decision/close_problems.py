"""批量销号: the chosen problems of 整改清单 are closed with name and date."""

from collections.abc import Sequence

from shuzhi_xl.jobs.stages.finish import finish
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.open_year import open_year
from shuzhi_xl.jobs.stages.read_year import reread
from shuzhi_xl.rules.checks import check_year
from shuzhi_xl.rules.rectification import closing
from shuzhi_xl.sheets.master.results import PROBLEM, RECTIFICATION_SHEET
from shuzhi_xl.wording.screen.job_summaries import problems_closed


def close_problems(context: JobContext, numbers: Sequence[str] = ()) -> Outcome:
    """Close problems (通知 四、5): those selected, those named, and those marked 已销号 without name or date.

    Args:
        context: What the job may touch; it knows which rows are selected.
        numbers: 问题编号 of further ones.
    """
    year, findings, run = open_year(context, "close_problems")
    lines, unknown = closing.find_lines(year, numbers)
    selection = {*context.selected(PROBLEM), *lines}
    result = closing.close_problems(year, selection, context.now().date())
    context.store.write_cells(PROBLEM, result.cells)
    year = reread(context, year, "problems")
    findings = [*findings, *check_year(year)]
    of_sheet = [finding for finding in findings if finding.at.sheet == RECTIFICATION_SHEET.title]
    refusals = [*unknown, *result.findings]
    counts = {"closed": result.closed, "left": len(refusals)}
    summary = problems_closed(result.closed, len(refusals))
    return finish(context, year, run, Outcome("close_problems", summary, counts, [*of_sheet, *refusals]))
