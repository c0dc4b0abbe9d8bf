from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Any

import pytest

from shuzhi_xl.rules.grading.fired_rules import FiredRule, FiredRules, JudgedCondition
from shuzhi_xl.rules.policy.make import make_policy
from shuzhi_xl.rules.policy.model import Condition
from shuzhi_xl.rules.results.anonymity import (
    public_appraisal,
    public_appraisals,
    track_mean,
    unshown,
    withheld,
)
from shuzhi_xl.rules.results.disclosure.disclose import disclose
from shuzhi_xl.rules.tally.package_votes import registered_votes
from shuzhi_xl.rules.tally.tally import tally
from shuzhi_xl.sheets.master.results import Appraisal
from shuzhi_xl.wording.sheets import conditions
from shuzhi_xl.wording.sheets.titles import UNSHOWN
from tests.rules.computed_town import NUMBERS, computed, town
from tests.rules.small_town import (
    answers,
    class_weights,
    form,
    organisation,
    routine,
    source_weights,
    votes,
    year_of,
)


def stays_inside(floor: int, **tables: Any) -> frozenset[tuple[str, str]]:
    year = year_of(**tables)
    policy, _ = make_policy(year)
    assert policy is not None
    tallied, _ = tally(year, policy)
    return withheld(tallied.rows, floor, tallied.packages)


@pytest.mark.parametrize(("floor", "kept_in"), [(1, False), (2, False), (3, True), (4, True)])
def test_a_small_class_withholds_its_whole_source(floor: int, *, kept_in: bool) -> None:
    ballots = votes("V001", "A票", 好=9) + votes("V001", "B票", 好=1, 弃权=1)
    assert stays_inside(floor, ballots=ballots) == ({("V001", "现场测评")} if kept_in else set())


def test_a_small_class_of_one_mind_is_withheld_like_any_other() -> None:
    ballots = votes("V001", "A票", 好=9) + votes("V001", "B票", 差=2)
    assert stays_inside(3, ballots=ballots) == {("V001", "现场测评")}


def test_a_class_without_votes_identifies_no_voter() -> None:
    assert not stays_inside(5, ballots=votes("V001", "A票", 好=9))


def test_other_sources_and_branches_are_not_touched() -> None:
    roster = [organisation("V001"), organisation("V002")]
    ballots = votes("V001", "A票", 好=9) + votes("V002", "A票", 好=9)
    hidden_pairs = stays_inside(
        3, ballots=ballots, surveys=answers("V001", "群众", 差=2), organisations=roster
    )
    assert hidden_pairs == {("V001", "问卷调查")}


PEERS = [organisation(f"V00{n}") for n in (1, 2, 3)]
PEER_WEIGHTS = class_weights("现场测评", A票=60, 互评票=40)


def peers(*sizes: int, **more: Any) -> dict[str, Any]:
    """Votes on V001: plenty of A票, and in 互评票 as many from the package of each branch."""
    ballots = votes("V001", "A票", 好=20)
    forms = []
    for order, size in enumerate(sizes, 1):
        forms.append(form(f"F{order}", f"V00{order}", issued=9, 有效数=size))
        ballots += votes("V001", "互评票", form=f"F{order}", 好=size)
    base_tables = {"organisations": PEERS, "class_weights": PEER_WEIGHTS, "forms": forms, "ballots": ballots}
    return {**base_tables, **more}


@pytest.mark.parametrize(
    ("sizes", "kept_in"),
    [
        ((2, 3), True),  # the first branch's people know two of the five, and learn how three marked
        ((3, 3), True),
        ((4, 4), False),
        ((5, 4), False),
        ((5,), False),  # all are the branch's own: nothing is left
        ((3,), True),
        ((1, 9), True),
        ((2, 2, 2), False),
        ((0, 4, 4), False),
    ],
)
def test_what_is_left_without_any_one_package_must_not_be_small_either(
    sizes: tuple[int, ...], *, kept_in: bool
) -> None:
    assert stays_inside(4, **peers(*sizes)) == ({("V001", "现场测评")} if kept_in else set())


def test_votes_typed_at_the_meeting_are_no_package() -> None:
    ballots = votes("V001", "A票", form="T1", 好=5) + votes("V001", "A票", form="T2", 好=2)
    forms = [form("T1", "", kind="录票甲", issued=9), form("T2", "", kind="录票乙", issued=9)]
    assert not stays_inside(5, ballots=ballots, forms=forms)


@pytest.mark.parametrize("settings", [{}, {"互评票类": "互评票"}, {"互评票类": "互评票", "回避": "是"}])
@pytest.mark.parametrize("sizes", [(2, 3), (4, 4), (1, 9), (5,)])
def test_the_register_alone_withholds_what_the_votes_do(
    sizes: tuple[int, ...], settings: dict[str, Any]
) -> None:
    year = year_of(settings, **peers(*sizes))
    policy, _ = make_policy(year)
    assert policy is not None
    tallied, _ = tally(year, policy)
    by_votes = withheld(tallied.rows, 4, tallied.packages)
    by_register = withheld(tallied.rows, 4, registered_votes(year, policy.settings, tallied.rows))
    assert by_register >= by_votes
    assert by_register == by_votes or not settings


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
    mean_found = track_mean(values)
    assert (None if mean_found is None else str(mean_found)) == mean


def not_shown(floor: int = 3, **tables: Any) -> set[str]:
    """Sources of V001 that are not shown, where three of its people answer."""
    classes = class_weights("现场测评", A票=100) + class_weights("问卷调查", 群众=100)
    defaults = {"surveys": answers("V001", "群众", 好=2), "class_weights": classes}
    year = year_of({"匿名下限": floor}, **{**defaults, **tables})
    policy, _ = make_policy(year)
    assert policy is not None
    tallied, _ = tally(year, policy)
    return {source for _, source in unshown(tallied, policy)}


MEETING_VOTES = votes("V001", "A票", 好=8, 差=1)


def test_with_a_source_of_few_votes_the_entered_scores_stay_inside() -> None:
    weights = source_weights(现场测评=40, 问卷调查=30, 日常工作=20, 年度考核=10)
    tables = {"source_weights": weights, "ballots": MEETING_VOTES, "routine": [routine("V001", 日常工作=80)]}
    assert not_shown(2, **tables) == set()
    assert not_shown(3, **tables) == {"问卷调查", "日常工作"}  # nothing is entered for 年度考核


@pytest.mark.parametrize("entered", [[], [routine("V001", 年度考核=90)]])
def test_where_no_entered_score_counts_the_other_votes_stay_inside(entered: list[dict[str, Any]]) -> None:
    weights = source_weights(现场测评=70, 问卷调查=30)
    assert not_shown(source_weights=weights, ballots=MEETING_VOTES, routine=entered) == {
        "现场测评",
        "问卷调查",
    }


def test_a_source_of_few_votes_that_does_not_count_leaves_the_others_shown() -> None:
    weights = source_weights(现场测评=70, 问卷调查=0, 年度考核=30)
    entered = [routine("V001", 年度考核=90)]
    assert not_shown(source_weights=weights, ballots=MEETING_VOTES, routine=entered) == {"问卷调查"}


def test_a_single_source_stays_withheld_although_the_composite_reveals_it() -> None:
    assert not_shown(source_weights=source_weights(问卷调查=100)) == {"问卷调查"}


POINTS = {"好": 100, "较好": 80, "一般": 60, "差": 0}
WEIGHTS = {"现场测评": 40, "问卷调查": 20, "日常工作": 20, "年度考核": 20}


def points(marks: Sequence[str]) -> int:
    return sum(POINTS[mark] for mark in marks)


def ways_to_vote(appraisal: Mapping[str, Any], voters: int) -> list[tuple[str, ...]]:
    """Every way in which a survey may have been answered, for all that its branch's line in 汇总 tells."""
    shown_sources = [source for source in WEIGHTS if appraisal[source] != UNSHOWN]
    composite = Fraction(appraisal["综合得分"]) - Fraction(appraisal["加减分"])
    rest = 100 * composite - sum(WEIGHTS[source] * Fraction(appraisal[source]) for source in shown_sources)
    free = 100 * sum(WEIGHTS[source] for source in WEIGHTS if source not in (*shown_sources, "问卷调查"))
    blur = Fraction(1, 2) + sum(WEIGHTS[source] for source in shown_sources) / 200
    every = combinations_with_replacement(POINTS, voters)
    parts = {way: Fraction(20 * points(way), voters) for way in every}
    return [way for way, part in parts.items() if rest - free - blur <= part <= rest + blur]


@pytest.mark.parametrize("marks", list(combinations_with_replacement(POINTS, 3)))
def test_however_three_people_answered_it_might_have_been_otherwise(marks: tuple[str, ...]) -> None:
    surveys = [row for mark in marks for row in answers("V001", "群众", **{mark: 1})]  # type: ignore[arg-type] # no form
    ballots = [votes(number, "A票", 好=6) + votes(number, "B票", 较好=4) for number in NUMBERS]
    year = town(
        {"匿名下限": 4},
        surveys=surveys,
        source_weights=source_weights(**WEIGHTS),  # type: ignore[arg-type] # no track
        routine=[routine(number, 日常工作=88, 年度考核=92) for number in NUMBERS],
        ballots=[row for ballot in ballots for row in ballot],
    )
    policy, tallied, graded = computed(year)
    disclosure = disclose(policy, tallied, graded)
    line = next(appraisal for appraisal in graded.appraisals if appraisal.number == "V001")
    shown = public_appraisals(graded, [line], disclosure.hidden, disclosure.rounded)[0]
    ways = ways_to_vote(shown, 3)
    assert marks in ways
    assert len(ways) >= 3
    alone = ways_to_vote({**line.record(), "问卷调查": UNSHOWN}, 3)
    assert {points(way) for way in alone} == {points(marks)}, "the other scores would tell this one"


def condition(indicator: str, value: str, threshold: str) -> JudgedCondition:
    return JudgedCondition(Condition(indicator, "<", Fraction(threshold), threshold), Fraction(value))


SHARE, ANSWERS = condition("好和较好占比", "200/3", "70"), condition("问卷调查", "70.5", "80")
RULES = FiredRules(
    changed="",
    rules=(
        FiredRule("甲", (SHARE, ANSWERS), "一般"),
        FiredRule("乙", (condition("综合得分", "70", "75"),), "较好"),
    ),
    veto=None,
    moves=(),
)
LINE = Appraisal.model_construct(
    number="V001",
    meeting_score=Decimal("66.67"),
    survey_score=Decimal("70.5"),
    composite_score=Decimal(70),
    fired_rules="甲：好和较好票占 66.67%，不足 70%，且问卷调查 70.50 分，不足 80 分，最高评“一般”；"
    "乙：综合得分 70.00 分，不足 75 分，最高评“较好”",
)


def test_a_line_leaves_without_scores_and_values_of_rules_that_are_not_shown() -> None:
    assert public_appraisal(LINE, RULES, {("V002", "现场测评")}) == LINE.record()
    for source, value, words in (
        ("问卷调查", "问卷调查 70.50 分，", f"问卷调查（{UNSHOWN}）"),
        ("现场测评", "好和较好票占 66.67%，", f"好和较好占比（{UNSHOWN}）"),
    ):
        shown = {"触发规则": LINE.fired_rules.replace(value, words), source: UNSHOWN}
        assert public_appraisal(LINE, RULES, {("V001", source)}) == {**LINE.record(), **shown}


@pytest.mark.parametrize("wording", ["{1}为{0}，{2} {3}", "{0}【{1}】{2}{3}", "{0}={1}", "{1}"])
def test_no_change_of_wording_can_disclose_a_value(wording: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("met", "hidden"):
        monkeypatch.setattr(conditions, name, wording.format)
    shown = public_appraisal(LINE, RULES, {("V001", "现场测评"), ("V001", "问卷调查")})
    assert "70.5" not in shown["触发规则"]
    assert "66.6" not in shown["触发规则"]
    assert "70" in shown["触发规则"], "the composite is printed all the same"
