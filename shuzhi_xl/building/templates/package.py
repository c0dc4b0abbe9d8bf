"""The template of a branch's package (测评表.xlsx)."""

from dataclasses import replace
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.templates import cell_styles, cells, layout
from shuzhi_xl.building.templates.template_book import add_hidden_sheets, new_book, to_file
from shuzhi_xl.sheets.master.vocabulary import GRADES, OVERALL
from shuzhi_xl.sheets.outgoing.forms import (
    CLASS_LABEL,
    ENTRY,
    ENTRY_HEADERS,
    GUIDE,
    PACKAGE_SHEETS,
    PAPER_BALLOT,
    SELF_CHECK_HEADERS,
    SELF_CHECK_ROWS,
    SELF_CHECK_SHEET,
    SURVEY_HEADERS,
    SURVEY_SHEET,
    FormName,
    PackagePlace,
    ballot_header,
)

_STEPS: Final = (
    (
        f"打开“{ENTRY}”：每一列是一张测评票。先在“{CLASS_LABEL}”一行选好票类，再往下逐位选择"
        f"{'、'.join(GRADES)}。空白表示弃权；灰色格子按规定回避，不用填。"
    ),
    f"打开“{SURVEY_SHEET}”：每一行是一份问卷。选好票类和总体评价，有意见建议的请如实录入；没有收回的问卷整行留空。",
    f"打开“{SELF_CHECK_SHEET}”：填写书记自己查摆的问题、责任人、责任领导、整改措施和整改时限，有几条填几条。",
    "只需填写浅黄色的格子，其他格子已经锁定，请不要解除保护，也不要增删工作表。",
    "填完后直接保存，把这个文件原样发回即可，文件改成什么名字都可以。",
    f"需要纸质票时，打印“{PAPER_BALLOT}”（一页A4纸），打印多少张都可以；收回后再录入“{ENTRY}”。",
)
# 通知，附：述职评议测评表
_PAPER_HINT: Final = "请在每位书记相应的等次栏内打“√”，只选一项；不打“√”为弃权，多选作废。本票不记名。"
_ENTRY_HINT: Final = (
    "一列录一张票：先选票类，再逐位选等次，空白为弃权。\n全部弃权的只选票类；没用到的列请留空。"
)
_SURVEY_HINT: Final = "一行录一份问卷：先选票类，再选评价，空白为弃权。没有收回的问卷整行留空。"
_SELF_CHECK_HINT: Final = "由书记填写自己查摆的问题，一行一条，没有用到的行请留空。"
_ASK: Final = "FAD7A0"


def build_package_template() -> bytes:
    """The package template as a file: 填写说明, 测评表, 录票, 问卷, 问题自查 and the hidden sheets."""
    book = new_book(*PACKAGE_SHEETS)
    _add_guide(book)
    _add_paper_ballot(book)
    _add_entry(book)
    _add_survey(book)
    _add_self_check(book)
    add_hidden_sheets(book, FormName.CLASSES, FormName.SURVEY_CLASSES)
    return to_file(book)


def _add_guide(book: Workbook) -> None:
    sheet = book[GUIDE]
    cells.put_across(sheet, "A1:C1", None, cell_styles.TITLE, PackagePlace.GUIDE_TITLE)
    cells.put_across(sheet, "A2:C2", None, cell_styles.SUBTITLE, PackagePlace.GUIDE_COMMITTEE)
    strong = replace(cell_styles.LINE, face=cell_styles.HEI, size=12, wrap=True)
    places = {
        "党组织": PackagePlace.GUIDE_ORGANISATION,
        "书记": PackagePlace.GUIDE_SECRETARY,
        "份数": PackagePlace.GUIDE_AMOUNTS,
        "发回期限": PackagePlace.GUIDE_RETURN_BY,
    }
    for line, (label, name) in enumerate(places.items(), start=4):
        cells.put_across(sheet, f"A{line}:B{line}", label, replace(cell_styles.LINE, color=cell_styles.GREY))
        cells.put(sheet, f"C{line}", None, strong, name)
    _add_steps(sheet)


def _add_steps(sheet: Worksheet) -> None:
    cells.put_across(sheet, "A9:C9", "填写方法", cell_styles.HEADING)
    for number, step in enumerate(_STEPS, start=1):
        top = replace(cell_styles.LINE, face=cell_styles.HEI, size=12, color=cell_styles.RED, across="center")
        cells.put(sheet, f"A{number + 9}", number, top)
        cells.put_across(
            sheet, f"B{number + 9}:C{number + 9}", step, replace(cell_styles.LINE, size=12, wrap=True)
        )
    layout.set_widths(sheet, 5, 9, 78)
    layout.set_heights(
        sheet, {1: 44, 2: 22, **dict.fromkeys(range(4, 9), 26), 9: 34, **dict.fromkeys(range(10, 16), 48)}
    )
    layout.set_page(sheet, "A1:C15", one_page=True)
    layout.protect(sheet)


def _add_paper_ballot(book: Workbook) -> None:
    sheet = book[PAPER_BALLOT]
    # Cells that may be added at the right cannot be merged: centring across the selection does the same.
    title = replace(cell_styles.TITLE, color="000000", across="centerContinuous")
    cells.put_row(sheet, "A1", [None] * 7, title, name=PackagePlace.PAPER_TITLE)
    line = replace(cell_styles.LINE, size=10.5, color="000000", wrap=True)
    cells.put_across(sheet, "A2:C2", None, line, PackagePlace.PAPER_COMMITTEE)
    cells.put_across(sheet, "D2:G2", "票号：__________", replace(line, across="right"))
    cells.put_across(sheet, "A3:G3", _PAPER_HINT, line)
    cells.put_across(sheet, "A4:G4", None, line, PackagePlace.PAPER_CLASSES)
    cells.put_across(sheet, "A5:G5", None, line, PackagePlace.PAPER_NOTE)
    head = replace(cell_styles.MIDDLE, face=cell_styles.HEI, color="000000", border=cell_styles.BLACK_BOX)
    for column, header in zip("ABC", ENTRY_HEADERS, strict=True):
        cells.put_across(sheet, f"{column}6:{column}7", header, head)
    over = replace(head, across="centerContinuous")
    cells.put_row(sheet, "D6", [OVERALL, None, None, None], over, name=PackagePlace.PAPER_CRITERIA)
    cells.put_row(sheet, "D7", GRADES, head, name=PackagePlace.PAPER_GRADES)
    body = replace(cell_styles.MIDDLE, size=11, color="000000", border=cell_styles.BLACK_BOX)
    cells.put_row(sheet, "A8", [None] * 7, body, name=PackagePlace.PAPER_SECRETARIES)
    replace(body, across="left").on(sheet["B8"])
    _lay_out_paper(sheet)


def _lay_out_paper(sheet: Worksheet) -> None:
    layout.set_widths(sheet, 9, 36, 12, 9.5, 9.5, 9.5, 9.5)
    layout.set_heights(sheet, {1: 34, 2: 20, 3: 20, 4: 20, 5: 16, 6: 18, 7: 18, 8: 16.5})
    layout.set_page(sheet, "A1:G8", one_page=True)
    layout.protect(sheet)


def _add_entry(book: Workbook) -> None:
    sheet = book[ENTRY]
    cells.put(sheet, "A1", "测评票录入", replace(cell_styles.TITLE, across="left"))
    cells.put(sheet, "A2", None, cell_styles.LINE, PackagePlace.ENTRY_ORGANISATION)
    cells.put_across(sheet, "A3:D3", _ENTRY_HINT, cell_styles.HINT)
    _put_progress(sheet, 4, "张", PackagePlace.ENTRY_TYPED, PackagePlace.ENTRY_DUE)
    cells.put(sheet, "D4", "灰色不填", replace(cell_styles.LOCKED, size=9), PackagePlace.ENTRY_LOCKED)
    cells.put_row(sheet, "A5", ENTRY_HEADERS, cell_styles.HEADER)
    cells.put_row(sheet, "D5", [ballot_header(1)], cell_styles.HEADER, name=PackagePlace.ENTRY_BALLOTS)
    cells.put_row(sheet, "A6", [CLASS_LABEL, None, None], cell_styles.HEADER)
    classes = replace(cell_styles.ANSWER, size=10, wrap=True)
    cells.put_row(sheet, "D6", [None], classes, name=PackagePlace.ENTRY_CLASSES)
    cells.put_row(sheet, "A7", [None] * 4, cell_styles.MIDDLE, name=PackagePlace.ENTRY_SECRETARIES)
    cell_styles.BODY.on(sheet["B7"])
    cell_styles.ANSWER.on(sheet["D7"])
    cells.offer(sheet, "D6", FormName.CLASSES, "请先选择这张票的票类。")
    cells.offer(sheet, "D7", GRADES)
    _lay_out_entry(sheet)


def _lay_out_entry(sheet: Worksheet) -> None:
    # A header with “·” is a further 测评项目 of the same ballot, whose 票类 is asked for once.
    further = '(ISERROR(FIND("·",D$5)))'
    cells.mark_when(sheet, "D6", f'AND(D$6="",COUNTA(D$7:D$207)>0,{further})', _ASK)
    layout.set_widths(sheet, 9, 36, 11, 10)
    layout.set_heights(sheet, {1: 30, 2: 20, 3: 30, 4: 20, 5: 32, 6: 30, 7: 20})
    sheet.freeze_panes = "D7"
    layout.set_page(sheet, "A1:D7")
    sheet.print_title_rows = "5:6"
    layout.protect(sheet)


def _add_survey(book: Workbook) -> None:
    sheet = book[SURVEY_SHEET]
    cells.put(sheet, "A1", "问卷录入", replace(cell_styles.TITLE, across="left"))
    cells.put(sheet, "A2", None, cell_styles.LINE, PackagePlace.SURVEY_ORGANISATION)
    cells.put(sheet, "A3", _SURVEY_HINT, replace(cell_styles.HINT, wrap=False))
    _put_progress(sheet, 4, "份", PackagePlace.SURVEY_TYPED, PackagePlace.SURVEY_DUE)
    columns = (
        cell_styles.MIDDLE,
        replace(cell_styles.ANSWER, size=10.5),
        cell_styles.ANSWER,
        cell_styles.WORDS,
    )
    cells.put_table(sheet, "A5", dict(zip(SURVEY_HEADERS, columns, strict=True)), 21)
    cells.offer(sheet, "B6", FormName.SURVEY_CLASSES)
    cells.offer(sheet, "C6", GRADES)
    cells.mark_when(sheet, "B6", 'AND($B6="",COUNTA($C6:$D6)>0)', _ASK)
    layout.set_widths(sheet, 8, 16, 13, 70)
    layout.set_heights(sheet, {1: 30, 2: 20, 3: 18, 4: 20, 5: 24})
    sheet.freeze_panes = "A6"
    layout.set_page(sheet, "A1:D6")
    sheet.print_title_rows = "5:5"
    layout.protect(sheet)


def _add_self_check(book: Workbook) -> None:
    sheet = book[SELF_CHECK_SHEET]
    cells.put(sheet, "A1", "问题自查", replace(cell_styles.TITLE, across="left"))
    cells.put(sheet, "A2", None, cell_styles.LINE, PackagePlace.SELF_CHECK_ORGANISATION)
    cells.put(sheet, "A3", _SELF_CHECK_HINT, replace(cell_styles.HINT, wrap=False))
    short = replace(cell_styles.WORDS, across="center")
    columns = (cell_styles.MIDDLE, cell_styles.WORDS, short, short, cell_styles.WORDS, cell_styles.DAY)
    styles = dict(zip(SELF_CHECK_HEADERS, columns, strict=True))
    cells.put_table(sheet, "A4", styles, 34, SELF_CHECK_ROWS)
    last = 4 + SELF_CHECK_ROWS
    for number in range(SELF_CHECK_ROWS):
        sheet.cell(5 + number, 1).value = number + 1
    cells.offer_days(sheet, f"F5:F{last}")
    layout.set_widths(sheet, 7, 48, 11, 11, 48, 13)
    layout.set_heights(sheet, {1: 30, 2: 20, 3: 18, 4: 24})
    sheet.freeze_panes = "A5"
    layout.set_page(sheet, f"A1:F{last}", landscape=True)
    sheet.print_title_rows = "4:4"
    layout.protect(sheet)


def _put_progress(sheet: Worksheet, row: int, unit: str, typed: str, due: str) -> None:
    cells.put(sheet, f"A{row}", "已录入", cell_styles.LINE)
    counter = replace(cell_styles.LINE, bold=True, color=cell_styles.RED, number_format=f'0" {unit}"')
    cells.put(sheet, f"B{row}", 0, counter, typed)
    cells.put(sheet, f"C{row}", None, replace(cell_styles.LINE, color=cell_styles.GREY, across="right"), due)
