"""Charts of grades in the district's workbook (等次占比图): stacked bars, drawn by Excel itself."""

from typing import Any, Final

from openpyxl.chart import BarChart, Series
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.outgoing.district import GradesChart
from shuzhi_xl.xlsx.patch.values import column_letters
from shuzhi_xl.xlsx.style.styles import GRADE_COLORS

_ROWS_A_PAGE: Final = 36
_LEAST_ROWS: Final = 9  # in fewer a chart has no room for its legend
_WIDTH: Final = 40
_NO_ZERO: Final = "0;;"  # labels take the format of their cells
_SCALE: Final = 75  # per cent; fitted to the page, Excel would put the breaks where it likes


def add_charts(sheet: Worksheet, content: GradesChart, columns: int, rows: range) -> None:
    """Add the charts of a sheet, and page breaks between those beside their rows.

    Args:
        sheet: The sheet, its rows filled in, with the grades' names in the row above them.
        content: Which columns it shows, and where it is.
        columns: How many columns the table has.
        rows: Sheet rows that it shows.
    """
    first = content.column + 1
    for row in sheet.iter_rows(rows.start, rows.stop - 1, first, first + len(GRADE_COLORS) - 1):
        for cell in row:
            cell.number_format = _NO_ZERO
    if content.is_beside:
        _add_beside(sheet, first, columns, rows)
    else:
        height = max(_LEAST_ROWS, 2 * len(rows) + 4)
        chart = _chart(sheet, first, rows, rows.start - 1)
        _anchor(sheet, chart, (0, rows.stop), (columns, rows.stop + height))


def _add_beside(sheet: Worksheet, first: int, columns: int, rows: range) -> None:
    sheet.column_dimensions[column_letters(columns + 1)].width = 2
    sheet.column_dimensions[column_letters(columns + 2)].width = _WIDTH
    for top in range(rows.start, rows.stop, _ROWS_A_PAGE):
        page = range(top, min(rows.stop, top + _ROWS_A_PAGE))
        bottom = max(page.stop, top + _LEAST_ROWS) - 1
        chart = _chart(sheet, first, page, rows.start - 1)
        _anchor(sheet, chart, (columns + 1, top - 1), (columns + 2, bottom))
        if page.stop < rows.stop:
            sheet.row_breaks.append(Break(id=page.stop - 1))
    if len(rows) > _ROWS_A_PAGE and sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = False
        sheet.page_setup.scale = _SCALE


def _anchor(sheet: Worksheet, chart: Any, upper_left: tuple[int, int], lower_right: tuple[int, int]) -> None:
    """Tie a chart to cells at both ends, by column and row from 0, so that it keeps its place anywhere."""
    ends = (AnchorMarker(column, 0, row, 0) for column, row in (upper_left, lower_right))
    chart.anchor = TwoCellAnchor("twoCell", *ends)
    sheet.add_chart(chart)


def _chart(sheet: Worksheet, first: int, rows: range, head: int) -> Any:
    chart: Any = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "percentStacked", 100, 40
    chart.series = [
        _series(sheet.title, column_letters(first + order), rows, head, colour)
        for order, colour in enumerate(GRADE_COLORS)
    ]
    chart.legend.position = "t"
    # openpyxl leaves the element out, and Excel then shows no axes
    chart.x_axis.delete = chart.y_axis.delete = False
    # Excel draws bars from the bottom up; turned round, the first town is on top as in the table
    chart.x_axis.scaling.orientation = "maxMin"
    # crosses max: otherwise the turned axis would have its scale above the bars
    chart.y_axis.numFmt, chart.y_axis.crosses, chart.y_axis.majorUnit = "0%", "max", 0.2
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))
    return chart


def _series(title: str, letter: str, rows: range, head: int, colour: str) -> Any:
    series: Any = Series(_cells(title, letter, rows))
    series.tx = SeriesLabel(strRef=StrRef(f=f"'{title}'!${letter}${head}"))
    series.cat = AxDataSource(strRef=StrRef(f=_cells(title, "A", rows)))
    series.graphicalProperties.solidFill = colour
    series.dLbls = DataLabelList()
    series.dLbls.showVal = True
    # some programs show whatever is not switched off
    for label in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(series.dLbls, label, False)
    return series


def _cells(title: str, letter: str, rows: range) -> str:
    return f"'{title}'!${letter}${rows.start}:${letter}${rows.stop - 1}"
