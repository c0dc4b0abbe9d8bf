"""Sheets of a returned workbook (工作表), with the header row and the columns found by their text."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.intake.cell_grid import AnswerCells, Grid, Grids, Merged, Place, Struck, address
from shuzhi_xl.rules.intake.marks import plain
from shuzhi_xl.rules.intake.returned_form import FormRules, ReturnedForm
from shuzhi_xl.sheets.declaration.texts import clean, is_blank
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.wording.findings.cells import short
from shuzhi_xl.wording.findings.intake import DELETED, DELETED_OR_ADDED

_SHOWN = 8  # cells named in one sentence


@dataclass(frozen=True)
class Page:
    """One sheet of a returned file with its header row found.

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
    """Recognise a header row by headers that it must contain."""
    needed = {plain(header) for header in headers}
    return lambda texts: needed <= texts


def find_page(file: str, grids: Grids, title: str, recognise: Recognise) -> tuple[Page | None, list[Finding]]:
    """Find the sheet with a title, else the only sheet with such a header row (按表名，其次按表头).

    Args:
        file: File name.
        grids: All sheets of the file.
        title: The sheet's original name.
        recognise: Whether the texts of a row are the headers.

    Returns:
        The page, or ``None`` when no sheet or several could be meant; and the findings about it.
    """
    pages = [page for grid in grids.values() if (page := _page_of(file, grid, recognise))]
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


def _page_of(file: str, grid: Grid, recognise: Recognise) -> Page | None:
    # Over the whole sheet first, which spares most sheets the sorting of their cells
    if not recognise(grid.texts):
        return None
    for row, places in groupby(sorted(grid.cells), key=itemgetter(0)):
        headers: dict[str, list[int]] = {}
        for place in places:
            if text := plain(grid.cells[place]):
                headers.setdefault(text, []).append(place[1])
        # The first such row: a second table below the answers must not take the place of the first
        if recognise(headers.keys()):
            return Page(file, grid, row, headers)
    return None


def missing_candidates(at: Location, missing: Iterable[str], rules: FormRules) -> list[Finding]:
    """Secretaries who have no row or column on a form: those who were taken off, and those who came later.

    Args:
        at: The sheet.
        missing: Their numbers.
        rules: Who was on the form when it was issued.
    """
    numbers = sorted(set(missing))
    later = [] if rules.listed is None else [number for number in numbers if number not in rules.listed]
    deleted = [number for number in numbers if number not in later]
    cause = DELETED if rules.listed is not None else DELETED_OR_ADDED
    findings = []
    if deleted:
        findings.append(blocking("candidate_missing", at, numbers="、".join(deleted), cause=cause))
    # Not the branch's doing: the roster changed after 分发, so a new package is the remedy, not a correction
    if later:
        findings.append(blocking("candidate_added", at, numbers="、".join(later)))
    return findings


def missing_page(form: ReturnedForm, title: str, issued: int | None) -> list[Finding]:
    """A finding for a missing sheet: blocking where answers were issued, a notice where that is unknown."""
    if issued == 0:
        return []
    is_present = any(plain(grid.title) == plain(title) for grid in form.grids.values())
    # Where it is unknown whether any were issued, a missing sheet may be as it should be
    make = notice if issued is None and not is_present else blocking
    code = "headers_missing" if is_present else "sheet_missing"
    return [make(code, Location(form.file), sheet=title)]


def looks_like_mark(raw: Any) -> bool:
    """Whether a cell contains a grade and nothing else."""
    return plain(raw) in GRADES


def list_cells(cells: Iterable[tuple[Location, Any]]) -> str:
    """Cells and their values, for a sentence; long lists are cut, with the number of cells."""
    quoted = [f"{at.cell}“{short(plain(raw))}”" for at, raw in cells]
    more = f" 等共 {len(quoted)} 格" if len(quoted) > _SHOWN else ""
    return "、".join(quoted[:_SHOWN]) + more


def marks_outside(page: Page, places: Iterable[Place], rows: Collection[int]) -> list[Finding]:
    """One notice that lists what was entered where no answer is expected (填在表格外的内容).

    Args:
        page: The sheet.
        places: Cells beside or below the answers.
        rows: Rows of answers: anything in these counts as meant for one, unless its column has a header of
            its own; elsewhere only a grade does.
    """
    outside = [place for place in sorted(places) if place in page.filled]
    # A column that a branch added under a heading of its own is a remark, not a lost vote
    headed = {col for row, col in page.grid.cells if row == page.top} if outside else ()
    cells = [
        (page.at(row, col), raw)
        for row, col in outside
        if looks_like_mark(raw := page.filled[row, col]) or (row in rows and col not in headed)
    ]
    return [notice("marks_outside", cells[0][0], cells=list_cells(cells), value=cells[0][1])] if cells else []
