"""Where things stand in a returned workbook: sheets, header rows and columns found by their text."""

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
from shuzhi_xl.sheets.declaration.texts import clean, is_blank
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.wording.findings.cells import short
from shuzhi_xl.wording.findings.intake import DELETED, DELETED_OR_ADDED

_SHOWN = 8  # cells named in one sentence
HELD_WHOLE = frozenset(
    {
        "sheet_ambiguous",
        "sheet_copied",
        "sheet_missing",
        "headers_missing",
        "columns_missing",
        "header_repeated",
        "class_row_missing",
        "class_row_repeated",
        "candidate_repeated",
        "candidate_missing",
        "candidate_added",
        "row_repeated",
        "kind_unknown",
        "formula_unvalued",
        "marks_unreadable",
    }
)
"""Codes that, when blocking, hold the whole form rather than a single ballot or row (整份暂存)."""


@dataclass(frozen=True)
class FormRules:
    """What a form's answers may hold, from the settings and the register.

    Attributes:
        voter_classes: 票类 allowed on ballots.
        survey_classes: 票类 allowed in the survey.
        further: Further 测评项目 besides 总体评价.
        own_excluded: 回避: a mark for the branch's own secretary is no vote.
        candidates: Numbers (编号) of the secretaries on this form; ``None`` when not known.
        listed: Numbers of the secretaries on this form when it was issued; ``None`` when not known.
        ballots: Ballots issued (测评票数), if known; 0 means that the form has no 录票 sheet.
        surveys: Survey rows issued (问卷份数), if known; 0 means that there is no 问卷 sheet.
        misread_most: Unreadable marks on one sheet with which a form still counts (错填上限); None for any.
        problems: 问题编号 on which the branch may report, as `plain` gives them; ``None`` when not known.
    """

    voter_classes: frozenset[str]
    survey_classes: frozenset[str]
    further: tuple[str, ...]
    own_excluded: bool
    candidates: frozenset[str] | None
    listed: frozenset[str] | None = None
    ballots: int | None = None
    surveys: int | None = None
    misread_most: int | None = None
    problems: frozenset[str] | None = None


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
        """What stands in each cell that is not blank."""
        if "" not in self.grid.texts:
            return self.grid.cells
        return {place: raw for place, raw in self.grid.cells.items() if not is_blank(raw)}

    @cached_property
    def answers(self) -> Mapping[Place, Any]:
        """The same; `Unclear` where it is crossed out, and in all cells that are merged with a filled one.

        The filled one need not be the first: what a covered cell held before is kept, though nobody sees it.
        """
        found = dict(self.filled)
        for place in self.grid.struck & found.keys():
            found[place] = Struck(clean(found[place]))
        for place, corner in self.grid.merged.items():
            found.pop(place, None)
            if corner in self._merged_texts:
                found[place] = Merged(self._merged_texts[corner])
        return found

    @cached_property
    def _merged_texts(self) -> Mapping[Place, str]:
        """What stands in each merged area, by its first cell: the first text in it."""
        texts: dict[Place, str] = {}
        for place, corner in sorted(self.grid.merged.items()):
            if place in self.filled:
                texts.setdefault(corner, clean(self.filled[place]))
        return texts

    def raw(self, row: int, col: int) -> Any:
        """What stands in a cell; ``None`` when blank, or for column 0, which no header has."""
        return self.filled.get((row, col))

    def answer(self, row: int, col: int) -> Any:
        """What stands in an answer cell; ``None`` likewise."""
        return self.answers.get((row, col))

    @cached_property
    def rows(self) -> Sequence[int]:
        """Sheet rows below the headers that hold anything, from the top."""
        return sorted({row for row, _ in self.filled if row > self.top})

    def crossing(self, rows: Iterable[int], columns: Iterable[int]) -> AnswerCells:
        """The cells where some rows and columns cross; column 0 is none."""
        return AnswerCells(self.grid.title, frozenset(rows), frozenset(columns) - {0})

    def at(self, row: int, col: int = 0) -> Location:
        """Place of a cell, or of a whole sheet for row 0."""
        return Location(self.file, self.grid.title, address(row, col) if row else "")

    def placed(self, places: Iterable[Place]) -> list[tuple[Location, Any]]:
        """Those of some answer cells that hold anything, with what stands there."""
        return [(self.at(*place), self.answers[place]) for place in places if place in self.answers]

    def col(self, header: str) -> int:
        """First column of a header; 0 when there is none."""
        found = self.columns.get(plain(header))
        return found[0] if found else 0

    def missing(self, headers: Iterable[str]) -> list[Finding]:
        """A blocking finding that names the headers that are not there; their columns would be lost."""
        lacking = [each for each in headers if not self.col(each)]
        at = self.at(self.top, 1)
        return [blocking("columns_missing", at, headers="、".join(lacking))] if lacking else []

    def repeated(self, headers: Iterable[str]) -> list[Finding]:
        """A blocking finding for each header that stands in several columns."""
        return [
            blocking("header_repeated", self.at(self.top, self.columns[plain(header)][1]), header=header)
            for header in headers
            if len(self.columns.get(plain(header), ())) > 1
        ]


Recognise = Callable[[AbstractSet[str]], bool]
"""Tells whether some texts are headers, with or without other texts among them."""


def holding(*headers: str) -> Recognise:
    """Recognise a header row by headers that it must hold."""
    needed = {plain(each) for each in headers}
    return lambda texts: needed <= texts


def find_page(file: str, grids: Grids, title: str, recognise: Recognise) -> tuple[Page | None, list[Finding]]:
    """The sheet with a title, else the only sheet that holds such a header row (按表名，其次按表头).

    Args:
        file: File name.
        grids: All sheets of the file.
        title: The sheet's original name.
        recognise: Tells whether the texts of a row are the headers.

    Returns:
        The page, or ``None`` when no sheet or several could be meant; and what must be said about it.
    """
    pages = [page for grid in grids.values() if (page := _open(file, grid, recognise))]
    titled = [page for page in pages if plain(page.grid.title) == plain(title)]
    meant = titled or pages
    if len(meant) > 1:
        names = "、".join(page.grid.title for page in meant)
        return None, [blocking("sheet_ambiguous", Location(file), sheet=title, sheets=names)]
    if not meant:
        return None, []
    others = [page for page in pages if page is not meant[0] and _adds(page, meant[0])]
    return meant[0], [blocking("sheet_copied", each.at(0), sheet=meant[0].grid.title) for each in others]


def _adds(copy: Page, original: Page) -> bool:
    """Whether a copy of a sheet says anything that the original does not; one left blank says nothing."""
    found = {place: plain(raw) for place, raw in original.grid.cells.items()}
    return any(
        isinstance(raw, str) and plain(raw) and found.get(place) != plain(raw)
        for place, raw in copy.grid.cells.items()
        if place[0] > copy.top
    )


def _open(file: str, grid: Grid, recognise: Recognise) -> Page | None:
    if not recognise(grid.texts):
        return None
    for row, places in groupby(sorted(grid.cells), key=itemgetter(0)):
        headers: dict[str, list[int]] = {}
        for place in places:
            if found := plain(grid.cells[place]):
                headers.setdefault(found, []).append(place[1])
        if recognise(headers.keys()):
            return Page(file, grid, row, headers)
    return None


def missing_candidates(at: Location, lacking: Iterable[str], rules: FormRules) -> list[Finding]:
    """Secretaries who have no row or column on a form: those who were taken off, and those who came later.

    Args:
        at: The sheet.
        lacking: Their numbers.
        rules: Who stood on the form.
    """
    numbers = sorted(set(lacking))
    later = [] if rules.listed is None else [each for each in numbers if each not in rules.listed]
    gone = [each for each in numbers if each not in later]
    cause = DELETED if rules.listed is not None else DELETED_OR_ADDED
    findings = []
    if gone:
        findings.append(blocking("candidate_missing", at, numbers="、".join(gone), cause=cause))
    if later:
        findings.append(blocking("candidate_added", at, numbers="、".join(later)))
    return findings


def missing_page(file: str, grids: Grids, title: str, issued: int | None) -> list[Finding]:
    """What to say when a sheet is not found: blocking where answers were issued, a notice where unknown."""
    if issued == 0:
        return []
    present = any(plain(grid.title) == plain(title) for grid in grids.values())
    make = notice if issued is None and not present else blocking
    return [make("headers_missing" if present else "sheet_missing", Location(file), sheet=title)]


def looks_like_mark(raw: Any) -> bool:
    """Whether a cell holds a grade and nothing else."""
    return plain(raw) in GRADES


def listed(places: Iterable[tuple[Location, Any]]) -> str:
    """Cells and what stands in them, for a sentence; long lists are cut with their number."""
    named = [f"{at.cell}“{short(plain(raw))}”" for at, raw in places]
    more = f" 等共 {len(named)} 格" if len(named) > _SHOWN else ""
    return "、".join(named[:_SHOWN]) + more


def strays(page: Page, places: Iterable[tuple[int, int]], rows: Collection[int]) -> list[Finding]:
    """One notice that lists what stands where no answer is expected (填在表格外的内容).

    Args:
        page: The sheet.
        places: Cells beside or below the answers.
        rows: Rows of answers: anything in these counts as meant for one, unless its column has a header of
            its own; elsewhere only a grade does.
    """
    found = [place for place in sorted(places) if place in page.filled]
    headed = {col for row, col in page.grid.cells if row == page.top} if found else ()
    placed = [
        (page.at(row, col), raw)
        for row, col in found
        if looks_like_mark(raw := page.filled[row, col]) or (row in rows and col not in headed)
    ]
    return [notice("marks_outside", placed[0][0], cells=listed(placed), value=placed[0][1])] if placed else []
