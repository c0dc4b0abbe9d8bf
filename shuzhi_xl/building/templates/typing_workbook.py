"""The template of the workbook in which a meeting's paper ballots are typed (录票.xlsx)."""

from dataclasses import replace
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.templates import cell_styles, cells, layout
from shuzhi_xl.building.templates.template_book import add_hidden_sheets, new_book, to_file
from shuzhi_xl.sheets.master.vocabulary import ABSTENTION, GRADES, SPOILED
from shuzhi_xl.sheets.outgoing.forms import (
    ENTRY,
    MARK_KEYS,
    MARKS_TYPED,
    TYPING_HEADERS,
    FormName,
    TypingPlace,
)

_HINTS: Final = (
    (
        "一行录一张票，票号照票上写的；先选票类，再逐格录评价；"
        f"空白为弃权，打了两个或看不清的录“{SPOILED}”；整张弃权的只选票类，没用到的整行留空。"
    ),
    f"录评价按数字：{MARK_KEYS}　（也可录首字母 h j y c，或打字，或按 Alt+↓ 选择；按 Tab 键到下一格）",
    "橙色：漏选了票类；红色：认不出的评价；浅灰的行只为好认。录完后保存，把文件原样发回即可，请不要解除保护。",
)
_ASK: Final = "FAD7A0"
_BAND: Final = "E9E9E9"
_WRONG: Final = "F5B7B1"
# What a typist's input method gives: full-width digits and letters too, which are read all the same
_ACCEPTED: Final = (*GRADES, SPOILED, ABSTENTION, *"1234hjycHJYC１２３４ｈｊｙｃＨＪＹＣ")
_HINT_LINE: Final = replace(cell_styles.HINT, wrap=False)
_KEYS_LINE: Final = replace(_HINT_LINE, bold=True, color=cell_styles.INK)
_SMALL: Final = replace(cell_styles.HEADER, size=9)


def build_typing_template() -> bytes:
    """The typing template as a file: 录票 and the hidden sheets."""
    book = new_book(ENTRY)
    _add_head(book)
    _add_ballots(book)
    add_hidden_sheets(book, FormName.CLASSES)
    return to_file(book)


def _add_head(book: Workbook) -> None:
    sheet = book[ENTRY]
    cells.put(sheet, "A1", None, replace(cell_styles.TITLE, across="left"), TypingPlace.TITLE)
    cells.put(sheet, "A2", None, replace(cell_styles.LINE, face=cell_styles.HEI), TypingPlace.MEETING)
    for row, hint in enumerate(_HINTS, start=3):
        cells.put(sheet, f"A{row}", hint, _KEYS_LINE if MARK_KEYS in hint else _HINT_LINE)
    counter = replace(
        cell_styles.LINE, bold=True, color=cell_styles.RED, number_format='0" 张"', across="center"
    )
    cells.put(sheet, "A6", "已录票", cell_styles.LINE)
    cells.put(sheet, "B6", 0, counter, TypingPlace.TYPED)
    cells.put(sheet, "D6", None, replace(counter, across="left"), TypingPlace.CLASSES_TYPED)
    grey = replace(cell_styles.LINE, color=cell_styles.GREY, size=10)
    cells.put(sheet, "A7", None, grey, TypingPlace.DUE)
    cells.put(sheet, "D7", None, grey, TypingPlace.HAND)
    layout.set_heights(sheet, {1: 30, 2: 20, 3: 17, 4: 17, 5: 17, 6: 20, 7: 17})


def _add_ballots(book: Workbook) -> None:
    sheet = book[ENTRY]
    for column, header in zip("ABC", (*TYPING_HEADERS, MARKS_TYPED), strict=True):
        cells.put(sheet, f"{column}8", header, cell_styles.HEADER)
        cells.put(sheet, f"{column}9", None, cell_styles.HEADER)
    cells.put_row(sheet, "D8", [None], _SMALL, name=TypingPlace.SECRETARIES)
    # 255 is Excel's number for upright letters, one below the other.
    upright = replace(cell_styles.HEADER, face=cell_styles.SONG, rotation=255)
    cells.put_row(sheet, "D9", [None], upright, name=TypingPlace.NAMES)
    cells.put_row(sheet, "A10", [None] * 3, cell_styles.MIDDLE, name=TypingPlace.BALLOTS)
    replace(cell_styles.ANSWER, size=10.5).on(sheet["B10"])
    replace(cell_styles.MIDDLE, size=10, color=cell_styles.GREY).on(sheet["C10"])
    cells.put_row(sheet, "D10", [None], replace(cell_styles.ANSWER, size=10.5), name=TypingPlace.MARKS)
    _add_choices(sheet)


def _add_choices(sheet: Worksheet) -> None:
    cells.define(sheet, TypingPlace.CLASSES, "B10")
    cells.offer(sheet, "B10", FormName.CLASSES)
    # A validation that refuses other words would refuse the keys
    cells.offer(sheet, "D10", (*GRADES, SPOILED), only=False)
    # Before the bands: where two conditional formats match, Excel shows the first one's fill.
    typed = 'SUBSTITUTE(D10," ","")'
    cells.mark_when(sheet, "D10", f'ISERROR(FIND("|"&{typed}&"|","||{"|".join(_ACCEPTED)}|"))', _WRONG)
    cells.mark_when(sheet, "A10:D10", 'AND($B10="",$C10>0)', _ASK)
    cells.mark_when(sheet, "D10", "MOD($A10,5)=0", _BAND)
    layout.set_widths(sheet, 8, 14, 6, 5.7)
    layout.set_heights(sheet, {8: 40, 9: 70, 10: 19})
    sheet.freeze_panes = "D10"
    layout.set_page(sheet, "A1:D10", landscape=True)
    sheet.print_title_rows = "8:9"
    layout.protect(sheet, answers_only=True)
