"""The seal of an archive (封存): log, master, catalogue, lists of hashes, in this order."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from shuzhi_xl.jobs.stages.finish import finish
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.job_log import Run, fingerprint, log_end
from shuzhi_xl.rules.archive.catalogue import make_catalogue
from shuzhi_xl.rules.archive.hash_list import contents_print, write_hash_list
from shuzhi_xl.rules.archive.seal import write_seal
from shuzhi_xl.sheets.outgoing.archive import (
    CATALOGUE,
    COPY_LIST,
    MASTER_FOLDER,
    OUT,
    SCAN_LIST,
    SEAL_NOTE,
    TOP_LIST,
    ArchivedFile,
    Seal,
)
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.screen.archive import archived
from shuzhi_xl.xlsx.archive.draft import ArchiveDraft
from shuzhi_xl.xlsx.output.printed_lists import build_list


@dataclass(frozen=True)
class ArchiveRun:
    """A press of 归档: what it works on, the year, and what `begin` returned."""

    context: JobContext
    year: Year
    run: Run

    def finish(self, outcome: Outcome) -> Outcome:
        """End the run, as every job does."""
        return finish(self.context, self.year, self.run, outcome)


@dataclass(frozen=True)
class ArchiveContents:
    """What is sealed, without the master."""

    copies: Sequence[ArchivedFile]
    scans: Sequence[ArchivedFile]

    @property
    def lists(self) -> Mapping[str, bytes]:
        """The lists of hashes, by name."""
        return {
            COPY_LIST: write_hash_list({file.place: file.digest for file in self.copies}),
            SCAN_LIST: write_hash_list({f"{OUT}{file.place}": file.digest for file in self.scans}),
        }

    @property
    def fingerprint(self) -> str:
        """Fingerprint of the lists (卷宗指纹)."""
        return contents_print(self.lists.values())


def seal_draft(
    press: ArchiveRun, draft: ArchiveDraft, contents: ArchiveContents, outcome: Outcome
) -> Outcome:
    """Log the run, copy the master with that line, and seal everything."""
    context = press.context
    master = f"{MASTER_FOLDER}/{context.store.file}"
    own_places = (master, CATALOGUE, *contents.lists, TOP_LIST, SEAL_NOTE)
    outputs = [f"{draft.place}/{place}" for place in (*own_places, *(file.place for file in contents.copies))]
    summary = archived(len(contents.copies), len(contents.scans), draft.place, contents.fingerprint)
    # Before the master is copied, so that it contains the line that names what is sealed with it. A run that
    # ends after the line leaves no archive; the next makes it, with a line of its own.
    outcome = press.finish(replace(outcome, summary=summary, outputs=outputs))
    sealed_master = draft.put(master, context.store.saved_copy())
    own_files = _put_own_files(press, draft, contents, sealed_master)
    draft.finish({file.place: file.digest for file in (*contents.copies, *own_files)})
    return outcome


def _put_own_files(
    press: ArchiveRun, draft: ArchiveDraft, contents: ArchiveContents, master: ArchivedFile
) -> list[ArchivedFile]:
    """Write what an archive has besides the copies; 封存说明 comes last, without which it is none."""
    seal = _make_seal(press, contents)
    settings = press.year.settings
    committee = settings.party_committee if settings else ""
    catalogue = make_catalogue(seal, committee, [master, *contents.copies], contents.scans)
    files = [master, draft.put(CATALOGUE, build_list(catalogue))]
    files += [draft.put(name, content) for name, content in contents.lists.items()]
    top_list = write_hash_list({file.place: file.digest for file in files})
    seal = replace(seal, top_list=hashlib.sha256(top_list).hexdigest())
    return [*files, draft.put(TOP_LIST, top_list), draft.put(SEAL_NOTE, write_seal(seal))]


def _make_seal(press: ArchiveRun, contents: ArchiveContents) -> Seal:
    return Seal(
        year=press.year.number or 0,
        sealed_at=press.context.now().replace(microsecond=0),
        copies=len(contents.copies),
        scans=len(contents.scans),
        contents=contents.fingerprint,
        tables=fingerprint(press.context),
        log_end=log_end(press.context),
        top_list="",
    )
