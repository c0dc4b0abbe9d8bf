"""Further criteria (测评项目) in a recount."""

import pytest

from tests.recount.raw_town import POINTS, Town, of


def town_with_two_criteria(weight: int = 1) -> Town:
    """A second item: all A votes 好, all others blank."""
    town = (
        Town().add("测评项目", "项目 权重", f"廉洁 {weight}").change("测评项目", {"项目": "总体评价"}, 权重=3)
    )
    town.change("测评票", {"票类": "A"}, 廉洁="好")
    return town.change("问卷调查", {}, 廉洁=" 好 ")


def test_criteria_are_weighted() -> None:
    differences = town_with_two_criteria().differences()
    assert differences["V1 现场测评"] == "96.5"  # (3·95.333 + 100) / 4
    assert differences["V2 问卷调查"] == "62.5"
    assert "recount_row_missing" in differences


def test_a_criterion_without_weight_is_only_counted() -> None:
    missing = [
        finding for finding in town_with_two_criteria(0).recount()[1] if finding.code == "recount_row_missing"
    ]
    assert len(missing) == 10
    assert of(town_with_two_criteria(0).differences(), POINTS) == {}


@pytest.mark.parametrize("rule", ["按其余票类折算", "计零"])
def test_an_unmarked_criterion_is_omitted(rule: str) -> None:
    town = Town().set(空票类处理=rule).add("测评项目", "项目 权重", "廉洁 1")
    assert of(town.differences(), POINTS) == {}


def test_an_unmarked_criterion_leaves_no_score_where_an_empty_class_is_an_error() -> None:
    town = Town().set(空票类处理="报错").add("测评项目", "项目 权重", "廉洁 1")
    differences = town.differences()
    assert differences["V1 现场测评"] == "空白"
    assert "V1 现场测评 A 得分" not in differences


def test_a_criterion_without_weight_or_marks_does_not_change_the_score() -> None:
    town = Town().add("测评项目", "项目 权重", "廉洁 0")
    assert "V1 现场测评" not in town.differences()


def test_unknown_mark_in_a_further_column_is_named() -> None:
    town = town_with_two_criteria().change("测评票", {"票号": "T1", "编号": "V1"}, 廉洁="优秀")
    unknown = [finding for finding in town.recount()[1] if finding.code == "not_a_choice"]
    assert [(finding.at.sheet, finding.at.cell, finding.value) for finding in unknown] == [
        ("测评票", "G4", "优秀")
    ]
