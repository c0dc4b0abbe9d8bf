"""操作记录: a run is noted before it does anything, and logged when it ends, so that no crash hides it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.jobs.stages.remembered import remember, remembered
from shuzhi_xl.rules.log_chain import (
    Opening,
    find_unlogged,
    fingerprint_of,
    line_print,
    make_log_lines,
    read_note,
    write_note,
)
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.buttons import JOB_NAMES
from shuzhi_xl.sheets.master.program_sheets import LOG, LOG_END, SECRET, LogEntry
from shuzhi_xl.sheets.master.results import QUOTA_CHECK
from shuzhi_xl.sheets.reading.parse import parse_table


def fingerprint(context: JobContext) -> str:
    """Fingerprint of all tables but the log, what the program keeps to itself, and 名额核对.

    名额核对 counts along with every entry in an open workbook, and only at 计算 in a closed one.
    """
    # A log cannot contain its own fingerprint, and 表单密钥 is where the log's end is remembered.
    left_out = (LOG.name, SECRET.name, QUOTA_CHECK.name)
    tables = (table for name, table in TABLES.items() if name not in left_out)
    return fingerprint_of(map(context.store.read_table, tables))


@dataclass(frozen=True)
class Run:
    """A run of a job, and what the log does not contain yet.

    Attributes:
        opening: This run.
        unfinished: Earlier runs that never ended, in order.
        completion: The sentence about blank cells that were filled; blank when there were none.
    """

    opening: Opening
    unfinished: Sequence[Opening]
    completion: str = ""


def begin(context: JobContext, job: str) -> Run:
    """Note that a run begins, before it does anything, so that a crash cannot hide it.

    The note is a file beside the master, because a whole commit for one line would double the cost of every
    job. The commit at the end brings it into the log; a run that never gets there is logged by the next.

    Args:
        job: Its command, for example ``collect``.

    Raises:
        FolderRefused: The folder is read-only or full; nothing has been done.
    """
    # The note of a run that died is still there, for its commit would have removed it.
    noted = read_note(context.folder.read_note(_note(context)))
    unfinished = find_unlogged(noted, _log(context))
    opening = Opening(JOB_NAMES[job], context.now().replace(microsecond=0), fingerprint(context))
    context.folder.write_note(_note(context), write_note([*unfinished, opening]))
    return Run(opening, unfinished)


def call_off(context: JobContext, run: Run) -> None:
    """Take the note back: the run has been refused, and nothing will be written."""
    # Earlier crashes must still reach the log, even when this run is called off.
    if run.unfinished:
        context.folder.write_note(_note(context), write_note(run.unfinished))
    else:
        context.folder.drop_note(_note(context))


def drop_note(context: JobContext) -> None:
    """Remove the note, once the log contains the run."""
    context.folder.drop_note(_note(context))


def _note(context: JobContext) -> str:
    return f"操作_{context.store.file}"


def _log(context: JobContext) -> Sequence[LogEntry]:
    return parse_table(LOG, context.store.read_table(LOG))[0]


def write_log(context: JobContext, run: Run, now: datetime, summary: str) -> None:
    """Add a line for the run, and one for each unfinished run before it.

    Args:
        context: With the master's store.
        run: What `begin` returned.
        now: When it ended.
        summary: The one sentence for the clerk.
    """
    log = _log(context)
    # What the program wrote last, not the current last line: else the next job would cover up a change.
    end = log_end(context) or (line_print(log[-1]) if log else "")
    lines = make_log_lines(end, run.unfinished, run.opening, now, (summary, fingerprint(context)))
    context.store.append_rows(LOG, [line.record() for line in lines])
    remember(context, {LOG_END: line_print(lines[-1])})


def log_end(context: JobContext) -> str:
    """Fingerprint of the log's last line as the program wrote it; blank before the first job."""
    return remembered(context, LOG_END)
