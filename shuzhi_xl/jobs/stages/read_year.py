"""The master's tables as typed rows (读总表), and the master's key: what most jobs read first."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.sheets.master.program_sheets import (
    CHECK_REPORT,
    KEY_NAME,
    LOG,
    OVERVIEW,
    PROGRESS,
    REMINDER,
    SECRET,
    TRACK_PROGRESS,
    Secret,
)
from shuzhi_xl.sheets.master.results import PUBLICATION, QUOTA_CHECK, TALLY, TRACE
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.sheets.reading.year import TABLE_OF, Year, parse_year
from shuzhi_xl.xlsx.patch.workbook import PlaceMissing

STRUCTURAL = frozenset({"sheet_missing", "table_missing", "header_missing"})
"""Findings after which cross-checks would only list their consequences."""


def has_all_tables(findings: Iterable[Finding]) -> bool:
    """Whether every sheet, table and column is there, by the findings of `read_year`."""
    return not any(finding.code in STRUCTURAL for finding in findings)


def read_year(context: JobContext) -> tuple[Year, list[Finding]]:
    """Every table of the master, typed, with the findings of its cells.

    Raises:
        PlaceMissing: A table is missing without which no job can report what it did.
    """
    # Without them `finish` would fail after the work, with nothing to say what had been done.
    for table in (PROGRESS, CHECK_REPORT, LOG):
        if not context.store.read_table(table).headers:
            raise PlaceMissing(table.name)
    year, findings = parse_year(context.store.read_table)
    program_tables = (SECRET, TALLY, TRACE, PUBLICATION, QUOTA_CHECK, OVERVIEW, REMINDER, TRACK_PROGRESS)
    return year, [
        *findings,
        *(finding for table in program_tables for finding in context.store.read_table(table).findings),
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
    key = next((row.value for row in rows if row.name == KEY_NAME), "")
    # A new key would make every form that is out a stranger's: their identities are sealed with the old one.
    if not key and year.forms:
        return b"", [blocking("key_missing", Location(context.store.file, raw.frame.sheet))]
    if not key:
        key = context.new_key()
        context.store.append_rows(SECRET, [Secret(name=KEY_NAME, value=key).record()])
    return bytes.fromhex(key), []
