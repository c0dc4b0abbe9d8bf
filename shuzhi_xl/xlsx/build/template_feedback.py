"""The template of the workbook that tells a branch its result (反馈.xlsx)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.chart import BarChart, Series
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.forms import (
    CHART_SHEET,
    DUTY_HEADERS,
    DUTY_LIST,
    FEEDBACK_SHEETS,
    PROBLEM_HEADERS,
    PROBLEM_LIST,
    RECTIFICATION_HEADERS,
    RECTIFICATION_LIST,
    RESULT,
    FeedbackPlace,
)
from shuzhi_xl.sheets.vocabulary import ABSTENTION, BALLOT_SOURCES, GRADES, RECTIFICATION_STATES, SOURCES
from shuzhi_xl.xlsx.build import template_look as look

_SCORE: Final = replace(look.MIDDLE, shown="0.00")
GRADE_COLORS: Final = ("3F7F5F", "9CC3A5", "E8C77B", "B5453C")
"""Colours of the grades in charts, best first."""
_LABEL: Final = '[>=6]0.0"%";""'  # a narrow piece of the bar has no room for its label
_LAST_FIGURE: Final = 1 + len(BALLOT_SOURCES)
_PART_HEADERS: Final = ("来源", "权重（%）", "本人得分", "计入综合分", "板块平均")
_COUNT_HEADERS: Final = ("来源", "票类", *GRADES, ABSTENTION, "得分")
_LIST_HINTS: Final = {
    PROBLEM_LIST: "列出自查、点评、评议、调研中指出的问题。",
    DUTY_LIST: "列出每个问题由谁负责整改、由谁领导督办。",
    RECTIFICATION_LIST: "请填写浅黄色的格子，保存后把这个文件原样发回；整改完成后由党委核实销号。",
}


def build_feedback_template() -> bytes:
    """The feedback template as a file: 结果反馈, the three lists and the hidden sheets."""
    book = look.new_book(*FEEDBACK_SHEETS)
    _result_head(book[RESULT])
    _result_parts(book[RESULT])
    _result_counts(book[RESULT])
    _problem_list(book)
    _duty_list(book)
    _rectification_list(book)
    look.add_hidden_sheets(book)
    _figures(book.create_sheet(CHART_SHEET))
    _chart(book[RESULT])
    return look.saved(book)


def _result_head(sheet: Worksheet) -> None:
    look.put_across(sheet, "A1:J1", None, look.TITLE, FeedbackPlace.TITLE)
    look.put_across(sheet, "A2:J2", None, look.SUBTITLE, FeedbackPlace.COMMITTEE)
    label = replace(look.HEADER, wrap=False)
    strong = replace(look.MIDDLE, face=look.HEI, size=12)
    look.put(sheet, "A3", "党组织", label)
    look.put_across(sheet, "B3:H3", None, strong, FeedbackPlace.ORGANISATION)
    look.put(sheet, "A4", "书记", label)
    look.put_across(sheet, "B4:D4", None, strong, FeedbackPlace.SECRETARY)
    look.put(sheet, "E4", "板块", label)
    look.put_across(sheet, "F4:H4", None, strong, FeedbackPlace.TRACK)
    look.put(sheet, "J3", None, replace(look.LINE, face=look.HEI, color=look.RED), FeedbackPlace.REPLY_BY)
    look.put(sheet, "J4", "结果如有疑问，请与党委组织部门联系。", replace(look.HINT, wrap=False))
    look.set_widths(sheet, 10, 13, 14.5, 14.5, 14.5, 14.5, 14.5, 9, 2, 54)
    look.set_heights(
        sheet, {1: 40, 2: 22, 3: 25, 4: 25, **dict.fromkeys(range(5, 19), 19), 5: 26, 15: 8, 16: 26}
    )
    look.set_page(sheet, "A1:J18", landscape=True, one_page=True)
    look.protect(sheet)


def _result_parts(sheet: Worksheet) -> None:
    look.put_across(sheet, "A5:H5", "一、综合评定", look.HEADING)
    look.put(sheet, "J5", "各等次占比", look.HEADING)
    look.put_row(sheet, "A6", _PART_HEADERS, look.HEADER)
    last = 6 + len(SOURCES)
    for row in range(7, last + 1):
        look.put_row(sheet, f"A{row}", [None] * 5, _SCORE)
        replace(_SCORE, shown="General").on(sheet[f"B{row}"])
    look.define(sheet, FeedbackPlace.PARTS, f"A7:E{last}")
    plus, total = last + 1, last + 2
    look.put_row(
        sheet, f"A{plus}", ["加减分", None, None, None, None], replace(_SCORE, shown="+0.00;-0.00;0.00")
    )
    look.define(sheet, FeedbackPlace.ADJUSTMENT, f"D{plus}")
    strong = replace(_SCORE, face=look.HEI, fill="F3E9E7", size=11)
    look.put_row(sheet, f"A{total}", ["综合得分", None, None, None, None], strong)
    look.define(sheet, FeedbackPlace.COMPOSITE, f"D{total}")
    look.define(sheet, FeedbackPlace.COMPOSITE_MEAN, f"E{total}")
    look.put_across(sheet, "F6:H6", "最终等次", look.HEADER)
    big = replace(look.MIDDLE, face=look.HEI, size=40, color=look.RED)
    look.put_across(sheet, f"F7:H{total}", None, big, FeedbackPlace.GRADE)


def _result_counts(sheet: Worksheet) -> None:
    look.put_across(sheet, "A16:H16", "二、测评结果（票数和占比）", look.HEADING)
    look.put(sheet, "J16", "三、综合评价意见和点评", look.HEADING)
    look.put_row(sheet, "A17", _COUNT_HEADERS, look.HEADER)
    look.put_row(sheet, "A18", [None] * 8, replace(_SCORE, size=10), name=FeedbackPlace.COUNTS)
    look.put(sheet, "J17", None, replace(look.LINE, size=10.5), FeedbackPlace.TEXT)


def _figures(sheet: Worksheet) -> None:
    sheet.sheet_state = "veryHidden"
    look.put_row(sheet, "A1", ["来源", *GRADES], look.LINE)
    for row, source in enumerate(BALLOT_SOURCES, start=2):
        look.put_row(sheet, f"A{row}", [source, *[None] * len(GRADES)], replace(look.LINE, shown=_LABEL))
    look.define(sheet, FeedbackPlace.CHART, f"A2:E{_LAST_FIGURE}")
    # Kept away from the page: only the look of it is used.
    grey = replace(look.MIDDLE, size=9, color=look.GREY)
    withheld = replace(grey, across="centerContinuous", border=look.RULES_ONLY)
    look.put(sheet, "A5", None, withheld, FeedbackPlace.WITHHELD)
    look.protect(sheet)


def _chart(sheet: Worksheet) -> None:
    chart: Any = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "percentStacked", 100, 45
    chart.series = [_series(column, color) for column, color in zip("BCDE", GRADE_COLORS, strict=True)]
    chart.legend.position = "b"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.numFmt, chart.y_axis.crosses, chart.y_axis.majorUnit = "0%", "max", 0.2
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))
    # The figures stand on a hidden sheet, which a chart leaves out unless told otherwise.
    chart.visible_cells_only = False
    # Tied to cells at both ends, so that it keeps to its column in whichever program.
    chart.anchor = TwoCellAnchor("twoCell", AnchorMarker(9, 0, 5, 40000), AnchorMarker(10, 0, 15, 0))
    sheet.add_chart(chart)


def _series(column: str, color: str) -> Any:
    series: Any = Series(f"'{CHART_SHEET}'!${column}$2:${column}${_LAST_FIGURE}")
    series.tx = SeriesLabel(strRef=StrRef(f=f"'{CHART_SHEET}'!${column}$1"))
    series.cat = AxDataSource(strRef=StrRef(f=f"'{CHART_SHEET}'!$A$2:$A${_LAST_FIGURE}"))
    series.graphicalProperties.solidFill = color
    series.dLbls = DataLabelList()
    series.dLbls.showVal = True
    for other in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(series.dLbls, other, False)
    return series


def _problem_list(book: Workbook) -> None:
    looks = _looks(PROBLEM_HEADERS, wide=("问题",))
    _list(book[PROBLEM_LIST], looks, (11, 9, 118), 46)


def _duty_list(book: Workbook) -> None:
    looks = _looks(DUTY_HEADERS, wide=("问题",))
    _list(book[DUTY_LIST], looks, (11, 95, 16, 16), 46)


def _rectification_list(book: Workbook) -> None:
    answers = RECTIFICATION_HEADERS[3:]
    looks = {
        **_looks(RECTIFICATION_HEADERS[:3], wide=("问题",)),
        **dict.fromkeys(answers, replace(look.WORDS, across="center")),
        **dict.fromkeys(("整改措施", "进展"), look.WORDS),
        **dict.fromkeys(("整改时限", "完成日期"), look.DAY),
    }
    sheet = book[RECTIFICATION_LIST]
    _list(sheet, looks, (9, 7, 44, 9, 10, 36, 12, 27, 9, 12), 56)
    look.offer(sheet, "I5", RECTIFICATION_STATES[:3])
    look.offer_days(sheet, "G5 J5")


def _looks(headers: Sequence[str], wide: Sequence[str]) -> dict[str, look.Look]:
    middle = replace(look.MIDDLE, wrap=True)
    return {header: look.BODY if header in wide else middle for header in headers}


def _list(sheet: Worksheet, looks: dict[str, look.Look], widths: Sequence[float], height: float) -> None:
    look.put(sheet, "A1", sheet.title, replace(look.TITLE, across="left"))
    look.put(sheet, "A2", _LIST_HINTS[sheet.title], replace(look.HINT, wrap=False))
    look.put_table(sheet, "A4", looks, height)
    look.set_widths(sheet, *widths)
    look.set_heights(sheet, {1: 30, 2: 18, 3: 6, 4: 26})
    sheet.freeze_panes = "A5"
    look.set_page(sheet, f"A1:{'ABCDEFGHIJ'[len(looks) - 1]}5", landscape=True)
    sheet.print_title_rows = "4:4"
    look.protect(sheet)
