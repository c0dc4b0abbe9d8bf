"""Pages of counted ballots, as the hidden sheet of a workbook of 读票 has them."""

from typing import Any

from shuzhi_xl.rules.intake.cell_grid import Grid
from shuzhi_xl.rules.scanning.ballot_pages import read_ballot_pages
from shuzhi_xl.sheets.outgoing.scanned_ballots import (
    PAGE_HEADERS,
    PAGE_SHEET,
    ScannedBallot,
    ScannedPage,
    page_rows,
)

FIRST, SECOND = ScannedPage(1, "会场.pdf", 3, "a" * 64), ScannedPage(2, "会场.pdf", 4, "b" * 64)
OTHER = ScannedPage(1, "会场.pdf", 5, "c" * 64)
BALLOTS = (ScannedBallot(7, "领导班子", {}, (SECOND, FIRST)), ScannedBallot(8, "领导班子", {}, (OTHER,)))


def grids(rows: list[list[Any]], title: str = PAGE_SHEET) -> dict[str, Grid]:
    cells = {
        (row, col): value for row, line in enumerate(rows, 1) for col, value in enumerate(line, 1) if value
    }
    return {title: Grid(title, cells)}


def test_what_was_written_is_read() -> None:
    """By 票号, its pages in their order."""
    assert read_ballot_pages(grids(page_rows(BALLOTS))) == {7: (FIRST, SECOND), 8: (OTHER,)}


def test_numbers_of_any_reader() -> None:
    """One reader gives numbers with a fraction, another as texts."""
    rows: list[list[Any]] = [[*PAGE_HEADERS], [8.0, "1", "会场.pdf", 5.0, "c" * 64]]
    assert read_ballot_pages(grids(rows)) == {8: (OTHER,)}


def test_a_typed_workbook_has_none() -> None:
    """Neither without the sheet, nor with one of other headers."""
    assert read_ballot_pages(grids([["票号", "票类"]], "录票")) is None
    assert read_ballot_pages(grids([["票号", "票类"]])) is None


def test_an_edited_row_takes_out_its_ballot_only() -> None:
    """A ballot is not shown by half of its pages."""
    for place, value in ((1, "x"), (2, None), (3, 0), (4, "短")):
        rows: list[list[Any]] = [*page_rows(BALLOTS)]
        rows[1] = [*rows[1]]
        rows[1][place] = value
        assert read_ballot_pages(grids(rows)) == {8: (OTHER,)}
