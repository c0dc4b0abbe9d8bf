"""The command `recount`: the second count, with its own reader and arithmetic."""

from pathlib import Path

from shuzhi_xl.findings import sort_findings
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.recount import recount
from shuzhi_xl.sheets.master.all_sheets import SHEET_ORDER
from shuzhi_xl.wording.screen.job_summaries import recounted
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.recount_reader import open_plain_reader


def recount_master(master: Path) -> Outcome:
    """Compare the results in a master with a second count; the master is only read."""
    ClosedStore(master)  # reports clearly why a file is no master
    result, findings = recount(open_plain_reader(master))
    summary = recounted(result.organisations, result.ballots, len(findings))
    counts = {"organisations": result.organisations, "ballots": result.ballots, "differences": len(findings)}
    return Outcome("recount", summary, counts, sort_findings(findings, SHEET_ORDER))
