"""One sheet of the master from its declaration (逐表制作): title, hint, headers, tables, rules, page."""

from openpyxl import Workbook
from openpyxl.styles import Border
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.master.prefill import prefilled
from shuzhi_xl.building.master.validation import validate
from shuzhi_xl.sheets.declaration.column import Column
from shuzhi_xl.sheets.declaration.table import Sheet
from shuzhi_xl.sheets.master.program_sheets import HOME_SHEET
from shuzhi_xl.wording.sheets.titles import NOT_PRINTED
from shuzhi_xl.xlsx.style import styles
from shuzhi_xl.xlsx.style.conditional_formats import add_highlights
from shuzhi_xl.xlsx.style.layout import (
    HEADER_ROW,
    HINT_ROW,
    TITLE_ROW,
    TablePlacement,
    choose_widths,
    place_tables,
)
from shuzhi_xl.xlsx.style.page import fit_on_one_page, freeze_headers, set_up_sheet

_TITLE_HEIGHT, _HINT_HEIGHT, _HEADER_HEIGHT, _CAPTION_HEIGHT = 30, 22, 26, 28
_ROWS_BELOW_ROOM = 100


def add_sheet(workbook: Workbook, sheet: Sheet) -> Worksheet:
    """Add a sheet with its tables (工作表), all of it as declared."""
    worksheet: Worksheet = workbook.create_sheet(sheet.title)
    places = place_tables(sheet)
    for col, width in choose_widths(places).items():
        worksheet.column_dimensions[get_column_letter(col)].width = width
    for place in places:
        if place.is_shared:
            _prepare_room(worksheet, place)
        else:
            _format_columns(worksheet, place)
        add_table(worksheet, place)
        _add_validations(worksheet, place)
        add_highlights(worksheet, place)
    _add_head(worksheet, sheet)
    set_up_sheet(worksheet, sheet)
    freeze_headers(worksheet, places)
    if places[0].is_shared:
        fit_on_one_page(worksheet)
    elif sheet.printed:
        worksheet.print_title_rows = f"1:{HEADER_ROW}"
    else:
        _leave_unprinted(worksheet, places[0])
    return worksheet


def _leave_unprinted(worksheet: Worksheet, place: TablePlacement) -> None:
    """Let the whole workbook be printed without the thousands of rows of this sheet (打印区域)."""
    # A print area of nothing is not possible, so title and hint remain
    worksheet.print_area = f"A{TITLE_ROW}:{get_column_letter(place.last_col)}{HINT_ROW}"
    worksheet.cell(HINT_ROW, 1).value = f"{place.sheet.hint}{NOT_PRINTED}"


def _add_head(worksheet: Worksheet, sheet: Sheet) -> None:
    """Title and hint."""
    title = worksheet.cell(TITLE_ROW, 1, sheet.title)
    styles.style_title(title)
    title.hyperlink = Hyperlink(
        ref=title.coordinate, location=f"'{HOME_SHEET.title}'!A1", tooltip="点这里回到首页"
    )
    styles.style_hint(worksheet.cell(HINT_ROW, 1, sheet.hint))
    worksheet.row_dimensions[TITLE_ROW].height = _TITLE_HEIGHT
    worksheet.row_dimensions[HINT_ROW].height = _HINT_HEIGHT


def _format_columns(worksheet: Worksheet, place: TablePlacement) -> None:
    """Give whole columns their format, so that rows added later have it too."""
    for col, column in enumerate(place.table.columns, start=place.first_col):
        dimension = worksheet.column_dimensions[get_column_letter(col)]
        dimension.hidden = column.hidden
        styles.style_value(dimension, column, locked=_is_locked(place, column))


def _prepare_room(worksheet: Worksheet, place: TablePlacement) -> None:
    """Caption a table that shares its columns with others, and give its blank rows their format (预留行)."""
    styles.style_caption(worksheet.cell(place.caption_row, place.first_col, place.table.name))
    styles.style_hint(worksheet.cell(place.caption_row, place.first_col + 1, place.table.hint))
    worksheet.row_dimensions[place.caption_row].height = _CAPTION_HEIGHT
    room_end = place.header_row + place.table.room
    # Below the last table, formats without lines: 1/3 typed there must stay a text, and nothing is printed
    last = room_end + _ROWS_BELOW_ROOM if place.is_last else room_end
    for row in range(place.first_row, last + 1):
        for col, column in enumerate(place.table.columns, start=place.first_col):
            cell = worksheet[f"{get_column_letter(col)}{row}"]
            styles.style_value(cell, column, locked=_is_locked(place, column))
            if row > room_end:
                cell.border = Border()


def add_table(worksheet: Worksheet, place: TablePlacement) -> None:
    """Add an Excel table with its headers and its first rows (表格)."""
    rows = prefilled(place.table)
    for col, column in enumerate(place.table.columns, start=place.first_col):
        styles.style_header(worksheet.cell(place.header_row, col, column.header), column)
        for number, row in enumerate(rows, start=place.first_row):
            value: str | int | None = row.get(column.header)
            cell = worksheet.cell(number, col, value)
            styles.style_value(cell, column, locked=_is_locked(place, column))
    worksheet.row_dimensions[place.header_row].height = _HEADER_HEIGHT
    worksheet.add_table(_make_excel_table(place, len(rows)))


def _make_excel_table(place: TablePlacement, rows: int) -> ExcelTable:
    name, ref = place.table.name, place.ref(rows)
    table = ExcelTable(name=name, displayName=name, ref=ref)
    # Made here: openpyxl adds filter buttons to the columns that it makes itself.
    table.tableColumns = [
        TableColumn(id=order, name=text) for order, text in enumerate(place.table.headers, 1)
    ]
    # The stages of the year stay in their order: 首页 has no filter buttons.
    table.autoFilter = None if place.sheet is HOME_SHEET else AutoFilter(ref=ref)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    return table


def _add_validations(worksheet: Worksheet, place: TablePlacement) -> None:
    """Add a validation for every column that a person may reach."""
    for column in place.table.columns:
        if place.table.program_only and column.computed:
            continue
        rule = validate(column, place.cells(column.header))
        if rule is not None:
            worksheet.add_data_validation(rule)


def _is_locked(place: TablePlacement, column: Column) -> bool:
    if place.sheet.protected:
        return column.header not in place.sheet.open_columns
    # Without effect until an office protects the sheet itself; then its own columns must stay open
    return column.computed
