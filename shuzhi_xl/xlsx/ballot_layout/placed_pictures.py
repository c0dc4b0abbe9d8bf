"""Pictures of a sheet by their names, and where they lie on paper (图片的位置)."""

from collections.abc import Iterator
from typing import Final

from shuzhi_xl.rules.scanning.page_layout import PrintedArea
from shuzhi_xl.xlsx.ballot_layout.sheet_geometry import SheetGeometry
from shuzhi_xl.xlsx.patch.opc.xml_part import Element, child, descendants, local

_UNITS: Final = 36_000
"""Units of a drawing in a millimetre (ECMA-376 part 1, 20.1.2.1)."""
_ANCHORS: Final = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")


def find_pictures(drawing: Element, geometry: SheetGeometry) -> dict[str, PrintedArea]:
    """Where the pictures of a drawing lie, in millimetres, by the names that 选择窗格 shows.

    Those that are turned, flipped, cropped or grouped are left out: what is printed of them is not where
    the anchor says. A name that two pictures have is left out too.

    Raises:
        ValueError: An anchor has no place that can be read.
    """
    places = [*_read_pictures(drawing, geometry)]
    names = [name for name, _ in places]
    return {name: area for name, area in places if names.count(name) == 1}


def _read_pictures(drawing: Element, geometry: SheetGeometry) -> Iterator[tuple[str, PrintedArea]]:
    for anchor in descendants(drawing, *_ANCHORS):
        picture = child(anchor, "pic")
        if picture is not None and not _is_distorted(picture):
            for shape in descendants(picture, "cNvPr"):
                yield shape.get("name", ""), _read_anchor(anchor, geometry)


def _is_distorted(picture: Element) -> bool:
    marks = [
        frame.get(key, "0") for frame in descendants(picture, "xfrm") for key in ("rot", "flipH", "flipV")
    ]
    cuts = [str(cut) for box in descendants(picture, "srcRect") for cut in box.attrib.values()]
    return any(value not in ("0", "false") for value in (*marks, *cuts))


def _read_anchor(anchor: Element, geometry: SheetGeometry) -> PrintedArea:
    start = _read_start(anchor, geometry)
    if local(anchor) == "twoCellAnchor":
        return PrintedArea(*start, *_read_corner(_required(anchor, "to"), geometry))
    size = _required(anchor, "ext")
    return PrintedArea(
        *start, start[0] + _millimetres(size.get("cx")), start[1] + _millimetres(size.get("cy"))
    )


def _read_start(anchor: Element, geometry: SheetGeometry) -> tuple[float, float]:
    if local(anchor) != "absoluteAnchor":
        return _read_corner(_required(anchor, "from"), geometry)
    # From the sheet's own corner, wherever the print area begins
    across, down = geometry.point(1, 1)
    place = _required(anchor, "pos")
    return across + _millimetres(place.get("x")), down + _millimetres(place.get("y"))


def _read_corner(corner: Element, geometry: SheetGeometry) -> tuple[float, float]:
    numbers = {local(part): part.text for part in corner if local(part)}
    column, row = (int(numbers.get(key) or "") + 1 for key in ("col", "row"))
    # Programs never draw beyond the cell that an anchor names
    across = min(_millimetres(numbers.get("colOff")), geometry.columns.size(column))
    down = min(_millimetres(numbers.get("rowOff")), geometry.rows.size(row))
    start = geometry.point(column, row)
    return start[0] + across, start[1] + down


def _required(anchor: Element, name: str) -> Element:
    part = child(anchor, name)
    if part is None:
        raise ValueError(name)
    return part


def _millimetres(units: str | None) -> float:
    return int(units or "0") / _UNITS
