"""One part of a document template, with a mark in place of each tag (模板的部件)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.xlsx.documents.paragraph_places import places_of
from shuzhi_xl.xlsx.documents.tag_words import BrokenTag, Level, Tag, find_tags
from shuzhi_xl.xlsx.patch.opc.xml_part import Element, descendants, same_space

MARK: Final = "shuzhi-tag"
"""Target of the processing instructions that are the marks: ``<?shuzhi-tag 3?>`` is in place of tag 3."""
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


class _Span(NamedTuple):
    """A mark and the characters of its tag in the text of a paragraph."""

    start: int
    end: int
    mark: Element


@dataclass(frozen=True)
class MarkedPart:
    """A part whose tags are marked.

    Attributes:
        root: Its tree.
        tags: The tags, by number.
        places: Where each is, for a finding.
        findings: What could not be marked.
    """

    root: Element
    tags: list[Tag] = field(default_factory=list)
    places: list[Location] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def new_mark(self, tag: Tag, at: Location) -> Element:
        """A mark for a tag."""
        self.tags.append(tag)
        self.places.append(at)
        return etree.ProcessingInstruction(MARK, str(len(self.tags) - 1))

    def marks(self) -> Iterator[tuple[int, Element]]:
        """Number and mark of each tag, in the order of the text."""
        for mark in self.root.iter(etree.PI):
            target, _, number = str(mark).strip("<?>").partition(" ")
            if target == MARK:
                yield int(number), mark


def mark_tags(root: Element, at: Location) -> MarkedPart:
    """Put marks in place of the tags of a part.

    Args:
        root: The part's tree, which is changed.
        at: The file, and the part in words.
    """
    part = MarkedPart(root)
    # a list, because paragraphs are taken out on the way
    for paragraph, place in list(places_of(root, at)):
        texts = _texts_of(paragraph)
        tags = list(find_tags(_whole(texts)))
        broken_tags = [str(tag) for _, _, tag in tags if isinstance(tag, BrokenTag)]
        part.findings.extend(blocking("document_tag_broken", place, value=tag) for tag in broken_tags)
        sound_tags = [(start, end, tag) for start, end, tag in tags if isinstance(tag, Tag)]
        if any(tag.level is not Level.TEXT for _, _, tag in sound_tags):
            _mark_whole(part, paragraph, sound_tags[0][2], place)
        else:
            spans = [_Span(start, end, part.new_mark(tag, place)) for start, end, tag in sound_tags]
            _mark_texts(texts, spans)
    return part


def _texts_of(element: Element) -> list[Element]:
    """The elements of a paragraph's text; a text box in it has paragraphs of its own."""
    paragraph = same_space(element, "p")
    return [
        text
        for text in element.iter(same_space(element, "t"))
        if next(text.iterancestors(paragraph), None) is element
    ]


def _whole(texts: Sequence[Element]) -> str:
    return "".join(text.text or "" for text in texts)


def _mark_whole(part: MarkedPart, paragraph: Element, tag: Tag, at: Location) -> None:
    """Put the mark of a tag in place of its paragraph or table row, which may contain nothing else."""
    row = next(paragraph.iterancestors(same_space(paragraph, "tr")), None)
    element = row if tag.level is Level.ROW else paragraph
    parent = None if element is None else element.getparent()
    if element is None or parent is None or _whole(list(descendants(element, "t"))).strip() != tag.text:
        part.findings.append(blocking("document_tag_alone", at, value=tag.text))
        return
    parent.replace(element, part.new_mark(tag, at))


def _mark_texts(texts: Sequence[Element], spans: Sequence[_Span]) -> None:
    """Put marks into texts; a tag that is split over several has the look of its first character."""
    start = 0
    for text in texts if spans else ():
        content = text.text or ""
        end = start + len(content)
        _mark_text(text, [span for span in spans if span.start < end and span.end > start], start)
        start = end


def _mark_text(text: Element, spans: Sequence[_Span], start: int) -> None:
    content, position = text.text or "", 0
    last_mark = None
    for span in spans:
        _add(text, last_mark, content[position : max(span.start - start, 0)])
        if span.start >= start:
            text.append(span.mark)
            last_mark = span.mark
        position = span.end - start
    if spans:
        _add(text, last_mark, content[position:])
        # a value may begin or end with a blank
        text.set(_SPACE, "preserve")


def _add(text: Element, mark: Element | None, literal: str) -> None:
    """Add characters behind the last mark of a text; its old content ends where the first mark begins."""
    if mark is None:
        text.text = literal
    else:
        mark.tail = literal
