"""Putting a track's summary workbook (汇总_<板块>.xlsx) together."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.outgoing import track_summary as declared
from shuzhi_xl.sheets.outgoing.printed_lists import SummaryContent
from shuzhi_xl.xlsx.output.printed_sheet import PrintedBlock, new_book, written
from shuzhi_xl.xlsx.output.summary.check import check_sheet
from shuzhi_xl.xlsx.output.summary.counts import counts_sheet
from shuzhi_xl.xlsx.output.summary.grades import grades_sheet, scores_sheet
from shuzhi_xl.xlsx.output.summary.shares import shares_sheet
from shuzhi_xl.xlsx.output.summary.tables import (
    figures_sheet,
    ranking_sheet,
    shifts_sheet,
    tallies_sheet,
    turnout_sheet,
)

Builder: TypeAlias = Callable[[Worksheet, SummaryContent], Iterable[PrintedBlock]]

_SHEETS: Final[Mapping[str, Builder]] = {
    declared.RANKING: ranking_sheet,
    declared.SCORES: scores_sheet,
    declared.GRADES_OF: grades_sheet,
    declared.SHIFTS: shifts_sheet,
    declared.SHARES: shares_sheet,
    declared.TURNOUT: turnout_sheet,
    declared.FIGURES: figures_sheet,
    declared.TALLIES: tallies_sheet,
    declared.CHECK: check_sheet,
    declared.COUNTS: counts_sheet,
}
"""What lays out each sheet, in the order of their tabs."""


def build_summary(content: SummaryContent) -> bytes:
    """A track's summary workbook: the result at a glance first, the live recalculation last."""
    book = new_book(*_SHEETS)
    blocks = [block for title, build in _SHEETS.items() for block in build(book[title], content)]
    return written(book, blocks)
