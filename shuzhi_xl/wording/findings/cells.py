"""Sentences about single cells and whole tables of the master."""

_LONGEST = 40
CELLS = {
    "required_blank": "“{header}”还没有填写，请补填。",
    "group_uncounted": "“{value}”有多少人还没有填，请填“人数”；这场会没有这类人的，请删去这一行。",
    "number_expected": "“{header}”应填数字，请改成数字（不要带单位或汉字）。",
    "whole_expected": "“{header}”应填整数，请改正。",
    "date_expected": "“{header}”应填日期，请写成 2016-1-15 这样的日期。",
    "not_a_choice": "“{header}”只能填：{choices}。请从下拉列表中选择。",
    "out_of_range": "“{header}”应{limits}，请核对。",
    "repeated_key": "“{headers}”与第 {line} 行重复，请删去或改正其中一行。",
    "table_missing": "找不到表格“{table}”，请从备份中恢复这张工作表，不要删除表格。",
    "header_missing": "表格“{table}”缺少“{header}”这一列（表头可能被改名），请把表头改回“{header}”。",
    "merged_cells": "表格“{table}”中有合并的单元格（{area}），请取消合并后逐格填写。",
    # No blank: an =NA() in 一票否决 would otherwise lift the veto
    "cell_error": "“{header}”这一格公式出错，显示 {value}。这不算空白，与它有关的结果先不出。"
    "请改正公式，或把公式换成应填的内容；不需要填的，请清空这一格。",
    # Programs that do not calculate (openpyxl among them) save formulas without values
    "formula_without_value": "“{header}”是公式但没有结果，请在表格软件中打开保存一次，或直接填数值。",
}

NO_SUCH_TABLE = "没有名为“{name}”的表格，请核对第一个参数。"
NO_SUCH_COLUMN = "表格“{name}”没有“{header}”这一列，请核对第二个参数。"
"""Errors of the arguments of SZ_PROBLEM."""


def limits(low: int | None, high: int | None) -> str:
    """Limits of a number, of which at least one is set.

    >>> limits(0, 100), limits(1, None), limits(None, 5)
    ('在 0 到 100 之间', '不小于 1', '不大于 5')
    """
    if low is None:
        return f"不大于 {high}"
    return f"不小于 {low}" if high is None else f"在 {low} 到 {high} 之间"


def short(value: str) -> str:
    """Value of a cell, cut to a readable length (所填).

    >>> short("好" * 50)[38:]
    '好好……'
    """
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}……"
