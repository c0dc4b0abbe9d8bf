"""Sizes, page and protection of the sheets going out (版面与保护)."""

from collections.abc import Mapping
from typing import Any, Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.xlsx.style.page import A4

_INCH: Final = 25.4


def set_widths(sheet: Worksheet, *widths: float) -> None:
    """Set the widths of the columns from A on."""
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def set_heights(sheet: Worksheet, heights: Mapping[int, float]) -> None:
    """Set the heights of rows, in points."""
    for number, height in heights.items():
        sheet.row_dimensions[number].height = height


def set_page(sheet: Worksheet, area: str, *, landscape: bool = False, one_page: bool = False) -> None:
    """A4 paper, as wide as the sheet; as high too when it must be one page."""
    sheet.print_area = area
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    # 0 pages high means as many as it takes.
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 1 if one_page else 0
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 10 / _INCH
    margins.bottom = (10 if one_page else 14) / _INCH
    margins.header = margins.footer = 6 / _INCH
    sheet.print_options.horizontalCentered = True
    if not one_page:
        footer: Any = sheet.oddFooter
        footer.center.text = "第 &P 页，共 &N 页"


def protect(sheet: Worksheet, *, answers_only: bool = False) -> None:
    """Lock everything but answer cells, without a password; widths and heights may be changed.

    Args:
        sheet: The sheet.
        answers_only: Only answer cells can be entered, so that Tab and Enter lead from one to the next.
    """
    sheet.protection.sheet = True
    # In SpreadsheetML these say what is locked: False allows it.
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.protection.selectLockedCells = answers_only
