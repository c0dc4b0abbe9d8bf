"""Changes of returned files of the kinds that once were counted or refused wrongly, or broke a reader."""

import io
import re
from collections.abc import Sequence

import openpyxl
from lxml import etree
from openpyxl.cell import Cell
from openpyxl.utils.cell import coordinate_to_tuple

from shuzhi_xl.rules.intake.cell_grid import address
from tests.jobs.collect.edited_workbook import GRADES, worked_on
from tests.jobs.fuzz.byte_mutants import Chance, Mutator
from tests.jobs.opened_parts import packed, parts_of, sheet_part, with_merged

CLASSES = ("A票", "B票", "C票", "互评票", "群众", "党员", "")
COMMENT = "<!-- 注 -->"
FOREIGN = 'xmlns:zz="urn:else"'


def merge_keeping_hidden(content: bytes, chance: Chance) -> bytes:
    """Cells of 录票 are merged, and the covered ones keep their values; often the seen one is blank."""
    part = sheet_part(parts_of(content), "录票")
    rows, cols = zip(*map(_place, re.findall(rb'<c r="([A-Z]+\d+)"', parts_of(content)[part])), strict=True)
    row, col = chance.randint(1, max(rows)), chance.randint(1, max(cols))
    area = f"{address(row, col)}:{address(row + chance.randint(0, 2), col + chance.randint(0, 2))}"

    def blank(book: openpyxl.Workbook) -> None:
        cell = book["录票"].cell(row, col)
        if isinstance(cell, Cell):
            cell.value = None

    return with_merged(worked_on(content, blank) if chance.random() < 0.7 else content, "录票", area)


def _place(reference: bytes) -> tuple[int, int]:
    row, col = coordinate_to_tuple(reference.decode())
    return row, col


def other_class(content: bytes, chance: Chance) -> bytes:
    """Ballots name another voter class."""

    def change(book: openpyxl.Workbook) -> None:
        cells = [cell for row in book["录票"].iter_rows() for cell in row if cell.value in CLASSES[:-1]]
        for cell in chance.sample(cells, min(len(cells), chance.choice((1, 2, 50)))):
            cell.value = chance.choice(CLASSES)

    return worked_on(content, change)


def comment_in_text(content: bytes, chance: Chance) -> bytes:
    """Comments stand among the texts, where some programs leave them."""

    def with_comment(match: re.Match[bytes]) -> bytes:
        return match[0] + COMMENT.encode() if chance.random() < 0.1 else match[0]

    parts = parts_of(content)
    return packed(
        {
            name: re.sub(rb"<(?:si|is|t|text:p|table:table-cell)(?: [^>/]*)?>", with_comment, part)
            for name, part in parts.items()
        }
    )


def foreign_elements(content: bytes, chance: Chance) -> bytes:
    """Before a cell stands one of another namespace, with the same address and another mark."""

    def with_foreign_cell(match: re.Match[bytes]) -> bytes:
        cell = f'<zz:c {FOREIGN} {match[1].decode()} t="str"><v>{chance.choice(GRADES)}</v></zz:c>'
        return (cell.encode() if chance.random() < 0.02 else b"") + match[0]

    parts = parts_of(content)
    part = sheet_part(parts, "录票")
    return packed({**parts, part: re.sub(rb'<c (r="[A-Z]+[0-9]+")', with_foreign_cell, parts[part])})


def carriage_returns(content: bytes, chance: Chance) -> bytes:
    """Carriage returns stand in words, as other systems leave them."""

    def with_carriage_return(match: re.Match[str]) -> str:
        text, sign = match[1], chance.choice(("_x000D_\n", "_x000D_", "&#13;", "_x000d__x0007_"))
        at = chance.randint(0, len(text))
        return f"<t>{text[:at]}{sign}{text[at:]}</t>" if chance.random() < 0.05 else match[0]

    parts = parts_of(content)
    part = sheet_part(parts, chance.choice(("录票", "录票", "问卷", "_身份")))
    text = re.sub(r"<t>([^<&]+)</t>", with_carriage_return, parts[part].decode())
    return packed({**parts, part: text.encode()})


def disguised_marks(content: bytes, chance: Chance) -> bytes:
    """A number format shows another word than the cell holds."""

    def change(book: openpyxl.Workbook) -> None:
        cells = [cell for row in book["录票"].iter_rows() for cell in row if cell.value in GRADES]
        for cell in chance.sample(cells, min(len(cells), 2)):
            cell.number_format = f';;;"{chance.choice(GRADES)}"'

    return worked_on(content, change)


def indented(content: bytes, chance: Chance) -> bytes:
    """An .ods as programs write it that put each element on a line of its own."""
    parts = parts_of(content)
    root = etree.fromstring(parts["content.xml"])
    holders = {"spreadsheet", "table", "table-row", "table-row-group", "table-cell", "covered-table-cell"}
    for element in root.iter(etree.Element):
        if etree.QName(element).localname in holders and len(element):
            element.text = "\n" + " " * chance.randint(0, 4)
            for child in element:
                child.tail = "\n"
    return packed({**parts, "content.xml": etree.tostring(root, encoding="utf-8", xml_declaration=True)})


XLSX: Sequence[Mutator] = (
    *(merge_keeping_hidden, merge_keeping_hidden, other_class, other_class, comment_in_text),
    *(foreign_elements, carriage_returns, disguised_marks),
)
ODS: Sequence[Mutator] = (comment_in_text, indented, indented)


def under_another_identity(content: bytes, owner: bytes) -> bytes:
    """A package whose identity sheet was copied from another's."""
    identity_sheet = openpyxl.load_workbook(io.BytesIO(owner))["_身份"]

    def change(book: openpyxl.Workbook) -> None:
        for row in identity_sheet.iter_rows():
            for cell in row:
                book["_身份"][cell.coordinate].value = cell.value

    return worked_on(content, change)


def with_other_duties(content: bytes, chance: Chance) -> bytes:
    """A feedback whose branch writes other owners, supervisors and deadlines into its 整改清单."""
    values = {"责任人": ("李四", ""), "责任领导": ("王五", ""), "整改时限": ("2099-12-31", "2016-1-1", "")}

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["整改清单"]
        top = next(row for row in sheet.iter_rows() if any(cell.value == "整改时限" for cell in row))
        for head in top:
            for line in range((head.row or 0) + 1, sheet.max_row + 1) if head.value in values else ():
                cell = sheet.cell(line, head.column or 1)
                if isinstance(cell, Cell) and cell.value and chance.random() < 0.7:
                    cell.value = chance.choice(values[str(head.value)])

    return worked_on(content, change)
