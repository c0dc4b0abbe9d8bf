"""Whether an archive is as it was sealed (归档 --verify)."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.archive.hash_list import contents_print, read_hash_list, show_path
from shuzhi_xl.rules.log_chain import line_print
from shuzhi_xl.sheets.master.program_sheets import LogEntry
from shuzhi_xl.sheets.outgoing.archive import COPY_LIST, OUT, SCAN_LIST, SEAL_NOTE, TOP_LIST, Seal
from shuzhi_xl.wording.findings.papers.archive import DENIED

UNREADABLE = ""
"""In place of the hash of a file that cannot be read."""


@dataclass(frozen=True)
class Edition:
    """An archive as it is now, to be compared with its seal and 操作日志.

    Attributes:
        place: Its folder, relative to the town's.
        seal: Its 封存说明; None where it is not whole.
        lists: The contents of its lists of hashes, by name.
        digests: The hashes of all its files, by path.
        scans: The hashes of the scans that it lists, by path; without those that are missing.
    """

    place: str
    seal: Seal | None
    lists: Mapping[str, bytes]
    digests: Mapping[str, str]
    scans: Mapping[str, str]

    @property
    def copies(self) -> Mapping[str, str]:
        """The hashes of all copies by path, as they were sealed."""
        return read_hash_list(self.lists.get(COPY_LIST, b""))

    @property
    def listed_scans(self) -> Mapping[str, str]:
        """The hashes of the scans by path, as they were sealed."""
        digests = read_hash_list(self.lists.get(SCAN_LIST, b""))
        return {place.removeprefix(OUT): digest for place, digest in digests.items()}


def check_edition(edition: Edition) -> list[Finding]:
    """What is missing, changed or added in an archive, and whether its seal is whole (校验报告)."""
    top = read_hash_list(edition.lists.get(TOP_LIST, b""))
    sealed = {**edition.copies, **top}
    findings = [
        *_compare(edition, sealed),
        *(
            blocking("archive_file_added", _locate(edition, place))
            for place in sorted(edition.digests.keys() - sealed.keys() - {TOP_LIST, SEAL_NOTE})
        ),
        *_compare_scans(edition),
    ]
    broken = _find_broken_part(edition)
    if broken:
        findings.append(blocking("archive_seal_broken", _locate(edition, broken), name=broken))
    return findings


def _compare(edition: Edition, sealed: Mapping[str, str]) -> Iterator[Finding]:
    for place, digest in sorted(sealed.items()):
        current = edition.digests.get(place)
        if current is None:
            yield blocking("archive_file_missing", _locate(edition, place))
        elif current != digest:
            yield _differ("archive_file_changed", current, _locate(edition, place))


def _compare_scans(edition: Edition) -> Iterator[Finding]:
    for place, digest in sorted(edition.listed_scans.items()):
        current = edition.scans.get(place)
        if current is None:
            yield blocking("archive_scan_missing", Location(show_path(place)))
        elif current != digest:
            yield _differ("archive_scan_changed", current, Location(show_path(place)))


def _differ(code: str, current: str, at: Location) -> Finding:
    is_read = current != UNREADABLE
    return blocking(code, at) if is_read else blocking("archive_file_unreadable", at, reason=DENIED)


def _locate(edition: Edition, place: str) -> Location:
    return Location(show_path(f"{edition.place}/{place}"))


def _find_broken_part(edition: Edition) -> str:
    """The note or the list that does not fit the others; blank where all do."""
    seal, lists = edition.seal, edition.lists
    if seal is None:
        return SEAL_NOTE
    if hashlib.sha256(lists.get(TOP_LIST, b"")).hexdigest() != seal.top_list:
        return TOP_LIST
    contents = contents_print([lists.get(COPY_LIST, b""), lists.get(SCAN_LIST, b"")])
    return "" if contents == seal.contents else SEAL_NOTE


def check_log(edition: Edition, year: int | None, log: Iterable[LogEntry]) -> list[Finding]:
    """Whether 操作日志 has the sealing of an archive: who makes new lists cannot make that line too.

    Args:
        edition: The archive.
        year: 年度 of the master; None where it cannot be read.
        log: Its lines.
    """
    seal = edition.seal
    if seal is None:
        return []
    at = _locate(edition, SEAL_NOTE)
    if seal.year != year:
        return [notice("archive_log_not_compared", at, year=seal.year)]
    if any(line_print(line) == seal.log_end and seal.contents in line.outcome for line in log):
        return []
    return [blocking("archive_not_in_log", at, value=seal.contents)]
