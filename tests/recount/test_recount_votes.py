"""Which votes and forms count in a recount (复核)."""

import pytest

from tests.recount.raw_town import FORM_HEADERS, Town, town_with_packages


@pytest.mark.parametrize(
    ("state", "counts"), [("已收回", True), ("采用", True), ("待定", False), ("作废", False), ("重复", False)]
)
def test_only_live_forms_count(state: str, counts: bool) -> None:
    differences = Town().change("票单登记", {"表单编号": "S2"}, 状态=state).differences()
    assert ("recount_row_extra" not in differences) is counts


def test_a_chosen_content_that_is_not_entered_yet_does_not_count() -> None:
    differences = Town().change("票单登记", {"表单编号": "S2"}, 状态="采用", 收回数=None).differences()
    assert "recount_row_extra" in differences


def test_votes_for_branches_not_appraised_do_not_count() -> None:
    headers = "票号 表单编号 场次 票类 编号 总体评价"
    town = Town().add("测评票", headers, "T9 - M1 A V3 差\nT9 - M1 A V9 差")
    assert town.differences() == {}
    assert town.recount()[0].ballots == 5


@pytest.mark.parametrize("vote", ["T9 X9 M1 A V1 差", "T9 - M7 A V1 差"])
def test_votes_of_an_unknown_form_or_another_meeting_leave_no_score(vote: str) -> None:
    town = Town().add("测评票", "票号 表单编号 场次 票类 编号 总体评价", vote)
    differences = town.differences()
    assert {
        "V1 现场测评": "空白",
        "V1 综合得分": "空白",
        "V1 现场测评 A 得分": "空白",
    }.items() <= differences.items()
    assert "V2 现场测评" not in differences
    assert town.recount()[0].ballots == 5


def test_a_second_content_of_a_form_is_no_second_form() -> None:
    assert Town().add("票单登记", FORM_HEADERS, "S1 问卷 V1 M1 4 - 2016-01-05 f9 作废").differences() == {}
    assert Town().add("票单登记", FORM_HEADERS, "S1 问卷 V1 M1 4 - 2016-01-05 f9 重复").differences() == {}


def test_a_vote_for_the_own_branch_does_not_count() -> None:
    headers = "票号 表单编号 场次 票类 编号 总体评价"
    body = "P1-1 P1 M1 B V1 差\nP1-1 P1 M1 B V2 较好"
    differences = town_with_packages().set(回避="是").add("测评票", headers, body).differences()
    assert "V1 现场测评 B 差" not in differences
    assert differences["V2 现场测评 B 较好"] == "2"
