"""Rows of 述职报告 from the reports that were read; a replaced entry is always reported."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from shuzhi_xl.findings import Finding, notice
from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.declaration.texts import clean, is_blank
from shuzhi_xl.sheets.master.office_entries import DebriefReport

_HEADERS: Final = {name: column.header for name, column in DebriefReport.columns().items()}
_KEY: Final = _HEADERS["number"]
_COUNTS: Final = ("characters", "achievement_characters", "problem_characters")
_WHERE_BLANK: Final = ("handed_in", "covers_focus", "includes_self")


@dataclass
class Entries:
    """Changes of 述职报告.

    Attributes:
        cells: New values by sheet row (1-based) and header.
        rows: Rows to add below.
        findings: Entries that were replaced, and rows whose file is gone.
    """

    cells: dict[tuple[int, str], Any] = field(default_factory=dict)
    rows: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def make_entries(raw: RawTable, read: Iterable[DebriefReport]) -> Entries:
    """Changes that bring 述职报告 up to date with the reports that were read (通知 四、2).

    Counts are updated, since a report that was sent back is read again; a count that replaces another is
    reported. The date and the two answers 是 are filled in only where the cell is blank: the program never
    answers 否 and never changes the clerk's answer.

    Args:
        raw: The current 述职报告, including rows that do not fit their columns.
        read: Rows from the files.
    """
    # Backwards, so that the first of two rows with one 编号 is updated
    lines = {clean(row.values.get(_KEY)): row for row in reversed(raw.rows)}
    out = Entries()
    for report in read:
        row = lines.pop(report.number, None)
        if row is None:
            out.rows.append(report.record())
            continue
        for header, value in _changed_values(row.values, report.record()).items():
            out.cells[row.line, header] = value
            old = row.values.get(header)
            # 报告文件 is written by the program only, so replacing it takes nothing from the clerk
            if not is_blank(old) and header != _HEADERS["file"]:
                at = raw.frame.at(header, row.line)
                context = {"header": header, "old": clean(old), "file": report.file}
                out.findings.append(notice("report_recounted", at, value=value, **context))
    out.findings += _find_missing_files(raw, lines.values())
    return out


def _find_missing_files(raw: RawTable, rows: Iterable[RawRow]) -> Iterator[Finding]:
    """Rows that were filled from a file that is gone, or is another organisation's now."""
    for row in rows:
        file = row.values.get(_HEADERS["file"])
        if not is_blank(file):
            at = raw.frame.at(_HEADERS["file"], row.line)
            yield notice("report_file_gone", at, value=clean(file), number=clean(row.values.get(_KEY)))


def _changed_values(old: Record, new: Record) -> Mapping[str, Any]:
    counts = [_HEADERS[name] for name in (*_COUNTS, "file")]
    filled_if_blank = [_HEADERS[name] for name in _WHERE_BLANK]
    return {
        **{
            header: new[header]
            for header in counts
            # None is a count that was not clear in the file: it must not erase one made by hand
            if new[header] is not None and clean(new[header]) != clean(old.get(header))
        },
        **{
            header: new[header]
            for header in filled_if_blank
            if is_blank(old.get(header)) and new[header] is not None
        },
    }
