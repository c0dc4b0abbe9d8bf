"""Cutting a worksheet's text into rows (切分工作表), so that untouched ones stay bit for bit."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import NamedTuple
from xml.parsers import expat

from shuzhi_xl.xlsx.patch.errors import NotAWorkbook
from shuzhi_xl.xlsx.patch.opc.xml_part import parse, serialise
from shuzhi_xl.xlsx.patch.sheet.row_scanner import open_row, refuse_document_type, run_parser


class SheetText(NamedTuple):
    """A worksheet part cut at its rows.

    Attributes:
        shell: everything but the rows, with an empty ``sheetData``.
        prefix: the namespace prefix of its elements with the colon, or nothing.
        rows: each row's text by its number, in the order of the file.
    """

    shell: bytes
    prefix: str
    rows: dict[int, bytes]


def split_sheet(content: bytes) -> SheetText:
    """Cut a worksheet part at its rows.

    Rows without a number get the one they have by counting.

    Raises:
        NotAWorkbook: not well-formed, no worksheet, a document type, or a row number twice.
    """
    cutter = _Cutter()
    run_parser(cutter.reader, content)
    # tags are cut at single bytes below, which other encodings than UTF-8 do not allow
    if content[:2] in (BOM_UTF16_LE, BOM_UTF16_BE) or cutter.encoding not in ("utf-8", "us-ascii"):
        return split_sheet(serialise(parse(content)))
    if cutter.start < 0:
        raise NotAWorkbook("no sheetData")
    prefix = cutter.name.removesuffix("sheetData")
    end, after = _find_end(content, cutter)
    shell = content[: cutter.start] + f"<{cutter.name}/>".encode() + content[after:]
    return SheetText(shell, prefix, _rows(content, prefix, cutter.rows, end))


def _find_end(content: bytes, cutter: "_Cutter") -> tuple[int, int]:
    # Where the end tag of sheetData begins and ends; where it closes itself, both are the end of its tag
    opened = content.index(b">", cutter.start) + 1
    if content[opened - 2 : opened] == b"/>":
        return opened, opened
    end = content.rindex(f"</{cutter.name}".encode())
    return end, content.index(b">", end) + 1


def _rows(content: bytes, prefix: str, starts: list[tuple[int, str | None]], end: int) -> dict[int, bytes]:
    rows: dict[int, bytes] = {}
    number = 0
    ends = [start for start, _ in starts[1:]] + [end]
    for (start, label), stop in zip(starts, ends, strict=False):  # of no rows there is an end all the same
        number = int(label) if label and label.isdecimal() else number + 1
        if number in rows:
            raise NotAWorkbook(f"row {number} occurs twice")
        raw = content[start:stop]
        rows[number] = raw if label == str(number) else open_row(raw, number).to_xml(prefix)
    return rows


class _Cutter:
    """Notes where sheetData and its rows begin."""

    def __init__(self) -> None:
        self.start, self.name, self.encoding = -1, "", "utf-8"
        self.rows: list[tuple[int, str | None]] = []
        self._row = "row"
        # expat, because lxml reports no positions in bytes
        self.reader = expat.ParserCreate()
        self.reader.StartElementHandler = self._outside
        self.reader.XmlDeclHandler = self._declared
        self.reader.StartDoctypeDeclHandler = refuse_document_type

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.encoding = (encoding or "utf-8").lower()

    def _outside(self, name: str, _attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "sheetData":
            self.start, self.name = self.reader.CurrentByteIndex, name
            self._row = name.removesuffix("sheetData") + "row"
            self.reader.StartElementHandler = self._inside

    def _inside(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._row:
            self.rows.append((self.reader.CurrentByteIndex, attributes.get("r")))
