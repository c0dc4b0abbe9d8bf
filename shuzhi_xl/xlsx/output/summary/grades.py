"""Sheets 得分图 and 等次分布: charts of the composites by rank and of the number of each grade."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.sheets.outgoing import track_summary as declared
from shuzhi_xl.sheets.outgoing.summary_content import ScoreLine, SummaryContent
from shuzhi_xl.wording.sheets import track_summary as say
from shuzhi_xl.wording.sheets.standings import UNDECIDED
from shuzhi_xl.xlsx.output.printed_sheet import (
    HEAD,
    HeaderRow,
    PrintedBlock,
    lay_out_rows,
    put_headers,
    put_titles,
    put_value,
)
from shuzhi_xl.xlsx.output.summary.charts import (
    GRADE_PATTERNS,
    OTHER_PATTERN,
    SummaryBars,
    add_bars,
    label_inside,
    make_bar_chart,
    name_axes,
    place_chart,
)
from shuzhi_xl.xlsx.output.summary.tables import finish_sheet
from shuzhi_xl.xlsx.patch.values import Area, column_letters
from shuzhi_xl.xlsx.style.styles import style_hint

_PAGE_COLUMNS, _COLUMN_WIDTH = 10, 9
_LEAST_ROWS, _ROWS_AROUND = 16, 7
"""Rows under the chart of composites: one per bar, and some for its title, axis and legend."""
_GRADE_ROWS = 18
_STEP = 10


def fill_scores(sheet: Worksheet, content: SummaryContent) -> Iterator[PrintedBlock]:
    """Fill in a page with a bar for every composite; the figures are beside the printed page."""
    put_titles(sheet, content.title, content.committee, _PAGE_COLUMNS, centred=False)
    for index in range(1, _PAGE_COLUMNS + 1):
        sheet.column_dimensions[column_letters(index)].width = _COLUMN_WIDTH
    first_col = _PAGE_COLUMNS + 2
    style_hint(put_value(sheet, 2, first_col, say.SCORES_DATA))
    grades = [*GRADES, UNDECIDED] if any(line.grade == UNDECIDED for line in content.scores) else GRADES
    under = put_headers(sheet, declared.score_columns(grades), first_col=first_col)
    rows = [[line.name, *_spread_by_grade(line, grades)] for line in content.scores]
    yield from lay_out_rows(sheet, under, rows, content.decimals)
    page = Area(HEAD, 1, HEAD + max(_LEAST_ROWS, len(rows) + _ROWS_AROUND), _PAGE_COLUMNS)
    if rows:
        place_chart(sheet, _make_scores_chart(sheet, content, under), page)
    finish_sheet(sheet, landscape=False, repeated=None)
    sheet.page_setup.fitToHeight = 1
    sheet.print_area = str(page._replace(first_row=1))


def _spread_by_grade(line: ScoreLine, grades: Sequence[str]) -> list[Decimal | None]:
    return [line.score if grade == line.grade else None for grade in grades]


def _make_scores_chart(sheet: Worksheet, content: SummaryContent, under: HeaderRow) -> Any:
    chart = make_bar_chart(say.scores_title(content.basis), lying=True)
    for index, column in enumerate(under.columns[1:], start=1):
        pattern = GRADE_PATTERNS.get(column.header, OTHER_PATTERN)
        add_bars(chart, sheet, _locate_bars(under, index, len(content.scores)), pattern)
        label_inside(chart.series[-1], pattern)
    # Each organisation has one bar. Stacked, because LibreOffice reverses the legend of bars side by side
    chart.grouping, chart.overlap, chart.gapWidth = "stacked", 100, 35
    # Excel draws the first horizontal bar at the bottom; reversed, its value axis would be at the top
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.crosses = "max"
    # Otherwise Excel leaves out names that it finds too close together
    chart.x_axis.tickLblSkip = 1
    worst = min(line.score for line in content.scores)
    # Bars from 0 would hide the few points that decide ranks; the axis title says where it begins
    chart.y_axis.scaling.min = max(0, int(worst) // _STEP * _STEP - _STEP)
    chart.y_axis.scaling.max = 100
    chart.y_axis.majorUnit = _STEP
    chart.y_axis.numFmt, chart.y_axis.number_format = None, "0"
    name_axes(chart, "", say.scores_axis(chart.y_axis.scaling.min))
    return chart


def _locate_bars(under: HeaderRow, index: int, rows: int) -> SummaryBars:
    col = under.first_col + index
    return SummaryBars(
        Area(under.line, col, under.line, col), under.column(index, rows), under.column(0, rows)
    )


def fill_grades(sheet: Worksheet, content: SummaryContent) -> Iterator[PrintedBlock]:
    """Fill in the number of each grade beside its quota, in figures and as bars."""
    columns = declared.GRADE_COLUMNS
    put_titles(sheet, content.title, content.committee, len(columns), centred=False)
    under = put_headers(sheet, columns)
    rows = [
        [
            line.grade,
            _to_float(line.threshold),
            line.count,
            line.share,
            _to_float(line.quota),
            line.quota_places,
        ]
        for line in content.grades
    ]
    yield from lay_out_rows(sheet, under, rows, content.decimals)
    chart = make_bar_chart(say.grades_title(content.basis), lying=False)
    for column, pattern in ((declared.COUNT, GRADE_PATTERNS[GRADES[0]]), (declared.PLACES, OTHER_PATTERN)):
        add_bars(chart, sheet, _locate_bars(under, columns.index(column), len(rows)), pattern)
    chart.gapWidth = 80
    chart.y_axis.scaling.min, chart.y_axis.number_format = 0, "0"
    name_axes(chart, declared.GRADE.header, say.GRADES_AXIS)
    first = HEAD + len(rows) + 2
    place_chart(sheet, chart, Area(first, 1, first + _GRADE_ROWS, len(columns)))
    finish_sheet(sheet, landscape=False)


def _to_float(value: Any) -> float | None:
    return None if value is None else float(value)
