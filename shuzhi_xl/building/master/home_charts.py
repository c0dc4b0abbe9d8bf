"""The charts of 首页 (图表): forms and problems of each track, stacked, from the table 板块进展."""

from collections.abc import Mapping
from typing import Any, Final

from openpyxl.chart import BarChart, Series
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.master.home_grid import FIRST_STEP_COLUMN, LAST_COLUMN
from shuzhi_xl.building.master.prefill import prefilled
from shuzhi_xl.sheets.master.program_sheets import TRACK_PROGRESS, TrackProgress
from shuzhi_xl.xlsx.style.layout import PLACEMENTS, TablePlacement
from shuzhi_xl.xlsx.style.reproducible import read_parts, write_parts
from shuzhi_xl.xlsx.style.styles import BLUE, INK, LINE

_GREEN, _AMBER, _RED, _PALE = "8CC29A", "F2C66D", "E88F8B", "A9C4E6"
_FORMS: Final = {"returned": _GREEN, "pending": _AMBER, "missing": _RED}
_PROBLEMS: Final = {"closed": _GREEN, "running": _PALE, "overdue": _RED}
_ROWS, _ROW_HEIGHT = 7, 22
_MIDDLE = (FIRST_STEP_COLUMN + LAST_COLUMN) // 2
_LABEL: Final = "0;;;"
"""Zero has no label: it would be on the edge of its neighbour."""
_OPEN = f'formatCode="{_LABEL}"'.encode()
# In English Metric Units: a little short of half a column of the grid, and the gap between the charts.
_HALF, _GAP = 590_000, 60_000


def add_charts(worksheet: Worksheet) -> int:
    """Put two charts side by side below the table that they show (图表).

    Returns:
        The row below them.
    """
    place = PLACEMENTS[TRACK_PROGRESS.name]
    first = place.first_row + len(prefilled(TRACK_PROGRESS)) + 1
    worksheet.row_dimensions[first - 1].height = 6
    for row in range(first, first + _ROWS):
        worksheet.row_dimensions[row].height = _ROW_HEIGHT
    # Anchors count columns and rows from 0.
    left_column, middle, right = FIRST_STEP_COLUMN - 1, _MIDDLE - 1, LAST_COLUMN
    top, bottom = first - 1, first - 1 + _ROWS
    for title, colours, start, stop in (
        ("表单收回（份）", _FORMS, (left_column, 0), (middle, _HALF)),
        ("问题整改（项）", _PROBLEMS, (middle, _HALF + _GAP), (right, 0)),
    ):
        chart = _make_chart(place, title, colours)
        chart.anchor = TwoCellAnchor("twoCell", AnchorMarker(*start, top, 0), AnchorMarker(*stop, bottom, 0))
        worksheet.add_chart(chart)
    return first + _ROWS


def with_own_label_format(workbook: bytes) -> bytes:
    """Declare that chart labels have their own number format, which openpyxl leaves out (数字格式).

    Args:
        workbook: The package as openpyxl saved it.
    """
    parts = read_parts(workbook)
    charts = {name: parts[name] for name in parts if name.startswith("xl/charts/")}
    own_format = _OPEN + b' sourceLinked="0"'
    return write_parts(
        {**parts, **{name: chart.replace(_OPEN, own_format) for name, chart in charts.items()}}
    )


def _make_chart(place: TablePlacement, title: str, colours: Mapping[str, str]) -> Any:
    chart: Any = BarChart()
    # Stacked bars need an overlap of 100, or each piece begins beside the one before.
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 45
    chart.series = [_make_series(place, name, colour) for name, colour in colours.items()]
    chart.title = _make_title(title)
    chart.legend.position = "b"
    chart.legend.txPr = _make_text(9)
    # Both set: openpyxl leaves the element out otherwise, and current versions of Excel then show no axis.
    chart.x_axis.delete, chart.y_axis.delete = False, True
    # A bar chart begins at the bottom; reversed it has the order of the table above it.
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.txPr = _make_text(9)
    # Else Excel leaves out every other track's name when it finds the room too small.
    chart.x_axis.tickLblSkip = 1
    chart.x_axis.majorTickMark = "none"
    chart.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    chart.y_axis.majorGridlines = None
    chart.y_axis.scaling.min = 0
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    return chart


def _make_series(place: TablePlacement, name: str, colour: str) -> Any:
    column = TrackProgress.columns()[name].header
    rows = place.first_row, place.first_row + len(prefilled(TRACK_PROGRESS)) - 1
    series: Any = Series(place.absolute(column, *rows))
    series.tx = SeriesLabel(strRef=StrRef(f=place.absolute(column, place.header_row, place.header_row)))
    track = TrackProgress.columns()["track"].header
    series.cat = AxDataSource(strRef=StrRef(f=place.absolute(track, *rows)))
    series.graphicalProperties.solidFill = colour
    series.dLbls = DataLabelList()
    series.dLbls.numFmt, series.dLbls.showVal = _LABEL, True
    series.dLbls.txPr = _make_text(9)
    # Switched off one by one: some programs show whatever is not.
    for option in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(series.dLbls, option, False)
    return series


def _make_title(text: str) -> Title:
    characters = _characters(11, BLUE, bold=True)
    paragraph = Paragraph(
        pPr=ParagraphProperties(defRPr=characters), r=[RegularTextRun(rPr=characters, t=text)]
    )
    title = Title(overlay=False)
    title.tx = Text(rich=RichText(p=[paragraph]))
    return title


def _make_text(size: int) -> RichText:
    characters = _characters(size, INK)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=characters), endParaRPr=characters)])


def _characters(size: int, colour: str, *, bold: bool = False) -> CharacterProperties:
    # DrawingML counts in hundredths of a point.
    return CharacterProperties(sz=100 * size, b=bold, solidFill=colour)
