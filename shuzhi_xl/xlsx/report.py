"""Workbooks built new each time: track summaries (汇总) and lists to print (公布, 整改跟踪)."""

import io
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import DataBarRule
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.columns import Column, Kind
from shuzhi_xl.sheets.outputs import ListContent, SummaryContent
from shuzhi_xl.sheets.results import Appraisal, Tally
from shuzhi_xl.wording.titles import WITHHELD
from shuzhi_xl.xlsx import patch
from shuzhi_xl.xlsx.build.look import (
    GREY,
    INK,
    RED,
    font,
    frame,
    number_format,
    style_header,
    style_value,
)
from shuzhi_xl.xlsx.build.page import print_set_up
from shuzhi_xl.xlsx.build.reproducible import make_reproducible
from shuzhi_xl.xlsx.cells import Formula, column_letters
from shuzhi_xl.xlsx.patch_values import legal_text
from shuzhi_xl.xlsx.row_heights import LINE_HEIGHT, height_of

RANKING_SHEET, TALLY_SHEET, CHECK_SHEET, WORK_SHEET = "汇总", "测评统计", "核对", "工作总结"
_HEAD = 4
_FIRST = 5
_MARGIN = 5.5
_RANKING = (
    *("rank", "number", "name", "secretary", "meeting_score", "survey_score", "visit_score"),
    *("routine_score", "annual_score", "adjustment", "composite_score", "suggested_grade"),
    *("fired_rules", "decided_grade", "decision_reason", "final_grade"),
)
_HEADERS = {name: column.header for name, column in Appraisal.columns().items()}
_CHECK_HEADERS = (_HEADERS["number"], _HEADERS["name"])
_CHECK_TAIL = (_HEADERS["adjustment"], "程序算得", "公式重算", "差异")


def build_summary(content: SummaryContent) -> bytes:
    """A track's summary workbook: ranking, counts, live recalculation, figures for the report."""
    book = Workbook()
    book.properties.creator = ""
    ranking = book.worksheets[0]
    ranking.title = RANKING_SHEET
    columns = Appraisal.columns()
    _table_sheet(ranking, content, [columns[name] for name in _RANKING], content.ranking)
    tallied = [column for name, column in Tally.columns().items() if name != "track"]
    _table_sheet(book.create_sheet(TALLY_SHEET), content, tallied, content.tallies)
    _check_sheet(book.create_sheet(CHECK_SHEET), content)
    _figures_sheet(book.create_sheet(WORK_SHEET), content)
    return _with_values(_saved(book), content)


def build_list(content: ListContent) -> bytes:
    """One list to print, on as many pages as it takes, its header row on each."""
    book = Workbook()
    book.properties.creator = ""
    sheet = book.worksheets[0]
    sheet.title = content.sheet
    _headline(sheet, content.title, content.subtitle, len(content.headers), centred=True)
    columns = [
        Column(header, Kind.TEXT, computed=False, width=width)
        for header, width in zip(content.headers, content.widths, strict=True)
    ]
    _head(sheet, columns)
    for line, values in enumerate(content.rows, start=_FIRST):
        for index, (column, value) in enumerate(zip(columns, values, strict=True), start=1):
            cell = _put(sheet, line, index, value)
            style_value(cell, column, locked=False)
            cell.alignment = Alignment(
                horizontal="left" if column.width > 24 else "center", vertical="center", wrap_text=True
            )
            cell.number_format = _format(value)
        sheet.row_dimensions[line].height = _height(values, columns)
    _signature(sheet, content, _FIRST + len(content.rows) + 1)
    print_set_up(sheet, landscape=content.landscape)
    sheet.print_title_rows = f"1:{_HEAD}"
    sheet.freeze_panes = f"A{_FIRST}"
    return _saved(book)


def _format(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{Decimal(0):.{max(0, -int(value.as_tuple().exponent))}f}"
    return "yyyy-mm-dd" if isinstance(value, date) else "General"


def _height(values: Sequence[Any], columns: Sequence[Column]) -> float:
    texts = [(str(value), column.width) for value, column in zip(values, columns, strict=True)]
    return (height_of(texts) or LINE_HEIGHT) + _MARGIN


def _put(sheet: Worksheet, line: int, index: int, value: Any) -> Cell:
    cell = sheet.cell(line, index)
    if not isinstance(cell, Cell):
        raise TypeError("a new sheet has no merged cells")
    cell.value = legal_text(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl would make a formula of text such as =A1
    return cell


def _signature(sheet: Worksheet, content: ListContent, line: int) -> None:
    last = len(content.headers)
    for offset, text in enumerate(content.signed):
        cell = _put(sheet, line + offset, last, text)
        cell.font = font(12)
        cell.alignment = Alignment(horizontal="right", vertical="center")
        sheet.row_dimensions[line + offset].height = 22


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return make_reproducible(buffer.getvalue())


def _headline(sheet: Worksheet, title: str, subtitle: str, width: int, *, centred: bool) -> None:
    across = "centerContinuous" if centred else "left"
    for line, text, size, colour, height in ((1, title, 16, RED, 34), (2, subtitle, 11, GREY, 20)):
        cell = _put(sheet, line, 1, text)
        cell.font = font(size, colour, bold=line == 1)
        for column in range(1, width + 1):
            sheet.cell(line, column).alignment = Alignment(horizontal=across, vertical="center")
        sheet.row_dimensions[line].height = height
    sheet.row_dimensions[_HEAD - 1].height = 6


def _head(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for index, column in enumerate(columns, start=1):
        cell = sheet.cell(_HEAD, index, column.header)
        style_header(cell, column)
        sheet.column_dimensions[column_letters(index)].width = column.width + 1
    sheet.row_dimensions[_HEAD].height = 26


def _table_sheet(
    sheet: Worksheet,
    content: SummaryContent,
    columns: Sequence[Column],
    records: Sequence[Mapping[str, Any]],
) -> None:
    _headline(sheet, content.title, content.committee, len(columns), centred=False)
    _head(sheet, columns)
    for index, column in enumerate(columns, start=1):
        pattern = _put(sheet, _FIRST, index, None)
        style_value(pattern, column, locked=False)
        pattern.number_format = _shown(column, content.places)
        for line, record in enumerate(records, start=_FIRST):
            # Setting each cell's style by its parts would take most of the time of a summary.
            _put(sheet, line, index, record.get(column.header))._style = copy(pattern._style)  # type: ignore[attr-defined] # noqa: SLF001 -- openpyxl has no other way
    last = max(_FIRST, _FIRST + len(records) - 1)
    sheet.auto_filter.ref = f"A{_HEAD}:{column_letters(len(columns))}{last}"
    sheet.freeze_panes = f"D{_FIRST}"
    _bars(sheet, columns, last)
    print_set_up(sheet, landscape=True)
    sheet.print_title_rows = f"1:{_HEAD}"


def _shown(column: Column, places: int) -> str:
    if column.kind is Kind.NUMBER and places:
        return f"0.{'0' * places}"
    return "0" if column.kind is Kind.NUMBER else number_format(column)


def _bars(sheet: Worksheet, columns: Sequence[Column], last: int) -> None:
    for index, column in enumerate(columns, start=1):
        if column.header == _HEADERS["composite_score"]:
            letter = column_letters(index)
            rule = DataBarRule("num", 0, "num", 100, "B9CDE5")  # type: ignore[no-untyped-call] # openpyxl
            sheet.conditional_formatting.add(f"{letter}{_FIRST}:{letter}{last}", rule)


def _check_sheet(sheet: Worksheet, content: SummaryContent) -> None:
    headers = (*_CHECK_HEADERS, *content.weights, *_CHECK_TAIL)
    note = "用各来源得分和权重重新计算综合得分，“差异”应全部为 0。"
    _headline(sheet, content.title, note, len(headers), centred=False)
    _head(
        sheet,
        [
            Column(header, Kind.TEXT, computed=True, width=28 if index == 1 else 11)
            for index, header in enumerate(headers)
        ],
    )
    _check_line(sheet, _FIRST, ["", "权重（%）", *map(float, content.weights.values())], "General")
    for line, each in enumerate(content.checks, start=_FIRST + 1):
        scores = [None if score is None else float(score) for score in each.scores.values()]
        _check_line(
            sheet,
            line,
            [each.number, each.name, *scores, each.adjustment, each.composite, None, None],
            "0.00",
        )
    sheet.freeze_panes = f"C{_FIRST + 1}"
    print_set_up(sheet, landscape=True)
    sheet.print_title_rows = f"1:{_FIRST}"


def _check_line(sheet: Worksheet, line: int, values: Sequence[Any], shown: str) -> None:
    for index, value in enumerate(values, start=1):
        cell = _put(sheet, line, index, value)
        cell.font, cell.border, cell.number_format = font(), frame(), shown
        cell.alignment = Alignment(horizontal="left" if index == 2 else "center", vertical="center")


def _figures_sheet(sheet: Worksheet, content: SummaryContent) -> None:
    _headline(sheet, content.title, "工作总结所需的主要数字。", 2, centred=False)
    _head(sheet, [Column("项目", Kind.TEXT, width=44), Column("数值", Kind.TEXT, width=30)])
    for line, (what, value) in enumerate(content.figures, start=_FIRST):
        for index, text in enumerate((what, value), start=1):
            cell = _put(sheet, line, index, text)
            cell.font, cell.border = font(11, INK), frame()
            cell.alignment = Alignment(
                horizontal="left" if index == 1 else "center", vertical="center", wrap_text=True
            )
        sheet.row_dimensions[line].height = 22
    print_set_up(sheet, landscape=False)


def _with_values(data: bytes, content: SummaryContent) -> bytes:
    """Put in the live formulas, each with its value, for readers that do not calculate."""
    book = patch.Workbook.load(data)
    first, count = len(_CHECK_HEADERS) + 1, len(content.weights)
    left, right = column_letters(first), column_letters(first + count - 1)
    adjustment, program, again, gap = (column_letters(first + count + offset) for offset in range(4))
    for line, each in enumerate(content.checks, start=_FIRST + 1):
        if each.composite is None:
            continue
        if not each.is_public:
            book.set_cell(CHECK_SHEET, f"{again}{line}", WITHHELD)
            continue
        formula = _composite_formula(
            content, f"{left}{line}:{right}{line}", f"{left}${_FIRST}:{right}${_FIRST}", f"{adjustment}{line}"
        )
        book.set_cell(CHECK_SHEET, f"{again}{line}", Formula(formula, each.composite))
        difference = f"ROUND({again}{line}-{program}{line},{content.places})"
        book.set_cell(CHECK_SHEET, f"{gap}{line}", Formula(difference, Decimal(0)))
    return book.to_bytes()


def _composite_formula(content: SummaryContent, scores: str, weights: str, adjustment: str) -> str:
    total = f"SUMPRODUCT({scores},{weights})"
    over = f'SUMPRODUCT(({scores}<>"")*{weights})' if content.skips_missing else "100"
    # Adding a hair before rounding keeps binary fractions from turning an exact half down.
    return f"ROUND(MAX(0,MIN(100,{total}/{over}+{adjustment}))+1E-9,{content.places})"
