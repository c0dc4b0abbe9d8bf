"""The workbook part: its sheets, defined names and calculation (工作簿部件)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from lxml import etree

from .cells import Area
from .parts import Parts
from .patch_areas import Stretch
from .patch_errors import NotAWorkbook
from .patch_xml import BOOK_ORDER, XmlPart, child, ensure, local, parse, relation_id, same_space, serialise

_PLACE: Final = re.compile(r"""\s*(?:'((?:[^']|'')+)'|([^'!,\s]+))!(\$?[A-Za-z0-9$:]+)\s*""")
_PLAIN_TITLE: Final = re.compile(r"[^\W\d][\w.]*")


class NamePlace(NamedTuple):
    """Where a defined name (定义名称) leads."""

    sheet: str
    area: Area


class Book:
    """The workbook part of a package.

    Raises:
        NotAWorkbook: the package holds no workbook.
    """

    def __init__(self, parts: Parts) -> None:
        found = parts.related("", "officeDocument")
        if not found:
            raise NotAWorkbook("no workbook part")
        self.part = found[0]
        self._xml = XmlPart(self.part, parse(parts.read(self.part)))
        if local(self._xml.root) != "workbook":
            raise NotAWorkbook("no workbook part")
        self.sheets = dict(self._worksheets(parts))

    def fork(self) -> "Book":
        """The same part, to be changed on its own."""
        twin = object.__new__(Book)
        twin.part, twin.sheets, twin._xml = self.part, self.sheets, self._xml.fork()
        return twin

    @property
    def date1904(self) -> bool:
        """Whether days count from 1904 (Excel for Macintosh of old)."""
        properties = child(self._xml.root, "workbookPr")
        return properties is not None and properties.get("date1904") in ("1", "true")

    @property
    def names(self) -> Mapping[str, NamePlace]:
        """The workbook-level names that lead to one area; broken and built-in names are left out."""
        names = {}
        box = child(self._xml.root, "definedNames")
        for defined in () if box is None else box:
            name = defined.get("name", "")
            places = areas(defined.text or "")
            if defined.get("localSheetId") is None and not name.startswith("_xlnm.") and len(places) == 1:
                sheet, area = places[0]
                if sheet in self.sheets:
                    names[name] = NamePlace(sheet, area)
        return names

    def follow(self, sheet: str, stretch: Stretch) -> bool:
        """Let the names that span a sheet's changed rows follow, print areas and filters included.

        Returns:
            Whether any name leads elsewhere now.
        """
        box = child(self._xml.root, "definedNames")
        moved = {}
        for index, defined in enumerate(() if box is None else box):
            titles = defined.get("name") == "_xlnm.Print_Titles"  # whole rows, wherever they lie
            places = [] if titles else areas(defined.text or "")
            new = [
                (on, area) for on, old in places for area in (stretch.follow(old) if on == sheet else [old])
            ]
            if new and new != places:
                moved[index] = ",".join(f"{quoted(on)}!{area.absolute}" for on, area in new)
        if moved:
            box = ensure(self._xml.edit(), "definedNames", BOOK_ORDER)
            for index, text in moved.items():
                box[index].text = text
        return bool(moved)

    def reveal(self, title: str, printed: Area) -> None:
        """Show a hidden sheet, and print this area of it; a print area would print it though hidden."""
        root = self._xml.edit()
        sheets = [] if (box := child(root, "sheets")) is None else list(box)
        at = next(index for index, sheet in enumerate(sheets) if sheet.get("name") == title)
        sheets[at].set("state", "visible")
        names = ensure(root, "definedNames", BOOK_ORDER)
        marks = {"name": "_xlnm.Print_Area", "localSheetId": str(at)}
        etree.SubElement(
            names, same_space(root, "definedName"), marks
        ).text = f"{quoted(title)}!{printed.absolute}"

    def calculated_on_load(self) -> bytes:
        """The part's text, asking for a full calculation when it is next opened."""
        ensure(self._xml.edit(), "calcPr", BOOK_ORDER).set("fullCalcOnLoad", "1")
        return serialise(self._xml.root)

    def _worksheets(self, parts: Parts) -> Iterator[tuple[str, str]]:
        worksheets = {one.id: one.target for one in parts.relationships(self.part) if one.kind == "worksheet"}
        box = child(self._xml.root, "sheets")
        for sheet in () if box is None else box:
            part = worksheets.get(relation_id(sheet), "")
            if part in parts and part:
                yield sheet.get("name", ""), part


@lru_cache(maxsize=4096)
def areas(text: str) -> Sequence[tuple[str, Area]]:
    """The areas that a name or chart refers to; empty unless all of the text is plain references.

    >>> [(title, str(area)) for title, area in areas("'甲 村'!$A$4:$B$9,单!$C$1")]
    [('甲 村', 'A4:B9'), ('单', 'C1')]
    >>> areas("#REF!$A$1"), areas("SUM(单!A1)")
    ((), ())
    """
    text = text.strip().removeprefix("=")
    text = text[1:-1] if text.startswith("(") and text.endswith(")") else text
    places = []
    at = 0
    while found := _PLACE.match(text, at):
        title = found[1].replace("''", "'") if found[1] else found[2]
        area = Area.read(found[3])
        if area is None or "#" in title:
            return ()
        places.append((title, area))
        at = found.end() + 1
        if text[found.end() : at] not in ("", ","):
            return ()
    return tuple(places) if at == len(text) + 1 else ()


def quoted(title: str) -> str:
    """A sheet's title as references write it.

    >>> quoted("单"), quoted("it's 1")
    ('单', "'it''s 1'")
    """
    plain = _PLAIN_TITLE.fullmatch(title) and not re.fullmatch(r"[A-Za-z]{1,3}\d+|[RrCc]\d*.*", title)
    return title if plain else "'" + title.replace("'", "''") + "'"
