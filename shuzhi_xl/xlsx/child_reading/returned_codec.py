"""A returned file as a JSON message (读取结果的传递): plain values only, so that no reply carries code."""

import json
from datetime import date, datetime
from typing import Any

from shuzhi_xl.findings import Finding, Location, Severity
from shuzhi_xl.rules.intake.cell_grid import Grid, Grids
from shuzhi_xl.xlsx.read.read_twice import ReturnedFile


def returned_to_bytes(file: ReturnedFile) -> bytes:
    """The reply of a process that has read a file; a second reading equal to the first is left out."""
    first, second = _packed(file.first), _packed(file.second)
    refusal = file.refusal and [file.refusal.code, file.refusal.severity, dict(file.refusal.context)]
    rest = json.dumps([refusal, file.size, file.hash, sorted(file.formulas)])
    # compared as text, because to Python 1 and TRUE are equal
    return f"[{first},{'0' if second == first else second},{rest}]".encode("ascii")


def returned_from_bytes(reply: bytes, name: str) -> ReturnedFile:
    """The file as the process read it; where both readings are the same, they are the same object.

    Args:
        reply: The reply.
        name: The file's name, which only the asking side knows for certain.

    Raises:
        ValueError: This is no such reply; the process is not to be trusted any more.
    """
    try:
        return _returned(json.loads(reply, object_hook=_from_moment), name)
    # RecursionError: brackets nested without end
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError("no reply of a reading process") from error


def _returned(reply: Any, name: str) -> ReturnedFile:
    first_sheets, second_sheets, (packed_refusal, size, digest, formulas) = reply
    first = _unpacked(first_sheets)
    second = first if second_sheets == 0 else _unpacked(second_sheets)
    refusal = None
    if packed_refusal is not None:
        code, severity, context = packed_refusal
        refusal = Finding(str(code), Location(name), Severity(severity), dict(context))
    positions = frozenset((str(title), int(row), int(col)) for title, row, col in formulas)
    return ReturnedFile(name, first, second, refusal, int(size), str(digest), positions)


def _packed(grids: Grids | None) -> str:
    """Sheets as JSON text: each a title, then row, column and value of each cell in turn, then its marks."""
    sheets = grids and [
        [grid.title, _row_by_row(grid), sorted(grid.struck), sorted(grid.merged.items())]
        for grid in grids.values()
    ]
    return json.dumps(sheets, default=_moment, separators=(",", ":"))


def _row_by_row(grid: Grid) -> list[Any]:
    return [item for position in sorted(grid.cells) for item in (*position, grid.cells[position])]


def _unpacked(sheets: Any) -> Grids | None:
    return None if sheets is None else {str(title): _grid(str(title), *rest) for title, *rest in sheets}


def _grid(title: str, cells: list[Any], struck: list[Any], merged: list[Any]) -> Grid:
    positions = zip(cells[::3], cells[1::3], strict=True)
    return Grid(
        title,
        dict(zip(positions, cells[2::3], strict=True)),
        frozenset((row, col) for row, col in struck),
        {(row, col): (top, first_col) for (row, col), (top, first_col) in merged},
    )


def _moment(value: Any) -> dict[str, str]:
    # first, because a datetime is a date too
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    raise TypeError(f"no cell has a {type(value)}")


def _from_moment(plain: dict[str, Any]) -> Any:
    if set(plain) == {"moment"}:
        return datetime.fromisoformat(plain["moment"])
    return date.fromisoformat(plain["day"]) if set(plain) == {"day"} else plain
