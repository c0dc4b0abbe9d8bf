"""日常年度: a row for every organisation that needs scores there (通知 四、4)."""

from shuzhi_xl.rules.year.source_weights import source_weight
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.declaration.texts import clean, folded
from shuzhi_xl.sheets.master.office_entries import ROUTINE_TABLE, Routine
from shuzhi_xl.sheets.master.vocabulary import ANNUAL, ROUTINE
from shuzhi_xl.sheets.reading.year import Year


def make_routine_rows(year: Year) -> list[Record]:
    """Rows of 日常年度 with 编号 only, for appraised organisations that need one and have none.

    Needed where the track weighs 日常工作 or 年度考核. All other cells stay blank: a blank score is a missing
    one and never 0, and nobody has said 否 to 一票否决.
    """
    raw, header = year.raw[ROUTINE_TABLE.name], Routine.columns()["number"].header
    entered = {folded(clean(cell)) for cell in raw.cells.column(header)}
    return [
        {header: organisation.number}
        for organisation in (() if raw.findings else year.appraised)
        if folded(organisation.number) not in entered and _is_weighted(year, organisation.track)
    ]


def _is_weighted(year: Year, track: str) -> bool:
    return any(source_weight(year, track, source) > 0 for source in (ROUTINE, ANNUAL))
