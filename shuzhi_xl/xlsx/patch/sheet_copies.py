"""Parts copied with all that belongs to them, and pictures replaced (部件的副本、图片)."""

import posixpath
import re
from itertools import count

from shuzhi_xl.xlsx.patch.errors import PlaceMissing
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.opc.relationships import relationships_part, resolve_target
from shuzhi_xl.xlsx.patch.opc.xml_part import Element, child, descendants, local, parse, serialise

_PICTURE = "image"
# The name of a table is unique in a workbook: a copy of the sheet has none
_ONCE = "table"


def copy_part(parts: Parts, part: str) -> str:
    """Copy a part with the parts that it leads to; pictures are shared, tables left out.

    Args:
        parts: the package.
        part: the part's name.

    Returns:
        The copy's name.
    """
    copy = free_name(parts, part)
    parts.add(copy, parts.read(part), parts.content_type(part))
    rels = relationships_part(part)
    if rels in parts:
        root = parse(parts.read(rels))
        for entry in [entry for entry in root if local(entry) and entry.get("TargetMode") != "External"]:
            _lead_to_copy(parts, part, entry)
        parts.add(relationships_part(copy), serialise(root))
    return copy


def _lead_to_copy(parts: Parts, owner: str, entry: Element) -> None:
    kind = entry.get("Type", "").rpartition("/")[2]
    target = resolve_target(owner, entry)
    box = entry.getparent()
    if kind == _ONCE and box is not None:
        box.remove(entry)
    elif target in parts:
        entry.set("Target", "/" + (target if kind == _PICTURE else copy_part(parts, target)))


def stripped(shell: Element) -> None:
    """Take out of a sheet's text what no second sheet may have: its tables, its place on the screen."""
    for element in [*descendants(shell, "tableParts")]:
        shell.remove(element)
    for view in descendants(shell, "sheetView"):
        # With two selected sheets Excel writes into both of them
        view.attrib.pop("tabSelected", "")
    properties = child(shell, "sheetPr")
    if properties is not None:
        properties.attrib.pop("codeName", "")


def free_name(parts: Parts, part: str) -> str:
    """A name that no part has, like that of a part but for its number.

    >>> import io, zipfile
    >>> package = io.BytesIO()
    >>> with zipfile.ZipFile(package, "w") as packed:
    ...     packed.writestr("[Content_Types].xml", "<Types/>")
    ...     packed.writestr("xl/drawings/drawing1.xml", "<d/>")
    >>> free_name(Parts.load(package.getvalue()), "xl/drawings/drawing1.xml")
    'xl/drawings/drawing2.xml'
    """
    stem, suffix = posixpath.splitext(part)
    base = re.sub(r"\d+$", "", stem)
    return next(name for number in count(1) if (name := f"{base}{number}{suffix}") not in parts)


def replace_picture(parts: Parts, sheet: str, name: str, png: bytes) -> None:
    """Let a picture of a sheet show another image, in the place and size that it has.

    Args:
        parts: the package.
        sheet: the name of the sheet's part.
        name: the picture's name, as 选择窗格 shows it.
        png: the image.

    Raises:
        PlaceMissing: the sheet has no such picture.
    """
    for drawing in parts.related(sheet, "drawing"):
        for picture in descendants(parse(parts.read(drawing)), "pic"):
            if any(shape.get("name") == name for shape in descendants(picture, "cNvPr")):
                _show(parts, drawing, picture, png)
                return
    raise PlaceMissing(name)


def _show(parts: Parts, drawing: str, picture: Element, png: bytes) -> None:
    image = free_name(parts, "xl/media/image1.png")
    parts.add(image, png, "image/png")
    shown = {value for blip in descendants(picture, "blip") for value in blip.attrib.values()}
    rels = relationships_part(drawing)
    root = parse(parts.read(rels))
    for entry in root:
        if local(entry) and entry.get("Id") in shown:
            entry.set("Target", f"/{image}")
    parts.replace(rels, serialise(root))
