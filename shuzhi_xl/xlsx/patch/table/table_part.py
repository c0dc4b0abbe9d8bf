"""One table part: its place, its headers, its columns (表格部件)."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, Self

from lxml import etree

from shuzhi_xl.xlsx.patch.errors import NotAWorkbook
from shuzhi_xl.xlsx.patch.opc.xml_part import Element, XmlPart, child, descendants, parse, same_space
from shuzhi_xl.xlsx.patch.values import MAX_COLUMN, MAX_ROW, Area

_LOOKS: Final = ("headerRowDxfId", "dataDxfId", "totalsRowDxfId", "dataCellStyle", "headerRowCellStyle")


class TablePlace(NamedTuple):
    """The place of a table (表格).

    Attributes:
        sheet: the sheet's title.
        area: with the header row, and the totals row if there is one.
        headers: the header texts, left to right.
        header_row: the row of the headers.
        totals: how many totals rows (汇总行) end the area.
    """

    sheet: str
    area: Area
    headers: tuple[str, ...]
    header_row: int
    totals: int = 0


@dataclass(eq=False)
class TablePart:
    """A table part of a package; `TablePart.read` makes one.

    Attributes:
        sheet: the title of its sheet.
        part: the part's name.
        totals: how many totals rows (汇总行) end it.
    """

    sheet: str
    part: str
    totals: int
    _xml: XmlPart

    @classmethod
    def read(cls, sheet: str, part: str, content: bytes) -> Self:
        """Read a table part.

        Args:
            sheet: the title of its sheet.
            part: the part's name.
            content: the part's text.

        Raises:
            NotAWorkbook: the part does not say plainly where the table is and what its columns are.
        """
        root = parse(content)
        totals = root.get("totalsRowCount", "0")
        area = Area.read(root.get("ref"))
        columns = [column.get("id", "") for column in descendants(root, "tableColumn")]
        if area is None or len(columns) != area.last_col - area.first_col + 1:
            raise NotAWorkbook(part)
        if not all(number.isdecimal() for number in (totals, *columns)):
            raise NotAWorkbook(part)
        return cls(sheet, part, int(totals), XmlPart(part, root))

    @property
    def name(self) -> str:
        """The table's name; blank where the part gives none."""
        # ECMA-376 part 1, 18.5.1.2: displayName is required and what formulas use; name is for macros
        return self._xml.root.get("displayName", "") or self._xml.root.get("name", "")

    @property
    def has_header(self) -> bool:
        """Whether it has a header row."""
        return self._xml.root.get("headerRowCount", "1") != "0"

    def fork(self) -> "TablePart":
        """A copy of the table that can be changed independently."""
        return replace(self, _xml=self._xml.fork())

    @property
    def changed(self) -> bool:
        """Whether the part differs from what was read."""
        return self._xml.changed

    @property
    def place(self) -> TablePlace:
        """Its place and its headers."""
        return self._xml.read(_place, self.sheet, self.totals)

    @property
    def rows(self) -> Area:
        """Its data rows."""
        area = self.place.area
        # Excel stores no table without a data row; an empty one has a blank row
        last = max(area.last_row - self.totals, area.first_row + 1)
        return area._replace(first_row=area.first_row + 1, last_row=last)

    def reshape(self, rows: Area, headers: Sequence[str], sources: Mapping[int, int]) -> None:
        """Move the table to other data rows and columns; an active filter is taken off, its rows being gone.

        Args:
            rows: the data area.
            headers: the header texts.
            sources: for each index of a header, the index of the old column it is, or looks like.
        """
        area = rows._replace(first_row=rows.first_row - 1, last_row=rows.last_row + self.totals)
        same = tuple(headers) == self.place.headers
        if same and self.place.area == area and self._xml.read(_is_plain):
            return

        def change(root: Element) -> None:
            """Give the table its new area and columns."""
            root.set("ref", str(area))
            # insertRow says that the only row is there to type into; now it contains data
            if "insertRow" in root.attrib:
                del root.attrib["insertRow"]
            # a filter ends above the totals row
            _reset_filter(root, area._replace(last_row=rows.last_row), same=same)
            if not same:
                _rewrite_columns(root, headers, sources)

        self._xml.change((rows, *headers, *sources.items()), change)

    def add_column(self, header: str) -> None:
        """Add a column at the right end; a filter stays as it is set."""
        area, root = self.place.area, self._xml.edit()
        box = next(descendants(root, "tableColumns"))
        number = max(int(column.get("id", "")) for column in descendants(box, "tableColumn")) + 1
        etree.SubElement(box, same_space(box, "tableColumn"), {"id": str(number), "name": _escaped(header)})
        box.set("count", str(len(box)))
        self._enlarge(area._replace(last_col=area.last_col + 1))

    def add_rows(self, last_row: int) -> None:
        """Let the data rows of a table without a totals row reach down to a row."""
        self._enlarge(self.place.area._replace(last_row=last_row))

    def _enlarge(self, area: Area) -> None:
        root = self._xml.edit()
        root.set("ref", str(area))
        auto_filter = child(root, "autoFilter")
        if auto_filter is not None:
            auto_filter.set("ref", str(area._replace(last_row=area.last_row - self.totals)))

    def to_bytes(self) -> bytes:
        """The part's text."""
        return self._xml.text


def _place(root: Element, sheet: str, totals: int) -> TablePlace:
    area = Area.parse(root.get("ref", ""))
    headers = tuple(_plain(column.get("name", "")) for column in descendants(root, "tableColumn"))
    return TablePlace(sheet, area, headers, area.first_row, totals)


def _is_plain(root: Element) -> bool:
    """Whether it has rows, neither filtered nor sorted."""
    filtered = any(len(column) for column in descendants(root, "filterColumn"))
    is_sorted = next(descendants(root, "sortState"), None) is not None
    return not (filtered or is_sorted or "insertRow" in root.attrib)


def _reset_filter(root: Element, area: Area, *, same: bool) -> None:
    for state in list(descendants(root, "sortState")):
        _remove(state)
    auto_filter = child(root, "autoFilter")
    if auto_filter is not None:
        auto_filter.set("ref", str(area))
        for column in list(auto_filter):
            if len(column) or not same:
                auto_filter.remove(column)


def _rewrite_columns(root: Element, headers: Sequence[str], sources: Mapping[int, int]) -> None:
    box = next(descendants(root, "tableColumns"))
    old = list(descendants(box, "tableColumn"))
    names = [_plain(column.get("name", "")) for column in old]
    next_id = max(int(column.get("id", "")) for column in old) + 1
    columns = []
    for index, header in enumerate(headers):
        source = old[sources[index]]
        if names[sources[index]] == header:
            columns.append(deepcopy(source))
            continue
        marks = {"id": str(next_id), "name": _escaped(header)}
        # styles only: a calculated formula or a totals function belongs to the old column
        marks |= {key: text for key in _LOOKS if (text := source.get(key))}
        columns.append(etree.Element(same_space(box, "tableColumn"), marks))
        next_id += 1
    for column in list(box):
        box.remove(column)
    box.extend(columns)
    box.set("count", str(len(columns)))


def fits(area: Area) -> bool:
    """Whether an area lies on a worksheet at all."""
    return area.last_row <= MAX_ROW and area.last_col <= MAX_COLUMN


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _plain(name: str) -> str:
    # so Excel writes a line end within a header
    return name.replace("_x000a_", "\n").replace("_x000A_", "\n")


def _escaped(name: str) -> str:
    return name.replace("\n", "_x000a_")
