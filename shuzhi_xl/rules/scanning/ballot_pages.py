"""Where the pictures of counted ballots are (票页), by the hidden sheet that 读票 puts into its workbook."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from shuzhi_xl.rules.intake.cell_grid import Grid, Grids
from shuzhi_xl.rules.intake.marks import plain
from shuzhi_xl.sheets.outgoing.scanned_ballots import PAGE_HEADERS, PAGE_SHEET, ScannedPage

_DIGEST_LENGTH: Final = 64


def read_ballot_pages(grids: Grids) -> Mapping[int, tuple[ScannedPage, ...]] | None:
    """The pages of each ballot (测评票) by 票号, in order; None for a file that 读票 has not made.

    Args:
        grids: All sheets of a workbook of 收回, as one of its readers gives them.

    Returns:
        Ballots of which every row can be understood; a row that has been edited takes its ballot out.
    """
    grid = next((grid for grid in grids.values() if grid.title == PAGE_SHEET), None)
    if grid is None or [grid.cells.get((1, col)) for col in range(1, 6)] != [*PAGE_HEADERS]:
        return None
    pages: dict[int, list[ScannedPage]] = {}
    broken: set[int] = set()
    for order, page in _rows(grid):
        if page is None:
            broken.add(order)
        else:
            pages.setdefault(order, []).append(page)
    return {order: tuple(sorted(pages[order])) for order in sorted(pages.keys() - broken)}


def _rows(grid: Grid) -> Iterator[tuple[int, ScannedPage | None]]:
    """票号 of each row with its page; None for one that nobody can find a picture by."""
    for row in sorted({row for row, _ in grid.cells if row > 1}):
        order, page, file, file_page, digest = (grid.cells.get((row, col)) for col in range(1, 6))
        numbers = [_whole(value) for value in (order, page, file_page)]
        texts = plain(digest)
        if isinstance(file, str) and all(numbers) and len(texts) == _DIGEST_LENGTH:
            yield numbers[0], ScannedPage(numbers[1], file, numbers[2], texts)
        else:
            yield numbers[0], None


def _whole(value: Any) -> int:
    """A number from 1 on, as any reader gives it; 0 for anything else."""
    text = plain(value)
    return int(text) if text.isdecimal() and len(text) < 10 else 0
