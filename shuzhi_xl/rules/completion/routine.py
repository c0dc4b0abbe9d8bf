"""日常年度 and 座谈调研: a row for every organisation that needs scores there (通知 四、4)."""

from collections.abc import Sequence
from typing import Any

from shuzhi_xl.rules.year.source_weights import source_weight
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.declaration.texts import clean, folded
from shuzhi_xl.sheets.declaration.units import Source
from shuzhi_xl.sheets.master.office_entries import ROUTINE_TABLE, VISIT_TABLE
from shuzhi_xl.sheets.master.vocabulary import ANNUAL, ROUTINE, VISITS
from shuzhi_xl.sheets.reading.year import Year


def make_routine_rows(year: Year) -> list[Record]:
    """Rows of 日常年度 with 编号 only, for appraised organisations that need one and have none.

    Needed where the track weighs 日常工作 or 年度考核. All other cells stay blank: a blank score is a missing
    one and never 0, and nobody has said 否 to 一票否决.
    """
    return _make_rows(year, ROUTINE_TABLE, (ROUTINE, ANNUAL))


def make_visit_rows(year: Year) -> list[Record]:
    """Rows of 座谈调研 with 编号 only, for appraised organisations that need one and have none (通知 四、1).

    Needed where the track weighs 座谈调研. When and how the visit was made is for the office to enter.
    """
    return _make_rows(year, VISIT_TABLE, (VISITS,))


def _make_rows(year: Year, table: Table[Any], sources: Sequence[Source]) -> list[Record]:
    raw, header = year.raw[table.name], table.model.columns()["number"].header
    entered = {folded(clean(cell)) for cell in raw.cells.column(header)}
    return [
        {header: organisation.number}
        for organisation in (() if raw.findings else year.appraised)
        if folded(organisation.number) not in entered
        and any(source_weight(year, organisation.track, source) > 0 for source in sources)
    ]
