"""The workbook part: its sheets, defined names and calculation (工作簿部件)."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple, Self

from lxml import etree

from shuzhi_xl.xlsx.patch.errors import NotAWorkbook
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.opc.xml_part import (
    BOOK_ORDER,
    Element,
    XmlPart,
    child,
    ensure,
    local,
    parse,
    relation_id,
    same_space,
)
from shuzhi_xl.xlsx.patch.sheet.stretch import Stretch
from shuzhi_xl.xlsx.patch.values import Area

_PLACE: Final = re.compile(r"""\s*(?:'((?:[^']|'')+)'|([^'!,\s]+))!(\$?[A-Za-z0-9$:]+)\s*""")
_PLAIN_TITLE: Final = re.compile(r"[^\W\d][\w.]*")


class NamePlace(NamedTuple):
    """Where a defined name (定义名称) leads."""

    sheet: str
    area: Area


class SheetCopy(NamedTuple):
    """The copy of a sheet (工作表的副本).

    Attributes:
        title: its title.
        part: the name of its part.
        suffix: added to every name that leads to the sheet, for the name that leads to the copy.
    """

    title: str
    part: str
    suffix: str


class SheetEntry(NamedTuple):
    """What a workbook says of a sheet (工作表的登记).

    Attributes:
        title: its title.
        state: ``hidden`` or ``veryHidden``; blank for one that is shown.
        names: Excel's own names in it: name, formula, and whether it is hidden.
    """

    title: str
    state: str
    names: tuple[tuple[str, str, str], ...] = ()


class _Defined(NamedTuple):
    """A defined name as the workbook part has it.

    Attributes:
        name: the name.
        is_plain: whether it is valid in the whole workbook and is none of Excel's own.
        places: the areas it leads to; empty unless it is made of plain references.
    """

    name: str
    is_plain: bool
    places: Sequence[tuple[str, Area]]

    @classmethod
    def read(cls, element: Element) -> Self:
        """Read a ``definedName``."""
        name = element.get("name", "")
        is_plain = element.get("localSheetId") is None and not name.startswith("_xlnm.")
        return cls(name, is_plain, areas(element.text or ""))

    @property
    def text(self) -> str:
        """Its areas as a formula."""
        return ",".join(f"{quoted(title)}!{area.absolute}" for title, area in self.places)

    def follow(self, sheet: str, stretch: Stretch) -> Self:
        """The name after a change of a sheet; one all of whose areas are gone stays."""
        if self.name == "_xlnm.Print_Titles" or all(title != sheet for title, _ in self.places):
            return self  # print titles are whole rows, wherever they lie
        moved = tuple(
            (title, new)
            for title, area in self.places
            for new in (stretch.follow(area) if title == sheet else [area])
        )
        return self._replace(places=moved) if moved else self


@dataclass(eq=False)
class Book:
    """The workbook part of a package; `Book.read` makes one.

    Attributes:
        part: the part's name.
        sheets: the name of each worksheet's part by its title, in the order of the tabs.
    """

    part: str
    sheets: dict[str, str]
    _xml: XmlPart

    @classmethod
    def read(cls, parts: Parts) -> Self:
        """Read the workbook part of a package.

        Raises:
            NotAWorkbook: the package has no workbook part.
        """
        part = next(iter(parts.related("", "officeDocument")), None)
        root = None if part is None else parse(parts.read(part))
        if part is None or root is None or local(root) != "workbook":
            raise NotAWorkbook("no workbook part")
        return cls(part, dict(_worksheets(parts, part, root)), XmlPart(part, root))

    def fork(self) -> "Book":
        """A copy of the part that can be changed independently."""
        return replace(self, _xml=self._xml.fork())

    @property
    def date1904(self) -> bool:
        """Whether days count from 1904 (Excel for Macintosh of old)."""
        properties = child(self._xml.root, "workbookPr")
        return properties is not None and properties.get("date1904") in ("1", "true")

    @property
    def names(self) -> Mapping[str, NamePlace]:
        """The workbook-level names that lead to one area; broken and built-in names are left out."""
        return self._xml.read(_places_in, tuple(self.sheets))

    def follow(self, sheet: str, stretch: Stretch) -> None:
        """Let the names that span a sheet's changed rows follow, print areas and filters included."""
        key = stretch.key and (sheet, stretch.key)
        self._xml.change(key, lambda root: _follow(root, sheet, stretch))

    def reveal(self, title: str, printed: Area) -> None:
        """Show a hidden sheet and give it this print area, which would print it while hidden."""
        self._xml.change(("reveal", title, printed), lambda root: _reveal(root, title, printed))

    def hide(self, title: str) -> None:
        """Hide a sheet, its print area too; that would print it though hidden."""
        self._xml.change(("hide", title), lambda root: _hide(root, title))

    def add_copy(self, parts: Parts, title: str, copy: SheetCopy) -> None:
        """Add the copy of a sheet after the last one, with its own names."""
        box = child(self._xml.root, "sheets")
        like = (
            next(relation_id(sheet) for sheet in box if sheet.get("name") == title) if box is not None else ""
        )
        relation = parts.link(self.part, copy.part, like)
        self.sheets = {**self.sheets, copy.title: copy.part}
        self._xml.change((title, copy, relation), lambda root: _add_copy(root, title, copy, relation))

    @property
    def changed(self) -> bool:
        """Whether anything was changed."""
        return self._xml.changed

    def entry(self, title: str) -> SheetEntry:
        """What the workbook says of a sheet that is there."""
        sheets = [] if (box := child(self._xml.root, "sheets")) is None else [*box]
        at = next(index for index, sheet in enumerate(sheets) if sheet.get("name") == title)
        names = [
            (defined.name, element.text or "", element.get("hidden", ""))
            for element, defined in _names_in(self._xml.root)
            if element.get("localSheetId") == str(at)
        ]
        return SheetEntry(title, sheets[at].get("state", ""), tuple(names))

    def add_sheet(self, parts: Parts, part: str, entry: SheetEntry) -> None:
        """Add a sheet after the last one."""
        relation = parts.link(self.part, part, relation_id(_sheet_box(self._xml.root)[0]))
        self.sheets = {**self.sheets, entry.title: part}
        self._xml.change((entry, relation), lambda root: _add_sheet(root, entry, relation))

    def open_at(self, title: str) -> None:
        """Let programs open the workbook at a sheet; no other sheet may be selected in it."""
        self._xml.change(("open", title), lambda root: _open_at(root, title))

    def calculated_on_load(self) -> bytes:
        """The part's text, asking for a full calculation when it is next opened."""
        self._xml.change("calculated", _calculate_on_load)
        return self._xml.text


def _worksheets(parts: Parts, book: str, root: Element) -> Iterator[tuple[str, str]]:
    links = {link.id: link.target for link in parts.relationships(book) if link.kind == "worksheet"}
    box = child(root, "sheets")
    for sheet in () if box is None else box:
        part = links.get(relation_id(sheet), "")
        if part in parts and part:
            yield sheet.get("name", ""), part


def _names_in(root: Element) -> Sequence[tuple[Element, _Defined]]:
    box = child(root, "definedNames")
    elements = () if box is None else box.iterchildren("{*}definedName")
    return [(element, _Defined.read(element)) for element in elements]


def _places_in(root: Element, sheets: Collection[str]) -> Mapping[str, NamePlace]:
    return {
        defined.name: NamePlace(*defined.places[0])
        for _, defined in _names_in(root)
        if defined.is_plain and len(defined.places) == 1 and defined.places[0][0] in sheets
    }


def _follow(root: Element, sheet: str, stretch: Stretch) -> None:
    for element, defined in _names_in(root):
        followed = defined.follow(sheet, stretch)
        if followed.places != defined.places:
            element.text = followed.text


def _reveal(root: Element, title: str, printed: Area) -> None:
    sheets = [] if (box := child(root, "sheets")) is None else list(box)
    at = next(index for index, sheet in enumerate(sheets) if sheet.get("name") == title)
    sheets[at].set("state", "visible")
    names = ensure(root, "definedNames", BOOK_ORDER)
    # localSheetId counts the tabs from 0, chart sheets included
    marks = {"name": "_xlnm.Print_Area", "localSheetId": str(at)}
    area = etree.SubElement(names, same_space(root, "definedName"), marks)
    area.text = f"{quoted(title)}!{printed.absolute}"


def _hide(root: Element, title: str) -> None:
    sheets = [] if (box := child(root, "sheets")) is None else list(box)
    at = next(index for index, sheet in enumerate(sheets) if sheet.get("name") == title)
    sheets[at].set("state", "hidden")
    names = ensure(root, "definedNames", BOOK_ORDER)
    for element, defined in _names_in(root):
        if defined.name == "_xlnm.Print_Area" and element.get("localSheetId") == str(at):
            names.remove(element)


def _sheet_box(root: Element) -> Element:
    return ensure(root, "sheets", BOOK_ORDER)


def _list_sheet(root: Element, title: str, relation: str) -> Element:
    """The entry of a sheet that is shown, added after the last one."""
    box = _sheet_box(root)
    entry = deepcopy(box[0])
    entry.attrib.pop("state", "")
    highest = max(int(sheet.get("sheetId", "0")) for sheet in box)
    entry.set("name", title)
    entry.set("sheetId", str(highest + 1))
    key = next(str(key) for key in entry.attrib if str(key).endswith("/relationships}id"))
    entry.set(key, relation)
    box.append(entry)
    return entry


def _add_sheet(root: Element, entry: SheetEntry, relation: str) -> None:
    element = _list_sheet(root, entry.title, relation)
    if entry.state:
        element.set("state", entry.state)
    at = str(len(_sheet_box(root)) - 1)
    for name, formula, hidden in entry.names:
        marks = {"name": name, "localSheetId": at} | ({"hidden": hidden} if hidden else {})
        box = ensure(root, "definedNames", BOOK_ORDER)
        etree.SubElement(box, same_space(root, "definedName"), marks).text = formula


def _add_copy(root: Element, title: str, copy: SheetCopy, relation: str) -> None:
    box = _sheet_box(root)
    _list_sheet(root, copy.title, relation)
    for element, defined in _names_in(root):
        if defined.places and all(sheet == title for sheet, _ in defined.places):
            _copy_name(element, defined, copy, len(box) - 1)


def _copy_name(element: Element, defined: _Defined, copy: SheetCopy, at: int) -> None:
    name = deepcopy(element)
    if defined.is_plain:
        name.set("name", f"{defined.name}{copy.suffix}")
    else:
        name.set("localSheetId", str(at))
    name.text = defined._replace(places=[(copy.title, area) for _, area in defined.places]).text
    element.addnext(name)


def _open_at(root: Element, title: str) -> None:
    titles = [sheet.get("name") for sheet in box] if (box := child(root, "sheets")) is not None else []
    views = ensure(root, "bookViews", BOOK_ORDER)
    for view in views:
        view.set("activeTab", str(titles.index(title)))


def _calculate_on_load(root: Element) -> None:
    # the stored results of formulas over written cells are stale
    ensure(root, "calcPr", BOOK_ORDER).set("fullCalcOnLoad", "1")


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
    while match := _PLACE.match(text, at):
        title = match[1].replace("''", "'") if match[1] else match[2]
        area = Area.read(match[3])
        if area is None or "#" in title:
            return ()
        places.append((title, area))
        at = match.end() + 1
        if text[match.end() : at] not in ("", ","):
            return ()
    return tuple(places) if at == len(text) + 1 else ()


def quoted(title: str) -> str:
    """A sheet's title as references write it.

    >>> quoted("单"), quoted("it's 1")
    ('单', "'it''s 1'")
    """
    # a title that reads like a cell, as A1 or R1C1, needs quotes too
    plain = _PLAIN_TITLE.fullmatch(title) and not re.fullmatch(r"[A-Za-z]{1,3}\d+|[RrCc]\d*.*", title)
    return title if plain else "'" + title.replace("'", "''") + "'"
