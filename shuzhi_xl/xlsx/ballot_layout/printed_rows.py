"""Whether the printed rows of a ballot (测评票) are still those that its hidden sheet tells of."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from shuzhi_xl.rules.scanning.page_layout import RowLayout
from shuzhi_xl.sheets.outgoing.paper_ballots import PaperPlace
from shuzhi_xl.xlsx.ballot_layout.ballot_book import BallotBook


def are_rows_kept(book: BallotBook, boxes: str, rows: Sequence[RowLayout]) -> bool:
    """Whether the rows beside the boxes are printed in the order in which they were issued.

    After sorting, deleting or inserting rows a mark would count for another secretary.

    Args:
        book: The workbook.
        boxes: The defined name of the boxes of the page.
        rows: What its hidden sheet says of the page.
    """
    place = book.names.get(f"{PaperPlace.SECRETARIES}{boxes.removeprefix(PaperPlace.BOXES)}")
    area = book.names[boxes].area
    if place is None or place.sheet != book.names[boxes].sheet or place.area.row_numbers != area.row_numbers:
        return False
    printed = book.rows(place)
    filled, rest = printed[: len(rows)], printed[len(rows) :]
    is_rest_blank = all(value is None for row in rest for value in row)
    return is_rest_blank and _are_in_order(filled, rows)


def _are_in_order(printed: Sequence[Sequence[Any]], rows: Sequence[RowLayout]) -> bool:
    # 序号 tells secretaries apart, and rises by one with each
    orders = [row[0] for row in printed]
    if not all(isinstance(order, int) for order in orders):
        return False
    steps = [after - before for before, after in pairwise(orders)]
    expected = [int(after.number != before.number) for before, after in pairwise(rows)]
    return steps == expected and all(
        _is_printed(row[3], line.criterion) for row, line in zip(printed, rows, strict=True)
    )


def _is_printed(cell: object, criterion: str) -> bool:
    """Whether a cell shows a 测评项目; one that is too long for it ends in dots."""
    text = str(cell)
    return text == criterion or (text.endswith("…") and criterion.startswith(text[:-1]))
