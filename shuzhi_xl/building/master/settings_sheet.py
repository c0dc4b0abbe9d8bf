"""Sheet 基本设置: each row's value cell is formatted and validated as its own setting declares."""

from dataclasses import replace

from openpyxl.styles import Alignment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.master.validation import literal, validate
from shuzhi_xl.sheets.master.settings import SETTING, Settings
from shuzhi_xl.xlsx.files.shipped import project_folder
from shuzhi_xl.xlsx.style import styles
from shuzhi_xl.xlsx.style.conditional_formats import make_missing_setting_rule
from shuzhi_xl.xlsx.style.layout import PLACEMENTS
from shuzhi_xl.xlsx.textfiles.scheme_folder import list_schemes

_ALIGNMENT = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
_ROW_HEIGHT = 24
_LINE_LENGTH = 38


def _offer_schemes(rule: DataValidation) -> None:
    """A dropdown of the shipped schemes; any other name is accepted, because a town names its own schemes."""
    rule.type, rule.formula1 = "list", literal(list_schemes(project_folder()))
    rule.showErrorMessage = False


def refine_settings(worksheet: Worksheet) -> None:
    """Replace the value column's common format by each setting's own (基本设置)."""
    place = PLACEMENTS[SETTING.name]
    name, value, note = (place.letter(column.header) for column in SETTING.columns)
    # A cell has one validation only, and here each setting needs its own.
    worksheet.data_validations.dataValidation = []
    for row, column in enumerate(Settings.columns().values(), start=place.first_row):
        cell = worksheet[f"{value}{row}"]
        styles.style_value(cell, replace(column, width=SETTING.columns[1].width), locked=False)
        for letter in (name, value, note):
            worksheet[f"{letter}{row}"].alignment = _ALIGNMENT
        if rule := validate(column, cell.coordinate):
            if column is Settings.columns()["scheme"]:
                _offer_schemes(rule)
            worksheet.add_data_validation(rule)
        if column.required:
            worksheet.conditional_formatting.add(cell.coordinate, make_missing_setting_rule(cell.coordinate))
        for letter in (name, note):
            worksheet[f"{letter}{row}"].fill = styles.fill(styles.PALE_GREY)
        worksheet[f"{name}{row}"].font = styles.font(bold=column.required)
        worksheet.row_dimensions[row].height = _measure_row(column.hint)


def _measure_row(hint: str) -> float:
    # Rounded up. Excel measures a row only when somebody types in it, so the height is set here.
    lines = -(-len(hint) // _LINE_LENGTH)
    return _ROW_HEIGHT + 14 * (lines - 1)
