"""The second reader (第二读法): our own, for the raw parts of an .xlsx file."""

import posixpath
from collections.abc import Mapping
from io import BytesIO

from lxml import etree

from shuzhi_xl.xlsx.read.canonical_values import Reading, RefusedError, make_grid, refuse_spread
from shuzhi_xl.xlsx.read.date_formats import read_masks, read_number_displays, read_struck_styles
from shuzhi_xl.xlsx.read.ooxml_cells import CellReader, read_rich_text

_RELATION_ID = "}id"


def read_ooxml(parts: Mapping[str, bytes]) -> Reading:
    """Read all worksheets of a workbook, hidden ones too; formulas have the values saved with them.

    Args:
        parts: The workbook's parts by name, from `unpack`.

    Raises:
        RefusedError: It is damaged, or its cells are too far apart.
    """
    try:
        return _WorkbookParts(parts).read()
    except (etree.LxmlError, ValueError, LookupError, OverflowError, AttributeError, TypeError) as error:
        raise_if_memory_ran_out(error)
        raise RefusedError("file_damaged") from error


def raise_if_memory_ran_out(error: Exception) -> None:
    """Distinguish a lack of memory from a damaged part; lxml raises the same error for both.

    Raises:
        MemoryError: Memory ran out.
    """
    if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
        raise MemoryError from error


def parse_xml(content: bytes) -> etree._Element:
    """Parse an XML part without comments; entities are not resolved and nothing is fetched."""
    # without comments, because an element's text ends for lxml where a comment begins
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(content, parser)


class _WorkbookParts:
    """A workbook's parts, found by relationships whatever their names are."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        # part names ignore case (ECMA-376 part 2)
        self._parts = {name.lower(): content for name, content in parts.items()}
        self._main = self._find_related("", "officeDocument")[0]
        self._root = parse_xml(self._parts[self._main])
        styles = self._find_related(self._main, "styles")
        strings = self._find_related(self._main, "sharedStrings")
        texts = [read_rich_text(item) for item in parse_xml(self._parts[strings[0]])] if strings else []
        styles_root = parse_xml(self._parts[styles[0]]) if styles else None
        self._cells = CellReader(
            strings=[text for text, _ in texts],
            styles=read_number_displays(styles_root),
            date1904=self._counts_from_1904(),
            struck_styles=read_struck_styles(styles_root),
            masks=read_masks(styles_root),
            struck_strings=frozenset(index for index, (_, is_struck) in enumerate(texts) if is_struck),
        )

    def read(self) -> Reading:
        """Read every worksheet, in the workbook's order."""
        targets = self._read_targets(self._main)
        grids, formulas, errors = {}, set(), {}
        # {*}: Strict files (ISO/IEC 29500) have other namespaces
        for sheet in self._root.iterfind("{*}sheets/{*}sheet"):
            title = sheet.get("name", "")
            kind, part = targets[_read_relation_id(sheet)]
            # sheets of charts and of dialogs have no cells
            if kind != "worksheet":
                continue
            cells = self._cells.read(BytesIO(self._parts[part]))
            refuse_spread(title, cells.values)
            grids[title] = make_grid(title, cells.values, cells.struck, cells.merged)
            formulas |= {(title, *position) for position in cells.formulas}
            errors.update({(title, *position): text for position, text in cells.errors.items()})
        return Reading(grids, frozenset(formulas), errors)

    def _counts_from_1904(self) -> bool:
        settings = self._root.find("{*}workbookPr")
        return settings is not None and settings.get("date1904") in ("1", "true", "on")

    def _read_targets(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        relations = self._parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        if relations is None:
            return {}
        return {
            relationship.get("Id", ""): (
                relationship.get("Type", "").rpartition("/")[2],
                _resolve(folder, relationship.get("Target", "")),
            )
            for relationship in parse_xml(relations).iterfind("{*}Relationship")
        }

    def _find_related(self, part: str, kind: str) -> list[str]:
        return [
            target
            for target_kind, target in self._read_targets(part).values()
            if target_kind == kind and target in self._parts
        ]


def _read_relation_id(sheet: etree._Element) -> str:
    # by its end: in Strict files r:id has another namespace
    return next((str(value) for name, value in sheet.items() if str(name).endswith(_RELATION_ID)), "")


def _resolve(folder: str, target: str) -> str:
    path = target.replace("\\", "/")
    return posixpath.normpath(path if path.startswith("/") else f"/{folder}/{path}").lstrip("/").lower()
