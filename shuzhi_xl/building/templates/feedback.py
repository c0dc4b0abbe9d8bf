"""The template of a branch's result workbook (反馈.xlsx)."""

from dataclasses import replace
from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.templates import cell_styles, cells, layout
from shuzhi_xl.building.templates.charts import TemplateBars, add_chart
from shuzhi_xl.building.templates.feedback_lists import (
    add_duty_list,
    add_problem_list,
    add_rectification_list,
    add_voice_list,
)
from shuzhi_xl.building.templates.template_book import add_hidden_sheets, new_book, to_file
from shuzhi_xl.sheets.declaration.column import Column, Kind
from shuzhi_xl.sheets.master.vocabulary import BALLOT_SOURCES, GOOD, GRADES, SOURCES
from shuzhi_xl.sheets.outgoing.feedback import (
    CHART_SHEET,
    COUNTED,
    FEEDBACK_SHEETS,
    MORE_LINES,
    MORE_OF_ORGANISATION,
    RESULT,
    VOICES,
    FeedbackPlace,
    place_of,
)
from shuzhi_xl.wording.sheets import feedback as say
from shuzhi_xl.xlsx.output.summary.charts import GRADE_PATTERNS

# Typefaces by the habits of GB/T 9704, as on the lists that leave the house
_TITLE: Final = replace(cell_styles.TITLE, face=cell_styles.SONG, bold=True)
_SUBTITLE: Final = replace(cell_styles.SUBTITLE, face=cell_styles.FANG, size=12)
_HEADER: Final = replace(cell_styles.HEADER, size=11)
_SCORE: Final = replace(cell_styles.MIDDLE, face=cell_styles.FANG, size=12, number_format="0.00")
_STRONG: Final = replace(_SCORE, face=cell_styles.HEI, fill="F3E9E7", size=11)
_COUNT: Final = replace(_SCORE, size=10)
_PART_HEADERS: Final = ("来源", "权重（%）", say.OWN, "计入综合分", say.MEAN)
_COUNT_HEADERS: Final = ("来源", "票类", *COUNTED, "得分")
_GRADE: Final = 6 + MORE_LINES
_PARTS: Final = _GRADE + 5
# One row for each source, then 加减分, then the total.
_TOTAL: Final = _PARTS + len(SOURCES) + 1
_CHART: Final = _TOTAL + 3
_COUNTS: Final = _CHART + 6
_FORMATS: Final = {Kind.DAY: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm"}
_SHARES: Final = TemplateBars(
    sheet=CHART_SHEET,
    row=1,
    names=(*GRADES, say.OTHER_VOTES),
    patterns=(*(GRADE_PATTERNS[grade] for grade in GRADES), ("pct20", "7F7F7F", "FFFFFF")),
    categories=len(BALLOT_SOURCES),
    number_format='[>=6]0.0"%";""',  # a narrow piece of the bar has no room for its label
    stacked=True,
)
_COMPARED: Final = TemplateBars(
    sheet=CHART_SHEET,
    row=5,
    names=(say.OWN, say.MEAN),
    patterns=(GRADE_PATTERNS[GOOD], ("", "C9C9C9", "")),
    categories=len(SOURCES) + 1,
    number_format="0.00",
)


def build_feedback_template() -> bytes:
    """The feedback template as a file: 结果反馈, the three lists and the hidden sheets."""
    book = new_book(*FEEDBACK_SHEETS)
    book.create_sheet(VOICES, 1).sheet_view.showGridLines = False
    _add_head(book[RESULT])
    _add_parts(book[RESULT])
    _add_counts(book[RESULT])
    add_voice_list(book)
    add_problem_list(book)
    add_duty_list(book)
    add_rectification_list(book)
    add_hidden_sheets(book)
    _add_chart_figures(book.create_sheet(CHART_SHEET))
    add_chart(book[RESULT], _COMPARED, f"F{_PARTS - 1}", f"K{_TOTAL + 1}")
    add_chart(book[RESULT], _SHARES, f"A{_CHART}", f"K{_COUNTS - 1}")
    return to_file(book)


def _add_head(sheet: Worksheet) -> None:
    cells.put_across(sheet, "A1:J1", None, _TITLE, FeedbackPlace.TITLE)
    cells.put_across(
        sheet,
        "A2:J2",
        None,
        _SUBTITLE,
        FeedbackPlace.COMMITTEE,
    )
    label = replace(_HEADER, wrap=False)
    strong = replace(cell_styles.MIDDLE, face=cell_styles.HEI, size=12)
    cells.put(sheet, "A3", "党组织", label)
    cells.put_across(sheet, "B3:J3", None, strong, FeedbackPlace.ORGANISATION)
    cells.put(sheet, "A4", "书记", label)
    cells.put_across(sheet, "B4:E4", None, strong, FeedbackPlace.SECRETARY)
    cells.put(sheet, "F4", "板块", label)
    cells.put_across(sheet, "G4:J4", None, strong, FeedbackPlace.TRACK)
    for order, column in enumerate(MORE_OF_ORGANISATION):
        _add_column(sheet, column, 5 + order // 2, label, first=order % 2 == 0)
    big = replace(cell_styles.MIDDLE, face=cell_styles.HEI, size=32, color=cell_styles.RED)
    plain = replace(_SCORE, face=cell_styles.HEI, size=22)
    for words, first, last, style, place in (
        (say.GRADE, "A", "D", big, FeedbackPlace.GRADE),
        (say.COMPOSITE, "E", "G", plain, FeedbackPlace.SCORE),
        (say.MEAN, "H", "J", replace(plain, color=cell_styles.GREY), FeedbackPlace.SCORE_MEAN),
    ):
        cells.put_across(sheet, f"{first}{_GRADE}:{last}{_GRADE}", words, _HEADER)
        cells.put_across(sheet, f"{first}{_GRADE + 1}:{last}{_GRADE + 1}", None, style, place)
    cells.define(sheet, FeedbackPlace.GRADE_TITLE, f"A{_GRADE}")
    cells.put(sheet, f"A{_GRADE + 2}", say.GRADE_NOTE, label)
    note = replace(cell_styles.BODY, face=cell_styles.FANG, size=10)
    cells.put_across(sheet, f"B{_GRADE + 2}:J{_GRADE + 2}", None, note, FeedbackPlace.GRADE_NOTE)
    _lay_out_result(sheet)


def _lay_out_result(sheet: Worksheet) -> None:
    layout.set_widths(sheet, 13, 10.5, 12, 12, 12, 11, 10, 10, 10, 8)
    layout.set_heights(sheet, dict.fromkeys(range(_PARTS - 1, _COUNTS + 1), 20))
    layout.set_heights(sheet, {1: 36, 2: 20, **dict.fromkeys(range(3, _GRADE - 1), 24)})
    layout.set_heights(sheet, {_GRADE - 1: 8, _GRADE: 20, _GRADE + 1: 46, _GRADE + 2: 42})
    layout.set_heights(sheet, {_GRADE + 3: 24, _TOTAL + 1: 18, _CHART - 1: 24})
    layout.set_page(sheet, f"A1:J{_COUNTS}", one_page=True)
    layout.protect(sheet)


def _add_column(
    sheet: Worksheet, column: Column, row: int, label: cell_styles.CellStyle, *, first: bool
) -> None:
    """A column of 组织名册 below the head, two in a row: its header, and room for the branch's value."""
    style = replace(
        cell_styles.MIDDLE, face=cell_styles.HEI, size=12, number_format=_FORMATS.get(column.kind, "General")
    )
    header, value = ("A", "B{0}:E{0}") if first else ("F", "G{0}:J{0}")
    cells.put(sheet, f"{header}{row}", column.header, label)
    cells.put_across(sheet, value.format(row), None, style, place_of(column))


def _add_parts(sheet: Worksheet) -> None:
    cells.put_across(sheet, f"A{_GRADE + 3}:J{_GRADE + 3}", "一、综合得分构成", cell_styles.HEADING)
    cells.put_row(sheet, f"A{_PARTS - 1}", _PART_HEADERS, _HEADER)
    last, plus = _TOTAL - 2, _TOTAL - 1
    for row in range(_PARTS, last + 1):
        cells.put_row(sheet, f"A{row}", [None] * 5, _SCORE)
        replace(_SCORE, number_format="General").on(sheet[f"B{row}"])
    cells.define(sheet, FeedbackPlace.PARTS, f"A{_PARTS}:E{last}")
    signed = replace(_SCORE, number_format="+0.00;-0.00;0.00")
    cells.put_row(sheet, f"A{plus}", ["加减分", None, None, None, None], signed)
    cells.define(sheet, FeedbackPlace.ADJUSTMENT, f"D{plus}")
    cells.put_row(sheet, f"A{_TOTAL}", [say.COMPOSITE, None, None, None, None], _STRONG)
    cells.define(sheet, FeedbackPlace.COMPOSITE, f"D{_TOTAL}")
    cells.define(sheet, FeedbackPlace.COMPOSITE_MEAN, f"E{_TOTAL}")
    cells.put(
        sheet,
        f"A{_TOTAL + 1}",
        f"{say.ROUNDED}{say.ASK}",
        replace(cell_styles.HINT, face=cell_styles.FANG, wrap=False, size=9),
    )


def _add_counts(sheet: Worksheet) -> None:
    cells.put_across(sheet, f"A{_CHART - 1}:J{_CHART - 1}", "二、测评结果（票数和占比）", cell_styles.HEADING)
    cells.put_row(sheet, f"A{_COUNTS - 1}", _COUNT_HEADERS, _HEADER)
    cells.put_row(sheet, f"A{_COUNTS}", [None] * len(_COUNT_HEADERS), _COUNT, name=FeedbackPlace.COUNTS)


def _add_chart_figures(sheet: Worksheet) -> None:
    sheet.sheet_state = "veryHidden"
    for place, bars in ((FeedbackPlace.CHART, _SHARES), (FeedbackPlace.COMPARED, _COMPARED)):
        cells.put_row(sheet, f"A{bars.row}", ["来源", *bars.names], cell_styles.LINE)
        for row in range(bars.row + 1, bars.last + 1):
            cells.put_row(
                sheet,
                f"A{row}",
                [None] * (1 + len(bars.names)),
                replace(cell_styles.LINE, number_format=bars.number_format),
            )
        cells.define(sheet, place, f"A{bars.row + 1}:{'ABCDEF'[len(bars.names)]}{bars.last}")
    _add_style_cells(sheet)


def _add_style_cells(sheet: Worksheet) -> None:
    # Not on the page: only the styles of these cells are used.
    grey = replace(cell_styles.MIDDLE, face=cell_styles.FANG, size=9, color=cell_styles.GREY)
    styles = {
        FeedbackPlace.WITHHELD: replace(grey, across="centerContinuous", border=cell_styles.RULES_ONLY),
        FeedbackPlace.TOTAL: replace(_COUNT, face=cell_styles.HEI, fill="F3E9E7"),
        FeedbackPlace.HEADING: cell_styles.HEADING,
        FeedbackPlace.LABEL: replace(cell_styles.LINE, face=cell_styles.HEI, size=10.5),
        FeedbackPlace.TEXT: replace(cell_styles.LINE, face=cell_styles.FANG, size=10.5),
    }
    for row, (place, style) in enumerate(styles.items(), start=_COMPARED.last + 2):
        cells.put(sheet, f"A{row}", None, style, place)
    layout.protect(sheet)
