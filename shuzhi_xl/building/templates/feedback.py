"""The template of a branch's result workbook (反馈.xlsx)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.templates import look
from shuzhi_xl.building.templates.charts import TemplateBars, add_chart
from shuzhi_xl.sheets.declaration.column import Column, Kind
from shuzhi_xl.sheets.master.vocabulary import BALLOT_SOURCES, GRADES, RECTIFICATION_STATES, SOURCES
from shuzhi_xl.sheets.outgoing.feedback import (
    CHART_SHEET,
    COUNTED,
    DUTY_HEADERS,
    DUTY_LIST,
    FEEDBACK_SHEETS,
    MORE_LINES,
    MORE_OF_ORGANISATION,
    MORE_OF_PROBLEM,
    PROBLEM_HEADERS,
    PROBLEM_LIST,
    RECTIFICATION_HEADERS,
    RECTIFICATION_LIST,
    RESULT,
    VOICE_HEADERS,
    VOICES,
    FeedbackPlace,
    place_of,
)
from shuzhi_xl.wording.sheets import feedback as say
from shuzhi_xl.xlsx.style.styles import GRADE_COLORS

_SCORE: Final = replace(look.MIDDLE, shown="0.00")
_STRONG: Final = replace(_SCORE, face=look.HEI, fill="F3E9E7", size=11)
_COUNT: Final = replace(_SCORE, size=10)
_PART_HEADERS: Final = ("来源", "权重（%）", say.OWN, "计入综合分", say.MEAN)
_COUNT_HEADERS: Final = ("来源", "票类", *COUNTED, "得分")
_GRADE: Final = 6 + MORE_LINES
_PARTS: Final = _GRADE + 5
# One row for each source, then 加减分, then the total.
_TOTAL: Final = _PARTS + len(SOURCES) + 1
_CHART: Final = _TOTAL + 3
_COUNTS: Final = _CHART + 6
_LIST_ROW: Final = 30.0
_SHOWN: Final = {Kind.DAY: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm"}
_SHARES: Final = TemplateBars(
    sheet=CHART_SHEET,
    row=1,
    names=(*GRADES, say.OTHER_VOTES),
    colors=(*GRADE_COLORS, "BFBFBF"),
    categories=len(BALLOT_SOURCES),
    shown='[>=6]0.0"%";""',  # a narrow piece of the bar has no room for its label
    stacked=True,
)
_COMPARED: Final = TemplateBars(
    sheet=CHART_SHEET,
    row=5,
    names=(say.OWN, say.MEAN),
    colors=("3F7F5F", "C9C9C9"),
    categories=len(SOURCES) + 1,
    shown="0.00",
)


def build_feedback_template() -> bytes:
    """The feedback template as a file: 结果反馈, the three lists and the hidden sheets."""
    book = look.new_book(*FEEDBACK_SHEETS)
    book.create_sheet(VOICES, 1).sheet_view.showGridLines = False
    _add_head(book[RESULT])
    _add_parts(book[RESULT])
    _add_counts(book[RESULT])
    _add_voice_list(book)
    _add_problem_list(book)
    _add_duty_list(book)
    _add_rectification_list(book)
    look.add_hidden_sheets(book)
    _add_chart_figures(book.create_sheet(CHART_SHEET))
    add_chart(book[RESULT], _COMPARED, f"F{_PARTS - 1}", f"K{_TOTAL + 1}")
    add_chart(book[RESULT], _SHARES, f"A{_CHART}", f"K{_COUNTS - 1}")
    return look.saved(book)


def _add_head(sheet: Worksheet) -> None:
    look.put_across(sheet, "A1:J1", None, look.TITLE, FeedbackPlace.TITLE)
    look.put_across(sheet, "A2:J2", None, look.SUBTITLE, FeedbackPlace.COMMITTEE)
    label = replace(look.HEADER, wrap=False)
    strong = replace(look.MIDDLE, face=look.HEI, size=12)
    look.put(sheet, "A3", "党组织", label)
    look.put_across(sheet, "B3:J3", None, strong, FeedbackPlace.ORGANISATION)
    look.put(sheet, "A4", "书记", label)
    look.put_across(sheet, "B4:E4", None, strong, FeedbackPlace.SECRETARY)
    look.put(sheet, "F4", "板块", label)
    look.put_across(sheet, "G4:J4", None, strong, FeedbackPlace.TRACK)
    for order, column in enumerate(MORE_OF_ORGANISATION):
        _add_column(sheet, column, 5 + order // 2, label, first=order % 2 == 0)
    big = replace(look.MIDDLE, face=look.HEI, size=32, color=look.RED)
    plain = replace(_SCORE, face=look.HEI, size=22)
    for words, first, last, shown, place in (
        ("最终等次", "A", "D", big, FeedbackPlace.GRADE),
        (say.COMPOSITE, "E", "G", plain, FeedbackPlace.SCORE),
        (say.MEAN, "H", "J", replace(plain, color=look.GREY), FeedbackPlace.SCORE_MEAN),
    ):
        look.put_across(sheet, f"{first}{_GRADE}:{last}{_GRADE}", words, look.HEADER)
        look.put_across(sheet, f"{first}{_GRADE + 1}:{last}{_GRADE + 1}", None, shown, place)
    look.put(sheet, f"A{_GRADE + 2}", say.GRADE_NOTE, label)
    note = replace(look.BODY, size=9.5)
    look.put_across(sheet, f"B{_GRADE + 2}:J{_GRADE + 2}", None, note, FeedbackPlace.GRADE_NOTE)
    look.set_widths(sheet, 13, 10.5, 12, 12, 12, 11, 10, 10, 10, 8)
    look.set_heights(sheet, dict.fromkeys(range(_PARTS - 1, _COUNTS + 1), 20))
    look.set_heights(sheet, {1: 36, 2: 20, **dict.fromkeys(range(3, _GRADE - 1), 24)})
    look.set_heights(sheet, {_GRADE - 1: 8, _GRADE: 20, _GRADE + 1: 46, _GRADE + 2: 42})
    look.set_heights(sheet, {_GRADE + 3: 24, _TOTAL + 1: 18, _CHART - 1: 24})
    look.set_page(sheet, f"A1:J{_COUNTS}", one_page=True)
    look.protect(sheet)


def _add_column(sheet: Worksheet, column: Column, row: int, label: look.Look, *, first: bool) -> None:
    """A column of 组织名册 below the head, two in a row: its header, and room for the branch's value."""
    shown = replace(look.MIDDLE, face=look.HEI, size=12, shown=_SHOWN.get(column.kind, "General"))
    header, value = ("A", "B{0}:E{0}") if first else ("F", "G{0}:J{0}")
    look.put(sheet, f"{header}{row}", column.header, label)
    look.put_across(sheet, value.format(row), None, shown, place_of(column))


def _add_parts(sheet: Worksheet) -> None:
    look.put_across(sheet, f"A{_GRADE + 3}:J{_GRADE + 3}", "一、综合得分怎样构成", look.HEADING)
    look.put_row(sheet, f"A{_PARTS - 1}", _PART_HEADERS, look.HEADER)
    last, plus = _TOTAL - 2, _TOTAL - 1
    for row in range(_PARTS, last + 1):
        look.put_row(sheet, f"A{row}", [None] * 5, _SCORE)
        replace(_SCORE, shown="General").on(sheet[f"B{row}"])
    look.define(sheet, FeedbackPlace.PARTS, f"A{_PARTS}:E{last}")
    signed = replace(_SCORE, shown="+0.00;-0.00;0.00")
    look.put_row(sheet, f"A{plus}", ["加减分", None, None, None, None], signed)
    look.define(sheet, FeedbackPlace.ADJUSTMENT, f"D{plus}")
    look.put_row(sheet, f"A{_TOTAL}", [say.COMPOSITE, None, None, None, None], _STRONG)
    look.define(sheet, FeedbackPlace.COMPOSITE, f"D{_TOTAL}")
    look.define(sheet, FeedbackPlace.COMPOSITE_MEAN, f"E{_TOTAL}")
    look.put(sheet, f"A{_TOTAL + 1}", f"{say.ROUNDED}{say.ASK}", replace(look.HINT, wrap=False, size=9))


def _add_counts(sheet: Worksheet) -> None:
    look.put_across(sheet, f"A{_CHART - 1}:J{_CHART - 1}", "二、测评结果（票数和占比）", look.HEADING)
    look.put_row(sheet, f"A{_COUNTS - 1}", _COUNT_HEADERS, look.HEADER)
    look.put_row(sheet, f"A{_COUNTS}", [None] * len(_COUNT_HEADERS), _COUNT, name=FeedbackPlace.COUNTS)


def _add_chart_figures(sheet: Worksheet) -> None:
    sheet.sheet_state = "veryHidden"
    for place, bars in ((FeedbackPlace.CHART, _SHARES), (FeedbackPlace.COMPARED, _COMPARED)):
        look.put_row(sheet, f"A{bars.row}", ["来源", *bars.names], look.LINE)
        for row in range(bars.row + 1, bars.last + 1):
            look.put_row(
                sheet, f"A{row}", [None] * (1 + len(bars.names)), replace(look.LINE, shown=bars.shown)
            )
        look.define(sheet, place, f"A{bars.row + 1}:{'ABCDEF'[len(bars.names)]}{bars.last}")
    # Not on the page: only the styles of these cells are used.
    grey = replace(look.MIDDLE, size=9, color=look.GREY)
    looks = {
        FeedbackPlace.WITHHELD: replace(grey, across="centerContinuous", border=look.RULES_ONLY),
        FeedbackPlace.TOTAL: replace(_COUNT, face=look.HEI, fill="F3E9E7"),
        FeedbackPlace.HEADING: look.HEADING,
        FeedbackPlace.LABEL: replace(look.LINE, face=look.HEI, size=10.5),
        FeedbackPlace.TEXT: replace(look.LINE, size=10.5),
    }
    for row, (place, shown) in enumerate(looks.items(), start=_COMPARED.last + 2):
        look.put(sheet, f"A{row}", None, shown, place)
    look.protect(sheet)


def _add_voice_list(book: Workbook) -> None:
    looks = _list_looks(VOICE_HEADERS, wide=("内容",))
    _add_list(book[VOICES], looks, (7, 15, 74), FeedbackPlace.VOICES_OF)
    book[VOICES].sheet_state = "hidden"
    book[VOICES].print_area = None  # LibreOffice would print it though hidden


def _add_problem_list(book: Workbook) -> None:
    looks = _list_looks(PROBLEM_HEADERS, wide=("问题",))
    _add_list(book[PROBLEM_LIST], looks, (12, 10, 74), FeedbackPlace.PROBLEMS_OF)


def _add_duty_list(book: Workbook) -> None:
    looks = _list_looks(DUTY_HEADERS, wide=("问题",))
    _add_list(book[DUTY_LIST], looks, (12, 56, 14, 14), FeedbackPlace.DUTIES_OF)


def _add_rectification_list(book: Workbook) -> None:
    answers = RECTIFICATION_HEADERS[3:]
    looks = {
        **_list_looks(RECTIFICATION_HEADERS[:3], wide=("问题",)),
        **dict.fromkeys(answers, replace(look.WORDS, across="center")),
        **dict.fromkeys(("整改措施", "进展"), look.WORDS),
        **dict.fromkeys(("整改时限", "完成日期"), look.DAY),
        **_list_looks([column.header for column in MORE_OF_PROBLEM], wide=()),
    }
    sheet = book[RECTIFICATION_LIST]
    widths = (11, 9, 40, 9, 9, 40, 12, 28, 9, 12, *(column.width for column in MORE_OF_PROBLEM))
    _add_list(sheet, looks, widths, FeedbackPlace.RECTIFICATION_OF, landscape=True)
    # Without 已销号: 销号 is for the town, and a branch cannot close its own problem.
    look.offer(sheet, "I5", RECTIFICATION_STATES[:3])
    look.offer_days(sheet, "G5 J5")
    look.put(
        sheet,
        "J1",
        None,
        replace(look.LINE, face=look.HEI, color=look.RED, across="right"),
        FeedbackPlace.REPLY_BY,
    )


def _list_looks(headers: Sequence[str], wide: Sequence[str]) -> dict[str, look.Look]:
    middle = replace(look.MIDDLE, wrap=True)
    return {header: look.BODY if header in wide else middle for header in headers}


def _add_list(
    sheet: Worksheet,
    looks: dict[str, look.Look],
    widths: Sequence[float],
    sender_place: FeedbackPlace,
    *,
    landscape: bool = False,
) -> None:
    last = get_column_letter(len(looks))
    look.put(sheet, "A1", sheet.title, replace(look.TITLE, across="left"))
    look.put(sheet, "A2", None, replace(look.LINE, face=look.HEI), sender_place)
    look.put(sheet, "A3", say.LIST_HINTS[sheet.title], replace(look.HINT, wrap=False))
    look.put_table(sheet, "A4", looks, _LIST_ROW)
    # The program that opens the workbook sets the height of rows of one line; they need room as well.
    sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = _LIST_ROW, True
    look.set_widths(sheet, *widths)
    look.set_heights(sheet, {1: 30, 2: 20, 3: 20, 4: 26})
    sheet.freeze_panes = "A5"
    look.set_page(sheet, f"A1:{last}5", landscape=landscape)
    sheet.print_title_rows = "1:4"
    look.protect(sheet)
