"""What holds for a column's cells, taken over from the model (数据验证、条件格式、绿色三角)."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Final

from shuzhi_xl.xlsx.patch.opc.xml_part import SHEET_ORDER, Element, descendants, ensure
from shuzhi_xl.xlsx.patch.sheet.moved_formulas import with_moved_columns
from shuzhi_xl.xlsx.patch.values import Area
from shuzhi_xl.xlsx.upgrade.looks import Looks, in_space_of

Moved = Callable[[Area], Area | None]
"""Where cells of the model stand in the own sheet; None for cells that are not taken over."""
_GREEN: Final = ("ignoredErrors", "ignoredError")


def take_rules(root: Element, model: Element, moved: Moved, columns: Mapping[int, int], looks: Looks) -> None:
    """Take over the rules of cells.

    Args:
        root: Root of the own worksheet.
        model: Root of the model's worksheet.
        moved: Where cells stand.
        columns: Columns of the own sheet by those of the model, for formulas.
        looks: Takes over the looks of conditional formats.
    """
    _take_validations(root, model, moved)
    _take_formats(root, model, moved, columns, looks)
    for mark in list(descendants(model, _GREEN[1])):
        for area in _areas(mark, moved):
            box = ensure(root, _GREEN[0], SHEET_ORDER)
            box.append(_placed(root, mark, area))


def widen_rules(root: Element, table: Area, last_col: int) -> None:
    """Let what holds for whole rows of a table reach to its new last column (整行的条件格式).

    Args:
        root: Root of the own worksheet.
        table: The table as it was.
        last_col: Its last column now.
    """
    for rule in descendants(root, "conditionalFormatting"):
        words = [Area.read(word) for word in rule.get("sqref", "").split()]
        if None not in words:
            rule.set("sqref", " ".join(str(_widened(area, table, last_col)) for area in words if area))


def validation_of(root: Element, cell: tuple[int, int]) -> Element | None:
    """The validation that holds for a cell, by row and column."""
    for rule in descendants(root, "dataValidation"):
        for word in rule.get("sqref", "").split():
            area = Area.read(word)
            if area is not None and area.holds(*cell):
                return rule
    return None


def _widened(area: Area, table: Area, last_col: int) -> Area:
    whole = area.first_col == table.first_col and area.last_col == table.last_col
    below = area.first_row > table.first_row
    return area._replace(last_col=last_col) if whole and below and area.first_col < area.last_col else area


def _take_validations(root: Element, model: Element, moved: Moved) -> None:
    for rule in list(descendants(model, "dataValidation")):
        for area in _areas(rule, moved):
            box = ensure(root, "dataValidations", SHEET_ORDER)
            box.append(_placed(root, rule, area))
            box.set("count", str(len(box)))


def _take_formats(
    root: Element, model: Element, moved: Moved, columns: Mapping[int, int], looks: Looks
) -> None:
    orders = count(1 + max((int(rule.get("priority", 0)) for rule in descendants(root, "cfRule")), default=0))
    for box in list(descendants(model, "conditionalFormatting")):
        for area in _areas(box, moved):
            copy = _placed(root, box, area)
            for rule in descendants(copy, "cfRule"):
                rule.set("priority", str(next(orders)))
                if rule.get("dxfId"):
                    rule.set("dxfId", looks.rule(rule.get("dxfId", "0")))
                for formula in descendants(rule, "formula"):
                    formula.text = with_moved_columns(formula.text or "", columns)
            _insert(root, copy)


def _insert(root: Element, box: Element) -> None:
    """Put a conditional format behind the others."""
    boxes = list(root.iterchildren(box.tag))
    if boxes:
        boxes[-1].addnext(box)
        return
    mark = ensure(root, "conditionalFormatting", SHEET_ORDER)
    root.replace(mark, box)


def _areas(rule: Element, moved: Moved) -> list[Area]:
    areas = [Area.read(word) for word in rule.get("sqref", "").split()]
    return [place for area in areas if area and (place := moved(area))]


def _placed(root: Element, rule: Element, area: Area) -> Element:
    copy = in_space_of(root, rule)
    copy.set("sqref", str(area))
    return copy
