"""Sheet 等次占比: shares of the four grades by organisation and source; a darker cell is a higher share."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.master.vocabulary import BALLOT_SOURCES, GRADES
from shuzhi_xl.sheets.outgoing import track_summary as declared
from shuzhi_xl.sheets.outgoing.summary_content import ShareLine, SummaryContent
from shuzhi_xl.wording.sheets import track_summary as say
from shuzhi_xl.xlsx.output.printed_sheet import (
    HEAD,
    PrintedBlock,
    cover_cells,
    lay_out_rows,
    put_headers,
    put_titles,
    put_value,
)
from shuzhi_xl.xlsx.output.summary.tables import finish_sheet
from shuzhi_xl.xlsx.patch.values import KEEP, BlockValue, column_letters
from shuzhi_xl.xlsx.style.styles import BLUE, WHITE, fill, font, frame

_GROUPS, _HEAD, _FIRST = HEAD, HEAD + 1, HEAD + 2
_DARKEST: Final = ("7FB58F", "A9CBE8", "EBC06D", "DE8B85")
_FAINT: Final = 10
"""Per cent; a column with only lower shares has no dark cell, so that one vote does not look alarming."""


def fill_shares(sheet: Worksheet, content: SummaryContent) -> Iterator[PrintedBlock]:
    """Fill in a heat map; withheld shares are covered in grey and have no colour."""
    columns = declared.share_columns(BALLOT_SOURCES)
    lead_columns = len(declared.SHARE_COLUMNS)
    put_titles(sheet, content.title, say.SHARES_NOTE, len(columns), centred=False)
    under = put_headers(sheet, columns, _HEAD)
    rows = [_make_row(line) for line in content.shares]
    for order, source in enumerate(BALLOT_SOURCES):
        first = lead_columns + 1 + order * len(GRADES)
        _put_group(sheet, first, source)
        _cover_withheld(sheet, content.shares, source, first)
        _add_colour_scales(sheet, content.shares, source, first)
    yield from lay_out_rows(sheet, under, rows, content.decimals)
    sheet.freeze_panes = f"{column_letters(lead_columns + 1)}{_FIRST}"
    finish_sheet(sheet, landscape=False, repeated=f"1:{_HEAD}")


def _put_group(sheet: Worksheet, first: int, source: str) -> None:
    """The source's name above its four columns."""
    for index in range(first, first + len(GRADES)):
        cell = put_value(sheet, _GROUPS, index, source if index == first else None)
        cell.font, cell.fill, cell.border = font(colour=WHITE, bold=True), fill(BLUE), frame(WHITE)
        cell.alignment = Alignment(horizontal="centerContinuous", vertical="center")
    sheet.row_dimensions[_GROUPS].height = 22


def _cover_withheld(sheet: Worksheet, lines: Sequence[ShareLine], source: str, first: int) -> None:
    # One call for all rows with the same words, because a call makes their style once
    by_words: dict[str, list[int]] = {}
    for number, line in enumerate(lines, start=_FIRST):
        words = line.shares.get(source, say.NO_VOTES)
        if isinstance(words, str):
            by_words.setdefault(words, []).append(number)
    for words, numbers in by_words.items():
        cover_cells(sheet, numbers, range(first, first + len(GRADES)), words)


def _make_row(line: ShareLine) -> list[BlockValue]:
    figures = (cell for source in BALLOT_SOURCES for cell in _make_figures(line, source))
    return [line.rank, line.number, line.name, *figures]


def _make_figures(line: ShareLine, source: str) -> Sequence[BlockValue]:
    shares = line.shares.get(source, "")
    return [KEEP] * len(GRADES) if isinstance(shares, str) else shares


def _add_colour_scales(sheet: Worksheet, lines: Sequence[ShareLine], source: str, first: int) -> None:
    for order, colour in enumerate(_DARKEST):
        figures = [line.shares.get(source, "") for line in lines]
        values = [shares[order] or Decimal(0) for shares in figures if not isinstance(shares, str)]
        letter = column_letters(first + order)
        scale = {"start_type": "num", "start_value": 0, "start_color": WHITE, "end_type": "num"}
        rule = ColorScaleRule(**scale, end_value=float(max([*values, Decimal(_FAINT)])), end_color=colour)  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(f"{letter}{_FIRST}:{letter}{_FIRST + max(len(lines), 1) - 1}", rule)
