"""Relationships between the parts of a package (部件的关系): names, files and targets."""

import posixpath
from typing import NamedTuple

from shuzhi_xl.xlsx.patch.opc.xml_part import Element, local, parse


class Relationship(NamedTuple):
    """One relationship (关系) of a part; `target` is a part's name unless `external`."""

    id: str
    kind: str
    target: str
    external: bool


def read_relationships(part: str, content: bytes) -> list[Relationship]:
    """Read the relationships of a part.

    Args:
        part: the part's name.
        content: the part that contains its relationships.
    """
    relationships = []
    # a comment is a child too; it has no local name
    for entry in filter(local, parse(content)):
        external = entry.get("TargetMode") == "External"
        target = entry.get("Target", "") if external else resolve_target(part, entry)
        # its last word, which transitional and strict files have in common
        kind = entry.get("Type", "").rpartition("/")[2]
        relationships.append(Relationship(entry.get("Id", ""), kind, target, external))
    return relationships


def fold_name(name: str) -> str:
    """A part's name as it is compared with others."""
    # Part names ignore case; some writers on Windows leave backslashes in the zip entries.
    return name.replace("\\", "/").lower()


def relationships_part(part: str) -> str:
    """The name of the part that contains a part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def owner_of(rels: str) -> str:
    """The part whose relationships a part contains; the package (``""``) has some too."""
    folder, name = posixpath.split(rels.replace("\\", "/"))
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def leads_to(part: str, name: str, entry: Element) -> bool:
    """Whether a relationship of a part leads to the part of this name."""
    return entry.get("TargetMode") != "External" and fold_name(resolve_target(part, entry)) == fold_name(name)


def resolve_target(part: str, entry: Element) -> str:
    """The name of the part that a relationship leads to."""
    target = entry.get("Target", "").replace("\\", "/")
    # a target with a leading slash starts at the package's root, any other in the part's folder
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
