"""Returned files as accidents and people change them: bytes, zip entries, XML, BIFF records, cells."""

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence

import openpyxl
from lxml import etree
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.jobs.fuzz import odd_mutants
from tests.jobs.opened_parts import packed, parts_of

Chance = random.Random
Mutator = Callable[[bytes, Chance], bytes]
GRADES = ("好", "较好", "一般", "差")
TEXTS = (
    *GRADES, "", " 好 ", "好\u200b", "一　般", "好差", "好、差", "优秀", "√", "✓", "○", "1", "=1+1",
    "='录票'!D9", "弃权", "作废", "A票", "B票", "票类", "编号", "第1票", "第2票", "第99票", "序号",
    "总体评价", "C001", "c００1", "_x0000_", "\ue000", "𠮷", "a" * 40000, "-", "\n", "报送单位：C002", "TRUE",
    "#REF!",
)  # fmt: skip
VALUES: Sequence[object] = (*TEXTS, None, 0, 1, -1, 1.5, 1e308, True, 2015)
HOSTILE = (
    b"", b"&x;", b"&#0;", b"&#55296;", b"<!DOCTYPE a>", b"<", b">", b'"', b"]]>", b"\x00", b"\xff\xfe",
    b"\xef\xbb\xbf", b"99999999999999999999", b"-1", b"0", b"1e309", b"NaN", b"A0", b"XFE1048577", b"$A$1",
    b"r1c1", b"../../x", b"_x0000_", b"x" * 70000,
)  # fmt: skip
GARBAGE = 64


def _slice(content: bytes, chance: Chance, longest: int = 4096) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + chance.randint(1, longest))


def flip(content: bytes, chance: Chance) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8))):
        if changed:
            changed[chance.randrange(len(changed))] ^= chance.randint(1, 255)
    return bytes(changed)


def cut(content: bytes, chance: Chance) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def drop_slice(content: bytes, chance: Chance) -> bytes:
    start, end = _slice(content, chance)
    return content[:start] + content[end:]


def double_slice(content: bytes, chance: Chance) -> bytes:
    start, end = _slice(content, chance)
    return content[:end] + content[start:]


def blank_slice(content: bytes, chance: Chance) -> bytes:
    start, end = _slice(content, chance, 512)
    return content[:start] + bytes(end - start) + content[end:]


def garbage_around(content: bytes, chance: Chance) -> bytes:
    junk = chance.randbytes(GARBAGE)
    return junk + content if chance.random() < 0.3 else content + junk


BYTES: Sequence[Mutator] = (flip, flip, cut, drop_slice, double_slice, blank_slice, garbage_around)


def _entries(content: bytes) -> list[tuple[str, bytes]]:
    return list(parts_of(content).items())


def _zipped(entries: Sequence[tuple[str, bytes]], chance: Chance) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for name, part in entries:
            info = zipfile.ZipInfo(name, (1980 + chance.randrange(100), 1, 1, 0, 0, 0))
            archive.writestr(info, part, archive.compression)
        archive.comment = chance.choice((b"", "说明".encode()))
    return out.getvalue()


def shuffle_entries(content: bytes, chance: Chance) -> bytes:
    entries = _entries(content)
    first, rest = entries[:1], entries[1:]
    chance.shuffle(rest)
    return _zipped([*first, *rest], chance)


def rename_entry(content: bytes, chance: Chance) -> bytes:
    entries = _entries(content)
    at = chance.randrange(len(entries))
    name, part = entries[at]
    new = chance.choice(
        (name.upper(), name.replace("/", "\\"), f"/{name}", f"../{name}", f"{name} ", "好.xml")
    )
    entries[at] = new, part
    return _zipped(entries, chance)


def lose_entry(content: bytes, chance: Chance) -> bytes:
    entries = _entries(content)
    del entries[chance.randrange(len(entries))]
    return _zipped(entries, chance)


def swap_entries(content: bytes, chance: Chance) -> bytes:
    entries = _entries(content)
    first, second = chance.randrange(len(entries)), chance.randrange(len(entries))
    (name_a, a), (right, b) = entries[first], entries[second]
    entries[first], entries[second] = (name_a, b), (right, a)
    return _zipped(entries, chance)


ZIP: Sequence[Mutator] = (shuffle_entries, rename_entry, lose_entry, swap_entries)


def _with_part(content: bytes, chance: Chance, change: Callable[[bytes], bytes]) -> bytes:
    """Change one part of XML: mostly one that holds cells or says where they are."""
    parts = parts_of(content)
    xml_parts = [name for name in parts if name.endswith((".xml", ".rels"))]
    telling = [name for name in xml_parts if re.search(r"sheet|workbook|shared|styles|content", name)]
    name = chance.choice(telling if telling and chance.random() < 0.9 else xml_parts or sorted(parts))
    return packed({**parts, name: change(parts[name])})


def flip_in_part(content: bytes, chance: Chance) -> bytes:
    return _with_part(content, chance, lambda part: flip(part, chance))


def drop_in_part(content: bytes, chance: Chance) -> bytes:
    return _with_part(
        content, chance, lambda part: chance.choice((drop_slice, double_slice, cut))(part, chance)
    )


def hostile_in_part(content: bytes, chance: Chance) -> bytes:
    def change(part: bytes) -> bytes:
        places = [
            match.span(1) for match in re.finditer(rb'="([^"]*)"|>([^<]*)<', part) if match[1] is not None
        ]
        start, end = chance.choice(places or [(0, 0)])
        return part[:start] + chance.choice(HOSTILE) + part[end:]

    return _with_part(content, chance, change)


def swap_values(content: bytes, chance: Chance) -> bytes:
    """Two attributes or texts of the same part change places."""

    def change(part: bytes) -> bytes:
        places = [match.span() for match in re.finditer(rb'(?<==")[^"]*(?=")|(?<=>)[^<]+(?=<)', part)]
        (a, b), (c, d) = sorted(chance.choices(places or [(0, 0)], k=2))
        return part if c < b else part[:a] + part[c:d] + part[b:c] + part[a:b] + part[d:]

    return _with_part(content, chance, change)


def other_encoding(content: bytes, chance: Chance) -> bytes:
    def change(part: bytes) -> bytes:
        text = re.sub(r"<\?xml[^>]*\?>", "", part.decode("utf-8", "replace"))
        name = chance.choice(("utf-16", "gb18030", "utf-8-sig"))
        return f'<?xml version="1.0" encoding="{name.removesuffix("-sig")}"?>{text}'.encode(name)

    return _with_part(content, chance, change)


def change_elements(content: bytes, chance: Chance) -> bytes:
    """An element is lost, doubled, or moved elsewhere in its part."""

    def change(part: bytes) -> bytes:
        try:
            root = etree.fromstring(part)
        except etree.XMLSyntaxError:
            return part
        below = [element for element in root.iter(etree.Element) if element.getparent() is not None]
        for _ in range(chance.randint(1, 3) if below else 0):
            first, second = chance.choice(below), chance.choice(below)
            parent = first.getparent()
            draw = chance.random()
            if draw < 0.5 and parent is not None:
                parent.remove(first)
            elif second not in list(first.iter()):
                second.append(etree.fromstring(etree.tostring(first)) if draw < 0.75 else first)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    return _with_part(content, chance, change)


XML: Sequence[Mutator] = (
    flip_in_part,
    drop_in_part,
    hostile_in_part,
    hostile_in_part,
    swap_values,
    swap_values,
    other_encoding,
    change_elements,
    change_elements,
)


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


CELLS: Sequence[Mutator] = (set_cells, set_cells, edit_sheets)
KINDS: Mapping[str, Sequence[Mutator]] = {
    "xlsx": (*BYTES, *ZIP, *XML, *XML, *CELLS, *CELLS, *CELLS, *odd_mutants.XLSX),
    "ods": (*BYTES, *ZIP, *XML, *XML, *odd_mutants.ODS),
    "xls": (*BYTES, *[change_record] * 10),
}


def kind_of(content: bytes) -> str:
    if content[:4] == b"PK\x03\x04":
        return "ods" if b"opendocument.spreadsheet" in content[:200] else "xlsx"
    return "xls"


def mutant(content: bytes, chance: Chance) -> tuple[str, bytes]:
    """A file changed in one or a few ways, and what was done to it."""
    changes = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        make = chance.choice(KINDS[kind_of(content)])
        try:
            content = make(content, chance)
        except Exception:  # noqa: BLE001 -- what is broken already can only be broken bytewise
            make = chance.choice(BYTES)
            content = make(content, chance)
        changes.append(make.__name__)
    return "+".join(changes), content
