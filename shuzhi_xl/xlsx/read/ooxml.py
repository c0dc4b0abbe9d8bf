"""The second reader (第二读法): the raw parts of an .xlsx file, resolved and read by our own code."""

import posixpath
from collections.abc import Mapping
from io import BytesIO

from lxml import etree

from shuzhi_xl.xlsx.read.canonical_values import Reading, RefusedError, grid, refuse_spread
from shuzhi_xl.xlsx.read.date_formats import masks, read_styles, struck_styles
from shuzhi_xl.xlsx.read.ooxml_cells import CellReader, rich_text

_RELATION_ID = "}id"


def read_parts(parts: Mapping[str, bytes]) -> Reading:
    """All worksheets of a workbook, hidden ones too; values of formulas as they were saved.

    Args:
        parts: The workbook's parts by name, as `unpack` gives them.

    Raises:
        RefusedError: Damaged, or content too far apart.
    """
    try:
        return _Book(parts).read()
    except (etree.LxmlError, ValueError, LookupError, OverflowError, AttributeError, TypeError) as error:
        raise_if_memory_ran_out(error)
        raise RefusedError("file_damaged") from error


def raise_if_memory_ran_out(error: Exception) -> None:
    """Tell a lack of memory from a damaged part; lxml reports both alike.

    Raises:
        MemoryError: It was memory.
    """
    if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
        raise MemoryError from error


def parse(content: bytes) -> etree._Element:
    """Root of an XML part without comments; entities stay closed and nothing is fetched."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(content, parser)


class _Book:
    """A workbook's parts found by relationships, whatever their names are."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = {name.lower(): content for name, content in parts.items()}
        self._main = self._related("", "officeDocument")[0]
        self._root = parse(self._parts[self._main])
        styles, strings = self._related(self._main, "styles"), self._related(self._main, "sharedStrings")
        texts = [rich_text(item) for item in parse(self._parts[strings[0]])] if strings else []
        looks = parse(self._parts[styles[0]]) if styles else None
        self._cells = CellReader(
            strings=[text for text, _ in texts],
            styles=read_styles(looks),
            date1904=self._counts_from_1904(),
            struck_styles=struck_styles(looks),
            masks=masks(looks),
            struck_strings=frozenset(index for index, (_, is_struck) in enumerate(texts) if is_struck),
        )

    def read(self) -> Reading:
        """Every worksheet in the workbook's order."""
        targets = self._targets(self._main)
        grids, formulas, errors = {}, set(), {}
        for sheet in self._root.iterfind("{*}sheets/{*}sheet"):
            title = sheet.get("name", "")
            relation = next(
                (str(value) for name, value in sheet.items() if str(name).endswith(_RELATION_ID)), ""
            )
            kind, part = targets[relation]
            if kind != "worksheet":
                continue
            cells = self._cells.read(BytesIO(self._parts[part]))
            refuse_spread(title, cells.values)
            grids[title] = grid(title, cells.values, cells.struck, cells.merged)
            formulas |= {(title, *place) for place in cells.formulas}
            errors.update({(title, *place): text for place, text in cells.errors.items()})
        return Reading(grids, frozenset(formulas), errors)

    def _counts_from_1904(self) -> bool:
        settings = self._root.find("{*}workbookPr")
        return settings is not None and settings.get("date1904") in ("1", "true", "on")

    def _targets(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        relations = self._parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        if relations is None:
            return {}
        return {
            relationship.get("Id", ""): (
                relationship.get("Type", "").rpartition("/")[2],
                _resolved(folder, relationship.get("Target", "")),
            )
            for relationship in parse(relations).iterfind("{*}Relationship")
        }

    def _related(self, part: str, kind: str) -> list[str]:
        return [
            target
            for target_kind, target in self._targets(part).values()
            if target_kind == kind and target in self._parts
        ]


def _relation(sheet: etree._Element) -> str:
    return next((str(value) for name, value in sheet.items() if str(name).endswith(_RELATION_ID)), "")


def _resolved(folder: str, target: str) -> str:
    path = target.replace("\\", "/")
    return posixpath.normpath(path if path.startswith("/") else f"/{folder}/{path}").lstrip("/").lower()
