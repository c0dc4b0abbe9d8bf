"""核对归档: whether the archives beside a master are as they were sealed; nothing is written."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from shuzhi_xl.findings import Finding, sort_findings
from shuzhi_xl.jobs.stages.job_context import Outcome, Progress
from shuzhi_xl.rules.archive.check import check_edition, check_log
from shuzhi_xl.sheets.master.program_sheets import LogEntry
from shuzhi_xl.wording.screen import archive as say
from shuzhi_xl.xlsx.archive.archive_folder import ArchiveFolder
from shuzhi_xl.xlsx.stop_reasons import Stopped

_KINDS: Final = {
    "archive_file_missing": say.MISSING,
    "archive_scan_missing": say.MISSING,
    "archive_file_changed": say.CHANGED,
    "archive_scan_changed": say.CHANGED,
    "archive_file_added": say.ADDED,
}
_NAMES: Final = {"missing": say.MISSING, "changed": say.CHANGED, "added": say.ADDED, "other": say.OTHERWISE}


def verify_archives(
    archives: ArchiveFolder, year: int | None, log: Sequence[LogEntry], progress: Progress
) -> Outcome:
    """Check all archives of a folder.

    Args:
        archives: The folder.
        year: 年度 of the master; None where it cannot be read.
        log: Lines of its 操作日志.
        progress: Called as files are read.

    Raises:
        Stopped: There is no archive.
    """
    names = archives.editions()
    if not names:
        raise Stopped("archive_missing", {"name": archives.root.absolute().name})
    findings: list[Finding] = []
    files = 0
    for name in names:
        edition = archives.read_edition(name, progress)
        files += len(edition.digests)
        findings += [*check_edition(edition), *check_log(edition, year, log)]
    return _outcome(len(names), files, findings)


def _outcome(editions: int, files: int, findings: Sequence[Finding]) -> Outcome:
    kinds = Counter(_KINDS.get(finding.code, say.OTHERWISE) for finding in findings)
    summary = say.archives_checked(editions, files, {name: kinds[name] for name in _NAMES.values()})
    counts = {"archives": editions, "files": files, **{key: kinds[name] for key, name in _NAMES.items()}}
    return Outcome("archive", summary, counts, sort_findings(findings))
