"""Scores that are entered, not voted: 座谈调研, 日常工作, 年度考核."""

from collections.abc import Sequence
from fractions import Fraction

from shuzhi_xl.findings import Finding, notice
from shuzhi_xl.rules.arithmetic.means import sum_of_products
from shuzhi_xl.rules.policy.model import Policy
from shuzhi_xl.rules.year.unreliable_rows import Pair
from shuzhi_xl.sheets.declaration.units import Number, Points
from shuzhi_xl.sheets.master.office_entries import Routine, Visit
from shuzhi_xl.sheets.master.vocabulary import ANNUAL, ROUTINE, VISITS
from shuzhi_xl.sheets.reading.year import Year


def visit_points(visit: Visit, points: Sequence[Points]) -> Points | None:
    """Points of one row of 座谈调研: its 评分, else Σ p·n / Σ n of its counts; None without either.

    Args:
        visit: The row.
        points: 票面分值 of each grade, best first.
    """
    if visit.points is not None:
        return Fraction(visit.points)
    counts = [count or 0 for count in (visit.good, visit.fairly_good, visit.average, visit.poor)]
    if not sum(counts):
        return None
    return sum_of_products(zip(points, counts, strict=True)) / sum(counts)


def entered_scores(year: Year, policy: Policy) -> dict[Pair, Points]:
    """Scores by 编号 and 来源 of what the office entered (通知 四、4).

    座谈调研 is the mean of its rows with points.
    """
    track_of = {branch.number: policy.tracks.get(branch.track) for branch in year.appraised}
    visited: dict[Number, list[Points]] = {}
    for visit in year.visits:
        track = track_of.get(visit.number)
        points = visit_points(visit, track.points) if track else None
        # A visit that brought no grades is left out of the mean, not counted as 0
        if points is not None:
            visited.setdefault(visit.number, []).append(points)
    scores = {
        (number, VISITS): sum(points, start=Fraction(0)) / len(points) for number, points in visited.items()
    }
    for row in year.routine:
        for source, value in ((ROUTINE, row.routine), (ANNUAL, row.annual)):
            if value is not None and track_of.get(row.number):
                scores[row.number, source] = Fraction(value)
    return scores


def uncounted_entries(year: Year) -> list[Finding]:
    """Rows of 座谈调研 and 日常年度 about organisations that are not appraised count for none."""
    appraised = {organisation.number for organisation in year.appraised}
    entries: list[Visit | Routine] = [*year.visits, *year.routine]
    rows = [row for row in entries if not row.is_empty]
    return [
        notice("entry_for_not_appraised", row.at("number"), value=row.number)
        for row in rows
        if row.number not in appraised
    ]
