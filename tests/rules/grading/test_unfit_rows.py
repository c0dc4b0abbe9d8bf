"""Rows that could not be read withhold the grades that they could change."""

from typing import Any

import pytest

from tests.rules.grading.graded_year import BY_ANNUAL, grade_year, only_appraisal, problem_row, report_row
from tests.rules.small_town import annual_scores, organisation, read_year, routine, rule, votes


def test_an_unfit_routine_row_withholds_the_composite() -> None:
    year, _ = read_year(source_weights=BY_ANNUAL, routine=[routine("V001", 年度考核=90, 加减分="两分")])
    result, findings = grade_year(year)
    assert only_appraisal(result).composite_score is None
    assert [finding.code for finding in findings] == ["track_withheld"]


@pytest.mark.parametrize(
    ("caps", "tables"),
    [
        (rule("甲", "整改逾期数", "≥", "1", "一般"), {"problems": [problem_row("下月")]}),
        (rule("甲", "成绩占比", "≥", "40", "一般"), {"reports": [report_row(总字数="两千")]}),
        (rule("甲", "差占比", "≥", "40", "一般"), {"ballots": votes("V001", "A票", 良=1)}),
    ],
)
def test_a_rule_on_doubtful_rows_withholds_the_suggestion(
    caps: dict[str, Any], tables: dict[str, Any]
) -> None:
    base_tables: dict[str, Any] = {"source_weights": BY_ANNUAL, "routine": annual_scores(V001=95), **tables}
    without = grade_year(read_year(**base_tables)[0])[0]
    result, findings = grade_year(read_year(cap_rules=[caps], **base_tables)[0])
    assert only_appraisal(without).suggested_grade == "好"
    assert (str(only_appraisal(result).composite_score), only_appraisal(result).suggested_grade) == (
        "95.00",
        "",
    )
    assert [finding.code for finding in findings] == ["track_withheld"]


def test_an_unfit_roster_row_leaves_the_track_unranked() -> None:
    roster = [organisation("V001"), organisation("V002", 参评="也许")]
    year, _ = read_year(source_weights=BY_ANNUAL, routine=annual_scores(V001=95), organisations=roster)
    result, findings = grade_year(year)
    assert not findings
    assert (str(only_appraisal(result).composite_score), only_appraisal(result).rank) == ("95.00", None)
