"""A document template (公文模板), opened and checked, from which documents are made."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Final

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.sheets.documents.declaration import Document, Value
from shuzhi_xl.wording.findings.papers.templates import PART_NAMES
from shuzhi_xl.xlsx.documents.core_properties import core_properties
from shuzhi_xl.xlsx.documents.edit_mark import compute_mark
from shuzhi_xl.xlsx.documents.marked_part import mark_tags
from shuzhi_xl.xlsx.documents.part_source import make_source
from shuzhi_xl.xlsx.documents.scope import Scope
from shuzhi_xl.xlsx.patch.errors import NotAWorkbook
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.opc.xml_part import Element, parse

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""The namespace of Word's elements; a document saved as Strict Open XML has another."""
_MOST_BYTES: Final = 20 * 1024 * 1024
_TAG_SIGNS: Final = (b"{", b"}", "｛".encode(), "｝".encode())


@dataclass(frozen=True, eq=False)
class DocumentTemplate:
    """A template whose tags are all sound; it is never changed.

    Attributes:
        parts: Its package.
        sources: What jinja2 compiles of each part that has tags, by the part's name.
        title: The kind of the document.
    """

    parts: Parts
    sources: Mapping[str, str]
    title: str

    def fill(self, values: Mapping[str, Value]) -> bytes:
        """A document with these values by placeholder; the same values give the same bytes.

        Parts without tags are copied bit for bit, except who wrote the template, and when.
        """
        parts = self.fill_parts(values)
        self.put_properties(parts, values)
        return parts.to_bytes()

    def fill_parts(self, values: Mapping[str, Value]) -> Parts:
        """The same document as a package that is free to be changed, with the properties of the template."""
        parts = self.parts.fork()
        for name, make in self._compiled.items():
            parts.replace(name, make(values))
        return parts

    def put_properties(self, parts: Parts, values: Mapping[str, Value]) -> None:
        """Name who wrote a document, and mark how it was made."""
        mark = compute_mark(parts)
        for name in parts.related("", "core-properties"):
            parts.replace(name, core_properties(values, self.title, mark))

    @cached_property
    def _compiled(self) -> Mapping[str, Callable[[Mapping[str, Value]], bytes]]:
        # loads in 50 ms, which runs that make no document do without
        from shuzhi_xl.xlsx.documents.rendering import compile_source  # noqa: PLC0415

        return {name: compile_source(source) for name, source in self.sources.items()}


def open_document(blob: bytes, document: Document) -> tuple[DocumentTemplate | None, list[Finding]]:
    """Open a template and check its tags.

    Args:
        blob: The file.
        document: What it is the template of.

    Returns:
        The template, or None with the findings that say what to correct.
    """
    at = Location(f"templates/{document.template}")
    try:
        parts = _open_package(blob)
        roots = dict(_text_roots(parts))
    except NotAWorkbook:
        return None, [blocking("document_unreadable", at)]
    scope = Scope.of(document)
    sources, findings = {}, []
    for name, (kind, root) in roots.items():
        marked = mark_tags(root, Location(at.file, PART_NAMES.get(kind, "")))
        source, faults = make_source(marked, scope)
        findings += faults
        if marked.tags:
            sources[name] = source
    template = DocumentTemplate(parts, sources, PurePosixPath(document.template).stem)
    return (None, findings) if findings else (template, [])


def _open_package(blob: bytes) -> Parts:
    """The package, read in full, because every document copies its parts.

    Raises:
        NotAWorkbook: It is no package, a damaged one, too big, or one with macros.
    """
    parts = Parts.load(blob)
    if sum(map(parts.size, parts.names)) > _MOST_BYTES:
        raise NotAWorkbook("too big")
    if any("vbaproject" in name.lower() for name in parts.names):
        raise NotAWorkbook("macros")
    parts.verify()
    return parts


def _text_roots(parts: Parts) -> Iterator[tuple[str, tuple[str, Element]]]:
    """Name, kind and tree of the main part, and of headers, footers and notes that may have tags."""
    main = parts.related("", "officeDocument")[0]
    yield main, ("document", _word_root(parts.read(main)))
    for kind in PART_NAMES:
        for name in parts.related(main, kind):
            content = parts.read(name)
            if any(sign in content for sign in _TAG_SIGNS):
                yield name, (kind, _word_root(content))


def _word_root(content: bytes) -> Element:
    root = parse(content)
    # values bring line breaks of this prefix with them
    if root.nsmap.get("w") != WORD or not str(root.tag).startswith(f"{{{WORD}}}"):
        raise NotAWorkbook("no document of Word")
    return root
