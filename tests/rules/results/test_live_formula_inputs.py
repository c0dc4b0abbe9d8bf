"""What 核对 starts from: the counts, or where these stay inside the score as printed."""

from fractions import Fraction

import pytest

from shuzhi_xl.rules.results.track_summary import make_summary_content
from shuzhi_xl.sheets.outgoing.recalculation import CheckLine, CountLine, Recalculation
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets.titles import WITHHELD
from tests.rules.computed_town import NUMBERS, computed, decided, town
from tests.rules.small_town import routine, votes


def recalculated(year: Year) -> Recalculation:
    return make_summary_content(year, *computed(year), "村").recalculation


def check(inputs: Recalculation, number: str) -> CheckLine:
    return next(check for check in inputs.checks if check.number == number)


def lines(inputs: Recalculation, number: str, source: str) -> list[CountLine]:
    return [
        count_line
        for count_line in inputs.counts
        if (count_line.number, count_line.source) == (number, source)
    ]


def test_the_figures_of_the_scheme_are_shown() -> None:
    inputs = recalculated(decided(*NUMBERS))
    assert dict(inputs.weights) == {"现场测评": 50, "问卷调查": 30, "年度考核": 20}
    assert dict(inputs.points) == {"好": 100, "较好": 80, "一般": 60, "差": 0}
    assert {source: dict(weights) for source, weights in inputs.class_weights.items()} == {
        "现场测评": {"A票": 60, "B票": 40},
        "问卷调查": {"群众": 100},
    }
    assert dict(inputs.criteria) == {"总体评价": 100}
    assert (inputs.denominator, inputs.empty_class, inputs.missing_source, inputs.decimals) == (
        *("有效票", "按其余票类折算", "报错", 2),
    )


def test_each_composite_follows_from_the_exact_scores() -> None:
    inputs = recalculated(decided(*NUMBERS, settings={"匿名下限": 1}))
    assert [line.number for line in inputs.checks] == ["V001", "V005", "V002", "V003", "V004"]
    for line in inputs.checks:
        assert line.composite is not None
        assert line.weighted is not None
        assert abs(line.weighted + line.adjustment - Fraction(line.composite)) <= Fraction(5, 1000)


def test_each_score_follows_from_its_counts() -> None:
    inputs = recalculated(
        town(ballots=votes("V001", "A票", 好=2, 较好=1, 弃权=1) + votes("V001", "B票", 差=2))
    )
    first, second, whole = lines(inputs, "V001", "现场测评")
    assert (first.voter_class, first.counts, first.denominator) == ("A票", (2, 1, 0, 0, 1, 0, 6), 3)
    assert (first.score, first.weight) == (Fraction(280, 3), Fraction(60))
    assert (second.voter_class, second.score, second.weight) == ("B票", Fraction(0), Fraction(40))
    assert (whole.voter_class, whole.score, whole.weight) == ("合计", Fraction(56), Fraction(100))


@pytest.mark.parametrize(("rule", "weight", "score"), [("按其余票类折算", 0, 100), ("计零", 40, 60)])
def test_a_class_without_votes_has_its_weight_only_where_it_counts_as_nought(
    rule: str, weight: int, score: int
) -> None:
    inputs = recalculated(town({"空票类处理": rule}, ballots=votes("V001", "A票", 好=3)))
    _, empty, whole = lines(inputs, "V001", "现场测评")
    assert (empty.denominator, empty.score, empty.weight) == (0, Fraction(0), Fraction(weight))
    assert whole.score == score


def test_an_item_without_weight_is_left_out_and_one_without_votes_weighs_nothing() -> None:
    criteria = [{"项目": "总体评价", "权重": 50}, {"项目": "作风", "权重": 50}, {"项目": "其他", "权重": 0}]
    ballots = [{**row, "作风": "", "其他": "差"} for row in votes("V001", "A票", 好=3)]
    surveys = [{**row, "作风": "好", "其他": ""} for row in town().raw["问卷调查"].records()]
    inputs = recalculated(town(criteria=criteria, ballots=ballots, surveys=surveys))
    sums = [
        count_line for count_line in lines(inputs, "V001", "现场测评") if count_line.voter_class == "合计"
    ]
    assert [(count_line.criterion, count_line.score, count_line.weight) for count_line in sums] == [
        ("总体评价", Fraction(100), Fraction(50)),
        ("作风", Fraction(0), Fraction(0)),
    ]
    assert dict(inputs.criteria) == {"总体评价": 50, "作风": 50}


def test_adjustments_are_shown_as_entered() -> None:
    entered = [routine(number, 年度考核=90, 加减分=-1.125) for number in NUMBERS[:4]]
    inputs = recalculated(town(routine=[*entered, routine("V005", 年度考核=90)]))
    assert check(inputs, "V001").adjustment == Fraction(-9, 8)
    assert check(inputs, "V005").adjustment == 0


def test_a_missing_source_leaves_no_weighted_score_unless_the_others_replace_it() -> None:
    few = [routine(number, 年度考核=90) for number in NUMBERS[1:]]
    assert check(recalculated(town(routine=few)), "V001").weighted is None
    outcome = check(recalculated(town({"缺项处理": "按其余来源折算"}, routine=few)), "V001")
    assert outcome.scores["年度考核"] is None
    assert outcome.weighted is not None


def test_withheld_counts_and_scores_are_not_disclosed_even_indirectly() -> None:
    inputs = recalculated(town({"匿名下限": 3}))
    (line,) = lines(inputs, "V005", "现场测评")
    assert (line.counts, line.score, line.note) == ((), None, WITHHELD)
    assert len(lines(inputs, "V005", "问卷调查")) == 2
    check_line = check(inputs, "V005")
    assert (check_line.unshown, check_line.weighted) == (("现场测评", "年度考核"), None)
    assert check(inputs, "V001").unshown == ()
