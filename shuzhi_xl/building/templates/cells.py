"""Cells of the templates (模板的单元格): values, names, tables, dropdowns, shading."""

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.templates.cell_styles import HEADER, CellStyle
from shuzhi_xl.xlsx.patch.values import Area


class _GrowingRow(RowDimension):
    """A row with an initial height: Excel makes it higher when longer text is typed."""

    @property
    def customHeight(self) -> bool:  # noqa: N802  openpyxl's name
        """Whether the height was set by hand; openpyxl would say so for every height."""
        return False


def put(sheet: Worksheet, cell: str, value: Any, style: CellStyle, name: str = "") -> None:
    """Put a value into a cell, with its style and, if it is filled later, its defined name."""
    sheet[cell].value = value
    style.on(sheet[cell])
    if name:
        define(sheet, name, cell)


def put_row(sheet: Worksheet, first: str, values: Sequence[Any], style: CellStyle, *, name: str = "") -> None:
    """Put values side by side, all with one style."""
    start = Area.parse(first)
    for offset, value in enumerate(values):
        cell = sheet.cell(start.first_row, start.first_col + offset)
        cell.value = value
        style.on(cell)
    if name:
        define(sheet, name, str(start._replace(last_col=start.first_col + len(values) - 1)))


def put_across(sheet: Worksheet, area: str, value: Any, style: CellStyle, name: str = "") -> None:
    """Put a value into cells merged to one."""
    place = Area.parse(area)
    # Each cell, because Excel draws the border of merged cells from all of them.
    for row in sheet[area]:
        for cell in row:
            style.on(cell)
    sheet.cell(place.first_row, place.first_col).value = value
    sheet.merge_cells(area)
    if name:
        define(sheet, name, str(place._replace(last_row=place.first_row, last_col=place.first_col)))


def define(sheet: Worksheet, name: str, area: str) -> None:
    """Give an area its defined name (定义名称)."""
    book: Any = sheet.parent
    reference = f"'{sheet.title}'!{Area.parse(area).absolute}"
    book.defined_names[name] = DefinedName(name, attr_text=reference)


def put_table(
    sheet: Worksheet, first: str, styles: Mapping[str, CellStyle], height: float, rows: int = 1
) -> None:
    """Put an Excel table (ListObject) with empty rows; it is named like its sheet.

    Args:
        sheet: Its sheet.
        first: Address of its first header.
        styles: Headers in order, each with the style of its column.
        height: Height of a row, in points; it grows when longer text is typed.
        rows: Number of rows, at least one.
    """
    start = Area.parse(first)
    put_row(sheet, first, list(styles), HEADER)
    for row in range(start.first_row + 1, start.first_row + 1 + rows):
        sheet.row_dimensions[row] = _GrowingRow(sheet, index=row, ht=height)
        for column, style in enumerate(styles.values(), start.first_col):
            style.on(sheet.cell(row, column))
    area = start._replace(last_row=start.first_row + rows, last_col=start.first_col + len(styles) - 1)
    table = Table(displayName=sheet.title, name=sheet.title, ref=str(area))
    # openpyxl would add filter buttons to columns that it makes itself; on a locked sheet they do nothing.
    table.tableColumns = [
        TableColumn(id=number, name=header) for number, header in enumerate(styles, start=1)
    ]
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)


def offer(
    sheet: Worksheet, area: str, choices: str | Sequence[str], prompt: str = "", *, only: bool = True
) -> None:
    """Let cells be filled from a dropdown (下拉列表).

    Args:
        sheet: Its sheet.
        area: The cells.
        choices: The words offered, or the defined name of their cells.
        prompt: Shown when a cell is entered; blank for cells that people pass through quickly.
        only: Whether nothing else is accepted.
    """
    formula = choices if isinstance(choices, str) else '"' + ",".join(choices) + '"'
    # Without showErrorMessage Excel offers the list and accepts everything else as well.
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, sqref=area)
    if only:
        rule.showErrorMessage, rule.errorTitle = True, "请从下拉列表中选择"
        rule.error = "这里只能从下拉列表中选择，或者留空。"
    if prompt:
        rule.showInputMessage, rule.prompt = True, prompt
    sheet.add_data_validation(rule)


def offer_days(sheet: Worksheet, area: str) -> None:
    """Allow only dates in cells."""
    # The serial number of 2000-01-01
    rule = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True, sqref=area)
    rule.showErrorMessage, rule.errorTitle = True, "请填写日期"
    rule.error = "请填写日期，例如 2016-1-15。"
    sheet.add_data_validation(rule)


def mark_when(sheet: Worksheet, area: str, formula: str, fill: str) -> None:
    """Shade cells while a condition holds."""
    # In a differential style Excel takes a solid fill's colour from bgColor, not from fgColor.
    style = DifferentialStyle(fill=PatternFill(bgColor=fill))
    rule = Rule(type="expression", formula=[formula], dxf=style)
    sheet.conditional_formatting.add(area, rule)
