"""The entries that Excel itself allows (数据验证): dropdowns, limits, and the messages about them."""

from collections.abc import Sequence
from typing import Any, Final

from openpyxl.worksheet.datavalidation import DataValidation

from shuzhi_xl.building.master.dropdown_lists import offer_of
from shuzhi_xl.sheets.declaration.column import Column, Kind
from shuzhi_xl.sheets.reading.numbers import NUMBER_SOURCE

# Limits of Excel, which reports a file that exceeds them as damaged.
_LONGEST_TITLE: Final = 32
_LONGEST_MESSAGE: Final = 255
_LONGEST_LIST: Final = 255
# “between” needs two ends, also where a column declares one or none.
_ANY_NUMBER: Final = 10**9
# Serial numbers of 2000-01-01 and 2099-12-31: a day typed without its year's first digits is caught.
_FIRST_DAY, _LAST_DAY = 36526, 73050
_KIND_WORDS = {
    Kind.WHOLE: "请填整数",
    Kind.NUMBER: "请填数字",
    Kind.DAY: "请填日期，如 2016-1-15",
    Kind.MOMENT: "请填日期和时间，如 2016-1-15 9:30",
}
_EXCEL_TYPES = {Kind.WHOLE: "whole", Kind.NUMBER: "decimal", Kind.DAY: "date", Kind.MOMENT: "date"}


def validate(column: Column, cells: str) -> DataValidation | None:
    """The validation of a column's cells (数据验证), or None where every entry is allowed.

    Args:
        column: The column's declaration.
        cells: The area, as ``A4:A3000``.
    """
    if column.computed:
        return _closed(column, cells)
    if not (column.choices or column.source or column.hint or column.kind in _EXCEL_TYPES):
        return None
    rule = DataValidation(allow_blank=True, sqref=cells, **_condition(column))
    rule.promptTitle = column.header[:_LONGEST_TITLE]
    rule.prompt = prompt(column)
    rule.showInputMessage = True
    # Several words in one cell (、) are no entry of a list: a strict dropdown would refuse them.
    # Of 编号 the list shows names too, and a number that is typed without one is as good.
    if rule.type and not column.many and column.source != NUMBER_SOURCE:
        _complain(rule, column)
    return rule


def _complain(rule: DataValidation, column: Column) -> None:
    rule.showErrorMessage = True
    rule.errorTitle = f"请核对“{column.header}”"[:_LONGEST_TITLE]
    rule.error = complaint(column)
    # The list may not be complete yet: 场次 is often filled in before the meetings are.
    rule.errorStyle = "warning" if column.source else "stop"


def _closed(column: Column, cells: str) -> DataValidation:
    return DataValidation(
        type="custom",
        # Not protection: a table on a protected sheet cannot grow, and clerks must add rows.
        formula1="FALSE",
        allow_blank=True,
        sqref=cells,
        showErrorMessage=True,
        errorTitle="这一格由程序填写",
        error=f"“{column.header}”由程序填写，不用录入；请按“取消”恢复原样。",
        showInputMessage=True,
        promptTitle=column.header,
        prompt="由程序填写，不用录入。",
    )


def _condition(column: Column) -> dict[str, Any]:
    if column.choices:
        return {"type": "list", "formula1": literal(column.choices)}
    if column.source:
        return {"type": "list", "formula1": offer_of(column).name}
    if column.kind in (Kind.DAY, Kind.MOMENT):
        return _limits("date", _FIRST_DAY, _LAST_DAY)
    if column.kind in _EXCEL_TYPES:
        return _limits(_EXCEL_TYPES[column.kind], column.low, column.high)
    return {}


def literal(choices: Sequence[str]) -> str:
    """Words as a dropdown's own list.

    Raises:
        ValueError: Excel would reject it.

    >>> literal(("是", "否"))
    '"是,否"'
    """
    text = ",".join(choices)
    if len(text) > _LONGEST_LIST or any("," in choice for choice in choices):
        raise ValueError(f"{text} is too long for a dropdown, or holds a comma")
    return f'"{text}"'


def _limits(kind: str, low: int | None, high: int | None) -> dict[str, Any]:
    if low is None:
        low = -_ANY_NUMBER
    if high is None:
        high = _ANY_NUMBER
    return {"type": kind, "operator": "between", "formula1": str(low), "formula2": str(high)}


def prompt(column: Column) -> str:
    """The message beside a selected cell (输入提示).

    >>> prompt(Column("人数", Kind.WHOLE, low=1, hint="空白按 1 人计。"))
    '空白按 1 人计。请填整数，不小于 1。'
    """
    return _shorten(f"{_need(column)}{column.hint}{_manner(column)}")


def _need(column: Column) -> str:
    """Whether a cell must be filled in, and by whom."""
    if column.derived:
        return "可以空着，由程序填写。"
    return "必填。" if column.required else ""


def _manner(column: Column) -> str:
    if column.many:
        return f"可选：{'、'.join(column.choices)}；多个之间用“、”隔开。"
    if column.source == NUMBER_SOURCE:
        return "请从下拉列表中选择，也可以只填编号。"
    if column.choices or column.source:
        return "请从下拉列表中选择。"
    if column.kind not in _KIND_WORDS:
        return ""
    return f"{_KIND_WORDS[column.kind]}{_span(column)}。"


def _span(column: Column) -> str:
    if column.low is not None and column.high is not None:
        return f"，{column.low} 到 {column.high}"
    return "" if column.low is None else f"，不小于 {column.low}"


def complaint(column: Column) -> str:
    """The message about an entry that is not allowed (出错提示).

    >>> complaint(Column("参评", Kind.YES_NO, choices=("是", "否")))
    '这里只能填：是、否。请从下拉列表中选择。'
    """
    if column.choices:
        return _shorten(f"这里只能填：{'、'.join(column.choices)}。请从下拉列表中选择。")
    if column.source:
        table, header = column.source.split(".")
        return f"“{table}”的“{header}”中还没有这一项，请核对。确实要这样填，请先按“是”，随后补登“{table}”。"
    return f"{_KIND_WORDS[column.kind]}{_span(column)}。"


def _shorten(message: str) -> str:
    return message if len(message) <= _LONGEST_MESSAGE else f"{message[: _LONGEST_MESSAGE - 1]}…"
