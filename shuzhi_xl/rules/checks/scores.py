"""座谈调研 and 日常年度: what the office itself enters."""

from collections.abc import Iterator
from decimal import Decimal

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.checks.lookups import collected, weighted
from shuzhi_xl.sheets.master.office_entries import Visit
from shuzhi_xl.sheets.master.vocabulary import ANNUAL, MISSING_ERROR, ROUTINE
from shuzhi_xl.sheets.reading.year import Year


def _counts(visit: Visit) -> list[int]:
    given = (visit.good, visit.fairly_good, visit.average, visit.poor)
    return [count for count in given if count is not None]


def visit_rated(year: Year) -> Iterator[Finding]:
    """A visit has points or counts; with neither it gives no score, with both the points decide."""
    for each in year.visits:
        counts = sum(_counts(each))
        if each.points is None and not counts:
            yield notice("visit_unrated", each.at("points"), number=each.number)
        elif each.points is not None and counts:
            yield notice("visit_rated_twice", each.at("points"), value=each.points, number=each.number)


def visit_counts(year: Year) -> Iterator[Finding]:
    """Not more marks than people."""
    for each in year.visits:
        marks = sum(_counts(each))
        if each.people is not None and marks > each.people:
            yield blocking("visit_counts_exceed", each.at("people"), value=each.people, marks=marks)


def visit_summary(year: Year) -> Iterator[Finding]:
    """列入问题 = 是 needs a 情况摘要: it is the problem's text."""
    for each in year.visits:
        if each.is_problem and not each.summary:
            yield blocking("visit_summary_needed", each.at("summary"), number=each.number)


def adjustment_reasoned(year: Year) -> Iterator[Finding]:
    """加减分 needs 加减分理由."""
    for each in year.routine:
        if each.adjustment and not each.adjustment_reason:
            yield blocking("adjustment_reason_needed", each.at("adjustment_reason"), number=each.number)


def adjustment_within_limit(year: Year) -> Iterator[Finding]:
    """加减分 is no larger than 加减分上限."""
    if not year.settings:
        return
    limit = year.settings.adjustment_limit
    for each in year.routine:
        if abs(each.adjustment or Decimal(0)) > limit:
            yield blocking("adjustment_exceeds", each.at("adjustment"), value=each.adjustment, limit=limit)


def veto_reasoned(year: Year) -> Iterator[Finding]:
    """一票否决 needs 否决事由."""
    for each in year.routine:
        if each.veto and not each.veto_reason:
            yield blocking("veto_reason_needed", each.at("veto_reason"), number=each.number)


def routine_filled(year: Year) -> Iterator[Finding]:
    """日常工作 and 年度考核 are filled where they count.

    A notice until all forms are in; from then on as 缺项处理 says.
    """
    strict = year.settings and year.settings.missing_source == MISSING_ERROR
    report = blocking if strict and collected(year) else notice
    due = {source: {each.number for each in weighted(year, source)} for source in (ROUTINE, ANNUAL)}
    for each in year.routine:
        for name, source in (("routine", ROUTINE), ("annual", ANNUAL)):
            if getattr(each, name) is None and each.number in due[source]:
                yield report("routine_blank", each.at(name), number=each.number, header=source)
