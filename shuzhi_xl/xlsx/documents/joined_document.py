"""Several documents of one template as one (合订), so that an office prints them in a single run.

Each begins on a sheet of paper of its own, even where both sides are printed: the back of one branch's letter
must not be the first page of another's. Its pages are counted from 1, as in the single document.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Final

from lxml import etree

from shuzhi_xl.sheets.documents.declaration import Content
from shuzhi_xl.xlsx.documents.core_properties import AUTHOR
from shuzhi_xl.xlsx.documents.document_template import DocumentTemplate
from shuzhi_xl.xlsx.documents.page_furniture import bring_furniture
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.opc.xml_part import (
    Element,
    child,
    descendants,
    ensure,
    parse,
    same_space,
    serialise,
)

# ECMA-376 part 1, 17.6.17 (sectPr) and 17.3.1.26 (pPr): sequences
_SECTION_ORDER: Final = (
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings "
    "sectPrChange"
)
_PARAGRAPH_ORDER: Final = "rPr sectPr pPrChange"
_EDGE: Final = b"<?shuzhi edge?>"


def fill_joined(template: DocumentTemplate, contents: Sequence[Content]) -> bytes:
    """Make documents of one template as one document.

    Args:
        template: Their template, perhaps restyled by staff.
        contents: What the placeholders of each show; at least one.

    Returns:
        The file (.docx); the same contents give the same bytes.
    """
    whole = template.fill_parts(contents[0].values())
    main = whole.related("", "officeDocument")[0]
    heads, bodies, tails = zip(*_split_documents(template, contents, whole, main), strict=True)
    whole.replace(main, b"".join([heads[0], *bodies, tails[-1]]))
    author = {name: value for name, value in contents[0].values().items() if name == AUTHOR}
    template.put_properties(whole, author)
    return whole.to_bytes()


def _split_documents(
    template: DocumentTemplate, contents: Sequence[Content], whole: Parts, main: str
) -> Iterator[list[bytes]]:
    """What is before, in and behind the body of each document; as text, whose trees would fill the memory."""
    drawings = count(1)
    for number, content in enumerate(contents, start=1):
        document = template.fill_parts(content.values())
        root, body = _begin(document, main)
        bring_furniture(document, body, whole, main, number)
        if number < len(contents):
            _close_section(body)
        _number_drawings(body, drawings)
        for place in (0, len(body) + 1):
            body.insert(place, etree.ProcessingInstruction("shuzhi", "edge"))
        yield serialise(root).split(_EDGE)


def _begin(document: Parts, main: str) -> tuple[Element, Element]:
    """Tree and body of a document that begins on the front of a sheet, as page 1."""
    root = parse(document.read(main))
    body = child(root, "body")
    if body is None:
        raise ValueError("no body of a document")
    section = next(descendants(body, "sectPr"), None)
    if section is None:
        section = etree.SubElement(body, same_space(root, "sectPr"))
    for name, key, value in (("type", "val", "oddPage"), ("pgNumType", "start", "1")):
        ensure(section, name, _SECTION_ORDER).set(same_space(root, key), value)
    return root, body


def _close_section(body: Element) -> None:
    """Move the properties of the last section from the end of the body into a paragraph."""
    section = body[-1]
    last = section.getprevious()
    if last is None or last.tag != same_space(body, "p") or any(True for _ in descendants(last, "sectPr")):
        last = _add_paragraph(body)
    properties = child(last, "pPr")
    if properties is None:
        properties = last.makeelement(same_space(last, "pPr"))
        last.insert(0, properties)
    properties.replace(ensure(properties, "sectPr", _PARAGRAPH_ORDER), section)


def _add_paragraph(body: Element) -> Element:
    """Add a paragraph too low to need a page of its own, since a table cannot end a section."""
    paragraph = body.makeelement(same_space(body, "p"))
    properties = etree.SubElement(paragraph, same_space(body, "pPr"))
    spacing = {"before": "0", "after": "0", "line": "20", "lineRule": "exact"}
    attributes = {same_space(body, name): value for name, value in spacing.items()}
    etree.SubElement(properties, same_space(body, "spacing"), attributes)
    body.insert(len(body) - 1, paragraph)
    return paragraph


def _number_drawings(body: Element, numbers: Iterator[int]) -> None:
    """Give each picture a number of its own: Word may take a repeated one for damage."""
    for drawing in descendants(body, "docPr"):
        drawing.set("id", str(next(numbers)))
