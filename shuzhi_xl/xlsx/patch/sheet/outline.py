"""Rows folded below the row that sums them up (分级显示)."""

from collections.abc import Mapping, Sequence
from itertools import chain, repeat
from typing import Final

from shuzhi_xl.xlsx.patch.opc.xml_part import SHEET_ORDER, Element, child, ensure
from shuzhi_xl.xlsx.patch.sheet.sheet_part import SheetPart
from shuzhi_xl.xlsx.patch.values import Area

_MARKS: Final = ("outlineLevel", "hidden", "collapsed")
# ECMA-376 part 1, 18.3.1.82: outlinePr comes after tabColor and before pageSetUpPr
_PROPERTIES: Final = "tabColor outlinePr pageSetUpPr"
_DEFAULT_HEIGHT: Final = "15"  # points; an element without a height is invalid


def fold_rows(sheet: SheetPart, area: Area, levels: Sequence[int]) -> None:
    """Give the rows of an area their outline levels, and fold them; the row above a group sums it up.

    On a protected sheet all rows stay visible, because Excel would not let anybody unfold them.

    Args:
        sheet: the sheet.
        area: all rows that may have had a level.
        levels: the level of each row from the first on, 0 or 1; rows beyond have none.
    """
    if child(sheet.shell, "sheetProtection") is not None:
        levels = ()
    following = [*levels[1:], 0]
    for number, level, next_level in zip(
        area.row_numbers, chain(levels, repeat(0)), chain(following, repeat(0)), strict=False
    ):
        if number in sheet.rows:
            _mark_row(sheet, number, level, is_head=next_level > level)
    if any(levels):
        _sum_up_above(sheet.edit_shell(), max(levels))


def _mark_row(sheet: SheetPart, number: int, level: int, *, is_head: bool) -> None:
    row = sheet.row(number)
    before = dict(row.attributes)
    for mark in _MARKS:
        row.attributes.pop(mark, None)
    row.attributes.update(_marks(level, is_head=is_head))
    if row.attributes != before:
        sheet.keep_row(number, row.to_xml(sheet.prefix))


def _marks(level: int, *, is_head: bool) -> Mapping[str, str]:
    marks = {"outlineLevel": str(level), "hidden": "1"} if level else {}
    return {**marks, "collapsed": "1"} if is_head else marks


def _sum_up_above(shell: Element, level: int) -> None:
    properties = ensure(shell, "sheetPr", SHEET_ORDER)
    ensure(properties, "outlinePr", _PROPERTIES).set("summaryBelow", "0")
    formats = ensure(shell, "sheetFormatPr", SHEET_ORDER)
    formats.set("outlineLevelRow", str(level))
    formats.set("defaultRowHeight", formats.get("defaultRowHeight", _DEFAULT_HEIGHT))
