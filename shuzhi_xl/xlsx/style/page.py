"""Print set-up, frozen panes, protection and tab colour of a sheet (页面设置)."""

from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.declaration.table import Sheet
from shuzhi_xl.xlsx.style.layout import HEADER_ROW, TablePlacement
from shuzhi_xl.xlsx.style.styles import GROUP_COLOURS

A4: Final = 9
"""OpenXML's number of the paper size A4 (ECMA-376 part 1, 18.3.1.63)."""
_A3: Final = 8
# In units of column width: a wider sheet would be reduced below two thirds on A4.
_WIDEST_ON_A4: Final = 220
# Inches (ECMA-376 part 1, 18.3.1.62)
_MARGINS: Final = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.7, header=0.3, footer=0.35)
# Beyond this width, an office screen must scroll, so the leading columns are frozen.
_SCREEN_WIDTH: Final = 130
_MOST_FROZEN_COLUMNS: Final = 4
_LEADING: Final = ("编号", "组织名称", "书记姓名", "问题编号", "表单编号", "序号")


def set_up_sheet(worksheet: Worksheet, sheet: Sheet) -> None:
    """Set paper, footer, tab colour, visibility and protection as declared (页面设置)."""
    worksheet.sheet_properties.tabColor = GROUP_COLOURS[sheet.group]
    # Excel's menu does not offer to show a very hidden sheet
    worksheet.sheet_state = "veryHidden" if sheet.hidden else "visible"
    set_up_printing(worksheet, landscape=sheet.landscape)
    if sheet.protected:
        _protect(worksheet)


def set_up_printing(worksheet: Worksheet, *, landscape: bool) -> None:
    """Set A4 paper, A3 for very wide sheets, one page wide, with the page number at the foot (页面设置)."""
    page = worksheet.page_setup
    page.paperSize = _A3 if landscape and _sum_widths(worksheet) > _WIDEST_ON_A4 else A4
    page.orientation = "landscape" if landscape else "portrait"
    # 0 means as many pages as necessary; without fitToPage, Excel ignores both numbers
    page.fitToWidth, page.fitToHeight = 1, 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.page_margins = _MARGINS
    worksheet.print_options.horizontalCentered = True
    # &A is the sheet's name, &P the page and &N the number of pages
    worksheet.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart("&A"), center=_HeaderFooterPart("第 &P 页 共 &N 页")
    )


def fit_on_one_page(worksheet: Worksheet) -> None:
    """Print a sheet on one page, so that no table is cut by the end of a page (缩印到一页)."""
    worksheet.page_setup.fitToHeight = 1


def _sum_widths(worksheet: Worksheet) -> float:
    return sum(dimension.width for dimension in worksheet.column_dimensions.values() if not dimension.hidden)


def _protect(worksheet: Worksheet) -> None:
    """Protect without a password; filters, sorting and sizes stay allowed (False means allowed)."""
    protection = worksheet.protection
    protection.sheet = True
    protection.autoFilter = protection.sort = False
    protection.formatColumns = protection.formatRows = False


def freeze_headers(worksheet: Worksheet, places: list[TablePlacement]) -> None:
    """Freeze the headers, and in a wide table the columns that identify a row (冻结窗格)."""
    if places[0].is_shared:
        # Headers of the first table would stay above all other tables of the sheet
        worksheet.freeze_panes = f"A{places[0].caption_row}"
        return
    frozen_columns = _count_frozen_columns(worksheet, places[0])
    worksheet.freeze_panes = f"{get_column_letter(frozen_columns + 1)}{HEADER_ROW + 1}"


def _count_frozen_columns(worksheet: Worksheet, place: TablePlacement) -> int:
    cols = range(place.first_col, place.last_col + 1)
    if sum(worksheet.column_dimensions[get_column_letter(col)].width for col in cols) < _SCREEN_WIDTH:
        return 0
    leading = place.table.headers[:_MOST_FROZEN_COLUMNS]
    return max((leading.index(header) + 1 for header in _LEADING if header in leading), default=0)
