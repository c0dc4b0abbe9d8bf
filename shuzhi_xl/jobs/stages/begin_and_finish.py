"""How every job begins and ends: read the year; list findings, show progress, log, commit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from shuzhi_xl.findings import Finding, Location, blocking, in_order
from shuzhi_xl.jobs.stages.home_sheet import write_home
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.rules.log_chain import (
    Opening,
    find_unlogged,
    fingerprint_of,
    line_print,
    make_log_lines,
    read_note,
    write_note,
)
from shuzhi_xl.sheets.master.all_sheets import MASTER, SHEET_ORDER, TABLES
from shuzhi_xl.sheets.master.buttons import JOB_NAMES
from shuzhi_xl.sheets.master.program_sheets import (
    CHECK_REPORT,
    KEY_NAME,
    LOG,
    LOG_END,
    OVERVIEW,
    PROGRESS,
    REMINDER,
    SECRET,
    TRACK_PROGRESS,
    CheckReport,
    LogEntry,
    Secret,
)
from shuzhi_xl.sheets.master.results import PUBLICATION, QUOTA_CHECK, TALLY, TRACE
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.sheets.reading.year import TABLE_OF, Year, parse_year
from shuzhi_xl.wording.findings.all import sentence
from shuzhi_xl.wording.findings.cells import short
from shuzhi_xl.xlsx.patch.values import Link
from shuzhi_xl.xlsx.patch.workbook import PlaceMissing

_CELL = CheckReport.columns()["cell"].header
_NAME = Secret.columns()["name"].header


def read_year(context: JobContext) -> tuple[Year, list[Finding]]:
    """Every table of the master, typed, with the findings of its cells.

    Raises:
        PlaceMissing: A table is gone without which no job can tell what it did.
    """
    for table in (PROGRESS, CHECK_REPORT, LOG):
        if not context.store.read_table(table).headers:
            raise PlaceMissing(table.name)
    year, findings = parse_year(context.store.read_table)
    written = (SECRET, TALLY, TRACE, PUBLICATION, QUOTA_CHECK, OVERVIEW, REMINDER, TRACK_PROGRESS)
    return year, [
        *findings,
        *(each for table in written for each in context.store.read_table(table).findings),
    ]


def reread(context: JobContext, year: Year, *names: str) -> Year:
    """The year with some tables read again after the job changed them.

    Args:
        names: Fields of `Year`.
    """
    fresh: dict[str, Any] = {}
    raw = dict(year.raw)
    for name in names:
        table = TABLE_OF[name]
        raw[table.name] = context.store.read_table(table)
        rows, _ = parse_table(table, raw[table.name])
        fresh[name] = tuple(rows)
    return replace(year, raw=raw, **fresh)


def master_key(context: JobContext, year: Year) -> tuple[bytes, list[Finding]]:
    """The master's secret key; made at first use. Lost after forms went out, it is a blocking finding."""
    raw = context.store.read_table(SECRET)
    rows, _ = parse_table(SECRET, raw)
    known = next((row.value for row in rows if row.name == KEY_NAME), "")
    if not known and year.forms:
        return b"", [blocking("key_missing", Location(context.store.file, raw.frame.sheet))]
    if not known:
        known = context.new_key()
        context.store.append_rows(SECRET, [Secret(name=KEY_NAME, value=known).record()])
    return bytes.fromhex(known), []


def fingerprint(context: JobContext) -> str:
    """Fingerprint of all tables but the log, what the program keeps to itself, and 名额核对.

    名额核对 counts along with every entry in an open workbook, and only at 计算 in a closed one.
    """
    left_out = (LOG.name, SECRET.name, QUOTA_CHECK.name)
    tables = (table for name, table in TABLES.items() if name not in left_out)
    return fingerprint_of(map(context.store.read_table, tables))


@dataclass(frozen=True)
class Begun:
    """A run that has begun, and what the log does not know yet.

    Attributes:
        opening: This run.
        died: Runs before it that never came to their end, in order.
    """

    opening: Opening
    died: Sequence[Opening]


def begin(context: JobContext, job: str) -> Begun:
    """Write down that a run begins, before it does anything, so that a crash cannot hide it.

    The note stands beside the master, because a whole commit for one line would double the cost of every
    job. The commit at the end brings it into the log; a run that never comes there is logged by the next.

    Args:
        job: Its command, for example ``collect``.

    Raises:
        FolderRefused: The folder is read-only or full; nothing has been done.
    """
    noted = read_note(context.folder.read_note(_note(context)))
    died = find_unlogged(noted, _log(context))
    opening = Opening(JOB_NAMES[job], context.now().replace(microsecond=0), fingerprint(context))
    context.folder.write_note(_note(context), write_note([*died, opening]))
    return Begun(opening, died)


def call_off(context: JobContext, begun: Begun) -> None:
    """Take back that a run began: it has been refused, and nothing will be written."""
    if begun.died:
        context.folder.write_note(_note(context), write_note(begun.died))
    else:
        context.folder.drop_note(_note(context))


def _note(context: JobContext) -> str:
    return f"操作_{context.store.file}"


def _log(context: JobContext) -> Sequence[LogEntry]:
    return parse_table(LOG, context.store.read_table(LOG))[0]


def finish(context: JobContext, year: Year, begun: Begun, outcome: Outcome) -> Outcome:
    """Write the findings, the progress and the log, and commit.

    Args:
        year: As it stands after the job.
        begun: What `begin` said.
        outcome: What the job did; its findings are put in order here.
    """
    now = context.now()
    findings = in_order(outcome.findings, SHEET_ORDER)
    context.store.write_table(CHECK_REPORT, list(_report(findings, context.store.file)))
    write_home(context, year, findings, now.date())
    _write_log(context, begun, now, outcome.summary)
    context.store.commit(now)
    context.folder.drop_note(_note(context))
    return replace(outcome, findings=findings)


def close(context: JobContext, begun: Begun, summary: str) -> None:
    """Write the log and commit; 校验报告 and 首页 stay as the last job left them."""
    now = context.now()
    _write_log(context, begun, now, summary)
    context.store.commit(now)
    context.folder.drop_note(_note(context))


def _write_log(context: JobContext, begun: Begun, now: datetime, summary: str) -> None:
    log = _log(context)
    # What the program wrote last, not what stands there now: else the next job would cover up a change.
    end = log_end(context) or (line_print(log[-1]) if log else "")
    lines = make_log_lines(end, begun.died, begun.opening, now, (summary, fingerprint(context)))
    context.store.append_rows(LOG, [line.record() for line in lines])
    remember(context, LOG_END, line_print(lines[-1]))


def log_end(context: JobContext) -> str:
    """Fingerprint of the log's last line as the program wrote it; blank before the first job."""
    return remembered(context, LOG_END)


def remembered(context: JobContext, name: str) -> str:
    """What the program noted for itself under a name; blank when it did not."""
    rows, _ = parse_table(SECRET, context.store.read_table(SECRET))
    return next((row.value for row in rows if row.name == name), "")


def remember(context: JobContext, name: str, value: str) -> None:
    """Note something for the program itself, in place of what stood under that name."""
    raw = context.store.read_table(SECRET)
    if raw.headers:
        others = [record for record in raw.records() if record.get(_NAME) != name]
        context.store.write_table(SECRET, [*others, Secret(name=name, value=value).record()])


def _report(findings: Iterable[Finding], master: str) -> Iterable[dict[str, Any]]:
    titles = {sheet.title for sheet in MASTER if not sheet.hidden}
    for each in findings:
        row = CheckReport(
            severity=each.severity.value,
            file=each.at.file,
            sheet=each.at.sheet,
            cell=each.at.cell,
            value=short(each.value),
            sentence=sentence(each),
            code=each.code,
        ).record()
        if each.at.file == master and each.at.sheet in titles:
            cell = each.at.cell or "A1"
            row[_CELL] = Link(cell, f"'{each.at.sheet}'!{cell}")
        yield row
