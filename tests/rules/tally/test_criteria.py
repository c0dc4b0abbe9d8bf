"""Criteria (测评项目) beside 总体评价: weighted, only counted, or in error."""

from typing import Any

import pytest

from shuzhi_xl.sheets.declaration.cell_value import CellError
from tests.rules.finding_facts import facts_of
from tests.rules.small_town import source_weights, votes
from tests.rules.tally.tallied_year import ONE_CLASS, TWO_CRITERIA, tally_of, tally_row, with_integrity_marks


def test_further_criteria() -> None:
    ballots = with_integrity_marks(votes("V001", "A票", 好=2), "差", "较好")  # 100 and 40
    result, findings = tally_of(ballots=ballots, criteria=TWO_CRITERIA, class_weights=ONE_CLASS)
    assert not findings
    assert result.source_scores["V001", "现场测评"] == 82
    assert tally_row(result, criterion="廉洁自律").score == 40
    assert tally_row(result).score == 100
    assert result.shares["V001"]["差"] == 0  # of 总体评价 only


def test_a_further_criterion_of_weight_zero_is_only_counted() -> None:
    items = [{"项目": "总体评价", "权重": 1}, {"项目": "廉洁自律", "权重": 0}]
    ballots = with_integrity_marks(votes("V001", "A票", 好=2), "差", "")
    result, _ = tally_of({"空票类处理": "报错"}, ballots=ballots, criteria=items, class_weights=ONE_CLASS)
    assert result.source_scores["V001", "现场测评"] == 100
    assert tally_row(result, criterion="廉洁自律").abstention == 1


@pytest.mark.parametrize("handling", ["按其余票类折算", "计零"])
def test_a_further_criterion_that_all_voters_left_blank_is_omitted(handling: str) -> None:
    ballots = with_integrity_marks(votes("V001", "A票", 好=2), "", "")
    tables: dict[str, Any] = {"criteria": TWO_CRITERIA, "class_weights": ONE_CLASS}
    result, findings = tally_of({"空票类处理": handling}, ballots=ballots, **tables)
    assert result.source_scores["V001", "现场测评"] == 100
    assert facts_of(findings) == [("提醒", "criterion_unmarked", "评分设置", "B5")]
    by_returned, silent = tally_of({"计票分母": "收回票"}, ballots=ballots, **tables)
    assert by_returned.source_scores["V001", "现场测评"] == 70
    assert not silent


def test_no_finding_about_a_source_without_weight() -> None:
    ballots = with_integrity_marks(votes("V001", "A票", 好=2), "", "")
    weights = source_weights(现场测评=0, 年度考核=100)
    tables: dict[str, Any] = {"criteria": TWO_CRITERIA, "class_weights": ONE_CLASS, "source_weights": weights}
    assert tally_of(ballots=ballots, **tables)[1] == []


def test_an_unknown_mark_of_a_further_criterion() -> None:
    ballots = with_integrity_marks(votes("V001", "A票", 好=2), "很好", "好")
    result, findings = tally_of(ballots=ballots, criteria=TWO_CRITERIA, class_weights=ONE_CLASS)
    assert facts_of(findings) == [("须改", "mark_unknown", "测评票", "G4")]
    assert not result.source_scores


def test_a_further_criterion_whose_formula_is_in_error_is_no_abstention() -> None:
    ballots = with_integrity_marks(votes("V001", "A票", 好=2), CellError("#N/A"), "好")
    result, findings = tally_of(ballots=ballots, criteria=TWO_CRITERIA, class_weights=ONE_CLASS)
    assert facts_of(findings) == [("须改", "cell_error", "测评票", "G4")]
    assert not result.source_scores


def test_a_further_criterion_without_column() -> None:
    result, findings = tally_of(
        ballots=votes("V001", "A票", 好=2), criteria=TWO_CRITERIA, class_weights=ONE_CLASS
    )
    assert facts_of(findings) == [("须改", "criterion_missing", "测评票", "")]
    assert not result.source_scores
