"""读票清单: every page with the picture of its 票号, and the tables beside it."""

import io
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from PIL import Image

from shuzhi_xl.sheets.outgoing.scan_list import ScanListContent, ScanTable
from shuzhi_xl.xlsx.output.scan_list import build_scan_list


def png(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (width, height), 255).save(buffer, "PNG")
    return buffer.getvalue()


def opened(*pictures: bytes, rows: int = 2) -> Workbook:
    pages = ScanTable(
        "逐页",
        "2015年度测评票读票清单",
        "共 2 页",
        ("文件", "页", "手写的票号"),
        (34, 6, 16),
        [["会场.pdf", page, None] for page in range(1, rows + 1)],
    )
    counts = ScanTable("逐场", "各场", "", ("场次", "读出"), (12, 8), [["=M1", 3]])
    return openpyxl.load_workbook(io.BytesIO(build_scan_list(ScanListContent(pages, pictures, [counts]))))


def test_every_table_is_a_sheet_with_its_rows() -> None:
    book = opened(b"", b"")
    assert book.sheetnames == ["逐页", "逐场"]
    assert [[cell.value for cell in row] for row in book["逐页"]["A4:B6"]] == [
        ["文件", "页"],
        ["会场.pdf", 1],
        ["会场.pdf", 2],
    ]
    # A name that looks like a formula is text
    assert (book["逐场"]["A5"].value, book["逐场"]["A5"].data_type) == ("=M1", "s")
    assert (book["逐页"].print_title_rows, book["逐页"].freeze_panes) == ("$1:$4", "A5")
    assert book["逐页"].page_setup.orientation == "landscape"


def test_the_picture_of_a_number_is_in_the_last_cell_of_its_row_and_within_it() -> None:
    sheet: Any = opened(b"", png(120, 60))["逐页"]
    pictures = sheet._images
    assert [(image.anchor._from.row, image.anchor._from.col) for image in pictures] == [(5, 2)]
    assert [(image.anchor.ext.cx // 9525, image.anchor.ext.cy // 9525) for image in pictures] == [(44, 22)]
