"""How many voters a recount finds: seats (参会人员), packages of the branches, questionnaires."""

import pytest

from tests.recount.raw_town import POINTS, Town, of, town_with_packages


@pytest.mark.parametrize(("own_excluded", "first", "second"), [("否", "7", "7"), ("是", "5", "4")])
def test_peers_are_eligible_except_for_ballots_of_the_own_branch(
    own_excluded: str, first: str, second: str
) -> None:
    differences = town_with_packages().set(回避=own_excluded).differences()
    assert differences["V1 现场测评 B 发出"] == first
    assert differences["V2 现场测评 B 发出"] == second
    assert differences["V1 现场测评 合计 未投"] == str(3 + int(first) - 5)


def test_peers_without_packages_are_the_seats_alone() -> None:
    town = town_with_packages().drop("票单登记", 种类="测评表")
    assert town.differences() == {}


def test_unknown_number_of_voters_is_left_blank() -> None:
    town = Town().drop("参会人员")
    assert of(town.differences(), ["发出"]) == {
        f"{number} 现场测评 {name} 发出": "空白" for number in ("V1", "V2") for name in ("A", "B", "合计")
    }
    assert "V1 现场测评 B 得分" not in town.differences()
    assert town.set(计票分母="应到人数").differences()["V1 现场测评 B 得分"] == "空白"


def test_a_class_that_the_list_of_a_meeting_does_not_name_has_no_voters() -> None:
    differences = Town().drop("参会人员", 票类="B").differences()
    assert (differences["V1 现场测评 B 发出"], differences["V1 现场测评 B 得分"]) == ("0", "空白")


def test_branches_ballots_of_an_unnamed_class_leave_its_voters_unknown() -> None:
    town = (
        town_with_packages()
        .set(互评票类=None)
        .add("测评票", "票号 表单编号 场次 票类 编号 总体评价", "P2-1 P2 M1 B V1 好")
    )
    assert town.differences()["V1 现场测评 B 发出"] == "空白"


def test_an_eligible_class_without_votes_scores_zero_of_the_eligible() -> None:
    town = Town().set(计票分母="应到人数").drop("测评票", 票类="B", 编号="V2")
    differences = of(town.differences(), POINTS)
    # A 160/3, B 0/2, at weights of 70 and 30
    assert (differences["V2 现场测评 B 得分"], differences["V2 现场测评"]) == ("0", "37.33")


def test_more_votes_than_voters_give_no_score() -> None:
    differences = Town().change("参会人员", {"票类": "A"}, 人数=2).differences()
    assert differences["V1 现场测评 A 发出"] == "2"
    assert differences["V1 现场测评 A 未投"] == "空白"
    assert differences["V1 现场测评 A 得分"] == "空白"
    assert differences["V1 综合得分"] == "空白"
    assert (differences["V1 现场测评 B 得分"], differences["V1 现场测评 B 好占比"]) == ("空白", "空白")


def test_two_survey_classes_leave_the_voters_unknown() -> None:
    town = Town().add("票类权重", "板块 来源 票类 权重", "全部 问卷调查 D 100")
    differences = town.differences()
    assert differences["V1 问卷调查 C 发出"] == "空白"
    assert differences["recount_row_missing"].split()[2:] == ["D", "总体评价"]
