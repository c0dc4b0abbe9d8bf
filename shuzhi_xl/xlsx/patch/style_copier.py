"""Styles of cells and rules, copied from another workbook's styles part (样式)."""

from copy import deepcopy
from dataclasses import replace

from lxml import etree

from shuzhi_xl.xlsx.patch.opc.xml_part import Element, descendants, ensure, same_space
from shuzhi_xl.xlsx.patch.sheet.row import Cell

_ORDER = "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst"
_PARTS = (("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId"))
_FIRST_OWN_FORMAT = 164  # ECMA-376 part 1, 18.8.30: lower numbers are built in


class StyleCopier:
    """Copies styles of a model workbook (样本), each once, into the styles part of another.

    Args:
        styles: root of that styles part.
        model: root of the model's styles part.
    """

    def __init__(self, styles: Element, model: Element) -> None:
        self._styles = styles
        self._model = model
        self._cells: dict[str, str] = {}

    def cell(self, style: str | None) -> str | None:
        """The style index (``s``) that has the style of a cell of the model."""
        if style is None:
            return None
        if style not in self._cells:
            style_xf = deepcopy(_find_item(self._model, "cellXfs", int(style)))
            for box, key in _PARTS:
                style_xf.set(
                    key, self._add_item(box, _find_item(self._model, box, int(style_xf.get(key, 0))))
                )
            style_xf.set("numFmtId", self._copy_number_format(style_xf.get("numFmtId", "0")))
            # Named styles are not copied; 0 is the default one
            style_xf.set("xfId", "0")
            self._cells[style] = self._add_item("cellXfs", style_xf)
        return self._cells[style]

    def restyle(self, cell: Cell) -> Cell:
        """A cell of the model with the index that its style has now."""
        return replace(cell, attributes={**cell.attributes, "s": self.cell(cell.style) or "0"})

    def rule(self, number: str) -> str:
        """The index that the style of a conditional format has now (条件格式的样式, ``dxfId``)."""
        return self._add_item("dxfs", _find_item(self._model, "dxfs", int(number)))

    def restyle_sheet(self, root: Element) -> None:
        """Change a sheet of the model into one that has the same look, and is not selected."""
        for element in descendants(root, "c", "row"):
            if element.get("s") is not None:
                element.set("s", self.cell(element.get("s")) or "0")
        for element in descendants(root, "col"):
            if element.get("style") is not None:
                element.set("style", self.cell(element.get("style")) or "0")
        for element in descendants(root, "cfRule"):
            if element.get("dxfId") is not None:
                element.set("dxfId", self.rule(element.get("dxfId", "0")))
        for element in descendants(root, "sheetView"):
            # Two selected tabs are a group: Excel would enter what is typed into both sheets
            element.attrib.pop("tabSelected", "")

    def _copy_number_format(self, number: str) -> str:
        if int(number) < _FIRST_OWN_FORMAT:
            return number
        code = next(
            number_format.get("formatCode", "")
            for number_format in descendants(self._model, "numFmt")
            if number_format.get("numFmtId") == number
        )
        box = ensure(self._styles, "numFmts", _ORDER)
        numbers_by_code = dict[str, str]()
        for number_format in box:
            numbers_by_code[str(number_format.get("formatCode"))] = str(number_format.get("numFmtId"))
        if code not in numbers_by_code:
            fresh = str(
                max([_FIRST_OWN_FORMAT - 1, *(int(format_id) for format_id in numbers_by_code.values())]) + 1
            )
            etree.SubElement(box, same_space(self._styles, "numFmt"), {"numFmtId": fresh, "formatCode": code})
            box.set("count", str(len(box)))
            return fresh
        return numbers_by_code[code]

    def _add_item(self, name: str, item: Element) -> str:
        box = ensure(self._styles, name, _ORDER)
        new_item = copy_into_space(self._styles, item)
        # Equal styles are used again: Excel allows 65,490 cell formats in a workbook
        text = etree.tostring(new_item, method="c14n")
        for index, element in enumerate(box):
            if etree.tostring(copy_into_space(self._styles, element), method="c14n") == text:
                return str(index)
        box.append(new_item)
        box.set("count", str(len(box)))
        return str(len(box) - 1)


def copy_into_space(root: Element, element: Element) -> Element:
    """Copy an element with its tags in the namespace of a root; Strict workbooks have a different one."""
    copy = etree.Element(same_space(root, etree.QName(element).localname))
    copy.attrib.update(element.attrib)
    copy.text = element.text
    for child in element:
        # Comments and processing instructions have a function as tag
        if isinstance(child.tag, str):
            copy.append(copy_into_space(root, child))
    return copy


def _find_item(styles: Element, name: str, index: int) -> Element:
    return next(styles.iterchildren(f"{{*}}{name}"))[index]
