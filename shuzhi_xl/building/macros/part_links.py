"""New parts of a package and the links to them (部件关系), for what openpyxl cannot write."""

import posixpath
from typing import Final

from lxml import etree

from shuzhi_xl.xlsx.patch.opc.xml_part import serialise
from shuzhi_xl.xlsx.style.reproducible import CONTENT_TYPES, PartContents

_TYPES_NS: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS_NS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"


def relationships_of(owner: str) -> str:
    """Name of the part with another part's links; the package itself has a blank name.

    >>> relationships_of("xl/workbook.xml"), relationships_of("")
    ('xl/_rels/workbook.xml.rels', '_rels/.rels')
    """
    folder, name = posixpath.split(owner)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def link(parts: PartContents, owner: str, kind: str, part: str) -> tuple[PartContents, str]:
    """Link a part to its owner (关系).

    Args:
        parts: The package.
        owner: Name of the part that refers to it; empty for the package.
        kind: The relationship's type.
        part: Name of the part.

    Returns:
        The package with the link, and the link's id.
    """
    name = relationships_of(owner)
    empty = f'<Relationships xmlns="{_RELS_NS}"/>'.encode()
    root = etree.fromstring(parts.get(name, empty))
    identifiers = {relationship.get("Id") for relationship in root}
    # Ids that are there stay as they are: the owner's elements refer to them.
    free = next(free for place in range(1, len(root) + 2) if (free := f"rId{place}") not in identifiers)
    target = posixpath.relpath(part, posixpath.dirname(owner) or ".")
    etree.SubElement(root, f"{{{_RELS_NS}}}Relationship", Id=free, Type=kind, Target=target)
    return parts | {name: serialise(root)}, free


def with_default_type(parts: PartContents, extension: str, content_type: str) -> PartContents:
    """Declare the content type of a file extension, once (内容类型)."""
    root = etree.fromstring(parts[CONTENT_TYPES])
    tag = f"{{{_TYPES_NS}}}Default"
    # ECMA-376 part 2 allows one Default per extension.
    if root.find(f"{tag}[@Extension='{extension}']") is None:
        root.insert(0, etree.Element(tag, Extension=extension, ContentType=content_type))
    return parts | {CONTENT_TYPES: serialise(root)}


def with_part_type(parts: PartContents, part: str, content_type: str) -> PartContents:
    """Change the content type of a single part (内容类型)."""
    root = etree.fromstring(parts[CONTENT_TYPES])
    for override in root.iterfind(f"{{{_TYPES_NS}}}Override[@PartName='/{part}']"):
        override.set("ContentType", content_type)
    return parts | {CONTENT_TYPES: serialise(root)}
