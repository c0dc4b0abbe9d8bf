"""得分怎样公开: what is shown of a branch whose survey was answered by few."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from shuzhi_xl.rules.results.disclosure.branch_scores import BranchScores, ClassVotes
from shuzhi_xl.rules.results.disclosure.disclose import Disclosure, disclose
from shuzhi_xl.rules.results.disclosure.whole_scores import WholeScores
from shuzhi_xl.rules.results.feedback import feedback_content
from shuzhi_xl.rules.results.results_by_organisation import results_of
from shuzhi_xl.rules.results.track_summary import make_summary_content
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets.titles import UNSHOWN
from tests.rules.computed_town import computed, town
from tests.rules.returned_forms import identity
from tests.rules.small_town import (
    answers,
    attendees,
    class_weights,
    form,
    organisation,
    routine,
    rule,
    source_weights,
    votes,
)

BALLOTS = votes("V001", "A票", 好=20, 较好=12) + votes("V001", "B票", 好=9, 一般=1)


def branch(settings: dict[str, Any] | None = None, **tables: Any) -> Year:
    """One branch; two 党员 and three 群众 answered, and the floor is three."""
    defaults: dict[str, Any] = {
        "organisations": [organisation("V001")],
        "attendees": [attendees("A票", 40), attendees("B票", 20)],
        "forms": [form("15-V001-1", "V001", issued=50)],
        "source_weights": source_weights(现场测评=40, 问卷调查=20, 日常工作=25, 年度考核=15),
        "class_weights": class_weights("现场测评", A票=60, B票=40)
        + class_weights("问卷调查", 党员=60, 群众=40),
        "ballots": BALLOTS,
        "surveys": answers("V001", "党员", 较好=1, 一般=1) + answers("V001", "群众", 好=3),
        "routine": [routine("V001", 日常工作=93, 年度考核=89)],
    }
    return town({"匿名下限": 3, **(settings or {})}, **{**defaults, **tables})


def shown(year: Year) -> Disclosure:
    return disclose(*computed(year))


def figures(year: Year) -> dict[str, Decimal | str]:
    return {source: score.figure for (_, source), score in shown(year).rounded.items()}


def test_scores_are_rounded_to_the_finest_step_that_leaves_the_votes_open() -> None:
    assert figures(branch()) == {"问卷调查": "约 80", "日常工作": "约 95", "年度考核": "约 90"}
    assert shown(branch()).hidden == {("V001", source) for source in ("问卷调查", "日常工作", "年度考核")}


def test_where_the_printed_scores_leave_them_open_these_are_shown_but_no_counts() -> None:
    surveys = answers("V001", "党员", 好=2, 差=1) + answers("V001", "群众", 好=3, 较好=1)
    ballots = votes("V001", "A票", 好=20, 较好=12) + votes("V001", "B票", 好=9, 一般=1)
    weights = source_weights(现场测评=40, 问卷调查=20, 日常工作=20, 年度考核=20)
    entered = [routine("V001", 日常工作=90, 年度考核=85)]
    year = branch({"匿名下限": 4}, surveys=surveys, ballots=ballots, source_weights=weights, routine=entered)
    assert figures(year) == {"问卷调查": Decimal("78.00")}
    assert shown(year).hidden == {("V001", "问卷调查")}


ONE_MIND = answers("V001", "党员", 好=2) + answers("V001", "群众", 好=3)
TWO_ITEMS = [{"项目": "总体评价", "权重": 50}, {"项目": "作风", "权重": 50}]


@pytest.mark.parametrize(
    "tables",
    [
        {"surveys": ONE_MIND},
        {"surveys": answers("V001", "党员", 差=2) + answers("V001", "群众", 差=3)},
        {"surveys": answers("V001", "党员", 弃权=2) + answers("V001", "群众", 好=3)},
        {"routine": [], "source_weights": source_weights(现场测评=80, 问卷调查=20)},
        {"routine": []},
        {
            "criteria": TWO_ITEMS,
            "ballots": [{**row, "作风": "好"} for row in BALLOTS],
            "surveys": [{**row, "作风": "较好"} for row in branch().raw["问卷调查"].records()],
        },
        {"source_weights": source_weights(现场测评=60, 问卷调查=0, 日常工作=25, 年度考核=15)},
        {"ballots": votes("V001", "A票", 好=12) + votes("V001", "B票", 好=1, 较好=1)},
    ],
    ids=[
        *("all good", "all poor", "a class abstained", "nothing entered counts", "no composite"),
        *("two items", "without weight", "two sources of few votes"),
    ],
)
def test_elsewhere_the_scores_stay_hidden(tables: dict[str, Any]) -> None:
    disclosure = shown(branch(**tables))
    assert ("V001", "问卷调查") in disclosure.hidden
    assert not disclosure.rounded


def test_an_abstention_counts_where_returned_ballots_are_the_denominator() -> None:
    surveys = answers("V001", "党员", 较好=1, 弃权=1) + answers("V001", "群众", 好=2, 一般=1)
    assert ("V001", "问卷调查") in shown(branch({"计票分母": "收回票"}, surveys=surveys)).hidden
    assert not figures(branch({"计票分母": "收回票"}, surveys=answers("V001", "党员", 弃权=2)))


def test_an_empty_class_that_counts_as_nought_keeps_its_weight() -> None:
    year = branch({"空票类处理": "计零"}, surveys=answers("V001", "群众", 好=1, 一般=1))
    assert ("V001", "问卷调查") in shown(year).hidden
    assert set(figures(year)) <= {"问卷调查", "日常工作", "年度考核"}


@pytest.mark.parametrize("adjustment", [5, -5])
def test_a_composite_at_its_limit_bounds_the_scores_on_one_side_only(adjustment: int) -> None:
    entered = [routine("V001", 日常工作=93, 年度考核=89, 加减分=adjustment, 加减分理由="如此")]
    high = votes("V001", "A票", 好=32) + votes("V001", "B票", 好=10)
    low = votes("V001", "A票", 差=32) + votes("V001", "B票", 差=10)
    year = branch(ballots=high if adjustment > 0 else low, routine=entered)
    assert ("V001", "问卷调查") in shown(year).hidden
    none = [routine("V001", 日常工作=0, 年度考核=0, 加减分=-5, 加减分理由="如此")]
    surveys = answers("V001", "党员", 差=2) + answers("V001", "群众", 差=3)
    assert not figures(branch(ballots=low, routine=none, surveys=surveys))
    every = [routine("V001", 日常工作=100, 年度考核=100, 加减分=5, 加减分理由="如此")]
    assert not figures(branch(ballots=high, routine=every, surveys=ONE_MIND))


def test_a_rule_that_looks_at_a_score_narrows_what_it_may_have_been() -> None:
    """Between two rules that say how the survey stands, fewer ways are left than the numbers alone leave."""
    limits = [rule("甲", "问卷调查", "<", "82.5", "较好"), rule("乙", "问卷调查", "<", "81.9", "较好")]
    assert figures(branch())
    assert not figures(branch(cap_rules=limits))


def test_votes_left_by_one_package_are_few_as_well() -> None:
    forms = [
        form("T1", "", kind="录票甲", issued=9),
        form("F1", "V001", issued=9, 有效数=2),
        form("F2", "V002", issued=9, 有效数=3),
    ]
    peers = votes("V001", "B票", form="F1", 好=1, 弃权=1) + votes("V001", "B票", form="F2", 较好=2, 一般=1)
    peers += votes("V001", "A票", form="F2", 好=1) + votes("V001", "A票", form="T1", 好=1)
    year = branch(
        {"匿名下限": 4},
        organisations=[organisation("V001"), organisation("V002", 参评="否")],
        forms=[*forms, form("15-V001-1", "V001", kind="问卷", issued=50)],
        ballots=votes("V001", "A票", 好=20, 较好=12) + peers,
        surveys=answers("V001", "党员", 好=9) + answers("V001", "群众", 好=8),
        class_weights=class_weights("现场测评", A票=90, B票=10) + class_weights("问卷调查", 党员=60, 群众=40),
    )
    policy, tallied, graded = computed(year)
    assert dict(tallied.package_marks) == {("V001", "B票"): [(2, 1), (3, 3)], ("V001", "A票"): [(1, 1)]}
    assert ("V001", "现场测评") in disclose(policy, tallied, graded).hidden


def test_the_page_of_the_branch_shows_round_figures_and_says_so() -> None:
    year = branch()
    policy, tallied, graded = computed(year)
    page = feedback_content(
        results_of(year, policy, tallied, graded), year.organisations[0], identity("反馈", "V001")
    )
    parts = {part.source: [part.score, part.contribution, part.rounded] for part in page.parts}
    assert parts["问卷调查"] == ["约 80", "约 16", Decimal(80)]
    assert parts["日常工作"] == ["约 95", "约 23.75", Decimal(95)]
    assert parts["现场测评"][2] is None
    assert [page.step, page.composite] == [Decimal(5), Decimal("90.56")]
    row = next(row for row in page.counts if row.source == "问卷调查")
    assert set(row.counts) == {None}


def test_the_summary_shows_the_same_figures_and_recalculates_nothing_from_them() -> None:
    year = branch()
    summary = make_summary_content(year, *computed(year), "村")
    assert [summary.ranking[0][source] for source in ("问卷调查", "日常工作", "座谈调研")] == [
        *("约 80", "约 95", None)
    ]
    (line,) = summary.recalculation.checks
    assert (line.weighted, line.rounded["年度考核"]) == (None, "约 90")
    hidden = make_summary_content(town(), *computed(town()), "村").recalculation.checks[-1]
    assert UNSHOWN not in hidden.rounded.values()


def test_the_marks_of_very_large_classes_are_taken_as_known() -> None:
    """Their sums would be too many to look at; ways of marking can only become fewer by that."""
    sizes = {"A票": 300, "B票": 280, "C票": 2}
    classes = tuple(
        ClassVotes(size, Fraction(1, size), Fraction(90 * size), (2,) if size == 2 else ())
        for size in sizes.values()
    )
    rest, bounds = Fraction(0), (Fraction(0), Fraction(10_000))
    scores = BranchScores(Fraction(3), classes, (Fraction(100), Fraction(80)), (), rest, bounds, 2)
    (unknown,) = WholeScores(scores).unknown_votes
    assert len(unknown.options) == 3
    assert len(unknown.other_sums) < 301 * 281
