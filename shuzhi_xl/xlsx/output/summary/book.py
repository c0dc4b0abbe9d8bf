"""A track's summary workbook (汇总_<板块>.xlsx), assembled from its sheets."""

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

Builder: TypeAlias = Callable[[Worksheet, SummaryContent], Iterable[PrintedBlock]]

_SHEETS: Final[Mapping[str, Builder]] = {
    declared.RANKING: fill_ranking,
    declared.SCORES: fill_scores,
    declared.GRADES_OF: fill_grades,
    declared.SHIFTS: fill_shifts,
    declared.SHARES: fill_shares,
    declared.TURNOUT: fill_turnout,
    declared.FIGURES: fill_figures,
    declared.TALLIES: fill_tallies,
    declared.CHECK: fill_check,
    declared.COUNTS: fill_counts,
}
"""The function that fills each sheet, in the order of the tabs."""


def build_summary(content: SummaryContent) -> bytes:
    """Build a track's summary workbook (汇总): the result at a glance first, live recalculation last."""
    book = make_book(*_SHEETS)
    blocks = [block for title, build in _SHEETS.items() for block in build(book[title], content)]
    return save_book(book, blocks)
