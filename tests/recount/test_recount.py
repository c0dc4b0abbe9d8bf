"""The effect of each setting, by hand: the sheets contain the base case, so only the effect may differ."""

import pytest

from tests.recount.raw_town import POINTS, Town, of


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


def test_the_last_digit_of_shares_is_adjusted_only_by_setting() -> None:
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
