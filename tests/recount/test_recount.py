"""Each setting's effect, computed by hand: the sheets hold the base case, so only what changes may differ."""

import pytest

from tests.recount.raw_town import FORM_HEADERS, Town, of

POINTS = ("得分", "现场测评", "问卷调查", "座谈调研", "综合得分")


def test_all_agrees_in_the_base_case() -> None:
    result, findings = Town().recount()
    assert findings == []
    assert (result.organisations, result.ballots, result.answers, result.withheld) == (2, 5, 5, 0)
    assert result.cells == 10 * 21 + 2 * 14


def test_returned_votes_as_denominator() -> None:
    # V1 B 100/2; V2 A 160/3; V1 0.7·93.333+0.3·50, V2 0.7·53.333+0.3·80
    assert Town().set(计票分母="收回票").differences() == {
        "V1 现场测评 B 得分": "50",
        "V1 现场测评 合计 得分": "80.33",
        "V2 现场测评 A 得分": "53.33",
        "V2 现场测评 合计 得分": "61.33",
        "V1 现场测评": "80.33",
        "V1 综合得分": "84.87",
        "V1 建议等次": "较好",
        "V1 最终等次": "较好",
        "V2 现场测评": "61.33",
        "V2 综合得分": "63.8",
        "V2 建议等次": "一般",
    }


def test_eligible_voters_as_denominator() -> None:
    differences = Town().set(计票分母="应到人数").differences()
    assert of(differences, ["得分"]) == {
        "V1 现场测评 B 得分": "50",
        "V1 现场测评 合计 得分": "80.33",
        "V1 问卷调查 C 得分": "70",
        "V1 问卷调查 合计 得分": "70",
        "V2 现场测评 A 得分": "53.33",
        "V2 现场测评 B 得分": "40",
        "V2 现场测评 合计 得分": "49.33",
    }
    assert of(differences, ["综合得分"]) == {"V1 综合得分": "80.2", "V2 综合得分": "56.6"}


def test_returned_votes_in_shares() -> None:
    assert Town().set(占比分母="收回票").differences() == {
        **dict.fromkeys(["V1 现场测评 A 弃权占比", "V1 现场测评 A 作废占比"], "0"),
        "V1 现场测评 B 好占比": "50",
        "V1 现场测评 B 弃权占比": "50",
        "V1 现场测评 B 作废占比": "0",
        "V1 现场测评 合计 好占比": "60",
        "V1 现场测评 合计 较好占比": "20",
        "V1 现场测评 合计 弃权占比": "20",
        "V1 现场测评 合计 作废占比": "0",
        **dict.fromkeys([f"V1 问卷调查 {c} {k}占比" for c in ("C", "合计") for k in ("弃权", "作废")], "0"),
        "V2 现场测评 A 好占比": "33.34",
        "V2 现场测评 A 一般占比": "33.33",
        "V2 现场测评 A 弃权占比": "0",
        "V2 现场测评 A 作废占比": "33.33",
        "V2 现场测评 B 弃权占比": "0",
        "V2 现场测评 B 作废占比": "0",
        "V2 现场测评 合计 好占比": "25",
        "V2 现场测评 合计 较好占比": "25",
        "V2 现场测评 合计 一般占比": "25",
        "V2 现场测评 合计 弃权占比": "0",
        "V2 现场测评 合计 作废占比": "25",
        **dict.fromkeys([f"V2 问卷调查 {c} {k}占比" for c in ("C", "合计") for k in ("弃权", "作废")], "0"),
    }


def test_the_last_digit_of_shares_is_left_as_it_is() -> None:
    town = Town().add("基本设置", "名称 取值", "尾差处理 不调整")
    assert town.differences() == {"V2 现场测评 合计 好占比": "33.33"}
    town = Town().add("基本设置", "名称 取值", "尾差处理 并入最大项")
    assert town.differences() == {}


def test_missing_votes_in_shares() -> None:
    differences = Town().set(占比分母="应到人数").differences()
    assert {name: value for name, value in differences.items() if name.startswith("V2 现场测评 合计")} == {
        "V2 现场测评 合计 好占比": "20",
        "V2 现场测评 合计 较好占比": "20",
        "V2 现场测评 合计 一般占比": "20",
        "V2 现场测评 合计 弃权占比": "0",
        "V2 现场测评 合计 作废占比": "20",
        "V2 现场测评 合计 未投占比": "20",
    }


def test_decimal_places() -> None:
    differences = Town().set(小数位数="1").differences()
    assert differences["V2 现场测评 合计 好占比"] == "33.4"
    assert of(differences, ["综合得分"]) == {"V1 综合得分": "93.9"}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("按其余票类折算", {}),  # A alone: 80
        ("计零", {"V2 现场测评 合计 得分": "56", "V2 现场测评": "56", "V2 综合得分": "60.6"}),
        ("报错", {"V2 现场测评 合计 得分": "空白", "V2 现场测评": "空白", "V2 综合得分": "空白"}),
    ],
)
def test_class_without_votes(rule: str, expected: dict[str, str]) -> None:
    town = Town().set(空票类处理=rule).drop("测评票", 票类="B", 编号="V2")
    assert of(town.differences(), POINTS) == {"V2 现场测评 B 得分": "空白", **expected}


@pytest.mark.parametrize(
    ("rule", "composite", "grades"),
    [
        (
            "报错",
            "空白",
            {"V1 名次": "空白", "V1 建议等次": "空白", "V2 名次": "空白", "V2 建议等次": "空白"},
        ),
        ("按其余来源折算", "81", {}),  # (60·80 + 20·80) / 80 + 1
    ],
)
def test_source_without_votes(rule: str, composite: str, grades: dict[str, str]) -> None:
    differences = Town().set(缺项处理=rule).drop("问卷调查", 编号="V2").differences()
    assert of(differences, ["综合得分"]) == {"V2 综合得分": composite}
    assert of(differences, ["名次", "建议等次"]) == grades


def test_no_source_at_all() -> None:
    town = Town().set(缺项处理="按其余来源折算").drop("日常年度", 编号="V2")
    town.drop("问卷调查", 编号="V2").drop("测评票", 编号="V2")
    differences = town.differences()
    assert differences["V2 综合得分"] == "空白"
    assert differences["V1 建议等次"] == "空白"


@pytest.mark.parametrize(
    ("state", "counts"), [("已收回", True), ("采用", True), ("待定", False), ("作废", False), ("重复", False)]
)
def test_only_live_forms_count(state: str, counts: bool) -> None:
    differences = Town().change("票单登记", {"表单编号": "S2"}, 状态=state).differences()
    assert ("recount_row_extra" not in differences) is counts


def test_a_chosen_content_that_is_not_entered_yet_does_not_count() -> None:
    differences = Town().change("票单登记", {"表单编号": "S2"}, 状态="采用", 收回数=None).differences()
    assert "recount_row_extra" in differences


def test_votes_for_others_do_not_count() -> None:
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


def test_second_content_of_a_form_is_no_second_form() -> None:
    assert Town().add("票单登记", FORM_HEADERS, "S1 问卷 V1 M1 4 - 2016-01-05 f9 作废").differences() == {}
    assert Town().add("票单登记", FORM_HEADERS, "S1 问卷 V1 M1 4 - 2016-01-05 f9 重复").differences() == {}


def with_packages() -> Town:
    """Class B is the peers': each village was sent two ballots, and one more form is void."""
    return (
        Town()
        .set(互评票类="B")
        .add("基本设置", "名称 取值", "互评票类 B")
        .add(
            "票单登记",
            FORM_HEADERS,
            "P1 测评表 V1 M1 2 2 2016-01-05 p1 已收回\nP2 测评表 V2 M1 3 - 2016-01-05 p2 已发出\n"
            "P3 测评表 V1 M1 9 - 2016-01-05 p3 作废",
        )
    )


@pytest.mark.parametrize(("own_excluded", "first", "second"), [("否", "7", "7"), ("是", "5", "4")])
def test_peers_are_eligible_but_for_the_own_ballots(own_excluded: str, first: str, second: str) -> None:
    differences = with_packages().set(回避=own_excluded).differences()
    assert differences["V1 现场测评 B 发出"] == first
    assert differences["V2 现场测评 B 发出"] == second
    assert differences["V1 现场测评 合计 未投"] == str(3 + int(first) - 5)


def test_peers_without_packages_are_the_seats_alone() -> None:
    town = with_packages().drop("票单登记", 种类="测评表")
    assert town.differences() == {}


def test_own_ballot_is_no_vote() -> None:
    headers = "票号 表单编号 场次 票类 编号 总体评价"
    body = "P1-1 P1 M1 B V1 差\nP1-1 P1 M1 B V2 较好"
    differences = with_packages().set(回避="是").add("测评票", headers, body).differences()
    assert "V1 现场测评 B 差" not in differences
    assert differences["V2 现场测评 B 较好"] == "2"


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
        with_packages()
        .set(互评票类=None)
        .add("测评票", "票号 表单编号 场次 票类 编号 总体评价", "P2-1 P2 M1 B V1 好")
    )
    assert town.differences()["V1 现场测评 B 发出"] == "空白"


def test_a_class_that_may_vote_and_did_not_scores_nothing_of_the_eligible() -> None:
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


def test_votes_of_a_class_without_weight_give_no_score() -> None:
    differences = Town().drop("票类权重", 票类="B").differences()
    assert (differences["V1 现场测评"], differences["V1 现场测评 B 得分"]) == ("空白", "空白")


def test_weight_zero_counts_in_shares_only() -> None:
    differences = Town().change("票类权重", {"票类": "B"}, 权重=0).differences()
    assert differences["V1 现场测评 合计 得分"] == "93.33"
    assert "V1 现场测评 合计 好占比" not in differences


@pytest.mark.parametrize(
    ("table", "headers", "body", "expected"),
    [
        (
            "等次标准",
            "板块 等次 票面分值 综合分下限",
            "村块 好 90 90\n村块 较好 80 75\n村块 一般 60 60\n村块 差 0 0",
            {"V1 现场测评 B 得分": "90"},
        ),
        ("票类权重", "板块 来源 票类 权重", "村块 现场测评 A 1\n村块 现场测评 B 1", {"V1 现场测评": "96.67"}),
        ("来源权重", "板块 来源 权重", "村块 现场测评 50\n村块 问卷调查 30", {"V1 综合得分": "93.67"}),
        ("来源权重", "板块 来源 权重", "村块 现场测评 50", {"weights_not_100": ""}),
        ("来源权重", "板块 来源 权重", "别块 现场测评 50", {}),
    ],
)
def test_rows_of_the_track_come_first(table: str, headers: str, body: str, expected: dict[str, str]) -> None:
    differences = Town().add(table, headers, body).differences()
    assert expected.items() <= differences.items()
    assert bool(differences) is bool(expected)


@pytest.mark.parametrize("grades", [("差",), ("好", "较好", "一般", "差")])
def test_a_track_without_all_four_grades_is_not_compared(grades: tuple[str, ...]) -> None:
    town = Town()
    for grade in grades:
        town.drop("等次标准", 等次=grade)
    (findings,) = town.recount()[1]
    assert (findings.code, findings.at.sheet, findings.context["track"]) == (
        "grade_missing",
        "评分设置",
        "村块",
    )
    assert findings.context["grade"] == "、".join(grades)


def test_a_town_without_any_weights_is_not_compared() -> None:
    (findings,) = Town().drop("来源权重").recount()[1]
    assert (findings.code, findings.at.sheet, findings.context["total"]) == (
        "weights_not_100",
        "评分设置",
        "0",
    )


def with_two_items(weight: int = 1) -> Town:
    """A second item: all A votes 好, all others blank."""
    town = (
        Town().add("测评项目", "项目 权重", f"廉洁 {weight}").change("测评项目", {"项目": "总体评价"}, 权重=3)
    )
    town.change("测评票", {"票类": "A"}, 廉洁="好")
    return town.change("问卷调查", {}, 廉洁=" 好 ")


def test_items_are_weighted() -> None:
    differences = with_two_items().differences()
    assert differences["V1 现场测评"] == "96.5"  # (3·95.333 + 100) / 4
    assert differences["V2 问卷调查"] == "62.5"
    assert "recount_row_missing" in differences


def test_item_without_weight_is_only_counted() -> None:
    missing = [finding for finding in with_two_items(0).recount()[1] if finding.code == "recount_row_missing"]
    assert len(missing) == 10
    assert of(with_two_items(0).differences(), POINTS) == {}


@pytest.mark.parametrize("rule", ["按其余票类折算", "计零"])
def test_item_that_nobody_marked_is_left_out(rule: str) -> None:
    town = Town().set(空票类处理=rule).add("测评项目", "项目 权重", "廉洁 1")
    assert of(town.differences(), POINTS) == {}


def test_item_that_nobody_marked_leaves_no_score_where_an_empty_class_is_an_error() -> None:
    town = Town().set(空票类处理="报错").add("测评项目", "项目 权重", "廉洁 1")
    differences = town.differences()
    assert differences["V1 现场测评"] == "空白"
    assert "V1 现场测评 A 得分" not in differences


def test_item_without_weight_or_marks_leaves_the_score() -> None:
    town = Town().add("测评项目", "项目 权重", "廉洁 0")
    assert "V1 现场测评" not in town.differences()


def test_unknown_mark_in_a_further_column_is_named() -> None:
    town = with_two_items().change("测评票", {"票号": "T1", "编号": "V1"}, 廉洁="优秀")
    unknown = [finding for finding in town.recount()[1] if finding.code == "not_a_choice"]
    assert [(finding.at.sheet, finding.at.cell, finding.value) for finding in unknown] == [
        ("测评票", "G4", "优秀")
    ]
