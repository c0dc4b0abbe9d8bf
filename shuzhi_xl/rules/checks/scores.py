"""座谈调研 and 日常年度, which the office itself enters (通知 四、1 and 四、4)."""

from collections.abc import Iterator
from decimal import Decimal

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.checks.lookups import is_collected, weighted_organisations
from shuzhi_xl.sheets.master.office_entries import Visit
from shuzhi_xl.sheets.master.vocabulary import ANNUAL, MISSING_ERROR, ROUTINE
from shuzhi_xl.sheets.reading.year import Year


def _counts(visit: Visit) -> list[int]:
    grades = (visit.good, visit.fairly_good, visit.average, visit.poor)
    return [count for count in grades if count is not None]


def check_visit_rated(year: Year) -> Iterator[Finding]:
    """A visit has points or counts (座谈调研): with neither it has no score, with both the points count."""
    # An empty row is reported as a missing one (coverage)
    for visit in [visit for visit in year.visits if not visit.is_empty]:
        counts = sum(_counts(visit))
        if visit.points is None and not counts:
            yield notice("visit_unrated", visit.at("points"), number=visit.number)
        elif visit.points is not None and counts:
            yield notice("visit_rated_twice", visit.at("points"), value=visit.points, number=visit.number)


def check_visit_counts(year: Year) -> Iterator[Finding]:
    """A visit has at most as many marks as people (座谈调研: 人数)."""
    for visit in year.visits:
        marks = sum(_counts(visit))
        if visit.people is not None and marks > visit.people:
            yield blocking("visit_counts_exceed", visit.at("people"), value=visit.people, marks=marks)


def check_visit_summary(year: Year) -> Iterator[Finding]:
    """列入问题 = 是 needs a 情况摘要, which becomes the text of the problem (通知 四、5)."""
    for visit in year.visits:
        if visit.is_problem and not visit.summary:
            yield blocking("visit_summary_needed", visit.at("summary"), number=visit.number)


def check_visit_listed(year: Year) -> Iterator[Finding]:
    """A 情况摘要 is listed as a problem or not (座谈调研: 列入问题; 通知 四、5): blank is no answer."""
    for visit in year.visits:
        if visit.summary and visit.is_problem is None:
            yield blocking("visit_listing_needed", visit.at("is_problem"), number=visit.number)


def check_adjustment_reasoned(year: Year) -> Iterator[Finding]:
    """加减分 needs a 加减分理由 (日常年度): a grade must be explainable."""
    for row in year.routine:
        if row.adjustment and not row.adjustment_reason:
            yield blocking("adjustment_reason_needed", row.at("adjustment_reason"), number=row.number)


def check_adjustment_within_limit(year: Year) -> Iterator[Finding]:
    """加减分 is at most 加减分上限 points in either direction (基本设置)."""
    if not year.settings:
        return
    limit = year.settings.adjustment_limit
    for row in year.routine:
        # Reported, never cut to the limit: 加减分 counts exactly as entered (算法 四)
        if abs(row.adjustment or Decimal(0)) > limit:
            yield blocking("adjustment_exceeds", row.at("adjustment"), value=row.adjustment, limit=limit)


def check_veto_reasoned(year: Year) -> Iterator[Finding]:
    """一票否决 needs a 否决事由 (日常年度)."""
    for row in year.routine:
        if row.veto and not row.veto_reason:
            yield blocking("veto_reason_needed", row.at("veto_reason"), number=row.number)


def check_routine_filled(year: Year) -> Iterator[Finding]:
    """日常工作 and 年度考核 are filled in where they have a weight (来源权重; 通知 四、4).

    A notice until all forms are returned; from then on 缺项处理 (基本设置) decides.
    """
    strict = year.settings and year.settings.missing_source == MISSING_ERROR
    make = blocking if strict and is_collected(year) else notice
    due = {
        source: {organisation.number for organisation in weighted_organisations(year, source)}
        for source in (ROUTINE, ANNUAL)
    }
    # An empty row is reported as a missing one (coverage)
    for row in [row for row in year.routine if not row.is_empty]:
        for name, source in (("routine", ROUTINE), ("annual", ANNUAL)):
            if getattr(row, name) is None and row.number in due[source]:
                yield make("routine_blank", row.at(name), number=row.number, header=source)
