"""Bar charts of the summary (图表): native, in Chinese, distinguishable in black and white by patterns."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from openpyxl.chart import BarChart, Series
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.master.vocabulary import AVERAGE, FAIRLY_GOOD, GOOD, POOR
from shuzhi_xl.xlsx.output.printed_sheet import ROW
from shuzhi_xl.xlsx.patch.values import Area

Pattern = tuple[str, str, str]
"""Preset pattern, blank for a plain fill; colour of its lines; colour behind them."""

GRADE_PATTERNS: Final[Mapping[str, Pattern]] = {
    GOOD: ("", "2F6F56", ""),
    FAIRLY_GOOD: ("", "B7D3BF", ""),
    AVERAGE: ("dkUpDiag", "A8701C", "FFFFFF"),
    POOR: ("smCheck", "9B1C1F", "FFFFFF"),
}
OTHER_PATTERN: Final[Pattern] = ("", "FFFFFF", "")
_EDGE: Final = "595959"
_GRID: Final = "D9D9D9"
_INK: Final = "262626"


def make_bar_chart(title: str, *, lying: bool) -> Any:
    """Make an empty bar chart with its title and visible axes; `lying` for horizontal bars."""
    chart: Any = BarChart()
    chart.type, chart.grouping = "bar" if lying else "col", "clustered"
    chart.title = title
    # Without this, charts made by openpyxl 3.1 have the title over the bars
    chart.title.overlay = False
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_letters(1400, bold=True))
    for run in chart.title.tx.rich.p[0].r:
        run.rPr = _letters(1400, bold=True)
    for axis in (chart.x_axis, chart.y_axis):
        # openpyxl 3.1 hides the axes of a new chart
        axis.delete = False
        axis.txPr = make_text(900)
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_GRID))
    chart.legend.position = "b"
    return chart


class SummaryBars(NamedTuple):
    """The cells with the name, the heights and the categories of some bars."""

    name: Area
    heights: Area
    categories: Area


def add_bars(chart: Any, sheet: Worksheet, bars: SummaryBars, pattern: Pattern) -> None:
    """Add bars to a chart, without a cached copy of their cells."""
    name, heights, categories = (f"'{sheet.title}'!{area.absolute}" for area in bars)
    series: Any = Series(heights)
    series.tx = SeriesLabel(strRef=StrRef(f=name))
    series.cat = AxDataSource(strRef=StrRef(f=categories))
    series.graphicalProperties = fill_of(pattern)
    series.invertIfNegative = False
    series.dLbls = DataLabelList()
    series.dLbls.txPr = make_text(900)
    series.dLbls.showVal, series.dLbls.position = True, "outEnd"
    for label_part in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(series.dLbls, label_part, False)
    chart.series.append(series)


def label_inside(series: Any, pattern: Pattern) -> None:
    """Put the figures of a series inside its bars; Excel accepts none outside of stacked ones."""
    preset, front, _ = pattern
    is_dark = front == GRADE_PATTERNS[GOOD][1]
    series.dLbls.position, series.dLbls.txPr = "inEnd", make_text(900, "FFFFFF" if is_dark else _INK)
    if preset:
        # On lines alone no figure is legible
        series.dLbls.spPr = GraphicalProperties(solidFill="FFFFFF")


def place_chart(sheet: Worksheet, chart: Any, area: Area) -> None:
    """Put a chart over some cells; anchored at both ends, it has their size in any program."""
    for row in range(area.first_row, area.last_row + 1):
        sheet.row_dimensions[row].height = ROW
    start = AnchorMarker(area.first_col - 1, 0, area.first_row - 1, 0)
    end = AnchorMarker(area.last_col, 0, area.last_row, 0)
    chart.anchor = TwoCellAnchor("twoCell", start, end)
    sheet.add_chart(chart)


def fill_of(pattern: Pattern) -> GraphicalProperties:
    """The fill of a bar, with a thin edge."""
    preset, front, back = pattern
    # 6350 EMU are half a point
    edge = LineProperties(solidFill=_EDGE, w=6350)
    if not preset:
        return GraphicalProperties(solidFill=front, ln=edge)
    hatched: Any = PatternFillProperties(prst=preset)  # type: ignore[arg-type] # one of many literals
    hatched.fgClr, hatched.bgClr = ColorChoice(srgbClr=front), ColorChoice(srgbClr=back)  # type: ignore[arg-type]
    return GraphicalProperties(pattFill=hatched, ln=edge)


def name_axes(chart: Any, categories: str, values: str) -> None:
    """Give the axes their titles; blank for none."""
    for axis, words in ((chart.x_axis, categories), (chart.y_axis, values)):
        if words:
            axis.title = words
            axis.title.overlay = False
            for run in axis.title.tx.rich.p[0].r:
                run.rPr = _letters(900)


def make_text(size: int, colour: str = _INK) -> RichText:
    """Text properties of a font size, in hundredths of a point, and a colour."""
    letters = _letters(size, colour)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)])


def _letters(size: int, colour: str = _INK, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, solidFill=colour)
