"""汇总: who stands where, who was moved and why, and the shares of the grades."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from shuzhi_xl.rules.results.track_summary import make_summary_content
from shuzhi_xl.sheets.outgoing.summary_content import ShiftLine, SummaryContent
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets.titles import UNSHOWN
from tests.rules.computed_town import NUMBERS, computed, decided, town
from tests.rules.small_town import grades, organisation, routine, rule, votes

TWO_PLACES = grades(("好", 100, 70, 40), ("较好", 80, 65, None), ("一般", 60, 60, None), ("差", 0, 0, None))
VETO = [routine(number, 年度考核=90, 一票否决="否") for number in NUMBERS[1:]] + [
    routine("V001", 年度考核=90, 一票否决="是", 否决事由="受处分")
]


def summary_of(year: Year) -> SummaryContent:
    return make_summary_content(year, *computed(year), "村")


def shifts(year: Year) -> dict[str, ShiftLine]:
    return {shift.number: shift for shift in summary_of(year).shifts}


def reasons(year: Year, number: str) -> Sequence[str]:
    return shifts(year)[number].reasons


def test_grades_are_counted_beside_their_places() -> None:
    grade_counts = summary_of(decided(*NUMBERS, grades=TWO_PLACES)).grades
    assert [
        (grade_count.grade, grade_count.count, grade_count.quota_places) for grade_count in grade_counts
    ] == [
        *(("好", 2, 2), ("较好", 2, None), ("一般", 0, None), ("差", 1, None)),
    ]
    assert [grade_count.share for grade_count in grade_counts] == [
        Decimal(40),
        Decimal(40),
        Decimal(0),
        Decimal(20),
    ]
    assert [grade_count.threshold for grade_count in grade_counts] == [70, 65, 60, 0]


@pytest.mark.parametrize(
    ("numbers", "basis"),
    [
        (NUMBERS, "最终等次"),
        ((), "建议等次"),
        (NUMBERS[:3], "最终等次（2 个尚未研究，按建议等次）"),
    ],
)
def test_suggested_grades_are_shown_until_the_committee_has_decided(
    numbers: Sequence[str], basis: str
) -> None:
    standings = summary_of(decided(*numbers))
    assert standings.basis == basis
    assert sum(grade_count.count for grade_count in standings.grades) == 5


def test_without_composites_all_are_undecided_and_nothing_is_drawn() -> None:
    standings = summary_of(town(routine=[]))
    assert [(grade_count.grade, grade_count.count) for grade_count in standings.grades][-1] == ("未定", 5)
    assert (standings.scores, standings.shifts) == ([], [])
    assert "综合得分" not in standings.glance


def test_the_glance_shows_grades_and_range() -> None:
    assert summary_of(decided(*NUMBERS, grades=TWO_PLACES)).glance == (
        "参评 5 个。最终等次：好 2 个（名额 2 个）、较好 2 个、一般 0 个、差 1 个。"
        "综合得分最高 89.00，最低 59.00，平均 79.40。"
    )
    few = summary_of(decided("V001", organisations=[organisation("V001")]))
    assert few.glance.endswith("综合得分最高 89.00，最低 89.00。")


def test_bars_follow_the_ranks() -> None:
    scores = summary_of(decided(*NUMBERS)).scores
    assert [score.score for score in scores] == sorted((score.score for score in scores), reverse=True)
    assert scores[0].grade == "好"


def test_a_branch_not_appraised_is_not_shown() -> None:
    old = decided(*NUMBERS).raw["综合评定"].records()
    year = town(organisations=[organisation("V001")], appraisals=old, ballots=[], surveys=[])
    assert sum(grade_count.count for grade_count in summary_of(year).grades) == 1
    assert len(summary_of(year).ranking) == 5


def test_who_keeps_the_grade_of_the_score_is_not_listed() -> None:
    assert shifts(decided(*NUMBERS)) == {}


def test_a_missed_quota_is_explained_in_words() -> None:
    line = shifts(decided(*NUMBERS, grades=TWO_PLACES))["V002"]
    assert (line.natural, line.suggested, line.final, line.rank) == ("好", "较好", "较好", 3)
    assert line.reasons == ("“好”名额 2 个，按名次未能进入，改为“较好”。",)


def test_fired_rules_are_shown_with_their_values() -> None:
    caps = [
        rule("好评不足", "好占比", "<", "90", "较好"),
        rule("好评不足", "综合得分", "≥", "60", "较好"),
        rule("总分封顶", "综合得分", "≥", "80", "一般"),
        rule("不起作用", "差占比", ">", "99", "差"),
    ]
    year = town(
        cap_rules=caps, ballots=votes("V001", "A票", 好=5, 较好=1), organisations=[organisation("V001")]
    )
    assert reasons(year, "V001") == (
        "规则“好评不足”：好票占 83.33%，不足 90%；综合得分 87.33 分，达到 60 分，最高评“较好”。",
        "规则“总分封顶”：综合得分 87.33 分，达到 80 分，最高评“一般”。",
    )


def test_a_veto_is_shown_with_its_reason() -> None:
    assert reasons(town(routine=VETO), "V001") == ("一票否决（受处分），评“差”。",)


def test_an_undecided_tie_is_shown() -> None:
    one_place = [{**row, "比例上限": 20} if row["等次"] == "好" else row for row in TWO_PLACES]
    year = town({"同分处理": "报错"}, grades=one_place)
    assert "“好”名额 1 个，名额线上同分，留待研究确定。" in reasons(year, "V001")


def year_decided_otherwise(**more: Any) -> Year:
    rows = [
        {**row, **(more if row["编号"] == "V003" else {})}
        for row in decided(*NUMBERS).raw["综合评定"].records()
    ]
    return town(appraisals=rows)


def test_the_grade_of_the_committee_is_shown_with_its_reason() -> None:
    assert reasons(year_decided_otherwise(研究等次="差", 调整理由="弄虚作假。"), "V003") == (
        "党委研究评“差”，理由：弄虚作假。",
    )
    assert reasons(year_decided_otherwise(研究等次="差"), "V003") == ("党委研究评“差”。",)
    assert shifts(year_decided_otherwise(研究等次=summary_of(decided(*NUMBERS)).scores[3].grade)) == {}


def test_a_withheld_share_is_not_disclosed_in_a_reason() -> None:
    caps = [rule("好评封顶", "好占比", ">", "50", "一般"), rule("测评封顶", "现场测评", ">", "50", "一般")]
    year = town({"匿名下限": 3}, cap_rules=caps)
    assert reasons(year, "V005") == (
        f"规则“好评封顶”：好占比（{UNSHOWN}）超过 50%，最高评“一般”。",
        f"规则“测评封顶”：现场测评（{UNSHOWN}）超过 50 分，最高评“一般”。",
    )
    assert "好票占 100.00%" in reasons(year, "V001")[0]


def test_shares_are_shown_by_source_if_they_may_be_disclosed() -> None:
    shares_by_number = {branch.number: branch.shares for branch in summary_of(town({"匿名下限": 3})).shares}
    assert shares_by_number["V005"]["现场测评"] == UNSHOWN
    assert shares_by_number["V001"]["现场测评"] == (Decimal(100), Decimal(0), Decimal(0), Decimal(0))
    assert isinstance(shares_by_number["V005"]["问卷调查"], tuple)
    assert set(summary_of(town(surveys=[])).shares[0].shares) == {"现场测评"}
