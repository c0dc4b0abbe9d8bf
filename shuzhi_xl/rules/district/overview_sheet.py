"""The sheet 总览 of the district's workbook (区汇总的总览): one line per town, and all together."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from shuzhi_xl.rules.arithmetic.rounding import round_half_up
from shuzhi_xl.rules.district.cells import PLACES, grade_share_cells, number_text, turnout_cells
from shuzhi_xl.rules.district.combine import District, added, compared, usual_among
from shuzhi_xl.rules.district.town_figures import Grades, SourceTurnout, TownFigures
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.sheets.outgoing import district as sheets
from shuzhi_xl.sheets.outgoing.district import DistrictSheet
from shuzhi_xl.wording.findings import district as words

_FIRST_SHARE = 14
"""Column of 总览, from 0, of the first share of grades; mean and median follow the shares."""
_CHECKED = sum(len(columns) for _, columns in sheets.OVERVIEW_COLUMNS) - 1
"""Column of 核对."""
_COLUMN_OF = {name: _FIRST_SHARE + order for order, name in enumerate((*sheets.SHARES, sheets.MEAN))}


def make_overview(district: District, times: Fraction) -> DistrictSheet:
    """The sheet 总览 (区县汇总); figures far from those of the other towns are marked.

    Args:
        district: The towns taken in and left out.
        times: k of the rule for outliers.
    """
    usual = usual_among(district.towns, times)
    far = frozenset(
        (row, _COLUMN_OF[name])
        for row, town in enumerate(district.towns)
        for name, value in compared(town).items()
        if name in usual and not usual[name].contains(value)
    )
    doubtful = frozenset((row, _CHECKED) for row, town in enumerate(district.towns) if town.checks.codes)
    return DistrictSheet(
        title=sheets.OVERVIEW,
        groups=sheets.OVERVIEW_COLUMNS,
        rows=[_overview_row(town) for town in district.towns],
        notes=(
            *words.overview_notes(len(district.towns), number_text(times)),
            *words.overdue_note([town.tracking_day for town in district.towns]),
        ),
        total=_overview_total(district.towns),
        marked=far | doubtful,
    )


def _overview_row(town: TownFigures) -> list[Any]:
    return [
        town.committee,
        *(town.organisations, town.appraised, town.reports),
        *turnout_cells(town.ballots),
        *turnout_cells(town.surveys),
        *town.grades,
        *grade_share_cells(town.grades),
        *(
            words.NONE if value is None else round_half_up(value, PLACES)
            for value in (town.mean, town.median)
        ),
        *(town.problems.total, town.problems.open, town.problems.overdue),
        words.stage(*town.stage) if town.stage else words.NONE,
        _checked(town),
    ]


def _checked(town: TownFigures) -> str:
    if town.checks.codes:
        return "；".join(words.CHECKED[code] for code in town.checks.codes)
    return words.NOT_COUNTED if town.checks.are_results_current is None else words.AGREES


def _overview_total(towns: Sequence[TownFigures]) -> list[Any]:
    grades = _together(town.grades for town in towns)
    return [
        sheets.TOTAL,
        *(sum(getattr(town, name) for town in towns) for name in ("organisations", "appraised", "reports")),
        *turnout_cells(_summed([town.ballots for town in towns])),
        *turnout_cells(_summed([town.surveys for town in towns])),
        *grades,
        *grade_share_cells(grades),
        # No mean over all towns: each town scores by its own rules
        *(words.NONE, words.NONE),
        *(sum(getattr(town.problems, name) for town in towns) for name in ("total", "open", "overdue")),
        words.NONE,
        words.NONE,
    ]


def _together(counts: Iterable[Grades]) -> Grades:
    total: Grades = (0,) * len(GRADES)
    for grades in counts:
        total = added(total, grades)
    return total


def _summed(turnouts: Sequence[SourceTurnout]) -> SourceTurnout:
    """All towns together; where one town's number stays inside, their sum does too."""
    public = [turnout.returned for turnout in turnouts if turnout.returned is not None]
    returned = sum(public) if len(public) == len(turnouts) else None
    return SourceTurnout(
        sum(turnout.issued for turnout in turnouts), returned, all(turnout.is_counted for turnout in turnouts)
    )
