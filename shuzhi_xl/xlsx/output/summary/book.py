"""A track's two workbooks, assembled from their sheets: what is read (汇总), and what is audited (核对)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.outgoing import track_summary as declared
from shuzhi_xl.sheets.outgoing.summary_content import SummaryContent
from shuzhi_xl.xlsx.output.printed_sheet import PrintedBlock, make_book, save_book
from shuzhi_xl.xlsx.output.summary.check import fill_check
from shuzhi_xl.xlsx.output.summary.counts import fill_counts
from shuzhi_xl.xlsx.output.summary.grades import fill_grades, fill_scores
from shuzhi_xl.xlsx.output.summary.shares import fill_shares
from shuzhi_xl.xlsx.output.summary.tables import (
    fill_figures,
    fill_ranking,
    fill_shifts,
    fill_tallies,
    fill_turnout,
)
from shuzhi_xl.xlsx.output.summary.years import fill_years

Builder: TypeAlias = Callable[[Worksheet, SummaryContent], Iterable[PrintedBlock]]

_Sheets: TypeAlias = Mapping[str, Builder]
"""The function that fills each sheet, in the order of the tabs."""

_READ: Final[_Sheets] = {
    declared.RANKING: fill_ranking,
    declared.SCORES: fill_scores,
    declared.GRADES_OF: fill_grades,
    declared.SHIFTS: fill_shifts,
    declared.SHARES: fill_shares,
    declared.YEARS: fill_years,
    declared.TURNOUT: fill_turnout,
    declared.FIGURES: fill_figures,
}
# 核对 has formulas over 核对票数, which must be in the same workbook
_AUDITED: Final[_Sheets] = {
    declared.CHECK: fill_check,
    declared.COUNTS: fill_counts,
    declared.TALLIES: fill_tallies,
}


def build_summary(content: SummaryContent) -> bytes:
    """Build a track's summary workbook (汇总_<板块>.xlsx; 通知 五、4): the result at a glance first."""
    # Without earlier years there is nothing to compare
    absent = () if content.years else (declared.YEARS,)
    return _build({title: fill for title, fill in _READ.items() if title not in absent}, content)


def build_audit(content: SummaryContent) -> bytes:
    """Build a track's audit workbook (核对_<板块>.xlsx): live recalculation first, then every count."""
    return _build(_AUDITED, content)


def _build(sheets: _Sheets, content: SummaryContent) -> bytes:
    book = make_book(*sheets)
    blocks = [block for title, build in sheets.items() for block in build(book[title], content)]
    return save_book(book, blocks)
