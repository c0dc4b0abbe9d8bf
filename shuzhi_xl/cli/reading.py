"""Commands that only read a master: no lock, no backup, nothing written."""

from pathlib import Path

from shuzhi_xl.jobs.desk import Desk, Outcome, now
from shuzhi_xl.jobs.explain import explain
from shuzhi_xl.xlsx.closed import ClosedStore
from shuzhi_xl.xlsx.folder import Folder


def explain_master(master: Path, number: str) -> Outcome:
    """Why one organisation of a closed master has its grade."""
    return explain(Desk(ClosedStore(master), Folder(master.parent), now), number.strip())
