"""Rules of a column's cells, copied from the model (数据验证、条件格式、绿色三角)."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Final

from shuzhi_xl.xlsx.patch.opc.xml_part import SHEET_ORDER, Element, descendants, ensure
from shuzhi_xl.xlsx.patch.sheet.moved_formulas import with_moved_columns
from shuzhi_xl.xlsx.patch.style_copier import StyleCopier, copy_into_space
from shuzhi_xl.xlsx.patch.values import Area

Moved = Callable[[Area], Area | None]
"""Maps cells of the model to those of the master's sheet; None for cells that are not copied."""
_GREEN: Final = ("ignoredErrors", "ignoredError")


def copy_rules(
    root: Element,
    model: Element,
    moved: Moved,
    shifts: tuple[Mapping[int, int], int],
    styles: StyleCopier,
) -> None:
    """Copy the rules of cells: validations, conditional formats and ignored errors.

    Args:
        root: Root of the master's worksheet.
        model: Root of the model's worksheet.
        moved: Maps the cells.
        shifts: For formulas, columns of the master's sheet by those of the model, and how many rows below
            those of the model its rows are.
        styles: Copies the styles of conditional formats.
    """
    _copy_validations(root, model, moved)
    _copy_formats(root, model, moved, shifts, styles)
    for mark in list(descendants(model, _GREEN[1])):
        for area in _find_areas(mark, moved):
            box = ensure(root, _GREEN[0], SHEET_ORDER)
            box.append(_copy_rule(root, mark, area))


def widen_rules(root: Element, table: Area, last_col: int) -> None:
    """Widen the rules of whole rows of a table to its new last column (整行的条件格式).

    Args:
        root: Root of the master's worksheet.
        table: The table's former area.
        last_col: Its new last column.
    """
    for rule in descendants(root, "conditionalFormatting"):
        words = [Area.read(word) for word in rule.get("sqref", "").split()]
        if None not in words:
            rule.set("sqref", " ".join(str(_widen(area, table, last_col)) for area in words if area))


def find_validation(root: Element, cell: tuple[int, int]) -> Element | None:
    """Find the validation of a cell, given by row and column."""
    for rule in descendants(root, "dataValidation"):
        for word in rule.get("sqref", "").split():
            area = Area.read(word)
            if area is not None and area.holds(*cell):
                return rule
    return None


def _widen(area: Area, table: Area, last_col: int) -> Area:
    whole = area.first_col == table.first_col and area.last_col == table.last_col
    below = area.first_row > table.first_row
    return area._replace(last_col=last_col) if whole and below and area.first_col < area.last_col else area


def _copy_validations(root: Element, model: Element, moved: Moved) -> None:
    for rule in list(descendants(model, "dataValidation")):
        for area in _find_areas(rule, moved):
            box = ensure(root, "dataValidations", SHEET_ORDER)
            box.append(_copy_rule(root, rule, area))
            box.set("count", str(len(box)))


def _copy_formats(
    root: Element,
    model: Element,
    moved: Moved,
    shifts: tuple[Mapping[int, int], int],
    styles: StyleCopier,
) -> None:
    # The lowest number wins a conflict (ECMA-376 part 1, 18.3.1.10): existing formats stay above the new ones
    orders = count(1 + max((int(rule.get("priority", 0)) for rule in descendants(root, "cfRule")), default=0))
    for box in list(descendants(model, "conditionalFormatting")):
        for area in _find_areas(box, moved):
            copy = _copy_rule(root, box, area)
            for rule in descendants(copy, "cfRule"):
                rule.set("priority", str(next(orders)))
                if rule.get("dxfId"):
                    # An index into the styles part of the rule's own workbook
                    rule.set("dxfId", styles.rule(rule.get("dxfId", "0")))
                for formula in descendants(rule, "formula"):
                    formula.text = with_moved_columns(formula.text or "", *shifts)
            _insert_format(root, copy)


def _insert_format(root: Element, box: Element) -> None:
    """Insert a conditional format after the existing ones."""
    boxes = list(root.iterchildren(box.tag))
    if boxes:
        # These elements are neighbours (ECMA-376 part 1, 18.3.1.99)
        boxes[-1].addnext(box)
        return
    mark = ensure(root, "conditionalFormatting", SHEET_ORDER)
    root.replace(mark, box)


def _find_areas(rule: Element, moved: Moved) -> list[Area]:
    areas = [Area.read(word) for word in rule.get("sqref", "").split()]
    return [place for area in areas if area and (place := moved(area))]


def _copy_rule(root: Element, rule: Element, area: Area) -> Element:
    copy = copy_into_space(root, rule)
    copy.set("sqref", str(area))
    return copy
