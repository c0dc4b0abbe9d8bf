"""An Office Open XML package in memory: parts, relationships, content types (工作簿的部件)."""

import posixpath
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, Self

from lxml import etree

from shuzhi_xl.xlsx.patch.errors import NotAWorkbook
from shuzhi_xl.xlsx.patch.opc.relationships import (
    Relationship,
    fold_name,
    leads_to,
    owner_of,
    read_relationships,
    relationships_part,
)
from shuzhi_xl.xlsx.patch.opc.xml_part import Element, local, parse, same_space, serialise
from shuzhi_xl.xlsx.patch.opc.zip_container import Container, Member, write_container

_TYPES: Final = "[Content_Types].xml"


class Parts:
    """A package: what was not touched is written as it was read, bit for bit.

    `Parts.open` and `Parts.load` make one; part names have no leading slash, the package itself is ``""``.
    """

    def __init__(self, container: Container) -> None:
        self._container = container
        self._order = list(container.names)
        self._new: dict[str, bytes] = {}
        # Shared with every copy: what was read from the container never changes.
        self._read: dict[str, bytes] = {}
        self._related: dict[str, tuple[Relationship, ...]] = {}
        self._folded = {fold_name(name): name for name in self._order}
        if fold_name(_TYPES) not in self._folded:
            raise NotAWorkbook("no content types")

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read a package from a file.

        Raises:
            NotAWorkbook: the file is no package.
            OSError: the file cannot be read.
        """
        return cls.load(path.read_bytes())

    @classmethod
    def load(cls, blob: bytes) -> Self:
        """Read a package from a file's bytes.

        Raises:
            NotAWorkbook: the bytes are no package.
        """
        return cls(Container(blob))

    def fork(self) -> "Parts":
        """Another package with the same content, to be changed on its own."""
        copy = Parts(self._container)
        copy._order, copy._new, copy._folded = list(self._order), dict(self._new), dict(self._folded)
        copy._read, copy._related = self._read, self._related
        return copy

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names in the order of the file."""
        return tuple(self._order)

    def __contains__(self, name: str) -> bool:
        return fold_name(name) in self._folded

    def read(self, name: str) -> bytes:
        """A part's content.

        Raises:
            KeyError: there is no such part.
        """
        name = self._stored(name)
        if name in self._new:
            return self._new[name]
        if name not in self._read:
            self._read[name] = self._container.read(name)
        return self._read[name]

    def size(self, name: str) -> int:
        """Bytes of a part's content as it was read.

        Raises:
            KeyError: there is no such part.
        """
        return self._container.size(self._stored(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part's content as it was read, piece by piece and without keeping it.

        Raises:
            KeyError: there is no such part.
            NotAWorkbook: the part is damaged.
        """
        return self._container.pieces(self._stored(name))

    def verify(self) -> None:
        """Read every part, which verifies its checksum; none is kept.

        Raises:
            NotAWorkbook: a part is damaged, or there is no workbook part.
        """
        for name in self._order:
            # zipfile compares a member's checksum only when the member has been read to its end
            for _ in self._container.pieces(name):
                pass
        if not self.related("", "officeDocument"):
            raise NotAWorkbook("no workbook part")

    def replace(self, name: str, content: bytes) -> None:
        """Give a part other content; the same content leaves it untouched.

        Raises:
            KeyError: there is no such part.
        """
        name = self._stored(name)
        if content != self.read(name):
            self._new[name] = content

    def content_type(self, name: str) -> str:
        """A part's content type, where it has one of its own; blank where its extension says it."""
        types = (
            entry.get("ContentType", "")
            for entry in parse(self.read(_TYPES))
            if local(entry) and fold_name(entry.get("PartName", "")[1:]) == fold_name(name)
        )
        return next(types, "")

    def add(self, name: str, content: bytes, content_type: str = "") -> None:
        """Add a part at the end.

        Args:
            name: the part's name.
            content: the part's content.
            content_type: its type; blank where its extension says it, as for relationships.

        Raises:
            ValueError: there is one of that name.
        """
        if name in self:
            raise ValueError(name)
        self._order.append(name)
        self._folded[fold_name(name)] = name
        self._new[name] = content
        if not content_type:
            return
        root = parse(self.read(_TYPES))
        # an Override, because a Default would speak for every part with this extension
        etree.SubElement(root, same_space(root, "Override"), PartName=f"/{name}", ContentType=content_type)
        self.replace(_TYPES, serialise(root))

    def declare(self, extension: str, content_type: str) -> None:
        """Say what parts with an extension contain; one that is declared already stays as it is."""
        root = parse(self.read(_TYPES))
        tag = same_space(root, "Default")
        if all(entry.get("Extension", "").lower() != extension for entry in root.iterchildren(tag)):
            entry = root.makeelement(tag, Extension=extension, ContentType=content_type)
            root.insert(0, entry)
            self.replace(_TYPES, serialise(root))

    def remove(self, name: str) -> None:
        """Take a part out, with its content type, its relationships and those that lead to it.

        Raises:
            KeyError: there is no such part.
        """
        name = self._stored(name)
        self._prune(_TYPES, lambda entry: fold_name(entry.get("PartName", "")[1:]) == fold_name(name))
        for rels in [part for part in self._order if part.endswith(".rels")]:
            # only a part that names the removed one is worth parsing
            if posixpath.basename(name).encode() in self.read(rels):
                self._prune(rels, partial(leads_to, owner_of(rels), name))
        for gone in {name, self._folded.get(fold_name(relationships_part(name)), name)}:
            self._order.remove(gone)
            del self._folded[fold_name(gone)]
            self._new.pop(gone, None)

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """All relationships of a part, or of the package (``""``)."""
        rels = relationships_part(part)
        if rels not in self:
            return ()
        # `_related` is shared with every copy: what a changed part says must not get into it
        if self._stored(rels) in self._new:
            return self._relationships(part)
        if part not in self._related:
            self._related[part] = self._relationships(part)
        return self._related[part]

    def related(self, part: str, kind: str) -> list[str]:
        """The parts that a part leads to by one type of relationship.

        Args:
            part: the part's name.
            kind: the last word of the relationship's type, the same in transitional and strict files.
        """
        return [
            relationship.target
            for relationship in self.relationships(part)
            if relationship.kind == kind and relationship.target in self
        ]

    def target(self, part: str, relation: str) -> str:
        """The part behind an ``r:id``.

        Raises:
            KeyError: there is none.
        """
        for relationship in self.relationships(part):
            if relationship.id == relation and not relationship.external:
                return self._stored(relationship.target)
        raise KeyError(relation)

    def to_bytes(self) -> bytes:
        """The package as a file; the same content and changes give the same bytes."""
        return write_container(
            Member.pack(name, self._new[name]) if name in self._new else self._container.member(name)
            for name in self._order
        )

    def link(self, owner: str, part: str, like: str) -> str:
        """Let a part lead to another one, by a relationship of the type of one that is there.

        Args:
            owner: the part that leads to it.
            part: the other part.
            like: the ``r:id`` of the relationship that is there.

        Returns:
            The new ``r:id``.
        """
        rels = relationships_part(owner)
        root = parse(self.read(rels))
        links = {entry.get("Id", ""): entry for entry in root if local(entry)}
        free = next(name for number in range(1, len(links) + 2) if (name := f"rId{number}") not in links)
        marks = {"Id": free, "Type": links[like].get("Type", ""), "Target": f"/{part}"}
        etree.SubElement(root, same_space(root, "Relationship"), marks)
        self.replace(rels, serialise(root))
        return free

    def _stored(self, name: str) -> str:
        return self._folded[fold_name(name)]

    def _relationships(self, part: str) -> tuple[Relationship, ...]:
        read = read_relationships(part, self.read(relationships_part(part)))
        return tuple(
            relationship
            if relationship.external
            else relationship._replace(
                target=self._folded.get(fold_name(relationship.target), relationship.target)
            )
            for relationship in read
        )

    def _prune(self, part: str, condemned: Callable[[Element], bool]) -> None:
        root = parse(self.read(part))
        for entry in [entry for entry in root if local(entry) and condemned(entry)]:
            root.remove(entry)
        if len(root) != len(parse(self.read(part))):
            self.replace(part, serialise(root))
