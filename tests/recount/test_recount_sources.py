"""Sources that the office enters, and the limits of the composite."""

import pytest

from tests.recount.raw_town import Town


def test_visits() -> None:
    headers = "日期 编号 方式 好 较好 一般 差 评分 列入问题"
    body = (
        "2015-12-20 V1 座谈会 1 1 - - - 否\n2015-12-21 V1 其他 4 - - - 70 否\n2015-12-22 V1 其他 - - - - - 否"
    )
    town = Town().add("座谈调研", headers, body)
    assert town.differences() == {"V1 座谈调研": "80"}  # (180/2 + 70) / 2


@pytest.mark.parametrize(
    ("adjustment", "composite", "shown"),
    [(5, "79", "5"), (-5, "69", "-5"), (0, "74", "0"), (6, "空白", "6")],
)
def test_adjustment(adjustment: int, composite: str, shown: str) -> None:
    town = Town().change("日常年度", {"编号": "V2"}, 加减分=adjustment)
    assert {"V2 综合得分": composite, "V2 加减分": shown}.items() <= town.differences().items()


def test_composite_stays_within_0_and_100() -> None:
    town = Town().change("日常年度", {"编号": "V1"}, 日常工作=100, 加减分=5)
    assert town.differences()["V1 综合得分"] == "100"


def test_a_number_chosen_with_its_name_is_the_number() -> None:
    town = Town()
    name = next(row["组织名称"] for row in town.rows["组织名册"] if row["编号"] == "V1")
    for table in ("日常年度", "测评票", "问卷调查"):
        town.change(table, {"编号": "V1"}, 编号=f"V1 {name}")
    assert town.differences() == {}
