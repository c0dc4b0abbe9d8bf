"""The command `archive --verify`: the archives beside a master are checked, and nothing is written."""

from collections.abc import Sequence
from pathlib import Path

from shuzhi_xl.cli.terminal import progress_bar
from shuzhi_xl.jobs.archive.verify import verify_archives
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.sheets.master.program_sheets import LOG, LogEntry
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.sheets.reading.year import parse_year
from shuzhi_xl.xlsx.archive.archive_folder import ArchiveFolder
from shuzhi_xl.xlsx.files.lock import to_reachable_folder
from shuzhi_xl.xlsx.master.closed_store import ClosedStore, MasterUnreadable


def verify_beside(master: Path, *, quiet: bool) -> Outcome:
    """Check the archives beside a master, which may be broken or gone: only its log is compared.

    Raises:
        Stopped: There is no archive.
    """
    archives = ArchiveFolder(to_reachable_folder(master.parent))
    year, log = _read_log(master)
    with progress_bar("archive", quiet=quiet) as progress:
        return verify_archives(archives, year, log, progress)


def _read_log(master: Path) -> tuple[int | None, Sequence[LogEntry]]:
    """年度 and the lines of 操作日志, where the master can be read."""
    try:
        store = ClosedStore(master)
        year, _ = parse_year(store.read_table)
        return year.number, parse_table(LOG, store.read_table(LOG))[0]
    except MasterUnreadable:
        return None, ()
