"""Which names a template may use at a place (可用的占位符), and what each of them is."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.sheets.documents.declaration import Content, Document
from shuzhi_xl.xlsx.documents.tag_words import Tag

Kind = Any
"""``str``, ``bool``, a type of `Content`, or `ListOf`."""


ANYTHING: Final = object()
"""The kind of a line whose list is not known: what is said of its parts would only follow from that."""


class ListOf(NamedTuple):
    """A list; its lines are of one kind."""

    line: Kind


class Scope(NamedTuple):
    """The names at a place of the template.

    Attributes:
        document: The document, whose declaration says what its lists contain.
        names: Kind of each name: the document's placeholders, and the lines of lists around this place.
    """

    document: Document
    names: Mapping[str, Kind]

    @classmethod
    def of(cls, document: Document) -> "Scope":
        """The names outside of all lists."""
        return cls(document, _kinds(document, document.content))

    def kind_of(self, path: tuple[str, ...]) -> Kind | None:
        """What a name is; None if there is no such name."""
        kind = self.names.get(path[0])
        for part in path[1:]:
            if kind is ANYTHING:
                break
            kind = self._parts_of(kind).get(part)
        return kind

    def names_beside(self, path: tuple[str, ...]) -> list[str]:
        """The names that might stand in place of one, each in full."""
        for length in range(len(path) - 1, 0, -1):
            parts = self._parts_of(self.kind_of(path[:length]))
            if parts:
                return [".".join((*path[:length], name)) for name in parts]
        return list(self.names)

    def _parts_of(self, kind: Kind | None) -> Mapping[str, Kind]:
        if isinstance(kind, type) and issubclass(kind, Content):
            return _kinds(self.document, kind)
        return {}

    def within(self, tag: Tag) -> "Scope":
        """The names between ``for`` and its ``endfor``."""
        kind = self.kind_of(tag.path)
        line = kind.line if isinstance(kind, ListOf) else ANYTHING
        return self._replace(names={**self.names, tag.line: line})


def check_tag(tag: Tag, scope: Scope, at: Location) -> Finding | None:
    """What is wrong with the name in a tag (占位符), if anything."""
    if not tag.path:
        return None
    kind = scope.kind_of(tag.path)
    if kind is None:
        names = "、".join(scope.names_beside(tag.path))
        return blocking("document_name_unknown", at, value=tag.text, name=".".join(tag.path), names=names)
    if kind is ANYTHING:
        return None
    if tag.word == "for" and not isinstance(kind, ListOf):
        return blocking("document_list_expected", at, value=tag.text, name=".".join(tag.path))
    # a condition may be asked of anything: a text or a list is false where it is blank
    if not tag.word and kind is not str:
        return blocking("document_text_expected", at, value=tag.text, name=".".join(tag.path))
    return None


def _kinds(document: Document, content: type[Content]) -> Mapping[str, Kind]:
    return {name: _kind(document, name, hint) for name, hint in content.types().items()}


def _kind(document: Document, name: str, hint: Any) -> Kind:
    # a list's type is declared by its placeholder, not by the words of its annotation
    return hint if isinstance(hint, type) else ListOf(document.lines.get(name, str))
