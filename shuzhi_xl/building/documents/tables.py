"""Tables of official documents (表格): widths in the grid, a repeated header, rows that stay whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.table import Table, _Cell, _Row

from shuzhi_xl.building.documents.runs import add_run
from shuzhi_xl.building.documents.styles import CELL, COLUMN_HEADER, W
from shuzhi_xl.sheets.documents.official_format import OfficialFormat

_SIDES: Final = {side.name.lower(): side for side in WD_ALIGN_PARAGRAPH}
ROW_HEIGHT: Final = 8.0
"""Of a row with one line of text, in millimetres."""
_MILLIMETRE: Final = Fraction(7200, 127)  # in twips
_FEW_ROWS: Final = 8  # so many stay on one page
_EDGES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True)
class PaperColumn:
    """A column of a table (表列).

    Attributes:
        header: Its header (表头).
        width: In millimetres.
        align: ``left``, ``center`` or ``right``.
    """

    header: str
    width: float
    align: str = "center"


@dataclass(frozen=True)
class PaperCell:
    """A cell that differs from those of its column (单元格).

    Attributes:
        text: Its text, or its paragraphs.
        span: Over how many columns.
        align: As in `PaperColumn`; blank for that of the column.
        header: It has the typeface of headers.
    """

    text: str | Sequence[str] = ""
    span: int = 1
    align: str = ""
    header: bool = False


TableRow: TypeAlias = str | Sequence[str | PaperCell]
"""Cells, or the tag of a loop, whose row is not in the finished document."""


class TableBuilder:
    """Builds the tables of a document (制表)."""

    def __init__(self, document: Document, official_format: OfficialFormat, width: int) -> None:
        """Take the document, the format, and the width of the text area in twips."""
        self._document, self._width = document, width
        self._faces = {
            CELL: official_format.word("表格字体"),
            COLUMN_HEADER: official_format.word("表头字体"),
        }

    def add(
        self,
        columns: Sequence[PaperColumn],
        rows: Sequence[TableRow],
        *,
        header: bool = True,
        height: float = ROW_HEIGHT,
    ) -> None:
        """Add a table at the end of the document.

        Args:
            columns: The columns; together at most as wide as the text area.
            rows: Rows of cells, and between them the tags of loops.
            header: It begins with the headers of the columns, which every page repeats.
            height: Of a row, in millimetres, at least.

        Raises:
            ValueError: The columns are wider than the text area.
        """
        widths = [_twips(column.width) for column in columns]
        if sum(widths) > Twips(self._width):
            raise ValueError(f"columns of {sum(column.width for column in columns)} mm do not fit")
        table = self._document.add_table(rows=0, cols=len(columns))
        _frame(table, widths)
        if header:
            cells = [PaperCell(column.header, align="center", header=True) for column in columns]
            _repeat(self._add_row(table, columns, cells, height))
        for row in rows:
            self._add_row(
                table, columns, [PaperCell(row, len(columns))] if isinstance(row, str) else row, height
            )
        # A row of an endless list may be the last of a page, one of a short table is not.
        if len(table.rows) <= _FEW_ROWS and not any(isinstance(row, str) for row in rows):
            _keep_together(table)

    def _add_row(
        self, table: Table, columns: Sequence[PaperColumn], row: Sequence[str | PaperCell], height: float
    ) -> _Row:
        line: _Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx has it without types
        line.height, line.height_rule = _twips(height), WD_ROW_HEIGHT_RULE.AT_LEAST
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 -- not in python-docx
        places, start = line.cells, 0
        for entry in row:
            cell = PaperCell(entry) if isinstance(entry, str) else entry
            place = places[start].merge(places[start + cell.span - 1])
            self._write(place, cell, cell.align or columns[start].align)
            start += cell.span
        return line

    def _write(self, place: _Cell, cell: PaperCell, align: str) -> None:
        place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        style = COLUMN_HEADER if cell.header else CELL
        texts = [cell.text] if isinstance(cell.text, str) else cell.text
        for order, text in enumerate(texts):
            paragraph = place.add_paragraph() if order else place.paragraphs[0]
            paragraph.style = self._document.styles[style]
            paragraph.alignment = _SIDES[align]
            if text:
                add_run(paragraph, text, self._faces[style])


def _twips(millimetres: float) -> Twips:
    # Through text: 15.6 as written
    return Twips(round(Fraction(str(millimetres)) * _MILLIMETRE))


def _frame(table: Table, widths: Sequence[Twips]) -> None:
    """Set widths and lines: WPS takes widths from the grid, Word from the cells."""
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    lines = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for edge in _EDGES)
    properties = table._tblPr  # noqa: SLF001 -- python-docx has no lines of tables
    (total,) = properties.xpath("w:tblW")
    total.set(qn("w:type"), "dxa")
    total.set(qn("w:w"), str(round(sum(widths) / Twips(1))))
    borders = parse_xml(f'<w:tblBorders xmlns:w="{W}">{lines}</w:tblBorders>')
    margins = parse_xml(
        f'<w:tblCellMar xmlns:w="{W}"><w:top w:w="28" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>'
        '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
    )
    (layout,) = properties.xpath("w:tblLayout")
    layout.addprevious(borders)
    layout.addnext(margins)


def _repeat(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 -- not in python-docx


def _keep_together(table: Table) -> None:
    for row in table.rows[:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True
