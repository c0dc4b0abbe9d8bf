"""A scoring scheme (方案) as a text file that staff can read, copy and change, with date and sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import tomli_w

from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.master.scheme_tables import SCORING_SHEET
from shuzhi_xl.sheets.master.settings import CONFIRMED_KEY, SCHEME_KEYS, Settings
from shuzhi_xl.wording.findings.cells import short
from shuzhi_xl.xlsx.textfiles.toml_file import TomlUnreadable, parse_toml

_NAME, _ABOUT, _DATED, _SETTINGS, _VALUE, _SOURCE = "名称", "说明", "整理日期", "设置", "取值", "出处"
_TABLES: Final = {table.name: table for table in SCORING_SHEET.tables}
# The tick is the party committee's in this year and town: no file may bring it
_KEYS: Final = frozenset(column.header for column in Settings.columns().values()) - {CONFIRMED_KEY}


class SchemeUnreadable(Exception):  # noqa: N818 -- named like the other refusals of files
    """The file is no scheme (方案读不了); ``code`` names the sentence, ``context`` has its values."""

    def __init__(self, code: str, **context: Any) -> None:
        super().__init__(code, context)
        self.code, self.context = code, context


@dataclass(frozen=True)
class Scheme:
    """A town's scheme (方案): the values for 评分设置 and 基本设置.

    Values are as written; 校验 reports with the cell if they are inconsistent.

    Attributes:
        name: 方案名称.
        records: Rows of each table of 评分设置, by table name.
        settings: 取值 by 名称 of 基本设置.
        sources: The source (出处) of each line: by table and row number from 1, or by setting.
        about: A description in one line (说明).
        dated: The date of compilation (整理日期), as written.
    """

    name: str
    records: Mapping[str, tuple[Record, ...]]
    settings: Mapping[str, Any]
    sources: Mapping[str, str] = field(default_factory=dict)
    about: str = ""
    dated: str = ""

    @property
    def gaps(self) -> tuple[str, ...]:
        """Required cells and settings without a value, which the scheme leaves to the town."""
        rows = [
            (name, order, row) for name, rows in self.records.items() for order, row in enumerate(rows, 1)
        ]
        cells = [
            f"{name} {order} {column.header}"
            for name, order, row in rows
            for column in _TABLES[name].columns
            if column.required and row.get(column.header) is None
        ]
        required = {column.header for column in Settings.columns().values() if column.required}
        return (*cells, *(key for key in SCHEME_KEYS if key in required and self.settings.get(key) is None))


def parse_scheme(name: str, content: bytes) -> Scheme:
    """Parse a scheme from a file's bytes.

    Args:
        name: 方案名称, unless the file has its own.
        content: TOML in UTF-8.

    Raises:
        SchemeUnreadable: It is no scheme.
    """
    try:
        document = parse_toml(content)
    except TomlUnreadable as error:
        raise SchemeUnreadable("scheme_unreadable", name=name, reason=error.reason) from None
    return read_scheme(name, document)


def read_scheme(name: str, document: Mapping[str, Any]) -> Scheme:
    """Read a scheme from the content of a file.

    Args:
        name: 方案名称, unless the file has its own.
        document: The content: a list of records by table name, and 设置 by 名称.

    Raises:
        SchemeUnreadable: A table, header or setting is unknown or has the wrong form.

    >>> read_scheme("甲", {"设置": {"小数位数": 2}}).settings
    {'小数位数': 2}
    """
    # A misspelt name would leave a setting at its default without anyone noticing
    _refuse_unknown(name, "", document, {_NAME, _ABOUT, _DATED, _SETTINGS, *_TABLES})
    tables = {title: _read_rows(name, title, document.get(title, [])) for title in _TABLES}
    settings = document.get(_SETTINGS, {})
    if not isinstance(settings, Mapping):
        raise SchemeUnreadable("scheme_shape", name=name, part=_SETTINGS)
    _refuse_unknown(name, _SETTINGS, settings, _KEYS)
    values = {key: _split_source(name, key, value) for key, value in settings.items()}
    _refuse_nested(name, _SETTINGS, (value for value, _ in values.values()))
    records = {title: tuple(_drop_source(row) for row in rows) for title, rows in tables.items() if rows}
    sources = {
        f"{title} {order}": str(row[_SOURCE])
        for title, rows in tables.items()
        for order, row in enumerate(rows, start=1)
        if row.get(_SOURCE)
    }
    sources |= {key: source for key, (_, source) in values.items() if source}
    chosen_values = {key: value for key, (value, _) in values.items()}
    about, dated = (str(document.get(key, "")) for key in (_ABOUT, _DATED))
    return Scheme(str(document.get(_NAME) or name), records, chosen_values, sources, about, dated)


def write_scheme(scheme: Scheme) -> str:
    """Write a scheme as the text of a file; reading the text gives the same scheme."""
    heading = {_NAME: scheme.name, _ABOUT: scheme.about, _DATED: scheme.dated}
    tables = {name: [dict(row) for row in rows] for name, rows in scheme.records.items()}
    present_keys = {key: value for key, value in heading.items() if value}
    return tomli_w.dumps({**present_keys, **tables, _SETTINGS: dict(scheme.settings)})


def _read_rows(name: str, title: str, rows: Any) -> list[Record]:
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise SchemeUnreadable("scheme_shape", name=name, part=title)
    for row in rows:
        _refuse_unknown(name, title, row, {*_TABLES[title].headers, _SOURCE})
        _refuse_nested(name, title, row.values())
    return rows


def _refuse_unknown(
    name: str, part: str, entries: Mapping[str, Any], allowed: frozenset[str] | set[str]
) -> None:
    unknown = [key for key in entries if key not in allowed]
    if unknown:
        raise SchemeUnreadable("scheme_unknown_part", name=name, part=part, key=short("、".join(unknown)))


def _refuse_nested(name: str, part: str, values: Iterable[Any]) -> None:
    """Refuse lists and tables in place of a cell's value."""
    if any(isinstance(value, list | Mapping) for value in values):
        raise SchemeUnreadable("scheme_shape", name=name, part=part)


def _drop_source(row: Record) -> Record:
    return {header: value for header, value in row.items() if header != _SOURCE}


def _split_source(name: str, key: str, value: Any) -> tuple[Any, str]:
    """Split a setting into value and 出处; it may be written with or without its source."""
    if isinstance(value, Mapping):
        _refuse_unknown(name, key, value, {_VALUE, _SOURCE})
        return value.get(_VALUE), str(value.get(_SOURCE, ""))
    return value, ""
