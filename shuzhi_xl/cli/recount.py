"""The command `recount`: the second count of a closed master, which is only read."""

from pathlib import Path

from shuzhi_xl.jobs.lookup.recount import compare
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.xlsx.master.closed_store import ClosedStore


def recount_master(master: Path) -> Outcome:
    """Compare the results in a master with a second count."""
    # Reports clearly why a file is no master
    return compare(ClosedStore(master).saved_copy(), master.name)
