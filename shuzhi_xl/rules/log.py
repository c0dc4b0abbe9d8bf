"""The chained log (操作日志): every line carries the fingerprint of the line before."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from shuzhi_xl.findings import Finding, blocking
from shuzhi_xl.sheets.cells import clean
from shuzhi_xl.sheets.program import LogEntry
from shuzhi_xl.sheets.tables import RawTable

_DIGITS = 16


def fingerprint_of(tables: Iterable[RawTable]) -> str:
    """Fingerprint of what the tables hold, the same before and after a save.

    Returns:
        16 hexadecimal digits of SHA-256 over headers and values; blank cells don't matter.
    """
    digest = hashlib.sha256()
    for raw in tables:
        digest.update(f"\x1d{raw.table.name}".encode())
        for row in raw.rows:
            cells = (
                f"{header}\x1f{canonical(value)}" for header, value in sorted(row.values.items()) if header
            )
            digest.update(("\x1e" + "\x1e".join(each for each in cells if each[-1] != "\x1f")).encode())
    return digest.hexdigest()[:_DIGITS]


def canonical(value: Any) -> str:
    """A value as text that does not depend on how it is stored.

    >>> canonical(3.0), canonical(Decimal("80.10")), canonical(80.1), canonical(date(2016, 1, 5))
    ('3', '80.1', '80.1', '2016-01-05')
    """
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(repr(value) if isinstance(value, float) else value).normalize():f}"
    if isinstance(value, datetime):
        whole = _to_the_second(value)
        return whole.date().isoformat() if whole.time() == time(0) else whole.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else clean(value)


def _to_the_second(value: datetime) -> datetime:
    """A moment rounded, because a workbook keeps times as fractions of a day."""
    return (value + timedelta(microseconds=500_000)).replace(microsecond=0)


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
    previous = _line_print(log[-1]) if log else ""
    before, after = fingerprints
    return LogEntry(
        logged_at=logged_at.replace(microsecond=0),
        job=job,
        outcome=outcome,
        input_fingerprint=before,
        output_fingerprint=after,
        previous=previous,
    )


def check_chain(log: Sequence[LogEntry]) -> list[Finding]:
    """A finding for each line that does not follow from the one before: altered, removed or added."""
    expected = ["", *map(_line_print, log)]
    return [
        blocking("log_broken", entry.at("previous"), value=entry.previous)
        for entry, previous in zip(log, expected, strict=False)
        if entry.previous != previous
    ]


def _line_print(entry: LogEntry) -> str:
    values = [canonical(value) for value in entry.record().values()]
    return hashlib.sha256("\x1f".join(values).encode()).hexdigest()[:_DIGITS]
