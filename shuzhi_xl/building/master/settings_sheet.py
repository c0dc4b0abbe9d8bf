"""Sheets 基本设置 and 新建: each row's value cell is formatted and validated as its own setting declares."""

from dataclasses import replace
from typing import Any

from openpyxl.styles import Alignment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import Outline
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.master.validation import literal, validate
from shuzhi_xl.sheets.declaration.column import YES_NO, Column
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.master.new_year import NEW_YEAR, NewYear
from shuzhi_xl.sheets.master.settings import CONFIRMED_KEY, SETTING, TECHNICAL_KEYS, Settings
from shuzhi_xl.xlsx.files.shipped import project_folder
from shuzhi_xl.xlsx.patch.values import MAX_ROW
from shuzhi_xl.xlsx.style import styles
from shuzhi_xl.xlsx.style.conditional_formats import MISSING, make_missing_setting_rule
from shuzhi_xl.xlsx.style.layout import PLACEMENTS, TablePlacement
from shuzhi_xl.xlsx.textfiles.scheme_folder import list_schemes

_ALIGNMENT = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
_ROW_HEIGHT = 24
_SCHEMES = [lines["scheme"] for lines in (Settings.columns(), NewYear.columns())]


def _offer_schemes(rule: DataValidation) -> None:
    """A dropdown of the shipped schemes; any other name is accepted, because a town names its own schemes."""
    rule.type, rule.formula1 = "list", literal(list_schemes(project_folder()))
    rule.showErrorMessage = False


def refine_settings(worksheet: Worksheet) -> None:
    """Replace the value column's common format by each setting's, and fold the technical ones (基本设置)."""
    place = PLACEMENTS[SETTING.name]
    # A cell has one validation only, and here each setting needs its own.
    worksheet.data_validations.dataValidation = []
    for row, column in enumerate(Settings.columns().values(), start=place.first_row):
        _refine_line(worksheet, SETTING, row, column)
        if column.header in TECHNICAL_KEYS:
            worksheet.row_dimensions[row].outlineLevel = 1
            worksheet.row_dimensions[row].hidden = True
        if column.header == CONFIRMED_KEY:
            worksheet.row_dimensions[row].collapsed = True
            tick = worksheet[f"{place.letter('取值')}{row}"].coordinate
            worksheet.conditional_formatting.add(tick, MISSING.rule(f'{tick}="{YES_NO[1]}"'))
    # The sign to unfold is at the tick above the lines
    worksheet.sheet_properties.outlinePr = Outline(summaryBelow=False)
    worksheet.sheet_format.outlineLevelRow = 1
    # Whole columns: of an area that ends at a row Excel prints the blank pages too
    worksheet.print_area = f"{place.letter('名称')}1:{place.letter('说明')}{MAX_ROW}"


def refine_page(worksheet: Worksheet) -> None:
    """Replace the common format of 填写 by each line's own (新建)."""
    worksheet.data_validations.dataValidation = []
    for row, column in enumerate(NewYear.columns().values(), start=PLACEMENTS[NEW_YEAR.name].first_row):
        _refine_line(worksheet, NEW_YEAR, row, column)


def _refine_line(worksheet: Worksheet, table: Table[Any], row: int, column: Column) -> None:
    place = PLACEMENTS[table.name]
    name, value, *explained = (place.letter(header) for header in table.headers)
    cell = worksheet[f"{value}{row}"]
    styles.style_value(cell, replace(column, width=table.columns[1].width), locked=False)
    for letter in (name, value, *explained):
        worksheet[f"{letter}{row}"].alignment = _ALIGNMENT
    if rule := validate(column, cell.coordinate):
        if column in _SCHEMES:
            _offer_schemes(rule)
        worksheet.add_data_validation(rule)
    if column.required:
        worksheet.conditional_formatting.add(cell.coordinate, make_missing_setting_rule(cell.coordinate))
    for letter in (name, *explained):
        worksheet[f"{letter}{row}"].fill = styles.fill(styles.PALE_GREY)
    worksheet[f"{name}{row}"].font = styles.font(bold=column.required)
    worksheet.row_dimensions[row].height = _measure_row(worksheet, place, row)


def _measure_row(worksheet: Worksheet, place: TablePlacement, row: int) -> float:
    # Rounded up. Excel measures a row only when somebody types in it, so the height is set here.
    texts = {
        column: str(worksheet[f"{place.letter(column.header)}{row}"].value or "")
        for column in place.table.columns
    }
    lines = max(
        sum(-(-2 * len(line) // column.width) or 1 for line in text.split("\n"))
        for column, text in texts.items()
    )
    return _ROW_HEIGHT + 14 * (lines - 1)
