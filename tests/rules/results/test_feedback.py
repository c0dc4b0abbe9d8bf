from decimal import Decimal
from typing import Any

import pytest

from shuzhi_xl.rules.results.feedback import feedback_content
from shuzhi_xl.rules.results.results_by_organisation import results_of
from shuzhi_xl.sheets.outgoing.feedback import CountRow, FeedbackContent
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets.titles import UNSHOWN, WITHHELD
from tests.rules.computed_town import NUMBERS, computed, decided, earlier, town
from tests.rules.returned_forms import identity
from tests.rules.small_town import grades, routine, rule, source_weights, votes


def content(year: Year, number: str = "V001") -> FeedbackContent:
    policy, tallied, graded = computed(year)
    results = results_of(year, policy, tallied, graded)
    organisation = next(organisation for organisation in year.organisations if organisation.number == number)
    return feedback_content(results, organisation, identity("反馈", number))


def line(feedback: FeedbackContent, source: str, voter_class: str) -> CountRow:
    return next(row for row in feedback.counts if (row.source, row.voter_class) == (source, voter_class))


def plain(*values: Any) -> list[Any]:
    return [None if value is None else float(value) for value in values]


def test_a_branch_sees_its_counts_shares_and_grade() -> None:
    feedback = content(decided(*NUMBERS), "V002")
    row = line(feedback, "现场测评", "A票")
    assert plain(*row.counts, row.score) == [0, 3, 0, 0, 0, 0, 3, 80]
    assert plain(*row.shares)[:4] == [0, 100, 0, 0]
    assert (feedback.organisation, feedback.secretary, feedback.track) == ("V002村党支部", "书记V002", "村")
    assert (feedback.grade, feedback.opinion) == ("较好", "V002的评语")
    assert plain(*feedback.chart["现场测评"]) == [50, 50, 0, 0, 0]


def test_a_branch_sees_its_own_grade_of_last_year() -> None:
    year = decided(
        *NUMBERS, earlier_grades=[earlier(2014, "V001", "差"), earlier(2014, "V002", "好", "前任")]
    )
    assert [content(year, number).last_grade for number in NUMBERS[:3]] == ["差", "好（前任）", ""]


def test_nothing_of_another_branch_is_in_it() -> None:
    feedback = content(decided(*NUMBERS), "V002")
    text = repr([feedback.counts, feedback.parts, feedback.remarks, feedback.problems, feedback.opinion])
    assert "V002" in text
    assert not any(number in text for number in NUMBERS if number != "V002")


def test_only_open_problems_and_remarks_of_the_branch_are_listed() -> None:
    feedback = content(decided(*NUMBERS))
    assert [problem["问题编号"] for problem in feedback.problems] == ["V001-1"]
    assert "销号人" not in feedback.problems[0]
    assert feedback.remarks == ["V001抓得不紧"]


def problems(*rows: dict[str, str]) -> list[dict[str, str]]:
    plain = {"编号": "V001", "来源": "评议", "状态": "未启动"}
    return [{**plain, "问题编号": f"V001-{order}", **row} for order, row in enumerate(rows, 1)]


def test_problems_are_listed_by_source_and_survey_problems_by_their_text() -> None:
    rows = problems(
        {"问题": "乙", "来源": "上年结转"}, {"问题": "丙"}, {"问题": "丁", "来源": "自查"}, {"问题": " 一"}
    )
    feedback = content(town(problems=rows))
    assert [problem["问题"] for problem in feedback.problems] == ["丁", "一", "丙", "乙"]
    assert feedback.polled == ["一", "丙"]


def test_answers_of_a_survey_are_not_quoted() -> None:
    answers = town().raw["问卷调查"].records()
    surveys = [{**answers[0], "意见建议": "公开栏该换了！"}, *answers[1:]]
    rows = problems(
        {"问题": "公开栏该换了"}, {"问题": "党务公开不及时"}, {"问题": "公开栏该换了", "来源": "自查"}
    )
    feedback = content(town(problems=rows, surveys=surveys))
    assert [(problem["来源"], problem["问题"]) for problem in feedback.problems] == [
        ("自查", "公开栏该换了"),
        ("评议", "党务公开不及时"),
    ]


def test_the_parts_bring_in_the_composite() -> None:
    feedback = content(decided(*NUMBERS), "V002")
    assert [part.source for part in feedback.parts] == ["现场测评", "问卷调查", "年度考核"]
    assert plain(*(part.weight for part in feedback.parts)) == [50, 30, 20]
    brought: Decimal = sum((Decimal(part.contribution or 0) for part in feedback.parts), Decimal(0))
    assert feedback.adjustment
    assert feedback.composite == brought + Decimal(feedback.adjustment)
    shown = content(town({"匿名下限": 1}), "V002")
    assert {part.track_mean for part in shown.parts if part.source == "年度考核"} == {90}


def test_where_a_missing_source_is_left_out_the_others_bring_in_more() -> None:
    weights = source_weights(现场测评=60, 座谈调研=20, 年度考核=20)
    feedback = content(town({"缺项处理": "按其余来源折算"}, source_weights=weights), "V001")
    contributions = {part.source: part.contribution for part in feedback.parts}
    assert contributions == {"现场测评": 75, "座谈调研": None, "年度考核": Decimal("22.50")}
    assert feedback.composite == Decimal("98.50")


def test_few_votes_withhold_counts_shares_and_scores_of_the_source() -> None:
    feedback = content(decided(*NUMBERS), "V005")
    for voter_class in ("A票", "B票", "合计"):
        row = line(feedback, "现场测评", voter_class)
        assert (set(row.counts), set(row.shares), row.score, row.note) == ({None}, {None}, None, WITHHELD)
    assert set(feedback.chart["现场测评"]) == {None}
    survey = line(feedback, "问卷调查", "合计")
    assert (tuple(survey.counts), survey.note) == ((2, 0, 0, 1, 1, 0, None), "")
    assert feedback.composite is not None


def test_few_votes_withhold_what_the_composite_would_give_them_away_by() -> None:
    feedback = content(decided(*NUMBERS), "V005")
    results = {part.source: (part.score, part.contribution) for part in feedback.parts}
    assert results["现场测评"] == results["年度考核"] == (UNSHOWN, UNSHOWN)
    assert plain(*results["问卷调查"]) == [66.67, 20]


def test_no_track_mean_includes_a_withheld_score() -> None:
    """Of five branches one is not shown, and a mean of four is none."""
    means = {part.source: part.track_mean for part in content(decided(*NUMBERS)).parts}
    assert (means["现场测评"], means["年度考核"]) == (None, None)
    assert means["问卷调查"] is not None
    shown = {part.source: part.track_mean for part in content(town({"匿名下限": 1})).parts}
    assert shown["现场测评"] is not None


def test_a_mean_of_four_branches_is_not_disclosed() -> None:
    roster = [{"编号": number} for number in NUMBERS[:4]]
    base = town()
    organisations = [
        row for row in base.raw["组织名册"].records() if row["编号"] in {r["编号"] for r in roster}
    ]
    feedback = content(town(organisations=organisations))
    assert (feedback.composite_mean, {part.track_mean for part in feedback.parts}) == (None, {None})
    assert (feedback.least_for_mean, content(town({"匿名下限": 1})).least_for_mean) == (5, None)
    assert content(town()).composite_mean is not None


@pytest.mark.parametrize("tables", [{"ballots": []}, {"ballots": votes("V002", "A票", 好=3)}])
def test_a_branch_without_votes_gets_no_chart(tables: dict[str, Any]) -> None:
    assert set(content(town(**tables)).chart["现场测评"]) == {None}


def test_further_items_count_in_the_score_but_only_the_overall_rating_is_listed() -> None:
    criteria = [{"项目": "总体评价", "权重": 50}, {"项目": "廉洁自律", "权重": 50}]
    ballots = [{**row, "廉洁自律": "差"} for row in votes("V001", "A票", 好=3)]
    surveys = [{**row, "廉洁自律": "好"} for row in town().raw["问卷调查"].records()]
    feedback = content(town(criteria=criteria, ballots=ballots, surveys=surveys))
    assert [row.voter_class for row in feedback.counts if row.source == "现场测评"].count("合计") == 1
    assert plain(*(part.score for part in feedback.parts if part.source == "现场测评")) == [50]


VETO = [routine(number, 年度考核=90) for number in NUMBERS[1:]] + [
    routine("V001", 年度考核=90, 一票否决="是", 否决事由="受处分")
]
TWO_PLACES = grades(("好", 100, 70, 40), ("较好", 80, 65, None), ("一般", 60, 60, None), ("差", 0, 0, None))


def lowered(settings: dict[str, Any]) -> Year:
    """The committee has graded V001 otherwise than suggested."""
    rows = [
        {**row, "研究等次": "一般", "调整理由": "整改迟缓"} if row["编号"] == "V001" else row
        for row in decided(*NUMBERS).raw["综合评定"].records()
    ]
    return town(settings, appraisals=rows)


def test_a_grade_by_score_alone_is_explained_so() -> None:
    assert content(decided(*NUMBERS)).grade_note == "按综合得分评定。"


@pytest.mark.parametrize(
    ("settings", "veto", "decision"),
    [
        ({}, "一票否决，评“差”。", "党委研究评“一般”。"),
        ({"反馈调整理由": "否"}, "一票否决，评“差”。", "党委研究评“一般”。"),
        ({"反馈调整理由": "是"}, "一票否决（受处分），评“差”。", "党委研究评“一般”，理由：整改迟缓。"),
    ],
)
def test_the_cause_of_a_moved_grade_is_disclosed_and_quoted_only_by_setting(
    settings: dict[str, Any], veto: str, decision: str
) -> None:
    assert content(town(settings, routine=VETO)).grade_note == f"按综合得分可评“好”。{veto}"
    assert content(lowered(settings)).grade_note == f"按综合得分可评“好”。{decision}"


def test_a_missed_quota_is_explained_without_the_names_of_others() -> None:
    note = content(decided(*NUMBERS, grades=TWO_PLACES), "V002").grade_note
    assert note == "按综合得分可评“好”。“好”名额 2 个，按名次未能进入，改为“较好”。"


def test_a_rule_is_explained_with_its_figures_unless_they_are_withheld() -> None:
    caps = [rule("好评封顶", "好占比", ">", "50", "一般"), rule("总分封顶", "综合得分", ">", "50", "一般")]
    year = town(cap_rules=caps)
    assert "规则“好评封顶”：好票占 100.00%，超过 50%，最高评“一般”。" in content(year).grade_note
    hidden = content(year, "V005").grade_note
    assert "按评定规则最高评“一般”（所依据的数字不显示）。规则“总分封顶”：综合得分" in hidden
    assert "好评封顶" not in hidden


def test_while_nobody_is_graded_there_is_no_reason() -> None:
    assert content(town(ballots=votes("V001", "A票", 好=3), surveys=[])).grade_note == ""
