"""A year's tally (测评统计) and its findings from tables of a small town, for tests."""

from typing import Any

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.policy.make import make_policy
from shuzhi_xl.rules.tally.tally import TallyResult, tally
from shuzhi_xl.sheets.master.results import Tally
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.cells import CELLS
from shuzhi_xl.wording.findings.grading import GRADING
from tests.rules.small_town import attendees, class_weights, year_of

ONE_CLASS = class_weights("现场测评", A票=100) + class_weights("问卷调查", 群众=100)
TWELVE_ATTENDEES = [attendees("A票", 12)]


def tally_year(
    year: Year, quarantined: frozenset[tuple[str, str]] = frozenset()
) -> tuple[TallyResult, list[Finding]]:
    policy, errors = make_policy(year)
    assert policy is not None
    assert not errors
    result, findings = tally(year, policy, quarantined)
    for finding in findings:
        assert {**CELLS, **GRADING}[finding.code].format_map({"value": finding.value, **finding.context})
    return result, findings


def tally_of(settings: dict[str, Any] | None = None, **tables: Any) -> tuple[TallyResult, list[Finding]]:
    return tally_year(year_of(settings, **tables))


def tally_row(
    result: TallyResult, voter_class: str = "合计", source: str = "现场测评", criterion: str = "总体评价"
) -> Tally:
    rows = [
        row
        for row in result.rows
        if (row.voter_class, row.source, row.criterion) == (voter_class, source, criterion)
    ]
    assert len(rows) == 1
    return rows[0]


TWO_CRITERIA = [{"项目": "总体评价", "权重": 70}, {"项目": "廉洁自律", "权重": 30}]


def with_integrity_marks(ballots: list[dict[str, Any]], *marks: str) -> list[dict[str, Any]]:
    return [{**ballot, "廉洁自律": mark} for ballot, mark in zip(ballots, marks, strict=True)]
