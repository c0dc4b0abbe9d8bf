"""Returned files with changed cells: typed over by people, or broken in their BIFF records."""

import io
import struct
from collections.abc import Callable, Sequence

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.outgoing.forms import MARK_KEYS
from tests.jobs.fuzz.byte_mutants import Chance, Mutator, flip
from tests.jobs.fuzz.zip_mutants import shuffle_entries

GRADES = ("好", "较好", "一般", "差")


TEXTS = (
    *GRADES, "", " 好 ", "好\u200b", "一　般", "好差", "好、差", "优秀", "√", "✓", "○", "1", "=1+1",
    "='录票'!D9", "弃权", "作废", "A票", "B票", "票类", "编号", "第1票", "第2票", "第99票", "序号",
    "总体评价", "C001", "c００1", "_x0000_", "\ue000", "𠮷", "a" * 40000, "-", "\n", "报送单位：C002", "TRUE",
    "#REF!",
)  # fmt: skip


VALUES: Sequence[object] = (*TEXTS, None, 0, 1, -1, 1.5, 1e308, True, 2015)


def _biff_records(content: bytes) -> list[tuple[int, int, int]]:
    """Offset, kind and length of the records from the first BOF on, as long as they make sense."""
    at, records = content.find(b"\x09\x08\x10\x00\x00\x06"), []
    while 0 <= at <= len(content) - 4:
        kind, length = struct.unpack_from("<HH", content, at)
        if length > 8224:
            break
        records.append((at, kind, length))
        at += 4 + length
    return records


def change_record(content: bytes, chance: Chance) -> bytes:
    """A BIFF record gets another kind, length or content."""
    records = _biff_records(content)
    if not records:
        return flip(content, chance)
    at, kind, length = chance.choice(records)
    changed = bytearray(content)
    draw = chance.random()
    if draw < 0.15:
        struct.pack_into("<H", changed, at, chance.choice((0x0A, 0xFD, 0x204, 0x27E, kind ^ 1, 0xE5)))
    elif draw < 0.3:
        struct.pack_into("<H", changed, at + 2, chance.choice((0, length + 1, max(length - 1, 0), 0xFFFF)))
    else:
        for _ in range(chance.randint(1, 3) if length else 0):
            changed[at + 4 + chance.randrange(length)] = chance.randrange(256)
    return bytes(changed)


def _with_book(content: bytes, change: Callable[[openpyxl.Workbook], object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _visible(book: openpyxl.Workbook, chance: Chance) -> Worksheet:
    return chance.choice([sheet for sheet in book.worksheets if sheet.sheet_state == "visible"])


def set_cells(content: bytes, chance: Chance) -> bytes:
    def change(book: openpyxl.Workbook) -> None:
        sheet = _visible(book, chance)
        for _ in range(chance.choice((1, 1, 2, 20))):
            cell = sheet.cell(chance.randint(1, sheet.max_row + 1), chance.randint(1, sheet.max_column + 2))
            if isinstance(cell, Cell):
                cell.value = chance.choice(VALUES)  # type: ignore[assignment]

    return _with_book(content, change)


def edit_sheets(content: bytes, chance: Chance) -> bytes:
    """What people do to a sheet: rows and columns in or out, merged or struck cells, copies, other names."""

    def change(book: openpyxl.Workbook) -> None:
        sheet = _visible(book, chance)
        row, col = chance.randint(1, sheet.max_row), chance.randint(1, sheet.max_column)
        edits: Sequence[Callable[[], object]] = (
            lambda: sheet.insert_rows(row, chance.randint(1, 3)),
            lambda: sheet.insert_cols(col, chance.randint(1, 2)),
            lambda: sheet.delete_rows(row),
            lambda: sheet.delete_cols(col),
            lambda: sheet.merge_cells(start_row=row, end_row=row + 1, start_column=col, end_column=col + 1),
            lambda: setattr(sheet.cell(row, col), "font", Font(strike=True)),
            lambda: book.copy_worksheet(sheet),
            lambda: setattr(
                sheet, "title", chance.choice(("Sheet1", "录票 (2)", "录票", "问卷", "_身份", "表"))
            ),
            lambda: setattr(sheet, "sheet_state", "hidden"),
            lambda: book.remove(sheet),
        )
        chance.choice(edits)()

    return _with_book(content, change)


def harmless(content: bytes, chance: Chance) -> bytes:
    """Saved again with spaces around marks and blank rows and columns: all answers are as they were."""

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["录票"]
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and cell.value in GRADES:
                    cell.value = (
                        f"{chance.choice(('', ' ', '　'))}{cell.value}{chance.choice(('', ' ', chr(0x200B)))}"
                    )
        rows, cols = chance.randint(1, 3), chance.randint(1, 3)
        sheet.insert_rows(1, rows)
        sheet.insert_cols(1, cols)
        for area in sheet.merged_cells.ranges:
            area.shift(cols, rows)  # openpyxl leaves them where they were
        sheet.protection.sheet = False

    return shuffle_entries(_with_book(content, change), chance)


_KEYS = {
    "好": (1, "1", "１", " 1", "h", "H", "Ｈ"),
    "较好": (2, 2.0, "2", "２", "j", "J"),
    "一般": (3, "3", "３ ", "y", "Y"),
    "差": (4, "4", "４", "c", "Ｃ"),
}


def type_keys(content: bytes, chance: Chance, *, announced: bool = True) -> bytes:
    """The marks of a typing workbook typed by keys, with the line that says what they mean or without it.

    Args:
        content: The filled workbook.
        chance: Chooses how each key is written.
        announced: Whether the line stays.
    """

    def change(book: openpyxl.Workbook) -> None:
        for row in book["录票"].iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and cell.value in _KEYS:
                    cell.value = chance.choice(_KEYS[str(cell.value)])
                elif isinstance(cell, Cell) and MARK_KEYS in str(cell.value) and not announced:
                    cell.value = None

    return _with_book(content, change)


CELLS: Sequence[Mutator] = (set_cells, set_cells, edit_sheets)
