"""The command `recount`: the second count, with a reader and arithmetic of its own."""

from pathlib import Path

from shuzhi_xl.findings import in_order
from shuzhi_xl.jobs.desk import Outcome
from shuzhi_xl.recount import recount
from shuzhi_xl.sheets.master import SHEET_ORDER
from shuzhi_xl.wording.summaries import recounted
from shuzhi_xl.xlsx.closed import ClosedStore
from shuzhi_xl.xlsx.plain import plain_reader


def recount_master(master: Path) -> Outcome:
    """Compare the results that stand in a master with a second count; the master is only read."""
    ClosedStore(master)  # says clearly what is wrong with a file that is no master
    result, findings = recount(plain_reader(master))
    summary = recounted(result.organisations, result.ballots, len(findings))
    counts = {"organisations": result.organisations, "ballots": result.ballots, "differences": len(findings)}
    return Outcome("recount", summary, counts, in_order(findings, SHEET_ORDER))
