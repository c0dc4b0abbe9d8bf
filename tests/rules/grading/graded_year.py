"""A year's gradings (评定) and findings from tables of a small town, for tests.

好 from 90, 较好 from 75, 一般 from 60; the score is 年度考核 alone unless votes are given.
"""

from typing import Any

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.grading.grade import GradingResult, grade_organisations
from shuzhi_xl.rules.policy.make import make_policy
from shuzhi_xl.rules.tally.tally import tally
from shuzhi_xl.sheets.master.results import Appraisal
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.grading import GRADING
from tests.rules.small_town import (
    annual_scores,
    class_weights,
    grades,
    organisation,
    source_weights,
    votes,
    year_of,
)

BY_ANNUAL = source_weights(年度考核=100)
BY_VOTES = source_weights(现场测评=100)
ONE_CLASS = class_weights("现场测评", A票=100)
HALF_MAY_BE_GOOD = grades(
    ("好", 100, 90, 50), ("较好", 80, 75, None), ("一般", 60, 60, None), ("差", 0, 0, None)
)


def grade_year(year: Year) -> tuple[GradingResult, list[Finding]]:
    policy, _ = make_policy(year)
    assert policy is not None
    tallied, errors = tally(year, policy)
    assert not errors
    result, findings = grade_organisations(year, policy, tallied)
    for finding in findings:
        assert GRADING[finding.code].format_map({"value": finding.value, **finding.context})
    return result, findings


def grade_tables(
    settings: dict[str, Any] | None = None, **tables: Any
) -> tuple[GradingResult, list[Finding]]:
    return grade_year(year_of(settings, **{"source_weights": BY_ANNUAL, **tables}))


def grade_scores(
    settings: dict[str, Any] | None = None, *scores: float, **tables: Any
) -> tuple[GradingResult, list[Finding]]:
    """A track of branches V001, V002, … with these composites."""
    numbers = [f"V{index:03d}" for index in range(1, len(scores) + 1)]
    roster = [organisation(number) for number in numbers]
    annual = annual_scores(**dict(zip(numbers, scores, strict=True)))
    return grade_tables(settings, **{"organisations": roster, "routine": annual, **tables})


def only_appraisal(result: GradingResult) -> Appraisal:
    assert len(result.appraisals) == 1
    return result.appraisals[0]


def suggestions(result: GradingResult) -> list[str]:
    return [appraisal.suggested_grade for appraisal in result.appraisals]


def appraise_votes(*caps: dict[str, Any], **tables: Any) -> tuple[Appraisal, list[Finding]]:
    """One branch with 18 好, 1 较好, 1 差: composite 94."""
    ballots = votes("V001", "A票", 好=18, 较好=1, 差=1)
    base_tables = {"ballots": ballots, "class_weights": ONE_CLASS, "source_weights": BY_VOTES}
    result, findings = grade_tables(cap_rules=list(caps), **{**base_tables, **tables})
    return only_appraisal(result), findings


def report_row(**more: Any) -> dict[str, Any]:
    return {"编号": "V001", **more}


def problem_row(due: str, state: str = "整改中", number: str = "V001") -> dict[str, Any]:
    row = {
        "问题编号": f"{number}{due}{state}",
        "编号": number,
        "来源": "自查",
        "问题": "例会少",
        "整改时限": due,
    }
    return {**row, "状态": state}


def decision_row(number: str, **more: Any) -> dict[str, Any]:
    """A row of 综合评定 as 计算 left it: 95.00, 好."""
    return {
        "板块": "村",
        "编号": number,
        "组织名称": f"{number}村党支部",
        "综合得分": 95,
        "建议等次": "好",
        **more,
    }
