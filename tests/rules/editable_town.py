"""A small invented town as its workbook has it, for tests that change a cell and look at the findings."""

from collections.abc import Mapping, Sequence
from typing import Any

from shuzhi_xl.findings import Finding, Severity
from shuzhi_xl.rules.checks import check_year
from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import Frame
from shuzhi_xl.sheets.declaration.table import RawTable, Table
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF, TABLES
from shuzhi_xl.sheets.reading.year import Year, parse_year
from shuzhi_xl.wording.findings.cells import CELLS
from shuzhi_xl.wording.findings.checks import CHECKS
from tests.rules.whole_year import SETTINGS, Records, whole_year

FIRST_LINE = 4
BOOK = "述职评议考核.xlsm"

Change = tuple[str, int, Mapping[str, Any]]


def change(table: str, index: int, **cells: Any) -> Change:
    """Other values in a row; index -1 is the last row."""
    return table, index, cells


def setting(name: str, value: Any) -> Change:
    return change("基本设置", list(SETTINGS).index(name), 取值=value)


def added(table: str, like: int = 0, **cells: Any) -> Change:
    """A further row, a copy of another with other values."""
    return f"+{table}", like, cells


def town(*changes: Change, tables: Mapping[str, Records] | None = None) -> Year:
    """The town's year with some cells changed and some tables replaced."""
    return read(*changes, tables=tables)[0]


def read(*changes: Change, tables: Mapping[str, Records] | None = None) -> tuple[Year, list[Finding]]:
    """The same, with what reading finds."""
    records = {**whole_year(), **(tables or {})}
    for name, index, cells in changes:
        rows = records[name.removeprefix("+")]
        if name.startswith("+"):
            rows.append({**rows[index], **cells})
        else:
            rows[index] = {**rows[index], **cells}
    return parse_year(lambda table: raw_table(table, records.get(table.name, [])))


def raw_table(table: Table[Any], records: Sequence[Mapping[str, Any]]) -> RawTable:
    """A table as the reader gives it: headers from column A, first row in line 4."""
    headers = tuple(dict.fromkeys([*table.headers, *(header for row in records for header in row)]))
    letters = {header: chr(ord("A") + index) for index, header in enumerate(headers)}
    rows = tuple(RawRow(line, row) for line, row in enumerate(records, start=FIRST_LINE))
    return RawTable(table, Frame(BOOK, SHEET_OF[table.name].title, letters), headers, rows)


def list_findings(year: Year) -> list[tuple[str, str, str]]:
    """All findings of `check_year`: code, place as sheet!cell, and severity; each must make a sentence."""
    findings = check_year(year)
    for finding in findings:
        assert "{" not in sentence_of(finding)
    return [
        (finding.code, f"{finding.at.sheet}!{finding.at.cell}", str(finding.severity)) for finding in findings
    ]


def sentence_of(finding: Finding) -> str:
    return {**CELLS, **CHECKS}[finding.code].format_map({"value": finding.value, **finding.context})


def place(table: str, header: str, line: int = FIRST_LINE) -> str:
    """The cell of a declared header as `list_findings` gives it."""
    letter = chr(ord("A") + TABLES[table].headers.index(header))
    return f"{SHEET_OF[table].title}!{letter}{line}"


MUST, MAY = str(Severity.BLOCKING), str(Severity.NOTICE)
