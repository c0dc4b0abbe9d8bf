"""The chained log (操作日志): every line carries the fingerprint of the line before."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.sheets.cells import canonical
from shuzhi_xl.sheets.program import LOG_SHEET, LogEntry
from shuzhi_xl.sheets.tables import RawTable

_DIGITS = 16


def fingerprint_of(tables: Iterable[RawTable]) -> str:
    """Fingerprint of what the tables hold, the same before and after a save.

    Returns:
        16 hexadecimal digits of SHA-256 over headers and values; blank cells don't matter.
    """
    digest = hashlib.sha256()
    for raw in tables:
        digest.update(raw.digest)
    return digest.hexdigest()[:_DIGITS]


def next_entry(
    log: Sequence[LogEntry], logged_at: datetime, job: str, outcome: str, fingerprints: tuple[str, str]
) -> LogEntry:
    """The line to append.

    Args:
        log: Lines so far, in order.
        logged_at: When, to the second.
        job: 操作.
        outcome: One sentence of counts; never a name or a mark.
        fingerprints: Of the tables before and after the job.
    """
    previous = line_print(log[-1]) if log else ""
    before, after = fingerprints
    return LogEntry(
        logged_at=logged_at.replace(microsecond=0),
        job=job,
        outcome=outcome,
        input_fingerprint=before,
        output_fingerprint=after,
        previous=previous,
    )


def check_chain(log: Sequence[LogEntry], end: str = "") -> list[Finding]:
    """A finding for each line that does not follow from the one before: altered, removed or added.

    Args:
        log: Lines in order.
        end: `line_print` of the line that the program wrote last; blank when it is not known.
    """
    expected = ["", *map(line_print, log)]
    found = [
        blocking("log_broken", entry.at("previous"), value=entry.previous)
        for entry, previous in zip(log, expected, strict=False)
        if entry.previous != previous
    ]
    if end and expected[-1] != end:
        at = log[-1].at("logged_at") if log else Location(sheet=LOG_SHEET.title)
        found.append(blocking("log_end_broken", at, value=log[-1].logged_at if log else None))
    return found


def line_print(entry: LogEntry) -> str:
    """Fingerprint of one line, which the next one carries."""
    values = [canonical(value) for value in entry.record().values()]
    return hashlib.sha256("\x1f".join(values).encode()).hexdigest()[:_DIGITS]
