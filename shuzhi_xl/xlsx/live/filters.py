"""The filters of an open sheet (筛选): removed before a write, and set again after it."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import xlwings as xw

from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT

_RESTORABLE: Final = {0: "one", 1: "and", 2: "or", 7: "any of"}
"""Excel's XlAutoFilterOperator; of others, such as top ten, Excel does not return the criteria."""

SetAgain = Callable[[], None]
"""Sets one filter again."""


def remove_filters(sheet: xw.Sheet) -> tuple[list[SetAgain], bool]:
    """Remove all filters of a sheet.

    校验报告 stays unfiltered: the new findings must be visible.

    Returns:
        The functions that set them again, and whether one of them cannot be set again through Excel's API.
    """
    steps: list[SetAgain] = []
    is_lost = False
    for table in sheet.tables:
        # None where the filter buttons are switched off
        auto_filter = table.api.AutoFilter
        if auto_filter is not None and auto_filter.FilterMode:
            columns = table.range.shape[1]
            # Before ShowAllData, after which Excel does not know them any more
            criteria = [read_criterion(auto_filter.Filters(field), field) for field in range(1, columns + 1)]
            auto_filter.ShowAllData()
            active_criteria = [criterion for criterion in criteria if criterion]
            if table.name == CHECK_REPORT.name or any(
                "Criteria1" not in criterion for criterion in active_criteria
            ):
                is_lost = True
            else:
                steps.append(_make_setter(table.api.Range, active_criteria))
    if sheet.api.FilterMode:
        sheet.api.ShowAllData()
        is_lost = True
    return steps, is_lost


def read_criterion(column_filter: Any, field: int) -> dict[str, Any]:
    """Read the arguments of Excel's Range.AutoFilter that set a column's filter again.

    Args:
        column_filter: Excel's Filter of the column.
        field: The column's number within the table, from 1.

    Returns:
        An empty dictionary where the column has no filter; the field alone where it cannot be set again.
    """
    if not column_filter.On:
        return {}
    operator = column_filter.Operator
    if operator not in _RESTORABLE:
        return {"Field": field}
    criterion = {"Field": field, "Criteria1": column_filter.Criteria1}
    if operator:
        criterion["Operator"] = operator
    if _RESTORABLE[operator] in ("and", "or"):
        criterion["Criteria2"] = column_filter.Criteria2
    return criterion


def _make_setter(cells: Any, criteria: Sequence[dict[str, Any]]) -> SetAgain:
    def set_again() -> None:
        """Set every criterion that was taken off."""
        for criterion in criteria:
            cells.AutoFilter(**criterion)

    return set_again
