"""A read file as one line of JSON (读取结果的传递): plain values only, so that a reply cannot carry code."""

import json
from datetime import date, datetime
from typing import Any

from shuzhi_xl.findings import Finding, Location, Severity
from shuzhi_xl.rules.intake.cell_grid import Grid, Grids
from shuzhi_xl.xlsx.read.read_twice import ReturnedFile


def to_line(found: ReturnedFile) -> bytes:
    """What a worker says of a file; the second reading is left out where it is the same."""
    first, second = _packed(found.first), _packed(found.second)
    refusal = found.refusal and [found.refusal.code, found.refusal.severity, dict(found.refusal.context)]
    rest = json.dumps([refusal, found.size, found.hash, sorted(found.formulas)])
    # compared as text, which tells apart what Python holds for equal, such as 1 and TRUE
    return f"[{first},{'0' if second == first else second},{rest}]\n".encode("ascii")


def from_line(line: bytes, name: str) -> ReturnedFile:
    """The file as the worker read it; where both readings are the same, they are the same object.

    Args:
        line: The worker's reply.
        name: The file's name, which only the asking side knows for certain.

    Raises:
        ValueError: This is no reply; the worker is not to be trusted any more.
    """
    try:
        return _returned(json.loads(line, object_hook=_from_moment), name)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError("no reply of a reading worker") from error


def _returned(reply: Any, name: str) -> ReturnedFile:
    packed, again, (refused, size, digest, formulas) = reply
    first = _unpacked(packed)
    second = first if again == 0 else _unpacked(again)
    refusal = None
    if refused is not None:
        code, severity, context = refused
        refusal = Finding(str(code), Location(name), Severity(severity), dict(context))
    places = frozenset((str(title), int(row), int(col)) for title, row, col in formulas)
    return ReturnedFile(name, first, second, refusal, int(size), str(digest), places)


def _packed(grids: Grids | None) -> str:
    """Sheets as JSON text: each a title, then row, column and value of each cell in turn, then its looks."""
    sheets = grids and [
        [grid.title, _row_by_row(grid), sorted(grid.struck), sorted(grid.merged.items())]
        for grid in grids.values()
    ]
    return json.dumps(sheets, default=_moment, separators=(",", ":"))


def _row_by_row(grid: Grid) -> list[Any]:
    return [each for place in sorted(grid.cells) for each in (*place, grid.cells[place])]


def _unpacked(sheets: Any) -> Grids | None:
    return None if sheets is None else {str(title): _grid(str(title), *rest) for title, *rest in sheets}


def _grid(title: str, cells: list[Any], struck: list[Any], merged: list[Any]) -> Grid:
    places = zip(cells[::3], cells[1::3], strict=True)
    return Grid(
        title,
        dict(zip(places, cells[2::3], strict=True)),
        frozenset((row, col) for row, col in struck),
        {(row, col): (top, left) for (row, col), (top, left) in merged},
    )


def _moment(value: Any) -> dict[str, str]:
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    raise TypeError(f"a cell holds {type(value)}")


def _from_moment(plain: dict[str, Any]) -> Any:
    if set(plain) == {"moment"}:
        return datetime.fromisoformat(plain["moment"])
    return date.fromisoformat(plain["day"]) if set(plain) == {"day"} else plain
