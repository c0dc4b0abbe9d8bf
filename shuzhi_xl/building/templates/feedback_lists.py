"""The lists of a branch's result workbook (反馈的各张清单)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.templates import cell_styles, cells, layout
from shuzhi_xl.sheets.master.vocabulary import RECTIFICATION_STATES
from shuzhi_xl.sheets.outgoing.feedback import (
    DUTY_HEADERS,
    DUTY_LIST,
    MORE_OF_PROBLEM,
    PROBLEM_HEADERS,
    PROBLEM_LIST,
    RECTIFICATION_HEADERS,
    RECTIFICATION_LIST,
    VOICE_HEADERS,
    VOICES,
    FeedbackPlace,
)
from shuzhi_xl.wording.sheets import feedback as say

_LIST_ROW: Final = 30.0
# Typefaces as on the first page
_TITLE: Final = replace(cell_styles.TITLE, face=cell_styles.SONG, bold=True, across="left")
_HINT: Final = replace(cell_styles.HINT, face=cell_styles.FANG, wrap=False)


def add_voice_list(book: Workbook) -> None:
    """The list of what was said about the branch; hidden until it has rows."""
    styles = _list_styles(VOICE_HEADERS, wide=("内容",))
    _add_list(book[VOICES], styles, (7, 15, 74), FeedbackPlace.VOICES_OF)
    _hide(book[VOICES])


def add_problem_list(book: Workbook) -> None:
    """问题清单: the problems by 来源."""
    styles = _list_styles(PROBLEM_HEADERS, wide=("问题",))
    _add_list(book[PROBLEM_LIST], styles, (12, 10, 74), FeedbackPlace.PROBLEMS_OF)
    # 整改清单 shows all three lists on one page; whoever wants this one alone can show it
    _hide(book[PROBLEM_LIST])


def add_duty_list(book: Workbook) -> None:
    """责任清单: who is responsible for each problem."""
    styles = _list_styles(DUTY_HEADERS, wide=("问题",))
    _add_list(book[DUTY_LIST], styles, (12, 56, 14, 14), FeedbackPlace.DUTIES_OF)
    _hide(book[DUTY_LIST])


def add_rectification_list(book: Workbook) -> None:
    """All three lists side by side (整改清单): the branch fills them in and sends them back."""
    answers, words = RECTIFICATION_HEADERS[3:], replace(cell_styles.WORDS, face=cell_styles.FANG)
    styles = {
        **_list_styles(RECTIFICATION_HEADERS[:3], wide=("问题",)),
        **dict.fromkeys(answers, replace(words, across="center")),
        **dict.fromkeys(("整改措施", "进展"), words),
        **dict.fromkeys(("整改时限", "完成日期"), replace(cell_styles.DAY, face=cell_styles.FANG)),
        **_list_styles([column.header for column in MORE_OF_PROBLEM], wide=()),
    }
    sheet = book[RECTIFICATION_LIST]
    widths = (11, 9, 40, 9, 9, 40, 12, 28, 9, 12, *(column.width for column in MORE_OF_PROBLEM))
    _add_list(sheet, styles, widths, FeedbackPlace.RECTIFICATION_OF, landscape=True)
    _add_bands(sheet)
    # Without 已销号: 销号 is for the town, and a branch cannot close its own problem.
    cells.offer(sheet, "I5", RECTIFICATION_STATES[:3])
    cells.offer_days(sheet, "G5 J5")


def _add_bands(sheet: Worksheet) -> None:
    """Above the headers, which of the three lists of 通知 四、5 each column belongs to."""
    last = get_column_letter(len(RECTIFICATION_HEADERS) + len(MORE_OF_PROBLEM))
    sheet["A1"].value = f"{PROBLEM_LIST}、{DUTY_LIST}、{RECTIFICATION_LIST}"
    # The hint makes room for the bands, so that the table stays where returned workbooks have it
    cells.put(sheet, "D2", sheet["A3"].value, _HINT)
    for area, title in (("A3:C3", PROBLEM_LIST), ("D3:E3", DUTY_LIST), (f"F3:{last}3", RECTIFICATION_LIST)):
        cells.put_across(sheet, area, title, cell_styles.HEADER)


def _hide(sheet: Worksheet) -> None:
    sheet.sheet_state = "hidden"
    sheet.print_area = None  # LibreOffice would print it though hidden


def _list_styles(headers: Sequence[str], wide: Sequence[str]) -> dict[str, cell_styles.CellStyle]:
    middle = replace(cell_styles.MIDDLE, face=cell_styles.FANG, wrap=True)
    wide_style = replace(cell_styles.BODY, face=cell_styles.FANG)
    return {header: wide_style if header in wide else middle for header in headers}


def _add_list(
    sheet: Worksheet,
    styles: dict[str, cell_styles.CellStyle],
    widths: Sequence[float],
    sender_place: FeedbackPlace,
    *,
    landscape: bool = False,
) -> None:
    last = get_column_letter(len(styles))
    cells.put(sheet, "A1", sheet.title, _TITLE)
    cells.put(sheet, "A2", None, replace(cell_styles.LINE, face=cell_styles.HEI), sender_place)
    cells.put(sheet, "A3", say.LIST_HINTS[sheet.title], _HINT)
    cells.put_table(sheet, "A4", styles, _LIST_ROW)
    # The program that opens the workbook sets the height of rows of one line; they need room as well.
    sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = _LIST_ROW, True
    layout.set_widths(sheet, *widths)
    layout.set_heights(sheet, {1: 30, 2: 20, 3: 20, 4: 26})
    sheet.freeze_panes = "A5"
    layout.set_page(sheet, f"A1:{last}5", landscape=landscape)
    sheet.print_title_rows = "1:4"
    layout.protect(sheet)
