"""One job on a closed master: lock, open, upgrade, run."""

import getpass
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from shuzhi_xl.cli.terminal import progress_bar
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome, Progress, now
from shuzhi_xl.jobs.upgrade import upgrade_first
from shuzhi_xl.sheets.master.buttons import BUTTONS
from shuzhi_xl.xlsx.files.lock import FileBusy, find_opener, holding
from shuzhi_xl.xlsx.master.closed_store import ClosedStore, MasterUnreadable
from shuzhi_xl.xlsx.stop_reasons import stopping_on_file_errors
from shuzhi_xl.xlsx.town_folder import Folder

JOBS = {button.job: button.path for button in BUTTONS} | {
    "upgrade": "shuzhi_xl.jobs.upgrade:upgrade",
    "import_scheme": "shuzhi_xl.jobs.schemes.scheme_files:import_scheme",
}
"""The function of each job; imported when it runs, so that no command waits for what it does not use."""


def load_job(name: str) -> Callable[..., Outcome]:
    """Import a job, by its key of `JOBS`."""
    job: Callable[..., Outcome] = resolve_name(JOBS[name])
    return job


def run_job(
    name: str, master: Path, *, quiet: bool = True, progress: Progress | None = None, **options: Any
) -> Outcome:
    """Run one job on a closed master.

    Args:
        name: A key of `JOBS`.
        master: The master's path.
        quiet: Show no progress bar.
        progress: Called in place of a progress bar as work goes on.
        options: Further arguments of the job.

    Raises:
        Stopped: The master cannot be read, locked or written.
    """
    shown = nullcontext(progress) if progress else progress_bar(name, quiet=quiet)
    with stopping_on_file_errors(), shown as advance:
        # Imported before the lock is taken, which then lasts for the work only.
        job = load_job(name)
        if not master.exists():
            raise MasterUnreadable("master_missing", master.name)
        # Saving the open window later would write over whatever the job had written.
        opener = find_opener(master)
        if opener is not None:
            raise FileBusy(master, opener or None, None)
        with holding(master, holder=getpass.getuser(), now=now()):
            context = JobContext(ClosedStore(master), Folder(master.parent), now, advance)
            upgraded = "" if name == "upgrade" else upgrade_first(context)
            outcome = job(context, **options)
            return replace(outcome, summary=f"{outcome.summary}{upgraded}") if upgraded else outcome
