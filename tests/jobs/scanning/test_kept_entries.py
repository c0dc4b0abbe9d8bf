"""What the clerk has typed into 录票 of a 读票 workbook outlives reading again."""

from pathlib import Path
from typing import Any

import openpyxl

from shuzhi_xl.jobs.collect import collect
from tests.jobs.scanning.faked_reading import Scan, page
from tests.jobs.scanning.test_scan import WORKBOOK, layouts_of
from tests.jobs.scanning.test_settled import codes, votes
from tests.year_stages import TownOffice


def entry_of(book: openpyxl.Workbook) -> tuple[Any, dict[str, int], dict[int, int]]:
    """录票 with the columns of its headers and the rows of its 票号."""
    sheet = book["录票"]
    (top,) = (row for row in sheet.iter_rows() if row[0].value == "票号")
    columns = {str(cell.value): cell.column for cell in top if cell.value}
    rows = {
        int(cell.value): cell.row for (cell,) in sheet.iter_rows(max_col=1) if isinstance(cell.value, int)
    }
    return sheet, columns, rows


def type_in(path: Path, order: int, **texts: str | None) -> None:
    book = openpyxl.load_workbook(path)
    sheet, columns, rows = entry_of(book)
    for header, text in texts.items():
        sheet.cell(rows[order], columns[header]).value = text
    book.save(path)


def typed(path: Path, order: int) -> list[object]:
    sheet, columns, rows = entry_of(openpyxl.load_workbook(path))
    return [
        sheet.cell(rows[order], column).value
        for header, column in columns.items()
        if header not in ("票号", "票类", "已评")
    ]


def test_a_correction_of_a_row_that_was_accepted_is_kept_and_counted(issued: TownOffice, scan: Scan) -> None:
    layout = layouts_of(issued)[0]
    number = layout.rows[0].number
    pages = [page(layout, "p" * 64, 0, 3, 1), page(layout, "q" * 64, 2, 2, 2)]
    scan(issued, {"a.pdf": pages})
    type_in(issued.root / WORKBOOK, 2, **{number: "差"})
    # One sheet more, before the others
    scans = {"0.pdf": [page(layout, "r" * 64, 0, 0, 0)], "a.pdf": pages}
    outcome = scan(issued, scans)
    assert typed(issued.root / WORKBOOK, 3)[:3] == ["差", "一般", "一般"]
    assert typed(issued.root / WORKBOOK, 2)[:3] == ["好", "差", "较好"]
    (note,) = (finding for finding in outcome.findings if finding.code == "scan_typed_kept")
    assert note.context["cells"] == f"票号 3 的 {number}"
    assert issued.run_job(collect).counts["ballots"] == 3
    assert (layout.voter_class, number, "差") in votes(issued)
    # It is counted now, and still kept
    assert "scan_typed_kept" in codes(scan(issued, scans))
    assert typed(issued.root / WORKBOOK, 3)[0] == "差"


def test_a_ballot_typed_in_by_hand_is_kept_under_a_free_number(issued: TownOffice, scan: Scan) -> None:
    layout = layouts_of(issued)[0]
    numbers = [row.number for row in layout.rows]
    first = [page(layout, "p" * 64, 0, 0, 0)]
    scan(issued, {"a.pdf": first})
    type_in(issued.root / WORKBOOK, 2, 票类=layout.voter_class, **dict.fromkeys(numbers, "差"))
    outcome = scan(issued, {"a.pdf": first, "b.pdf": [page(layout, "q" * 64, 1, 1, 1)]})
    assert [typed(issued.root / WORKBOOK, order)[0] for order in (1, 2, 3)] == ["好", "较好", "差"]
    assert "scan_ballots_kept" in codes(outcome)
    assert issued.run_job(collect).counts["ballots"] == 3


def test_a_workbook_that_cannot_be_read_is_kept_and_said(issued: TownOffice, scan: Scan) -> None:
    scans = {"a.pdf": [page(layouts_of(issued)[0], "p" * 64, 0, 0, 0)]}
    scan(issued, scans)
    (issued.root / WORKBOOK).write_bytes(b"PK torn")
    assert "scan_work_unread" in codes(scan(issued, scans))
    assert (issued.root / "收回/2015/_已处理/旧稿_读票_第2场.xlsx").read_bytes() == b"PK torn"
    assert typed(issued.root / WORKBOOK, 1)[0] == "好"
