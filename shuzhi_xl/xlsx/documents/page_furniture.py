"""Headers, footers and notes (页眉、页脚、脚注) of documents that become one: each keeps its own."""

import posixpath
from collections.abc import Mapping
from typing import Final

from lxml import etree

from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.opc.relationships import Relationship, relationships_part
from shuzhi_xl.xlsx.patch.opc.xml_part import Element, descendants, parse, same_space, serialise

_KINDS: Final = ("header", "footer")
_NOTES: Final = {"footnotes": "footnoteReference", "endnotes": "endnoteReference"}
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_RELATIONSHIPS: Final = "application/vnd.openxmlformats-package.relationships+xml"


def bring_furniture(document: Parts, body: Element, whole: Parts, main: str, number: int) -> None:
    """Bring along the headers and footers in which a document differs from the first.

    Args:
        document: The document, of the same template as the first.
        body: Its body, which will be part of the other.
        whole: The document that it becomes part of.
        main: The part with the text, of the same name in both.
        number: Which of the documents it is.
    """
    ids = {}
    for relationship in document.relationships(main):
        if relationship.kind in (*_KINDS, *_NOTES) and _differs(document, whole, relationship.target):
            if relationship.kind in _KINDS:
                ids[relationship.id] = _copy(document, whole, main, relationship, number)
            else:
                _drop_notes(body, _NOTES[relationship.kind])
    if ids:
        _redirect(body, ids)


def _redirect(body: Element, ids: Mapping[str, str]) -> None:
    """Let references to headers and footers lead to the added ones."""
    for reference in descendants(body, *(f"{kind}Reference" for kind in _KINDS)):
        for key, value in reference.attrib.items():
            if str(key).endswith("/relationships}id"):
                reference.set(key, ids.get(str(value), str(value)))


def _differs(document: Parts, whole: Parts, name: str) -> bool:
    return document.read(name) != whole.read(name)


def _copy(document: Parts, whole: Parts, main: str, relationship: Relationship, number: int) -> str:
    """Add a header or footer under a name of its own; returns the id of its relationship."""
    stem, suffix = posixpath.splitext(relationship.target)
    name = f"{stem}_{number}{suffix}"
    whole.add(name, document.read(relationship.target), _TYPE.format(relationship.kind))
    pictures = relationships_part(relationship.target)
    if pictures in document:
        whole.add(relationships_part(name), document.read(pictures), _RELATIONSHIPS)
    listed = relationships_part(main)
    root = parse(whole.read(listed))
    model = next(entry for entry in root if entry.get("Id") == relationship.id)
    id_ = f"{relationship.id}_{number}"
    target = posixpath.relpath(name, posixpath.dirname(main))
    etree.SubElement(
        root, same_space(root, "Relationship"), Id=id_, Type=model.get("Type", ""), Target=target
    )
    whole.replace(listed, serialise(root))
    return id_


def _drop_notes(body: Element, reference: str) -> None:
    """Take out references to notes: by number they would show another branch's, the first."""
    for mark in list(descendants(body, reference)):
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)
