"""Sheets of a returned workbook (工作表), with the header row and the columns found by their text."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.rules.intake.cell_grid import AnswerCells, Grid, Grids, Place, address
from shuzhi_xl.rules.intake.marks import Merged, Struck, plain
from shuzhi_xl.sheets.declaration.texts import clean, is_blank
from shuzhi_xl.sheets.outgoing.forms import MARK_KEYS

_KEYS = plain(MARK_KEYS)


@dataclass(frozen=True)
class Page:
    """One sheet of a returned file with its header row found (回收规则).

    Attributes:
        file: File name, for findings.
        grid: The sheet's cells.
        top: Sheet row of the headers.
        columns: Columns by header text, as `plain` gives it.
    """

    file: str
    grid: Grid
    top: int
    columns: Mapping[str, Sequence[int]]

    @cached_property
    def filled(self) -> Mapping[Place, Any]:
        """The value of each cell that is not blank."""
        # Few sheets have a cell of blanks only; the others need no copy of a grid of thousands of cells
        if "" not in self.grid.texts:
            return self.grid.cells
        # Staff clear a cell with the space bar: the blank that is left is no mark
        return {place: raw for place, raw in self.grid.cells.items() if not is_blank(raw)}

    @cached_property
    def answers(self) -> Mapping[Place, Any]:
        """The same; `Unclear` where it is crossed out, and in all cells that are merged with a filled one.

        The filled one need not be the first: a covered cell keeps its value, though it is invisible.
        """
        answers = dict(self.filled)
        # Struck first: a merged area replaces what its cells say, crossed out or not
        for place in self.grid.struck & answers.keys():
            answers[place] = Struck(clean(answers[place]))
        for place, corner in self.grid.merged.items():
            # LibreOffice can merge “keeping the contents of hidden cells”: a mark nobody sees must not count
            answers.pop(place, None)
            if corner in self._merged_texts:
                answers[place] = Merged(self._merged_texts[corner])
        return answers

    @cached_property
    def _merged_texts(self) -> Mapping[Place, str]:
        """The first text in each merged area, by the area's first cell."""
        texts: dict[Place, str] = {}
        for place, corner in sorted(self.grid.merged.items()):
            if place in self.filled:
                texts.setdefault(corner, clean(self.filled[place]))
        return texts

    def raw(self, row: int, col: int) -> Any:
        """The value of a cell; ``None`` when blank, or for column 0, which no header has."""
        return self.filled.get((row, col))

    def answer(self, row: int, col: int) -> Any:
        """The value of an answer cell; ``None`` likewise."""
        return self.answers.get((row, col))

    @cached_property
    def has_keys(self) -> bool:
        """Whether a line above the headers says which keys stand for the grades (1 好 2 较好 …)."""
        # Without it a 1 may just as well be a tick or a count
        return any(_KEYS in plain(raw) for (row, _), raw in self.grid.cells.items() if row < self.top)

    @cached_property
    def rows(self) -> Sequence[int]:
        """Sheet rows below the headers that are not blank, from the top."""
        return sorted({row for row, _ in self.filled if row > self.top})

    def cells_at(self, rows: Iterable[int], columns: Iterable[int]) -> AnswerCells:
        """The cells where some rows and columns cross; column 0 is none."""
        return AnswerCells(self.grid.title, frozenset(rows), frozenset(columns) - {0})

    def at(self, row: int, col: int = 0) -> Location:
        """Location of a cell, or of a whole sheet for row 0."""
        return Location(self.file, self.grid.title, address(row, col) if row else "")

    def filled_answers(self, places: Iterable[Place]) -> list[tuple[Location, Any]]:
        """Those of some answer cells that are not blank, with their values."""
        return [(self.at(*place), self.answers[place]) for place in places if place in self.answers]

    def col(self, header: str) -> int:
        """First column of a header; 0 when there is none."""
        columns = self.columns.get(plain(header))
        return columns[0] if columns else 0

    def missing(self, headers: Iterable[str]) -> list[Finding]:
        """A blocking finding that names the missing headers; their columns would be lost."""
        missing = [header for header in headers if not self.col(header)]
        at = self.at(self.top, 1)
        return [blocking("columns_missing", at, headers="、".join(missing))] if missing else []

    def repeated(self, headers: Iterable[str]) -> list[Finding]:
        """A blocking finding for each header of several columns."""
        return [
            blocking("header_repeated", self.at(self.top, self.columns[plain(header)][1]), header=header)
            for header in headers
            if len(self.columns.get(plain(header), ())) > 1
        ]


Recognise = Callable[[AbstractSet[str]], bool]
"""Decides whether some texts are headers, with or without other texts among them."""


def has_headers(*headers: str) -> Recognise:
    """Recognise a header row by headers that it must contain (回收规则)."""
    needed = {plain(header) for header in headers}
    return lambda texts: needed <= texts


def find_page(file: str, grids: Grids, title: str, recognise: Recognise) -> tuple[Page | None, list[Finding]]:
    """Find the sheet with a title, else the only sheet with such a header row (按表名，其次按表头; 回收规则).

    Args:
        file: File name.
        grids: All sheets of the file.
        title: The sheet's original name.
        recognise: Whether the texts of a row are the headers.

    Returns:
        The page, or ``None`` when no sheet or several could be meant; and the findings about it.
    """
    pages = [
        Page(file, grid, *headers)
        for grid in grids.values()
        if (headers := _find_headers(grid, recognise)) is not None
    ]
    # By headers too, because staff rename sheets; the title wins, because they copy sheets as well
    titled = [page for page in pages if plain(page.grid.title) == plain(title)]
    candidates = titled or pages
    # Adding both up would count a ballot twice, choosing one could lose it
    if len(candidates) > 1:
        names = "、".join(page.grid.title for page in candidates)
        return None, [blocking("sheet_ambiguous", Location(file), sheet=title, sheets=names)]
    if not candidates:
        return None, []
    page = candidates[0]
    # A copy that was filled in as well may be the one that is meant, so the form is held
    copies = [copy for copy in pages if copy is not page and _adds(copy, page)]
    return page, [blocking("sheet_copied", copy.at(0), sheet=page.grid.title) for copy in copies]


def _adds(copy: Page, original: Page) -> bool:
    """Whether a copy of a sheet says anything that the original does not; one left blank says nothing."""
    texts = {place: plain(raw) for place, raw in original.grid.cells.items()}
    return any(
        isinstance(raw, str) and plain(raw) and texts.get(place) != plain(raw)
        for place, raw in copy.grid.cells.items()
        if place[0] > copy.top
    )


def _find_headers(grid: Grid, recognise: Recognise) -> tuple[int, Mapping[str, Sequence[int]]] | None:
    """The header row of a sheet and the columns of each header, or None."""
    # Over the whole sheet first, which spares most sheets the sorting of their cells
    if not recognise(grid.texts):
        return None
    for row, places in groupby(sorted(grid.cells), key=itemgetter(0)):
        columns: dict[str, list[int]] = {}
        for place in places:
            if text := plain(grid.cells[place]):
                columns.setdefault(text, []).append(place[1])
        # The first such row: a second table below the answers must not take the place of the first
        if recognise(columns.keys()):
            return row, columns
    return None
