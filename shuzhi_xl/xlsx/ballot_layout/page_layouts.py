"""The layout of each page of an issued file of paper ballots (测评票_<场次>.xlsx)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Self

from shuzhi_xl.rules.scanning.page_layout import PageLayout, PrintedArea, RowLayout
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.sheets.outgoing.paper_ballots import (
    NUMBER_HINT,
    PaperPlace,
)
from shuzhi_xl.xlsx.ballot_layout.ballot_book import BallotBook
from shuzhi_xl.xlsx.ballot_layout.ballot_pictures import find_ballot_pictures, is_empty
from shuzhi_xl.xlsx.ballot_layout.printed_rows import are_rows_kept
from shuzhi_xl.xlsx.ballot_layout.sheet_geometry import SheetGeometry
from shuzhi_xl.xlsx.patch.errors import NotAWorkbook
from shuzhi_xl.xlsx.patch.values import Area as CellArea
from shuzhi_xl.xlsx.patch.values import address
from shuzhi_xl.xlsx.patch.workbook import NamePlace
from shuzhi_xl.xlsx.read.canonical_values import RefusedError


class _PageLine(NamedTuple):
    """A row under `PAGE_HEADERS`."""

    code: str
    meeting: str
    voter_class: str
    page: int
    boxes: str

    @classmethod
    def read(cls, row: Sequence[Any]) -> Self:
        """The row from its cells."""
        code, meeting, voter_class, page, boxes = row
        return cls(str(code), str(meeting), str(voter_class), int(page), str(boxes))


class _BoxLine(NamedTuple):
    """A row under `LINE_HEADERS`."""

    page: int
    row: int
    number: str
    criterion: str

    @classmethod
    def read(cls, row: Sequence[Any]) -> Self:
        """The row from its cells."""
        page, place, number, criterion = row
        return cls(int(page), int(place), str(number), str(criterion))


def read_page_layouts(content: bytes) -> list[PageLayout]:
    """Read where the boxes of each page lie, and what they are about.

    Args:
        content: The file as issued, or as staff have saved it since.

    Returns:
        The pages of all 票类, in the order of the file.

    Raises:
        RefusedError: The file is no workbook that can be read (``file_…``), or it does not say for certain
            where the boxes are and whom they are about (``scan_layout_…``).
    """
    book = BallotBook.open(content)
    try:
        pages = [_PageLine.read(row) for row in _list_rows(book, PaperPlace.PAGES)]
        lines = [_BoxLine.read(row) for row in _list_rows(book, PaperPlace.LINES)]
        if not pages or not lines or {page.page for page in pages} != {line.page for line in lines}:
            raise RefusedError("scan_layout_missing")
        totals = Counter(page.voter_class for page in pages)
        return [_read_page(book, page, totals[page.voter_class], lines) for page in pages]
    except (NotAWorkbook, ValueError, LookupError, TypeError) as error:
        raise RefusedError("file_damaged") from error


def _list_rows(book: BallotBook, name: PaperPlace) -> list[list[Any]]:
    if name not in book.names:
        raise RefusedError("scan_layout_missing")
    return [row for row in book.rows(book.names[name]) if row[0] is not None]


def _read_page(book: BallotBook, page: _PageLine, pages: int, lines: Sequence[_BoxLine]) -> PageLayout:
    if page.boxes not in book.names:
        raise RefusedError("scan_layout_page_missing", voter_class=page.voter_class, page=page.page)
    place = book.names[page.boxes]
    geometry = book.geometry(place.sheet)
    rows = [*_read_rows(book, place, geometry, [line for line in lines if line.page == page.page])]
    if not are_rows_kept(book, page.boxes, rows):
        raise RefusedError("scan_layout_rows_moved", sheet=place.sheet)
    boxes = [box for row in rows for box in row.boxes]
    pictures = find_ballot_pictures(book.pictures(place.sheet, geometry), place.sheet, boxes)
    return PageLayout(
        page.code,
        page.meeting,
        page.voter_class,
        page.page,
        pages,
        pictures.marks,
        pictures.code,
        _find_number_area(book, place.sheet, geometry),
        rows,
    )


def _read_rows(
    book: BallotBook, place: NamePlace, geometry: SheetGeometry, lines: Sequence[_BoxLine]
) -> Iterator[RowLayout]:
    area = place.area
    width, height = area.last_col - area.first_col + 1, len(area.row_numbers)
    if width != len(GRADES) or [line.row for line in lines] != [*range(1, len(lines) + 1)]:
        raise RefusedError("scan_layout_boxes", sheet=place.sheet)
    if len(lines) > height or any(merged.meets(area) for merged in book.merged(place.sheet)):
        raise RefusedError("scan_layout_boxes", sheet=place.sheet)
    for line, values in zip(lines, book.rows(place), strict=False):
        row = area.first_row + line.row - 1
        printed = [at for at, value in enumerate(values) if value is not None]
        if printed:
            cell = address(row, area.first_col + printed[0])
            raise RefusedError("scan_layout_box_printed", sheet=place.sheet, cell=cell)
        cells = [CellArea(row, column, row, column) for column in range(area.first_col, area.last_col + 1)]
        boxes = [geometry.area(cell) for cell in cells]
        if any(map(is_empty, boxes)):
            raise RefusedError("scan_layout_boxes", sheet=place.sheet)
        yield RowLayout(line.number, line.criterion, boxes)


def _find_number_area(book: BallotBook, sheet: str, geometry: SheetGeometry) -> PrintedArea | None:
    """The cell beside the hint about 票号; None where the template has no such hint."""
    hints = [at for at, text in book.texts(sheet).items() if text.startswith(NUMBER_HINT)]
    if len(hints) != 1:
        return None
    merged = book.merged(sheet)
    hint = _whole_cell(merged, *hints[0])
    return geometry.area(_whole_cell(merged, hint.first_row, hint.last_col + 1))


def _whole_cell(merged: Sequence[CellArea], row: int, column: int) -> CellArea:
    single = CellArea(row, column, row, column)
    return next((area for area in merged if area.holds(row, column)), single)
