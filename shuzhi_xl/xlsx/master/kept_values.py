"""Values as a workbook keeps them (单元格存值): what a store must remember of a cell that it writes."""

from collections.abc import Sequence
from typing import Any

from shuzhi_xl.sheets.declaration.cell_value import CellError
from shuzhi_xl.sheets.declaration.raw_rows import of_each
from shuzhi_xl.xlsx.patch.sheet import cell_writer
from shuzhi_xl.xlsx.patch.values import ErrorValue, Formula, Link, Value


def kept_text(text: str) -> str:
    r"""A text as it will be read back from the workbook; an error value (错误值) stays one.

    >>> kept_text("甲\x07村"), kept_text(CellError("#N/A")) == CellError("#N/A")
    ('甲村', True)
    """
    return text if isinstance(text, CellError) else cell_writer.kept_text(text)


def kept_value(value: Value) -> Any:
    """A value as it will be read back, so that the log's fingerprint of it stays true."""
    if isinstance(value, Formula):
        return value.value
    text = value.text if isinstance(value, Link) else value
    return kept_text(text) if isinstance(text, str) else text


def kept_column(cells: Sequence[Any]) -> Sequence[Any]:
    """A column as it will be read back; the same list where every value stays as it is."""
    kept_cells = of_each(cells, kept_value)
    return cells if kept_cells == cells else kept_cells


def file_value(value: Any) -> Value:
    """A value for the writer of closed workbooks, to which an error value (错误值) is no text."""
    return ErrorValue(str(value)) if isinstance(value, CellError) else value


def file_column(cells: Sequence[Any]) -> Sequence[Value]:
    """A column for the writer of closed workbooks."""
    return list(map(file_value, cells)) if CellError in set(map(type, cells)) else cells
