"""归档: copies of a year's files and of its master, sealed by their hashes, in a folder of their own."""

from collections.abc import Callable, Iterator, Sequence

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.jobs.archive.seal_draft import ArchiveContents, ArchiveRun, seal_draft
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.job_log import Run, begin, call_off
from shuzhi_xl.jobs.stages.read_year import read_year
from shuzhi_xl.rules.archive.check import Edition, check_edition, check_log
from shuzhi_xl.rules.archive.hash_list import show_path
from shuzhi_xl.sheets.master.program_sheets import LOG
from shuzhi_xl.sheets.outgoing.archive import ArchivedFile
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.wording.findings.papers.archive import DENIED
from shuzhi_xl.wording.screen import archive as say
from shuzhi_xl.xlsx.archive.archive_folder import ArchiveFolder, hash_readable
from shuzhi_xl.xlsx.archive.draft import ArchiveDraft
from shuzhi_xl.xlsx.archive.file_hash import SourceUnreadable
from shuzhi_xl.xlsx.archive.sources import Sources, list_sources


def archive(context: JobContext) -> Outcome:
    """Seal the year as it is now, in a new archive beside the earlier ones; none where nothing has changed.

    The scans stay in their place and are listed with their hashes.
    """
    year, _ = read_year(context)
    press = ArchiveRun(context, year, begin(context, "archive"))
    if year.number is None:
        return press.finish(_outcome(say.archive_of_no_year(), (0, 0, 0)))
    archives = ArchiveFolder(context.folder.root)
    sources = list_sources(archives.root, year.number)
    latest, findings = _check_latest(context, archives, year.number)
    if latest and not findings and _is_unchanged(archives, latest, sources, press.run):
        call_off(context, press.run)
        files, scans = len(latest.copies), len(latest.listed_scans)
        return _outcome(say.already_archived(latest.place, files), (files, scans, 0))
    findings += _skip(sources)
    with ArchiveDraft(archives, archives.next_name(year.number)) as draft:
        return _fill(press, draft, sources, findings)


def _fill(press: ArchiveRun, draft: ArchiveDraft, sources: Sources, findings: Sequence[Finding]) -> Outcome:
    """Copy everything into a draft and seal it, or say what cannot be read."""
    copied = len(sources.copied)
    total = copied + len(sources.scans)
    copies, unreadable = _take(press.context, draft.copy, sources.copied, (0, total))
    scans, unreadable_scans = _take(press.context, draft.list_scan, sources.scans, (copied, total))
    unreadable += [*unreadable_scans, *_list_closed(sources)]
    # An archive that lacks a file would pass for a whole one in ten years
    if unreadable:
        count = len(unreadable)
        return press.finish(_outcome(say.not_archived(count), (0, 0, count), [*findings, *unreadable]))
    outcome = _outcome("", (copied, len(scans), 0), findings)
    return seal_draft(press, draft, ArchiveContents(copies, scans), outcome)


def _outcome(summary: str, numbers: tuple[int, int, int], findings: Sequence[Finding] = ()) -> Outcome:
    return Outcome(
        "archive", summary, dict(zip(("files", "scans", "unreadable"), numbers, strict=True)), findings
    )


def _check_latest(
    context: JobContext, archives: ArchiveFolder, year: int
) -> tuple[Edition | None, list[Finding]]:
    """The year's latest archive and what is wrong with it, so that a press of the button checks it too."""
    names = archives.editions(year)
    if not names:
        return None, []
    latest = archives.read_edition(names[-1], context.progress)
    log, _ = parse_table(LOG, context.store.read_table(LOG))
    return latest, [*check_edition(latest), *check_log(latest, year, log)]


def _is_unchanged(archives: ArchiveFolder, latest: Edition, sources: Sources, run: Run) -> bool:
    """Whether the latest archive has the master's tables, the files and the scans just as they are now."""
    if latest.seal is None or latest.seal.tables != run.opening.fingerprint:
        return False
    current = {place: hash_readable(archives.root / place) for place in (*sources.copied, *sources.scans)}
    return current == {**latest.copies, **latest.listed_scans}


def _list_closed(sources: Sources) -> Iterator[Finding]:
    for place in sources.closed:
        yield blocking("archive_file_unreadable", Location(show_path(place)), reason=DENIED)


def _skip(sources: Sources) -> Iterator[Finding]:
    """One notice for all links, pipes and sockets."""
    if sources.skipped:
        at = Location(show_path(sources.skipped[0]))
        yield notice("archive_entry_skipped", at, count=len(sources.skipped))


def _take(
    context: JobContext, take: Callable[[str], ArchivedFile], places: Sequence[str], progress: tuple[int, int]
) -> tuple[list[ArchivedFile], list[Finding]]:
    """Take files one by one; those that cannot be read are findings."""
    done, total = progress
    files: list[ArchivedFile] = []
    findings: list[Finding] = []
    for count, place in enumerate(places, start=done + 1):
        try:
            files.append(take(place))
        except SourceUnreadable as error:
            at = Location(show_path(place))
            findings.append(blocking("archive_file_unreadable", at, reason=error.reason))
        context.progress(count, total)
    return files, findings
