"""The contents of the sheets of the district's workbook (区汇总)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.arithmetic.percentages import compute_shares
from shuzhi_xl.rules.arithmetic.rounding import round_half_up
from shuzhi_xl.rules.district.combine import District, added, compared, grades_by_type, share, usual_among
from shuzhi_xl.rules.district.town_digest import Grades, Outlier, SourceTurnout, TownFigures
from shuzhi_xl.sheets.declaration.cell_value import canonical
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.sheets.outgoing import district as sheets
from shuzhi_xl.sheets.outgoing.district import DistrictContent, DistrictSheet, GradesChart
from shuzhi_xl.wording.findings import district as words
from shuzhi_xl.wording.findings.all import sentence

_PLACES = 2
_SHARE_PLACES = 1
_FIRST_SHARE = 14
"""Column of 总览, from 0, of the first share of grades; mean and median follow the shares."""
_CHECKED = sum(len(columns) for _, columns in sheets.OVERVIEW_COLUMNS) - 1
"""Column of 核对."""
_COLUMN_OF = {name: _FIRST_SHARE + order for order, name in enumerate((*sheets.SHARES, sheets.MEAN))}


def district_content(district: District, times: Fraction) -> DistrictContent:
    """All sheets of the workbook, in order (区县汇总).

    Args:
        district: The towns taken in and left out.
        times: k of the rule for outliers.
    """
    sheets_in_order = (
        _overview(district, times),
        _by_town(district.towns),
        _by_type(district.towns),
        _outliers(district.outliers, times),
        _participation(district.towns),
        _left_out(district),
    )
    return DistrictContent(words.district_title(district.year), sheets_in_order)


def _number(value: Fraction) -> str:
    return canonical(round_half_up(value, _PLACES))


def _overview(district: District, times: Fraction) -> DistrictSheet:
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
            *words.overview_notes(len(district.towns), _number(times)),
            *words.overdue_note([town.tracking_day for town in district.towns]),
        ),
        total=_overview_total(district.towns),
        marked=far | doubtful,
    )


def _overview_row(town: TownFigures) -> list[Any]:
    return [
        town.committee,
        *(town.organisations, town.appraised, town.reports),
        *_turnout(town.ballots),
        *_turnout(town.surveys),
        *town.grades,
        *_grade_shares(town.grades),
        *(
            words.NONE if value is None else round_half_up(value, _PLACES)
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
        *_turnout(_summed([town.ballots for town in towns])),
        *_turnout(_summed([town.surveys for town in towns])),
        *grades,
        *_grade_shares(grades),
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


def _turnout(papers: SourceTurnout) -> list[Any]:
    if papers.returned is None:
        return [papers.issued, words.NOT_TOLD if papers.is_counted else words.NOT_COUNTED, words.NONE]
    return [papers.issued, papers.returned, _rate(papers.returned, papers.issued)]


def _rate(part: int, total: int) -> Decimal | str:
    return round_half_up(share(part, total), _SHARE_PLACES) if total else words.NONE


def _grade_shares(grades: Grades) -> Sequence[Decimal | str]:
    graded = sum(grades)
    return compute_shares(grades, graded, _SHARE_PLACES) if graded else [words.NONE] * len(grades)


def _by_town(towns: Sequence[TownFigures]) -> DistrictSheet:
    return DistrictSheet(
        title=sheets.BY_TOWN,
        groups=sheets.BY_TOWN_COLUMNS,
        rows=[[town.committee, sum(town.grades), *town.grades] for town in towns],
        notes=words.BY_TOWN_NOTES,
        chart=GradesChart(2, is_beside=True),
        landscape=False,
    )


def _by_type(towns: Sequence[TownFigures]) -> DistrictSheet:
    rows = [
        [name, sum(grades), *grades, *_grade_shares(grades)] for name, grades in grades_by_type(towns).items()
    ]
    return DistrictSheet(
        title=sheets.BY_TYPE,
        groups=sheets.BY_TYPE_COLUMNS,
        rows=rows,
        notes=words.BY_TYPE_NOTES,
        chart=GradesChart(2, is_beside=False),
        landscape=False,
    )


def _outliers(outliers: Sequence[Outlier], times: Fraction) -> DistrictSheet:
    notes = words.outlier_notes(_number(times))
    return DistrictSheet(
        title=sheets.OUTLIERS,
        groups=sheets.OUTLIER_COLUMNS,
        rows=[_outlier_row(outlier) for outlier in outliers],
        notes=notes if outliers else (*notes, words.NO_OUTLIERS),
    )


def _outlier_row(outlier: Outlier) -> list[Any]:
    usual = outlier.limits
    return [
        *(outlier.committee, outlier.number, outlier.name),
        outlier.among or words.ALL_TOWNS,
        outlier.indicator,
        round_half_up(outlier.value, _PLACES),
        words.HIGHER if outlier.value > usual.middle else words.LOWER,
        *(round_half_up(value, _PLACES) for value in (usual.middle, usual.spread, usual.low, usual.high)),
    ]


def _participation(towns: Sequence[TownFigures]) -> DistrictSheet:
    return DistrictSheet(
        title=sheets.PARTICIPATION,
        groups=sheets.PARTICIPATION_COLUMNS,
        rows=[
            [
                town.committee,
                *(town.appraised, town.reports, _rate(town.reports, town.appraised)),
                *_turnout(town.ballots),
                *_turnout(town.surveys),
            ]
            for town in towns
        ],
        notes=words.PARTICIPATION_NOTES,
        bars=frozenset(column.header for column in _RATES),
        landscape=False,
    )


_RATES = [columns[-1] for _, columns in sheets.PARTICIPATION_COLUMNS[1:]]


def _left_out(district: District) -> DistrictSheet:
    return DistrictSheet(
        title=sheets.LEFT_OUT,
        groups=sheets.LEFT_OUT_COLUMNS,
        rows=[
            _left_out_row(finding, *district.known.get(finding.at.file, ("", "")))
            for finding in district.left_out
        ],
        notes=words.LEFT_OUT_NOTES if district.left_out else (words.ALL_TAKEN_IN,),
    )


def _left_out_row(finding: Finding, committee: str, year: int | str) -> list[Any]:
    return [finding.at.file, committee, year, sentence(finding)]
