"""Cells of turnout and grades that several sheets of 区汇总 have in common (参与和等次)."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from shuzhi_xl.rules.arithmetic.percentages import compute_shares
from shuzhi_xl.rules.arithmetic.rounding import round_half_up
from shuzhi_xl.rules.district.combine import share
from shuzhi_xl.rules.district.town_figures import Grades, SourceTurnout
from shuzhi_xl.sheets.declaration.cell_value import canonical
from shuzhi_xl.wording.findings import district as words

PLACES = 2
_SHARE_PLACES = 1


def number_text(value: Fraction) -> str:
    """A number as the notes of the sheets write it (区县汇总)."""
    return canonical(round_half_up(value, PLACES))


def turnout_cells(papers: SourceTurnout) -> list[Any]:
    """发出, 收回 and 收回率 of a source (区县汇总); words where a number stays in the town."""
    if papers.returned is None:
        return [papers.issued, words.NOT_SHOWN if papers.is_counted else words.NOT_COUNTED, words.NONE]
    return [papers.issued, papers.returned, rate_cell(papers.returned, papers.issued)]


def rate_cell(part: int, total: int) -> Decimal | str:
    """A share in per cent (区县汇总); a dash of nothing."""
    return round_half_up(share(part, total), _SHARE_PLACES) if total else words.NONE


def grade_share_cells(grades: Grades) -> Sequence[Decimal | str]:
    """Shares of the four grades in per cent (区县汇总), which sum to 100; dashes where none is graded."""
    graded = sum(grades)
    return compute_shares(grades, graded, _SHARE_PLACES) if graded else [words.NONE] * len(grades)
