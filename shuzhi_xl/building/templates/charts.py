"""Bar charts of the templates, whose figures are filled in later on a hidden sheet (模板的图表)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from openpyxl.chart import BarChart, Series
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.master.vocabulary import GOOD
from shuzhi_xl.xlsx.output.summary.charts import GRADE_PATTERNS, Pattern, fill_of
from shuzhi_xl.xlsx.patch.values import Area, column_letters

_DARK: Final = frozenset((GRADE_PATTERNS[GOOD][1],))


@dataclass(frozen=True)
class TemplateBars:
    """Figures of a bar chart: names of the series in one row, one row per category below it.

    Attributes:
        row: The row of the names, which begin in B; the categories are in A.
        patterns: Of the series.
        number_format: Number format of the figures and so of their labels.
        stacked: Pieces of one bar that sum to 100 per cent, instead of bars side by side.
    """

    sheet: str
    row: int
    names: Sequence[str]
    patterns: Sequence[Pattern]
    categories: int
    number_format: str
    stacked: bool = False

    @property
    def last(self) -> int:
        """The row of the last category."""
        return self.row + self.categories


def add_chart(sheet: Worksheet, bars: TemplateBars, first: str, corner_below: str) -> None:
    """Put a chart over cells; anchored at both corners, it stays there in every program.

    Args:
        sheet: The sheet that shows it.
        bars: Its figures.
        first: The cell of its upper left corner.
        corner_below: The cell whose upper left corner is its lower right one.
    """
    chart: Any = BarChart()
    chart.type, chart.grouping = "bar", "percentStacked" if bars.stacked else "clustered"
    chart.overlap, chart.gapWidth = (100, 40) if bars.stacked else (0, 30)
    chart.series = [_make_series(bars, index) for index in range(len(bars.names))]
    chart.legend.position = "b"
    _set_axes(chart, bars)
    chart.x_axis.txPr = chart.y_axis.txPr = chart.legend.txPr = _make_text("262626")
    # The figures are on a hidden sheet; by default a chart leaves hidden cells out.
    chart.visible_cells_only = False
    (top, left_column), (bottom, right) = (Area.parse(cell)[:2] for cell in (first, corner_below))
    chart.anchor = TwoCellAnchor(
        "twoCell",
        AnchorMarker(left_column - 1, 40000, top - 1, 30000),
        AnchorMarker(right - 1, 0, bottom - 1, 0),
    )
    sheet.add_chart(chart)


def _set_axes(chart: Any, bars: TemplateBars) -> None:
    # A bar chart begins at the bottom; reversed it has the order of the table beside it.
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete, chart.y_axis.delete = False, not bars.stacked
    # The axis of stacked shares counts in parts of 1, whatever the figures are
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1 if bars.stacked else 100
    # Reversed categories move the axis of values to the top; crossing at the maximum brings it back down.
    chart.y_axis.numFmt, chart.y_axis.crosses, chart.y_axis.majorUnit = (
        "0%",
        "max",
        0.2 if bars.stacked else 20,
    )
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))


def _make_series(bars: TemplateBars, index: int) -> Any:
    column, pattern = column_letters(index + 2), bars.patterns[index]
    series: Any = Series(f"'{bars.sheet}'!${column}${bars.row + 1}:${column}${bars.last}")
    series.tx = SeriesLabel(strRef=StrRef(f=f"'{bars.sheet}'!${column}${bars.row}"))
    series.cat = AxDataSource(strRef=StrRef(f=f"'{bars.sheet}'!$A${bars.row + 1}:$A${bars.last}"))
    series.graphicalProperties = fill_of(pattern)
    series.dLbls = DataLabelList()
    series.dLbls.position = "ctr" if bars.stacked else "inEnd"
    series.dLbls.txPr = _make_text("FFFFFF" if pattern[1] in _DARK and not pattern[0] else "262626")
    if pattern[0]:
        # On lines alone no figure is legible
        series.dLbls.spPr = GraphicalProperties(solidFill="FFFFFF")
    series.dLbls.showVal = True
    for option in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(series.dLbls, option, False)
    return series


def _make_text(color: str) -> RichText:
    characters = CharacterProperties(sz=800, solidFill=color)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=characters), endParaRPr=characters)])
