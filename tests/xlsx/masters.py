"""A master on disk for tests, and ways in which a clerk or another program may change it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.wording.findings.all import sentence
from shuzhi_xl.xlsx.files.shipped import read_shipped_master
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.patch.workbook import Workbook
from tests.xlsx.handmade import package, parts_of

NOW = datetime(2016, 1, 20, 9, 30)  # noqa: DTZ001 -- a workbook's times know no zone
EMPTY = read_shipped_master()
BRANCH = {"编号": "V001", "组织名称": "月溪村党总支", "书记姓名": "沈一", "测评票数": 3}


def empty_master(folder: Path) -> Path:
    place = folder / MASTER_NAME
    place.write_bytes(EMPTY)
    return place


def change(path: Path, edit: Callable[[Workbook], None]) -> ClosedStore:
    """Let the clerk change the file, and open it again."""
    book = Workbook.load(path.read_bytes())
    edit(book)
    path.write_bytes(book.to_bytes())
    return ClosedStore(path)


def change_part(path: Path, table: str, edit: Callable[[str], str], *, part: str = "") -> ClosedStore:
    """Change the text of a table's sheet part, or of the table's own part, as another program would."""
    parts = parts_of(path.read_bytes())
    table_part = next(name for name, text in parts.items() if f'displayName="{table}"'.encode() in text)
    number = next(
        name
        for name, text in parts.items()
        if name.startswith("xl/worksheets/_rels") and table_part[3:].encode() in text
    )
    name = table_part if part == "table" else number.replace("_rels/", "").removesuffix(".rels")
    changed = edit(parts[name].decode())
    assert changed != parts[name].decode()
    path.write_bytes(package({**parts, name: changed}))
    return ClosedStore(path)


def stored(path: Path, table: Table[Any] = ORGANISATION, *records: dict[str, Any]) -> ClosedStore:
    store = ClosedStore(path)
    store.write_table(table, records or [BRANCH])
    store.commit(NOW)
    return ClosedStore(path)


def codes(store: ClosedStore, table: Table[Any]) -> list[tuple[str, str]]:
    findings = store.read_table(table).findings
    assert all("{" not in sentence(finding) for finding in findings)
    return [(finding.code, finding.at.cell) for finding in findings]


def column(store: ClosedStore, table: Table[Any], header: str) -> list[Any]:
    return [row.values.get(header) for row in store.read_table(table).rows]
