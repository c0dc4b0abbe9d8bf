"""Reading one town's master for the district (读一个镇的总表): one function, on whatever machine it runs."""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from lxml import etree
from python_calamine import CalamineError

from shuzhi_xl.findings import Finding, Location, Severity, blocking, notice, sort_findings
from shuzhi_xl.rules.district.town_checks import town_checks
from shuzhi_xl.rules.district.town_digest import town_of
from shuzhi_xl.rules.district.town_figures import TownDigest, TownTables
from shuzhi_xl.sheets.declaration.row import NOWHERE
from shuzhi_xl.sheets.declaration.table import RawTable, Table
from shuzhi_xl.sheets.master.all_sheets import SHEET_ORDER, TABLES
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.program_sheets import KEY_NAME, LOG, LOG_END, PROGRESS, SECRET
from shuzhi_xl.sheets.master.results import APPRAISAL, PROBLEM, TALLY
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.sheets.master.votes import FORM
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.sheets.reading.year import parse_year
from shuzhi_xl.wording.findings.district import NO_WORKBOOK, UNREADABLE
from shuzhi_xl.xlsx.master.closed_store import ClosedStore, MasterUnreadable
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.values import column_number
from shuzhi_xl.xlsx.patch.workbook import NotAWorkbook, Workbook
from shuzhi_xl.xlsx.patch.workbook_part import Book
from shuzhi_xl.xlsx.read.biff import sniff_compound
from shuzhi_xl.xlsx.read.canonical_values import MOST_RECTANGLE, RefusedError
from shuzhi_xl.xlsx.read.file_type import FileKind, sniff, sniff_parts
from shuzhi_xl.xlsx.read.preflight import refuse_declarations, repack, unpack

MOST_PACKED: Final = 32 * 1024 * 1024
MOST_UNPACKED: Final = 96 * 1024 * 1024
"""Bytes of a master's parts; that of a town with 100 branches has a tenth of it."""
_TABLES: Final = (SETTING, ORGANISATION, DEBRIEF_REPORT, FORM, TALLY, APPRAISAL, PROBLEM, PROGRESS, SECRET)
_READ: Final = frozenset(table.name for table in _TABLES)
"""What the district counts; a fault there leaves the town out."""
_ADDRESS: Final = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")
_BROKEN: Final = (
    *(CalamineError, MasterUnreadable, NotAWorkbook, etree.LxmlError),
    *(OSError, ValueError, KeyError, IndexError, OverflowError, RecursionError),
)


def read_town(master: Path | bytes, name: str, times: Fraction) -> TownDigest:
    """What the district takes from a file, or the reason why it is left out; no content makes it raise.

    Votes are read only to see whether they give the results; no vote comes into the digest.

    Args:
        master: Where the file is, or its content.
        name: How the district's clerk knows it.
        times: k of the rule for outliers.
    """
    try:
        tables_or_reason = _read_tables(master, name)
    except RefusedError as refused:
        return unreadable(name, refused.code)
    except MemoryError:
        return unreadable(name, "file_too_heavy")
    except _BROKEN:
        return unreadable(name, "file_damaged")
    if isinstance(tables_or_reason, Finding):
        return TownDigest(name, None, tables_or_reason)
    return TownDigest(name, town_of(tables_or_reason, times))


def unreadable(name: str, code: str) -> TownDigest:
    """A file that cannot be read.

    Args:
        name: How the district's clerk knows it.
        code: Why, as `UNREADABLE` has it.
    """
    reason = UNREADABLE.get(code, NO_WORKBOOK)
    return TownDigest(name, None, blocking("town_unreadable", Location(name), reason=reason))


def _report_faults(name: str, faults: Sequence[Finding]) -> Finding:
    at = Location(name, faults[0].at.sheet, faults[0].at.cell)
    return blocking("town_faulty", at, value=faults[0].value, count=len(faults))


def _read_tables(master: Path | bytes, name: str) -> TownTables | Finding:
    """The tables of a master, or why it is left out."""
    store = _open_store(master, name)
    if store is None:
        return notice("town_not_master", Location(name))

    def read(table: Table[Any]) -> RawTable:
        """A table that the district needs; the others are empty."""
        return store.read_table(table) if table.name in _READ else RawTable(table, NOWHERE, table.headers, ())

    year, findings = parse_year(read)
    tallies, tally_errors = parse_table(TALLY, read(TALLY))
    progress, progress_errors = parse_table(PROGRESS, read(PROGRESS))
    faults = _select_blocking([*findings, *tally_errors, *progress_errors])
    if faults or year.settings is None:
        return _report_faults(name, faults)
    secrets, _ = parse_table(SECRET, read(SECRET))
    secret_values = {row.name: row.value for row in secrets}
    log, _ = parse_table(LOG, store.read_table(LOG))
    # a fault in a table that the district does not count may change the results, but leaves no town out
    whole_year, _ = parse_year(store.read_table)
    # a town that fails is marked, not left out: typing after the last 计算 looks the same
    checks = town_checks(whole_year, read(TALLY), log, secret_values.get(LOG_END, ""))
    return TownTables(year, year.settings, tallies, progress, secret_values.get(KEY_NAME, ""), checks)


def _select_blocking(findings: Iterable[Finding]) -> list[Finding]:
    return [
        finding for finding in sort_findings(findings, SHEET_ORDER) if finding.severity is Severity.BLOCKING
    ]


def _open_store(master: Path | bytes, name: str) -> ClosedStore | None:
    """The workbook, checked before it is read; None when it is no master."""
    parts = _unpack_parts(master if isinstance(master, bytes) else _read_content(master))
    refuse_declarations(parts)
    # from here on only the bytes that were checked are read
    content = repack(parts)
    try:
        store = ClosedStore(Path(name), content)
    except MasterUnreadable as error:
        if error.code == "not_a_master":
            return None
        raise
    # after the store: a workbook that is no master is only named, however wide it is
    _refuse_spread(content)
    return store


def _read_content(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_PACKED + 1)
    except FileNotFoundError as error:
        raise RefusedError("file_missing") from error
    except OSError as error:
        raise RefusedError("file_locked") from error


def _unpack_parts(content: bytes) -> dict[str, bytes]:
    if len(content) > MOST_PACKED:
        raise RefusedError("file_too_big")
    kind = sniff(content)
    if kind is FileKind.COMPOUND:
        raise RefusedError("file_encrypted" if sniff_compound(content) == "file_encrypted" else "file_old")
    if kind is not FileKind.ZIP:
        raise RefusedError(kind)
    # a master has macros of its own; they are never run
    parts = unpack(content, most=MOST_UNPACKED, with_macros=True)
    kind = sniff_parts(parts, parts.get("mimetype", b""))
    if kind is not FileKind.WORKBOOK:
        raise RefusedError("file_old" if kind in (FileKind.OPEN_DOCUMENT, FileKind.BINARY) else kind)
    return parts


def _refuse_spread(content: bytes) -> None:
    """Refuse a table's sheet with content so far away that holding the rectangle would fill the memory."""
    parts, tables = Parts.load(content), Workbook.load(content).tables
    sheets = Book.read(parts).sheets
    for title in {tables[name].sheet for name in TABLES.keys() & tables.keys()}:
        # A1 first, because a sheet may have no address at all
        cols, rows = zip((b"A", b"1"), *_ADDRESS.findall(parts.read(sheets[title])), strict=True)
        widest = max(column_number(letters.decode()) for letters in set(cols))
        if max(map(int, set(rows))) * widest > MOST_RECTANGLE:
            raise RefusedError("file_spread")
