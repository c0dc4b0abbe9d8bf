"""The sheet _票页 in a workbook of 读票: where the picture of each page of a ballot is, for 抽查."""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import Final
from xml.sax.saxutils import escape

from shuzhi_xl.sheets.outgoing.scanned_ballots import PAGE_SHEET, ScannedBallot, page_rows
from shuzhi_xl.xlsx.patch.errors import NotAWorkbook
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.opc.xml_part import child, parse, relation_id, serialise
from shuzhi_xl.xlsx.patch.sheet.cell_writer import cell_text
from shuzhi_xl.xlsx.patch.sheet_copies import free_name
from shuzhi_xl.xlsx.patch.values import column_letters

_SPACE: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def add_page_sheet(workbook: bytes, ballots: Iterable[ScannedBallot]) -> bytes:
    """Add the sheet to a workbook, where Excel's menu does not offer to show it.

    Args:
        workbook: The workbook as a file; one that has such a sheet stays as it is.
        ballots: Its ballots.

    Raises:
        NotAWorkbook: The file has no sheet.
    """
    parts = Parts.load(workbook)
    book = parts.related("", "officeDocument")[0]
    root = parse(parts.read(book))
    box = child(root, "sheets")
    if box is None or not len(box):
        raise NotAWorkbook("no sheets")
    if any(sheet.get("name") == PAGE_SHEET for sheet in box):
        return workbook
    part = free_name(parts, "xl/worksheets/sheet1.xml")
    parts.add(part, _make_sheet(page_rows(ballots)), _TYPE)
    entry = deepcopy(box[-1])
    key = next(str(key) for key in entry.attrib if str(key).endswith("/relationships}id"))
    entry.set(key, parts.link(book, part, relation_id(box[-1])))
    entry.set("name", PAGE_SHEET)
    entry.set("sheetId", str(max(int(sheet.get("sheetId", "0")) for sheet in box) + 1))
    entry.set("state", "veryHidden")
    box.append(entry)
    parts.replace(book, serialise(root))
    return parts.to_bytes()


def _make_sheet(rows: Sequence[Sequence[int | str]]) -> bytes:
    lines = "".join(_make_rows(rows))
    return f'<worksheet xmlns="{_SPACE}"><sheetData>{lines}</sheetData></worksheet>'.encode()


def _make_rows(rows: Sequence[Sequence[int | str]]) -> Iterator[str]:
    for line, row in enumerate(rows, start=1):
        cells = (_make_cell(f"{column_letters(col)}{line}", value) for col, value in enumerate(row, start=1))
        yield f'<row r="{line}">{"".join(cells)}</row>'


def _make_cell(place: str, value: int | str) -> str:
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell_text(value))}</t></is></c>'
