"""复核: the second count, with its own reader and arithmetic, of the master as it is saved now."""

from shuzhi_xl.findings import sort_findings
from shuzhi_xl.jobs.stages.finish import finish
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.job_log import begin
from shuzhi_xl.jobs.stages.read_year import read_year
from shuzhi_xl.recount import recount as count_again
from shuzhi_xl.sheets.master.all_sheets import SHEET_ORDER
from shuzhi_xl.wording.screen.job_summaries import recounted
from shuzhi_xl.xlsx.recount_reader import read_plainly


def recount(context: JobContext) -> Outcome:
    """Compare the results in the master with a second count; the differences are listed in 校验报告."""
    # Saved first: the second count has its own reader, which reads files only
    outcome = compare(context.store.saved_copy(), context.store.file)
    year, _ = read_year(context)
    return finish(context, year, begin(context, "recount"), outcome)


def compare(content: bytes, file: str) -> Outcome:
    """Compare the results in a master with a second count; it is only read.

    Args:
        content: The master's file.
        file: Its name.
    """
    result, findings = count_again(read_plainly(content, file))
    summary = recounted(result.organisations, result.ballots, len(findings))
    counts = {"organisations": result.organisations, "ballots": result.ballots, "differences": len(findings)}
    return Outcome("recount", summary, counts, sort_findings(findings, SHEET_ORDER))
