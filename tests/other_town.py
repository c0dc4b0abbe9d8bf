"""Another town's master made from one: other settings, another key, and other names of its organisations."""

import hashlib
from pathlib import Path
from typing import Any, Final

from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.program_sheets import KEY_NAME, SECRET
from shuzhi_xl.sheets.master.results import APPRAISAL, TALLY
from shuzhi_xl.sheets.master.settings import SETTING, Settings
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.patch.workbook import Workbook

_NAMED: Final[tuple[Table[Any], ...]] = (ORGANISATION, TALLY, APPRAISAL)


def with_settings(master: bytes, **settings: str | int) -> bytes:
    """The same town's master with other settings."""
    book = Workbook.load(master)
    raw = ClosedStore(Path("总表.xlsm"), master).read_table(SETTING)
    headers = {column.header: name for name, column in Settings.columns().items()}
    for row in raw.rows:
        name = headers[str(row.values["名称"])]
        if name in settings:
            book.set_cell(raw.frame.sheet, raw.frame.at("取值", row.line).cell, settings[name])
    return book.to_bytes()


def other_town(master: bytes, committee: str, **settings: str | int) -> bytes:
    """The master of a town of another name, with organisations of its own."""
    changed = with_settings(master, party_committee=committee, **settings)
    book, store = Workbook.load(changed), ClosedStore(Path("总表.xlsm"), changed)
    for table in _NAMED:
        raw, header = store.read_table(table), table.model.columns()["name"].header
        for row in raw.rows:
            if name := row.values.get(header):
                book.set_cell(raw.frame.sheet, raw.frame.at(header, row.line).cell, f"{committee[:2]}{name}")
    secrets = store.read_table(SECRET)
    for row in secrets.rows:
        if row.values["名称"] == KEY_NAME:
            key = hashlib.sha256(committee.encode()).hexdigest()
            book.set_cell(secrets.frame.sheet, secrets.frame.at("取值", row.line).cell, key)
    return book.to_bytes()
