"""The common parts of printed sheets (打印表): titles, header rows, rows of values."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.declaration.column import Column, Kind
from shuzhi_xl.xlsx.patch import workbook
from shuzhi_xl.xlsx.patch.sheet.cell_writer import legal_text
from shuzhi_xl.xlsx.patch.sheet.row_heights import LINE_HEIGHT, height_of, lines_of
from shuzhi_xl.xlsx.patch.values import KEEP, Area, BlockValue, column_letters
from shuzhi_xl.xlsx.style.reproducible import make_reproducible
from shuzhi_xl.xlsx.style.styles import (
    GREY,
    PALE_GREY,
    RED,
    fill,
    font,
    frame,
    number_format,
    style_header,
    style_value,
)

HEAD: Final = 4
"""Row of the headers, below title, subtitle and a narrow gap or one line more."""
_LONG: Final = 24
ROW: Final = 18.0
"""Height of a row with one line, in points."""
_MARGIN: Final = 4.0


@dataclass(frozen=True)
class PrintedBlock:
    """Rows of values to be written over a row of formatted cells (一块内容).

    Attributes:
        sheet: The sheet's title.
        pattern: The formatted row.
        rows: The values, from that row down.
        heights: Heights of rows that need more than one line, in points.
    """

    sheet: str
    pattern: Area
    rows: Sequence[Sequence[BlockValue]]
    heights: Mapping[int, float] = field(default_factory=dict)


def make_book(*titles: str) -> Workbook:
    """Make an empty workbook with sheets of these titles and without an author."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title in titles:
        book.create_sheet(title)
    book.properties.creator = ""
    return book


def save_book(book: Workbook, blocks: Iterable[PrintedBlock]) -> bytes:
    """Save the workbook with its blocks filled in; formulas are stored with their values."""
    buffer = io.BytesIO()
    book.save(buffer)
    # openpyxl stores formulas without values, which a reader that does not calculate shows as blanks
    filled = workbook.Workbook.load(make_reproducible(buffer.getvalue()))
    for block in blocks:
        if block.rows:
            filled.fill_area(block.sheet, block.pattern, block.rows, block.heights)
    return filled.to_bytes()


def put_value(sheet: Worksheet, line: int, index: int, value: Any) -> Cell:
    """Put a value into a cell; a text never becomes a formula."""
    cell = sheet.cell(line, index)
    if not isinstance(cell, Cell):
        raise TypeError("a new sheet has no merged cells")
    cell.value = legal_text(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl would make a formula of text such as =A1
    return cell


def put_titles(sheet: Worksheet, title: str, subtitle: str, width: int, *, centred: bool) -> None:
    """Put title and subtitle into rows 1 and 2, across some columns, with a narrow gap above the headers."""
    # Looks merged without being so: the functions here rely on sheets without merged cells
    across = "centerContinuous" if centred else "left"
    for line, text, size, colour, height in ((1, title, 16, RED, 34), (2, subtitle, 11, GREY, 20)):
        cell = put_value(sheet, line, 1, text)
        cell.font = font(size, colour, bold=line == 1)
        for column in range(1, width + 1):
            sheet.cell(line, column).alignment = Alignment(horizontal=across, vertical="center")
        sheet.row_dimensions[line].height = height
    sheet.row_dimensions[HEAD - 1].height = 6


@dataclass(frozen=True)
class HeaderRow:
    """A header row on a sheet (表头行): its row, its first column, its columns."""

    line: int
    first_col: int
    columns: Sequence[Column]

    def body(self, rows: int) -> Area:
        """The area of a number of rows below it, at least one."""
        first = self.line + 1
        return Area(first, self.first_col, first + max(rows, 1) - 1, self.first_col + len(self.columns) - 1)

    def row(self, index: int) -> Area:
        """The row number `index` below it, counted from 0."""
        line = self.line + 1 + index
        return self.body(1)._replace(first_row=line, last_row=line)

    def column(self, index: int, rows: int) -> Area:
        """Cells below its header number `index`, counted from 0."""
        col = self.first_col + index
        return self.body(rows)._replace(first_col=col, last_col=col)


def put_headers(
    sheet: Worksheet, columns: Sequence[Column], line: int = HEAD, first_col: int = 1
) -> HeaderRow:
    """Put a row of headers, from column `first_col` on; columns get their declared width."""
    for index, column in enumerate(columns, start=first_col):
        style_header(put_value(sheet, line, index, column.header), column)
        sheet.column_dimensions[column_letters(index)].width = column.width + 1
    most = max(lines_of(column.header, column.width + 1) for column in columns)
    sheet.row_dimensions[line].height = 8 + most * LINE_HEIGHT
    return HeaderRow(line, first_col, columns)


def lay_out_rows(
    sheet: Worksheet, under: HeaderRow, rows: Sequence[Sequence[BlockValue]], decimals: int
) -> Iterator[PrintedBlock]:
    """Format the row below the headers; yield the blocks of the rows that will have its format.

    A row with `cover_cells` cannot be the pattern of others, so such rows at the top are separate blocks.

    Args:
        sheet: The sheet.
        under: The headers.
        rows: The values; long text is wrapped, and its row gets the necessary height.
        decimals: Decimal places of numbers.
    """
    apart = next((index for index, row in enumerate(rows) if KEEP not in row), len(rows))
    parts = [*(rows[index : index + 1] for index in range(apart)), rows[apart:]]
    for offset, part in enumerate(parts if rows[apart:] or not rows else parts[:-1]):
        pattern = under.row(offset)
        for index, column in enumerate(under.columns):
            cell = sheet.cell(pattern.first_row, under.first_col + index)
            if isinstance(cell, Cell) and not (part and part[0][index] is KEEP):
                _style_cell(cell, column, decimals)
        sheet.row_dimensions[pattern.first_row].height = ROW
        yield PrintedBlock(sheet.title, pattern, part, _measure_rows(under.columns, part, pattern.first_row))


def _style_cell(cell: Cell, column: Column, decimals: int) -> None:
    style_value(cell, column, locked=False)
    cell.number_format = _choose_format(column, decimals)
    if _is_long(column):
        cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
    else:
        # Numbers too: a score that is not shown is words in a column of numbers
        cell.alignment = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)


def cover_cells(sheet: Worksheet, lines: Iterable[int], columns: range, words: str) -> None:
    """Cover cells of some rows with words on grey, for figures that may not be disclosed.

    The block of these rows has `KEEP` for these cells.
    """
    model: Cell | None = None
    for line in lines:
        for index in columns:
            cell = put_value(sheet, line, index, words if index == columns[0] else None)
            if model is None:
                model = cell
                cell.font, cell.border = font(9, GREY), frame()
                cell.fill = fill(PALE_GREY)
                cell.alignment = Alignment(horizontal="centerContinuous", vertical="center")
            # Setting each cell's style by its parts would take most of the time of a summary.
            cell._style = copy(model._style)  # type: ignore[attr-defined] # noqa: SLF001 -- openpyxl has no other way


def emphasise(sheet: Worksheet, area: str, formula: str) -> None:
    """Show rows bold on grey while a condition is true, such as rows of totals."""
    style = DifferentialStyle(font=Font(bold=True), fill=fill(PALE_GREY))
    sheet.conditional_formatting.add(area, Rule(type="expression", dxf=style, formula=[formula]))


def _measure_rows(columns: Sequence[Column], rows: Sequence[Sequence[Any]], first: int) -> dict[int, float]:
    long = [(index, column.width + 1) for index, column in enumerate(columns) if _is_long(column)]
    heights = {}
    for line, row in enumerate(rows, start=first):
        texts = [(row[index], width) for index, width in long if isinstance(row[index], str)]
        if height := height_of(texts):
            heights[line] = height + _MARGIN
    return heights


def _is_long(column: Column) -> bool:
    """Whether a column's text is wrapped."""
    return column.kind is Kind.TEXT and column.width >= _LONG


def _choose_format(column: Column, decimals: int) -> str:
    """The number format of a column, with a number of decimal places."""
    if column.kind is Kind.NUMBER and decimals:
        return f"0.{'0' * decimals}"
    return "0" if column.kind is Kind.NUMBER else number_format(column)
