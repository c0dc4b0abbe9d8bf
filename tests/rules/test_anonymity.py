from decimal import Decimal
from typing import Any

import pytest
from small_town import answers, organisation, votes, year_of

from shuzhi_xl.rules.anonymity import public_rules, track_mean, withheld
from shuzhi_xl.rules.policy import make_policy
from shuzhi_xl.rules.tally import tally
from shuzhi_xl.sheets.results import Appraisal


def stays_inside(floor: int, **tables: Any) -> frozenset[tuple[str, str]]:
    year = year_of(**tables)
    policy, _ = make_policy(year)
    assert policy is not None
    return withheld(tally(year, policy)[0].rows, floor)


@pytest.mark.parametrize(("floor", "kept_in"), [(1, False), (2, False), (3, True), (4, True)])
def test_a_small_class_withholds_its_whole_source(floor: int, *, kept_in: bool) -> None:
    ballots = votes("V001", "A票", 好=9) + votes("V001", "B票", 好=1, 弃权=1)
    assert stays_inside(floor, ballots=ballots) == ({("V001", "现场测评")} if kept_in else set())


def test_a_small_class_of_one_mind_is_withheld_like_any_other() -> None:
    ballots = votes("V001", "A票", 好=9) + votes("V001", "B票", 差=2)
    assert stays_inside(3, ballots=ballots) == {("V001", "现场测评")}


def test_a_class_without_votes_gives_nobody_away() -> None:
    assert not stays_inside(5, ballots=votes("V001", "A票", 好=9))


def test_other_sources_and_branches_are_not_touched() -> None:
    roster = [organisation("V001"), organisation("V002")]
    ballots = votes("V001", "A票", 好=9) + votes("V002", "A票", 好=9)
    found = stays_inside(3, ballots=ballots, surveys=answers("V001", "群众", 差=2), organisations=roster)
    assert found == {("V001", "问卷调查")}


@pytest.mark.parametrize(
    ("values", "mean"),
    [
        ([], None),
        ([Decimal(90)] * 4, None),
        ([Decimal(90)] * 4 + [None, None], None),
        ([Decimal(90)] * 4 + [Decimal("90.03")], "90.01"),  # 90.006
    ],
)
def test_a_mean_needs_five_branches(values: list[Decimal | None], mean: str | None) -> None:
    found = track_mean(values)
    assert (None if found is None else str(found)) == mean


def test_a_fired_rule_is_told_without_the_value_it_saw() -> None:
    row = Appraisal.model_construct(
        number="V001",
        fired_rules="甲：好和较好占比（约66.7）< 70，且问卷调查（70.5）< 80，最高评“一般”；"
        "乙：综合得分（70）< 75，最高评“较好”",
    )
    assert public_rules(row, ()) == row.fired_rules
    assert public_rules(row, {("V001", "问卷调查"), ("V002", "现场测评")}) == row.fired_rules.replace(
        "（70.5）", "（不显示）"
    )
    assert public_rules(row, {("V001", "现场测评")}) == row.fired_rules.replace("（约66.7）", "（不显示）")
