"""The additions of each schema (格式) to the master, and the schema of a master."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from shuzhi_xl.sheets.declaration.schema import SCHEMA
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF, TABLES
from shuzhi_xl.sheets.master.program_sheets import SECRET, Secret
from shuzhi_xl.sheets.master.settings import SETTING, Settings

_NAME, _VALUE = SECRET.headers
_NUMBERED: Final = re.compile(r"格式(\d{1,4})")
_NOTHING_TO_SEE: Final = "宏和版式"


def schema_lines(after: int = 1) -> list[Secret]:
    """A line for each schema after one, naming what it brought: an older program names it when it refuses.

    >>> [line.name for line in schema_lines(after=SCHEMA)]
    []
    """
    return [
        Secret(name=f"格式{number}", value="、".join(_brought(number)) or _NOTHING_TO_SEE)
        for number in range(after + 1, SCHEMA + 1)
    ]


def schema_of(raw: RawTable) -> int:
    """The schema of a master by its very hidden table (表单密钥); 1 where it says nothing."""
    return max(_numbered(raw), default=1)


def unknown_in(raw: RawTable) -> str:
    """The additions of a newer program to a master, in its own words; blank when there is none."""
    numbered = _numbered(raw)
    return "、".join(numbered[number] for number in sorted(numbered) if number > SCHEMA)


def absent_settings(names: Iterable[str], after: int) -> list[str]:
    """Settings (设置项) that a schema after one brought and that are not among the names."""
    return [
        column.header
        for column in Settings.columns().values()
        if column.since > after and column.header not in set(names)
    ]


def absent_tables(names: Iterable[str], after: int) -> list[str]:
    """Tables (表格) that a schema after one brought and that are not among the names."""
    return [name for name, table in TABLES.items() if table.since > after and name not in set(names)]


def absent_columns(headers: Mapping[str, Iterable[str]], after: int) -> list[tuple[str, str]]:
    """Table and header of the columns (列) that a schema after one brought and that are absent.

    Args:
        headers: Headers that are there, by table.
        after: A schema.
    """
    return [
        (name, column.header)
        for name, table in TABLES.items()
        if name in headers
        for column in table.columns
        if column.since > after and {column.header, column.formerly}.isdisjoint(headers[name])
    ]


def as_named(parts: Iterable[tuple[str, str]]) -> list[str]:
    """Places of the master as a person names them.

    Args:
        parts: Table and header, 基本设置 and setting, sheet and table, or a sheet and nothing.

    >>> as_named([("承诺", ""), ("组织名册", "网格"), ("组织名册", "经费")])
    ['工作表“承诺”', '组织名册“网格”“经费”']
    """
    grouped: dict[str, list[str]] = {}
    for whole, part in parts:
        grouped.setdefault(whole, []).append(part)
    return [
        f"{whole}{''.join(f'“{name}”' for name in names)}" if any(names) else f"工作表“{whole}”"
        for whole, names in grouped.items()
    ]


def _brought(number: int) -> list[str]:
    """Sheets, columns and settings of one schema, as a person names them."""
    tables = [name for name, table in TABLES.items() if table.since == number]
    whole = {name: all(table.since == number for table in SHEET_OF[name].tables) for name in tables}
    columns = [
        (name, column.header)
        for name, table in TABLES.items()
        for column in table.columns
        if column.since == number != table.since
    ]
    settings = [
        (SETTING.name, column.header) for column in Settings.columns().values() if column.since == number
    ]
    parts = [(SHEET_OF[name].title, "" if whole[name] else name) for name in tables]
    return as_named([*dict.fromkeys(parts), *columns, *settings])


def _numbered(raw: RawTable) -> dict[int, str]:
    """The additions of each schema by number, as the master lists them."""
    lines = ((str(row.values.get(_NAME) or ""), row.values.get(_VALUE)) for row in raw.rows)
    return {
        int(schema[1]): str(value or "")
        for name, value in lines
        if (schema := _NUMBERED.fullmatch(name.strip()))
    }
