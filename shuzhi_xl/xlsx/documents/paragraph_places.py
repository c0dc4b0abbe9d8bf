"""Where the paragraphs of a document are, as somebody counts who looks for one in Word (段落的位置)."""

from collections.abc import Iterator
from dataclasses import replace

from shuzhi_xl.findings import Location
from shuzhi_xl.wording.findings.papers.templates import cell_place, paragraph_place
from shuzhi_xl.xlsx.patch.opc.xml_part import Element, same_space


def places_of(root: Element, at: Location) -> Iterator[tuple[Element, Location]]:
    """Each paragraph of a part with its place, in the order of the text.

    Args:
        root: The part's tree.
        at: The file, and the part in words.
    """
    tables: list[Element] = []
    number = 0
    for paragraph in root.iter(same_space(root, "p")):
        row, cell, table = (_outermost(paragraph, name) for name in ("tr", "tc", "tbl"))
        if row is None or cell is None or table is None:
            # a text box is found where it is anchored
            number += _outermost(paragraph, "p") is None
            yield paragraph, replace(at, cell=paragraph_place(number))
            continue
        if table not in tables:
            tables.append(table)
        yield paragraph, replace(at, cell=cell_place(len(tables), _position(row), _position(cell)))


def _outermost(paragraph: Element, name: str) -> Element | None:
    return next(reversed(list(paragraph.iterancestors(same_space(paragraph, name)))), None)


def _position(element: Element) -> int:
    return 1 + sum(1 for _ in element.itersiblings(element.tag, preceding=True))
