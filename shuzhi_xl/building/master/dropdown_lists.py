"""Dropdown lists that follow other tables (下拉列表), as defined names of the workbook.

A list of a column whose values are unique refers to the used part of that column itself. Where words such
as 全部 come first, or values repeat, a very hidden sheet puts the list together by formulas.
"""

from typing import Final, NamedTuple

from lxml import etree
from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.declaration.column import Column
from shuzhi_xl.sheets.master.all_sheets import MASTER, TABLES
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.reading.numbers import NUMBER_SOURCE
from shuzhi_xl.xlsx.patch.opc.xml_part import serialise
from shuzhi_xl.xlsx.style.layout import PLACEMENTS, TablePlacement
from shuzhi_xl.xlsx.style.reproducible import MAIN_NS, read_parts, write_parts

LIST_SHEET: Final = "_下拉"
_GATHERED_ROWS = 200
_FIRST = 2


class Offer(NamedTuple):
    """The offer of a dropdown: the values of ``表.列``, after some fixed words."""

    source: str
    also: tuple[str, ...]

    @property
    def name(self) -> str:
        """The list's defined name.

        >>> Offer("板块设置.板块", ("全部",)).name
        '下拉_板块设置_板块_全部'
        """
        return "_".join(("下拉", *self.source.split("."), *self.also))

    @property
    def place(self) -> TablePlacement:
        """The table whose column is offered."""
        return PLACEMENTS[self.source.split(".")[0]]

    @property
    def header(self) -> str:
        """The offered column's header."""
        return self.source.split(".")[1]

    @property
    def shown_header(self) -> str:
        """The header of the column that the list shows: people choose an organisation by its name."""
        return Organisation.columns()["label"].header if self.source == NUMBER_SOURCE else self.header

    @property
    def is_plain(self) -> bool:
        """Whether the column itself can be offered: no words come before it and its values are unique."""
        table = self.place.table
        # Only a key on its own is unique; one of several key columns repeats its values.
        keys = tuple(table.model.columns()[name].header for name in table.key)
        return not self.also and keys == (self.header,)


def offer_of(column: Column) -> Offer:
    """The offer of the dropdown of a column with a ``source``."""
    return Offer(column.source, column.also)


def add_lists(workbook: Workbook) -> None:
    """Add every dropdown list that a declared column needs (下拉列表)."""
    columns = [column for table in TABLES.values() for column in table.columns]
    offers = {offer_of(column): None for column in (*columns, *Settings.columns().values()) if column.source}
    sheet = workbook.create_sheet(LIST_SHEET)
    # Very hidden: not even “取消隐藏” offers it, because a row deleted there breaks a dropdown.
    sheet.sheet_state = "veryHidden"
    gathered = [offer for offer in offers if not offer.is_plain]
    for offer in offers:
        refers = _gather(sheet, offer, 2 * gathered.index(offer) + 1) if offer in gathered else used(offer)
        workbook.defined_names[offer.name] = DefinedName(offer.name, attr_text=refers)


def with_blank_results(workbook: bytes) -> bytes:
    """Store the values of the lists' formulas for empty tables, for readers that do not calculate.

    Args:
        workbook: The package as openpyxl saved it, the sheet of the lists behind the declared ones.
    """
    parts = read_parts(workbook)
    part = f"xl/worksheets/sheet{len(MASTER) + 1}.xml"
    root = etree.fromstring(parts[part])
    for cell in root.iter(f"{{{MAIN_NS}}}c"):
        if cell.find(f"{{{MAIN_NS}}}f") is not None:
            # openpyxl writes a formula without a value as a number; the empty result is text.
            cell.set("t", "str")
    return write_parts({**parts, part: serialise(root)})


def used(offer: Offer) -> str:
    """The used part of a column as a formula: later rows are offered, blanks are not.

    Until the first button has written the names, the numbers alone are offered.
    """
    cells, numbers = (_used_cells(offer, header) for header in (offer.shown_header, offer.header))
    count = f"COUNTA({offer.place.absolute(offer.shown_header)})"
    return cells if cells == numbers else f"IF({count}=0,{numbers},{cells})"


def _used_cells(offer: Offer, header: str) -> str:
    cells = offer.place.absolute(header)
    first = cells.split(":", maxsplit=1)[0]
    # INDEX, not OFFSET, which is volatile: Excel would calculate it again at every entry in any sheet.
    return f"{first}:INDEX({cells},MAX(1,COUNTA({cells})))"


def _gather(sheet: Worksheet, offer: Offer, col: int) -> str:
    """Write a list's two columns, places and values, and return the formula of its used part.

    The first column numbers the first occurrence of each value. INDEX by the row's number, unlike a plain
    reference, stays valid when the clerk deletes rows of the other table.
    """
    cells = offer.place.absolute(offer.header, last=_last_gathered(offer.place))
    rank, value = get_column_letter(col), get_column_letter(col + 1)
    last = _FIRST + _GATHERED_ROWS - 1
    sheet[f"{rank}1"], sheet[f"{value}1"] = "次序", offer.name
    for row in range(_FIRST, last + 1):
        sheet[f"{rank}{row}"] = _rank_formula(cells, rank, row)
        sheet[f"{value}{row + len(offer.also)}"] = (
            f'=IFERROR(INDEX({cells},MATCH({row - _FIRST + 1},${rank}${_FIRST}:${rank}${last},0)),"")'
        )
    for row, word in enumerate(offer.also, start=_FIRST):
        sheet[f"{value}{row}"] = word
    start = f"{quote_sheetname(LIST_SHEET)}!$"
    values = f"{start}{value}${_FIRST}:${value}${last + len(offer.also)}"
    # At least one row below: INDEX with row 0 is the whole column, blank cells included.
    count = f"{len(offer.also)}+MAX({start}{rank}${_FIRST}:${rank}${last})"
    return f"{start}{value}${_FIRST}:INDEX({values},MAX(1,{count}))"


def _last_gathered(place: TablePlacement) -> int:
    last = place.first_row + _GATHERED_ROWS - 1
    # With the next table's caption, blank in this column: the area grows with rows inserted above it
    return last if place.is_last else min(last, place.last_row + 1)


def _rank_formula(cells: str, rank: str, row: int) -> str:
    order = row - _FIRST + 1
    name_cell = f"INDEX({cells},{order})"
    before = f"{cells.split(':', maxsplit=1)[0]}:{name_cell}"
    number = f'IF(COUNTIF({before},{name_cell})>1,"",MAX(${rank}$1:${rank}{row - 1})+1)'
    # Beyond the area, which may be shorter than the list, INDEX is an error
    return f'=IF({order}>ROWS({cells}),"",IF({name_cell}="","",{number}))'
