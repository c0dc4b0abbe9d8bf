"""The contents of the sheets of the district's workbook (区汇总)."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.arithmetic.rounding import round_half_up
from shuzhi_xl.rules.district.cells import PLACES, grade_share_cells, number_text, rate_cell, turnout_cells
from shuzhi_xl.rules.district.combine import District, grades_by_type
from shuzhi_xl.rules.district.overview_sheet import make_overview
from shuzhi_xl.rules.district.town_figures import Outlier, TownFigures
from shuzhi_xl.sheets.outgoing import district as sheets
from shuzhi_xl.sheets.outgoing.district import DistrictContent, DistrictSheet, GradesChart
from shuzhi_xl.wording.findings import district as words
from shuzhi_xl.wording.findings.all import sentence


def district_content(district: District, times: Fraction) -> DistrictContent:
    """All sheets of the workbook, in order (区县汇总).

    Args:
        district: The towns taken in and left out.
        times: k of the rule for outliers.
    """
    sheets_in_order = (
        make_overview(district, times),
        _by_town(district.towns),
        _by_type(district.towns),
        _outliers(district.outliers, times),
        _participation(district.towns),
        _left_out(district),
    )
    return DistrictContent(words.district_title(district.year), sheets_in_order)


def _by_town(towns: Sequence[TownFigures]) -> DistrictSheet:
    return DistrictSheet(
        title=sheets.BY_TOWN,
        groups=sheets.BY_TOWN_COLUMNS,
        rows=[[town.committee, sum(town.grades), *town.grades] for town in towns],
        notes=words.BY_TOWN_NOTES,
        # Beside the rows and page by page, for a district may have many towns
        chart=GradesChart(2, is_beside=True),
        landscape=False,
    )


def _by_type(towns: Sequence[TownFigures]) -> DistrictSheet:
    rows = [
        [name, sum(grades), *grades, *grade_share_cells(grades)]
        for name, grades in grades_by_type(towns).items()
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
    notes = words.outlier_notes(number_text(times))
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
        round_half_up(outlier.value, PLACES),
        words.HIGHER if outlier.value > usual.middle else words.LOWER,
        *(round_half_up(value, PLACES) for value in (usual.middle, usual.spread, usual.low, usual.high)),
    ]


def _participation(towns: Sequence[TownFigures]) -> DistrictSheet:
    return DistrictSheet(
        title=sheets.PARTICIPATION,
        groups=sheets.PARTICIPATION_COLUMNS,
        rows=[
            [
                town.committee,
                *(town.appraised, town.reports, rate_cell(town.reports, town.appraised)),
                *turnout_cells(town.ballots),
                *turnout_cells(town.surveys),
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
            _left_out_row(finding, *district.town_years.get(finding.at.file, ("", "")))
            for finding in district.left_out
        ],
        notes=words.LEFT_OUT_NOTES if district.left_out else (words.ALL_TAKEN_IN,),
    )


def _left_out_row(finding: Finding, committee: str, year: int | str) -> list[Any]:
    return [finding.at.file, committee, year, sentence(finding)]
