"""Rules of areas that follow them: validations, formats, filters (数据有效性、条件格式)."""

from typing import Final

from shuzhi_xl.xlsx.patch.opc.xml_part import Element, child, descendants, local
from shuzhi_xl.xlsx.patch.sheet.stretch import Stretch

_BOXES: Final = (
    "dataValidations",
    "conditionalFormattings",
    "ignoredErrors",
    "protectedRanges",
    "ext",
    "extLst",
)
_RULES: Final = ("dataValidation", "conditionalFormatting", "ignoredError", "protectedRange")


def follow(shell: Element, stretch: Stretch) -> None:
    """Let validations, formats, filters and protected ranges follow a change of rows and columns.

    Args:
        shell: the worksheet's root.
        stretch: the change.
    """
    # a list, because rules without an area leave the tree meanwhile
    for rule in list(descendants(shell, *_RULES)):
        _follow_attribute(rule, "sqref", stretch)
    _follow_extensions(shell, stretch)
    # the sheet's own filter; that of a table is in the table's part
    for name in ("autoFilter", "sortState"):
        element = child(shell, name)
        if element is not None:
            _follow_attribute(element, "ref", stretch)


def _follow_extensions(shell: Element, stretch: Stretch) -> None:
    # rules that came with Excel 2010 lie in extLst and keep their areas in an element, not an attribute
    for place in list(descendants(shell, "sqref")):
        owner = place.getparent()
        if owner is not None and local(owner) in _RULES:
            place.text = stretch.follow_text(place.text or "")
            _follow_formulas(owner, stretch, "f")
            if not place.text:
                _drop(owner)


def _follow_attribute(rule: Element, key: str, stretch: Stretch) -> None:
    text = rule.get(key)
    if not text:
        return
    rule.set(key, stretch.follow_text(text))
    _follow_formulas(rule, stretch, "formula", "formula1", "formula2")
    if not rule.get(key):
        _drop(rule)


def _follow_formulas(rule: Element, stretch: Stretch, *names: str) -> None:
    for formula in descendants(rule, *names):
        formula.text = stretch.follow_formula(formula.text or "")


def _drop(rule: Element) -> None:
    box = rule.getparent()
    if box is None:
        return
    box.remove(rule)
    if box.get("count"):
        box.set("count", str(len(box)))
    # dataValidations and the like must not be empty (ECMA-376 part 1, 18.3.1.33)
    if not len(box) and local(box) in _BOXES:
        _drop(box)
