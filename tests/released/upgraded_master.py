"""What tests read of a master before and after its upgrade (升级): parts, styles, choices, backups."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook as OpenWorkbook

from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.patch.workbook import Workbook
from tests.xlsx.handmade import by_header

COLUMNS = ("网格", "活动经费", "成立日期")
SETTINGS = ("跨年处理", "承诺日期")


def open_book(content: bytes) -> OpenWorkbook:
    return load_workbook(BytesIO(content), keep_vba=True)


def parts_of(content: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def backups(master: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(master.parent.glob("备份/*"))]


def add_clerk_column(master: Path) -> None:
    """The clerk has added a column to 组织名册 and typed into it."""
    store = ClosedStore(master)
    raw = store.read_table(TABLES["组织名册"])
    rows = [[*row.values.values(), f"备忘{row.line}"] for row in raw.rows]
    book = Workbook.load(master.read_bytes())
    book.write_table("组织名册", by_header([*raw.headers, "本镇备忘"], rows))
    master.write_bytes(book.to_bytes())


def styles_of(cell: Any) -> tuple[Any, ...]:
    return (
        cell.number_format,
        cell.font.name,
        cell.font.sz,
        cell.font.b,
        cell.fill.fgColor.rgb,
        cell.border.bottom and cell.border.bottom.style,
        cell.alignment.horizontal,
        cell.alignment.wrap_text,
        cell.protection.locked,
    )


def validation(book: OpenWorkbook, sheet: str, cell: str) -> tuple[Any, ...]:
    rule = next(
        validation for validation in book[sheet].data_validations.dataValidation if cell in validation.sqref
    )
    return rule.type, rule.formula1, rule.formula2, rule.prompt, rule.error, rule.errorStyle


def locate_column(book: OpenWorkbook, table: str, header: str) -> tuple[str, str]:
    """Sheet and first data cell of a column."""
    for sheet in book.worksheets:
        if table in sheet.tables:
            for cell in next(iter(sheet[sheet.tables[table].ref])):
                if cell.value == header:
                    return sheet.title, cell.offset(1).coordinate
    raise LookupError(header)
