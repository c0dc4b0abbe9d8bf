"""How every job begins and ends: read the year; list findings, show progress, log, commit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from shuzhi_xl.findings import Finding, Location, blocking, in_order
from shuzhi_xl.jobs.frame.desk import Desk, Outcome
from shuzhi_xl.jobs.frame.home_sheet import write_home
from shuzhi_xl.rules.log_chain import (
    Opening,
    as_note,
    fingerprint_of,
    from_note,
    line_print,
    new_lines,
    not_logged,
)
from shuzhi_xl.sheets.master.all_sheets import MASTER, SHEET_ORDER, TABLES
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
from shuzhi_xl.wording.screen.job_summaries import JOB_NAMES
from shuzhi_xl.xlsx.cells.values import Link
from shuzhi_xl.xlsx.patch.workbook import PlaceMissing

_CELL = CheckReport.columns()["cell"].header
_NAME = Secret.columns()["name"].header


def read_year(desk: Desk) -> tuple[Year, list[Finding]]:
    """Every table of the master, typed, with the findings of its cells.

    Raises:
        PlaceMissing: A table is gone without which no job can tell what it did.
    """
    for table in (PROGRESS, CHECK_REPORT, LOG):
        if not desk.store.read_table(table).headers:
            raise PlaceMissing(table.name)
    year, findings = parse_year(desk.store.read_table)
    written = (SECRET, TALLY, TRACE, PUBLICATION, QUOTA_CHECK, OVERVIEW, REMINDER, TRACK_PROGRESS)
    return year, [*findings, *(each for table in written for each in desk.store.read_table(table).findings)]


def reread(desk: Desk, year: Year, *names: str) -> Year:
    """The year with some tables read again after the job changed them.

    Args:
        names: Fields of `Year`.
    """
    fresh: dict[str, Any] = {}
    raw = dict(year.raw)
    for name in names:
        table = TABLE_OF[name]
        raw[table.name] = desk.store.read_table(table)
        rows, _ = parse_table(table, raw[table.name])
        fresh[name] = tuple(rows)
    return replace(year, raw=raw, **fresh)


def master_key(desk: Desk, year: Year) -> tuple[bytes, list[Finding]]:
    """The master's secret key; made at first use. Lost after forms went out, it is a blocking finding."""
    raw = desk.store.read_table(SECRET)
    rows, _ = parse_table(SECRET, raw)
    known = next((row.value for row in rows if row.name == KEY_NAME), "")
    if not known and year.forms:
        return b"", [blocking("key_missing", Location(desk.store.file, raw.frame.sheet))]
    if not known:
        known = desk.new_key()
        desk.store.append_rows(SECRET, [Secret(name=KEY_NAME, value=known).record()])
    return bytes.fromhex(known), []


def fingerprint(desk: Desk) -> str:
    """Fingerprint of all tables but the log, what the program keeps to itself, and 名额核对.

    名额核对 counts along with every entry in an open workbook, and only at 计算 in a closed one.
    """
    left_out = (LOG.name, SECRET.name, QUOTA_CHECK.name)
    tables = (table for name, table in TABLES.items() if name not in left_out)
    return fingerprint_of(map(desk.store.read_table, tables))


@dataclass(frozen=True)
class Begun:
    """A run that has begun, and what the log does not know yet.

    Attributes:
        opening: This run.
        died: Runs before it that never came to their end, in order.
    """

    opening: Opening
    died: Sequence[Opening]


def begin(desk: Desk, job: str) -> Begun:
    """Write down that a run begins, before it does anything, so that a crash cannot hide it.

    The note stands beside the master, because a whole commit for one line would double the cost of every
    job. The commit at the end brings it into the log; a run that never comes there is logged by the next.

    Args:
        job: Its command, for example ``collect``.

    Raises:
        FolderRefused: The folder is read-only or full; nothing has been done.
    """
    noted = from_note(desk.folder.read_note(_note(desk)))
    died = not_logged(noted, _log(desk))
    opening = Opening(JOB_NAMES[job], desk.now().replace(microsecond=0), fingerprint(desk))
    desk.folder.write_note(_note(desk), as_note([*died, opening]))
    return Begun(opening, died)


def call_off(desk: Desk, begun: Begun) -> None:
    """Take back that a run began: it has been refused, and nothing will be written."""
    if begun.died:
        desk.folder.write_note(_note(desk), as_note(begun.died))
    else:
        desk.folder.drop_note(_note(desk))


def _note(desk: Desk) -> str:
    return f"操作_{desk.store.file}"


def _log(desk: Desk) -> Sequence[LogEntry]:
    return parse_table(LOG, desk.store.read_table(LOG))[0]


def finish(desk: Desk, year: Year, begun: Begun, outcome: Outcome) -> Outcome:
    """Write the findings, the progress and the log, and commit.

    Args:
        year: As it stands after the job.
        begun: What `begin` said.
        outcome: What the job did; its findings are put in order here.
    """
    now = desk.now()
    findings = in_order(outcome.findings, SHEET_ORDER)
    desk.store.write_table(CHECK_REPORT, list(_report(findings, desk.store.file)))
    write_home(desk, year, findings, now.date())
    _write_log(desk, begun, now, outcome.summary)
    desk.store.commit(now)
    desk.folder.drop_note(_note(desk))
    return replace(outcome, findings=findings)


def close(desk: Desk, begun: Begun, summary: str) -> None:
    """Write the log and commit; 校验报告 and 首页 stay as the last job left them."""
    now = desk.now()
    _write_log(desk, begun, now, summary)
    desk.store.commit(now)
    desk.folder.drop_note(_note(desk))


def _write_log(desk: Desk, begun: Begun, now: datetime, summary: str) -> None:
    log = _log(desk)
    # What the program wrote last, not what stands there now: else the next job would cover up a change.
    end = log_end(desk) or (line_print(log[-1]) if log else "")
    lines = new_lines(end, begun.died, begun.opening, now, (summary, fingerprint(desk)))
    desk.store.append_rows(LOG, [line.record() for line in lines])
    remember(desk, LOG_END, line_print(lines[-1]))


def log_end(desk: Desk) -> str:
    """Fingerprint of the log's last line as the program wrote it; blank before the first job."""
    return remembered(desk, LOG_END)


def remembered(desk: Desk, name: str) -> str:
    """What the program noted for itself under a name; blank when it did not."""
    rows, _ = parse_table(SECRET, desk.store.read_table(SECRET))
    return next((row.value for row in rows if row.name == name), "")


def remember(desk: Desk, name: str, value: str) -> None:
    """Note something for the program itself, in place of what stood under that name."""
    raw = desk.store.read_table(SECRET)
    if raw.headers:
        others = [record for record in raw.records() if record.get(_NAME) != name]
        desk.store.write_table(SECRET, [*others, Secret(name=name, value=value).record()])


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
