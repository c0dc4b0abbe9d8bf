"""The commands `explain` and `read-reports`."""

from pathlib import Path

from shuzhi_xl.cli.run_job import run_job
from shuzhi_xl.jobs.lookup.explain import explain
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome, now
from shuzhi_xl.xlsx.debrief_report_folder import DebriefReportFolder
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.stop_reasons import Stopped
from shuzhi_xl.xlsx.town_folder import Folder


def explain_master(master: Path, number: str) -> Outcome:
    """Explain why one organisation of a closed master has its grade; the master is only read."""
    # Not `run_job`: a master that is only read needs no lock, and may be open in Excel meanwhile.
    return explain(JobContext(ClosedStore(master), Folder(master.parent), now), number.strip())


def read_reports(master: Path, folder: Path | None, *, quiet: bool) -> Outcome:
    """Read the debrief reports in a folder into a closed master.

    Raises:
        Stopped: The folder is missing, or the master cannot be read, locked or written.
    """
    if folder is not None and not folder.is_dir():
        raise Stopped("folder_missing", {"name": folder.name})
    place = None if folder is None else DebriefReportFolder(folder)
    return run_job("read_reports", master, quiet=quiet, folder=place)
