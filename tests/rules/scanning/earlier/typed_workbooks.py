"""Workbooks of 读票 as a clerk has left them, as one of their readers gives them."""

from collections.abc import Mapping, Sequence
from typing import Any

from shuzhi_xl.rules.intake.cell_grid import Grid, Grids
from shuzhi_xl.sheets.outgoing.forms import ENTRY
from shuzhi_xl.sheets.outgoing.hidden_sheets import IDENTITY_SHEET
from shuzhi_xl.sheets.outgoing.scanned_ballots import (
    PAGE_SHEET,
    READ_SHEET,
    ScannedBallot,
    ScannedPage,
    page_rows,
    read_rows,
)

HEADERS = ("票号", "票类", "已评", "V1", "V2")
CHOICES = (("V1", "总体评价"), ("V2", "总体评价"))
IDENTITY: Mapping[str, Any] = {
    "年度": 2015,
    "表单编号": "F1",
    "种类": "录票甲",
    "板块": "农村",
    "模板版本": "1",
    "校验码": "x",
}


def grid(title: str, rows: Sequence[Sequence[Any]], **more: Any) -> Grid:
    cells = {
        (row, col): value
        for row, values in enumerate(rows, start=1)
        for col, value in enumerate(values, start=1)
        if value not in (None, "")
    }
    return Grid(title, cells, **more)


def read_ballot(order: int, *marks: str, digest: str = "") -> ScannedBallot:
    page = ScannedPage(1, "会场.pdf", order, digest or f"{order:x}" * 64)
    return ScannedBallot(order, "A票", dict(zip(CHOICES, marks, strict=True)), [page])


def workbook(ballots: Sequence[ScannedBallot], rows: Sequence[Sequence[Any]], **more: Any) -> dict[str, Grid]:
    """A workbook with some ballots as read, and the rows that 录票 has now."""
    entry = grid(ENTRY, [HEADERS, (None, None, None, "张", "李"), *rows], **more)
    grids = [
        entry,
        grid(PAGE_SHEET, page_rows(ballots)),
        grid(READ_SHEET, read_rows(ballots)),
        grid(IDENTITY_SHEET, [*IDENTITY.items()]),
    ]
    return {sheet.title: sheet for sheet in grids}


def without(grids: Grids, title: str) -> Grids:
    return {name: sheet for name, sheet in grids.items() if name != title}
