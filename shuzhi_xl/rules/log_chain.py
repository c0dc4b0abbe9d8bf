"""The chained log (操作日志).

A line opens and a line closes each run, with the fingerprint of the line before.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.sheets.declaration.cell_value import canonical
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.master.program_sheets import LOG_SHEET, LogEntry
from shuzhi_xl.wording.screen.job_summaries import BEGUN, DIED

_DIGITS = 16


def fingerprint_of(tables: Iterable[RawTable]) -> str:
    """Fingerprint of the contents of tables, the same before and after a save (操作日志).

    Returns:
        16 hexadecimal digits of SHA-256 over headers and values; blank cells are ignored.
    """
    digest = hashlib.sha256()
    for raw in tables:
        digest.update(raw.digest)
    return digest.hexdigest()[:_DIGITS]


@dataclass(frozen=True)
class Opening:
    """The start of a run (操作的开始; 操作日志).

    Attributes:
        job: 操作.
        at: Time, to the second.
        fingerprint: Of the tables before the run.
    """

    job: str
    at: datetime
    fingerprint: str


def write_note(openings: Iterable[Opening]) -> str:
    """Text of the note beside the master about runs that have begun, one line each (操作日志)."""
    return "".join(
        f"{opening.at.isoformat(timespec='seconds')} {opening.fingerprint} {opening.job}\n"
        for opening in openings
    )


def read_note(text: str) -> list[Opening]:
    """The runs that `write_note` wrote; other lines are skipped (操作日志).

    >>> read_note("2016-01-24T09:00:01 0123456789abcdef 回收")
    [Opening(job='回收', at=datetime.datetime(2016, 1, 24, 9, 0, 1), fingerprint='0123456789abcdef')]
    """
    return [opening for line in text.splitlines() if (opening := _read_opening(line))]


def _read_opening(line: str) -> Opening | None:
    try:
        at, fingerprint, job = line.split(" ")
        return Opening(job, datetime.fromisoformat(at), fingerprint)
    except ValueError:
        return None


def find_unlogged(openings: Iterable[Opening], log: Iterable[LogEntry]) -> list[Opening]:
    """Runs of the note without a line in 操作日志, because they died before their commit."""
    logged = {(row.logged_at, row.job, row.input_fingerprint) for row in log if row.outcome == BEGUN}
    return [opening for opening in openings if (opening.at, opening.job, opening.fingerprint) not in logged]


def make_log_lines(
    previous: str, died: Iterable[Opening], opening: Opening, now: datetime, end: tuple[str, str]
) -> list[LogEntry]:
    """Make the lines of 操作日志 that a run adds: opening and closing of each run that died, and its own two.

    Args:
        previous: `line_print` of the last line so far; blank when there is none.
        died: Runs that began and did not end.
        opening: Start of this run.
        now: Its end.
        end: One sentence of counts, never a name or a mark; and the fingerprint of the tables after the run.

    Returns:
        Chained lines. A run that died closes with the fingerprint at the start of this run: when it equals
        that of its opening, nothing was changed in between.
    """
    runs = [(dead_run, opening.at, (DIED, opening.fingerprint)) for dead_run in died]
    lines: list[LogEntry] = []
    for run, closed, (outcome, after) in (*runs, (opening, now, end)):
        for at, line_outcome, output in ((run.at, BEGUN, ""), (closed, outcome, after)):
            # To the second, as a workbook keeps it, because `find_unlogged` compares times for equality
            lines.append(
                LogEntry(
                    logged_at=at.replace(microsecond=0),
                    job=run.job,
                    outcome=line_outcome,
                    input_fingerprint=run.fingerprint,
                    output_fingerprint=output,
                    previous=line_print(lines[-1]) if lines else previous,
                )
            )
    return lines


def check_chain(log: Sequence[LogEntry], end: str = "") -> list[Finding]:
    """Report each line that does not follow from the one before: altered, removed or added (操作日志).

    Args:
        log: Lines in order.
        end: `line_print` of the last line that the program wrote; blank when unknown.
    """
    expected = ["", *map(line_print, log)]
    findings = [
        blocking("log_broken", entry.at("previous"), value=entry.previous)
        for entry, previous in zip(log, expected, strict=False)
        if entry.previous != previous
    ]
    # Without this, lines removed at the end would leave a sound chain
    if end and expected[-1] != end:
        at = log[-1].at("logged_at") if log else Location(sheet=LOG_SHEET.title)
        findings.append(blocking("log_end_broken", at, value=log[-1].logged_at if log else None))
    return findings


def line_print(entry: LogEntry) -> str:
    """Fingerprint of one line, which the next line contains (操作日志: 前一行指纹)."""
    # Joined by a separator that no cell can contain (`texts.ILLEGAL`)
    values = [canonical(value) for value in entry.record().values()]
    return hashlib.sha256("\x1f".join(values).encode()).hexdigest()[:_DIGITS]
