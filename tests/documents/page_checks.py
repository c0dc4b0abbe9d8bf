"""What is wrong with the pages of a document, whatever it is about."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from tests.documents.drawn_pages import Line, Page
from tests.documents.file_checks import HEADINGS, File, name, text_of
from tests.documents.rulers import FORMAT

_A4: Final = {
    (210, 297): ("左边距", "右边距", "上边距", "下边距"),
    (297, 210): ("下边距", "上边距", "左边距", "右边距"),
}
_HANGING: Final = "，。、；：）》”’！？"
_TOLERANCE: Final = 1
_FEW: Final = 2
_TITLE_HEIGHT: Final = 9  # of its type, in millimetres; that of the text is lower


def page_faults(content: bytes, pages: Sequence[Page]) -> list[str]:
    """What is against the official format on a document's pages, with the number of the page.

    Args:
        content: The document.
        pages: Its pages, as Writer sets them.
    """
    file = File.read(content)
    faults = [f"{page.number} {fault}" for page in pages for fault in _faults(file, page)]
    return [*faults, *(f"lost: {text}" for text in _lost_text(file, pages))]


def _faults(file: File, page: Page) -> Iterator[str]:
    size = (round(page.width), round(page.height))
    if size not in _A4:
        yield f"{size}"
        return
    *lines, number = page.lines
    if number.text != f"—{page.number}—":
        yield f"no page number: {number.text}"
    sides = [float(FORMAT.number(item)) for item in _A4[size]]
    yield from (line.text for line in lines if not _is_inside(line, page, sides))
    if not page.rules and len(lines) > FORMAT.number("每面行数"):
        yield f"{len(lines)} lines"
    yield from _lonely_lines(file, lines, page)


def _is_inside(line: Line, page: Page, sides: Sequence[float]) -> bool:
    # Marks may hang over the right edge.
    last = line.words[-1]
    hanging = (last.right - last.left) / len(last.text) if line.text[-1] in _HANGING else 0
    middle = (line.top + line.words[0].bottom) / 2
    return (
        line.left > sides[0] - _TOLERANCE
        and line.right - hanging < page.width - sides[1] + _TOLERANCE
        and sides[2] < middle < page.height - sides[3]
    )


def _lonely_lines(file: File, lines: Sequence[Line], page: Page) -> Iterator[str]:
    if not lines:
        yield "empty"
        return
    if lines[-1].text in {_bare(heading) for heading in file.paragraphs(*HEADINGS)}:
        yield f"heading at the end: {lines[-1].text}"
    if lines[0].text in {_bare(paragraph) for paragraph in file.paragraphs("发文机关署名", "成文日期")}:
        yield f"signature alone: {lines[0].text}"
    titles = [_bare(paragraph) for paragraph in file.paragraphs("公文标题")]
    yield from (f"title ends in {line.text}" for line in lines if _is_rest_of_title(line, titles))
    yield from _missing_headers(file, lines, page)


def _is_rest_of_title(line: Line, titles: Sequence[str]) -> bool:
    turned = any(title.endswith(line.text) and title != line.text for title in titles)
    return turned and len(line.text) <= _FEW and line.words[0].bottom - line.top > _TITLE_HEIGHT


def _missing_headers(file: File, lines: Sequence[Line], page: Page) -> Iterator[str]:
    """A table at the top of a page begins with its header, where it has one."""
    headers = [
        _bare(row) for row in file.body.iter(name("tr")) if row.find(f".//{name('tblHeader')}") is not None
    ]
    top = float(FORMAT.number("上边距" if page.height > page.width else "左边距"))
    if headers and page.rules and abs(page.rules[0][0] - top) < _TOLERANCE:
        row = "".join(line.text for line in lines if line.words[0].bottom < page.rules[1][0] + _TOLERANCE)
        # Long headers are set in several lines, whose words are then read in another order.
        if Counter(row) not in map(Counter, headers):
            yield f"no header: {row}"


def _lost_text(file: File, pages: Sequence[Page]) -> Iterator[str]:
    characters = Counter("".join(line.text for page in pages for line in page.lines))
    for character, count in Counter(_bare(file.body)).items():
        if characters[character] < count:
            yield f"{character} {count - characters[character]}"


def _bare(element: Any) -> str:
    return re.sub(r"\s", "", text_of(element))
