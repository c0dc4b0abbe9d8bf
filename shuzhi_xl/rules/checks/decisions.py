"""Columns of 综合评定 that the committee fills in (通知 四、4)."""

from collections.abc import Iterator

from shuzhi_xl.findings import Finding, blocking
from shuzhi_xl.rules.grading.committee import lacks_reason
from shuzhi_xl.sheets.reading.year import Year


def check_decision_reasoned(year: Year) -> Iterator[Finding]:
    """研究等次 that differs from 建议等次 needs a 调整理由 (综合评定): a grade must be explainable."""
    for appraisal in year.appraisals:
        if lacks_reason(appraisal, appraisal.suggested_grade):
            yield blocking("decision_reason_needed", appraisal.at("decision_reason"), name=appraisal.name)


def check_decision_dated(year: Year) -> Iterator[Finding]:
    """研究等次 needs a 研究日期 (综合评定): without it there is no 最终等次."""
    for appraisal in year.appraisals:
        if appraisal.decided_grade and not appraisal.decided_on:
            yield blocking("decision_date_needed", appraisal.at("decided_on"), name=appraisal.name)
