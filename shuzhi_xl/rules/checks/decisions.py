"""综合评定: the committee's own columns."""

from collections.abc import Iterator

from shuzhi_xl.findings import Finding, blocking
from shuzhi_xl.rules.grading.committee import lacks_reason
from shuzhi_xl.sheets.reading.year import Year


def decision_reasoned(year: Year) -> Iterator[Finding]:
    """研究等次 that differs from 建议等次 needs 调整理由."""
    for appraisal in year.appraisals:
        if lacks_reason(appraisal, appraisal.suggested_grade):
            yield blocking("decision_reason_needed", appraisal.at("decision_reason"), name=appraisal.name)


def decision_dated(year: Year) -> Iterator[Finding]:
    """研究等次 needs 研究日期."""
    for appraisal in year.appraisals:
        if appraisal.decided_grade and not appraisal.decided_on:
            yield blocking("decision_date_needed", appraisal.at("decided_on"), name=appraisal.name)
