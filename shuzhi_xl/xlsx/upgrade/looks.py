"""Looks of cells and rules taken over from another workbook's styles part (样式)."""

from copy import deepcopy

from lxml import etree

from shuzhi_xl.xlsx.patch.opc.xml_part import Element, descendants, ensure, same_space

_ORDER = "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst"
_PARTS = (("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId"))
_FIRST_OWN_FORMAT = 164  # ECMA-376 part 1, 18.8.30: lower numbers are built in


class Looks:
    """Looks of the model workbook (样本), each made once in the own styles part.

    Args:
        styles: Root of the styles part that is added to.
        model: Root of the model's styles part.
    """

    def __init__(self, styles: Element, model: Element) -> None:
        self._styles = styles
        self._model = model
        self._cells: dict[str, str] = {}

    def cell(self, style: str | None) -> str | None:
        """The own style index that looks like one of the model's."""
        if style is None:
            return None
        if style not in self._cells:
            look = deepcopy(_item(self._model, "cellXfs", int(style)))
            for box, key in _PARTS:
                look.set(key, self._added(box, _item(self._model, box, int(look.get(key, 0)))))
            look.set("numFmtId", self._number_format(look.get("numFmtId", "0")))
            look.set("xfId", "0")
            self._cells[style] = self._added("cellXfs", look)
        return self._cells[style]

    def rule(self, number: str) -> str:
        """The own index of a conditional format's look (条件格式的样式)."""
        return self._added("dxfs", _item(self._model, "dxfs", int(number)))

    def _number_format(self, number: str) -> str:
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

    def _added(self, name: str, item: Element) -> str:
        box = ensure(self._styles, name, _ORDER)
        new_item = in_space_of(self._styles, item)
        text = etree.tostring(new_item, method="c14n")
        for index, element in enumerate(box):
            if etree.tostring(in_space_of(self._styles, element), method="c14n") == text:
                return str(index)
        box.append(new_item)
        box.set("count", str(len(box)))
        return str(len(box) - 1)


def in_space_of(root: Element, element: Element) -> Element:
    """A copy of an element, its tags in the namespace of a root; Strict workbooks have another one."""
    copy = etree.Element(same_space(root, etree.QName(element).localname))
    copy.attrib.update(element.attrib)
    copy.text = element.text
    for child in element:
        if isinstance(child.tag, str):
            copy.append(in_space_of(root, child))
    return copy


def _item(styles: Element, name: str, index: int) -> Element:
    return next(styles.iterchildren(f"{{*}}{name}"))[index]
