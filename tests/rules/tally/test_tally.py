"""Counts, shares and scores, worked out by hand. Points 好 100, 较好 80, 一般 60, 差 0."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from shuzhi_xl.findings import Finding, Location, Severity
from shuzhi_xl.rules.policy.make import make_policy
from shuzhi_xl.rules.tally.tally import TallyResult, tally
from shuzhi_xl.sheets.declaration.cell_value import CellError
from shuzhi_xl.sheets.master.results import Tally
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.cells import CELLS
from shuzhi_xl.wording.findings.grading import GRADING
from tests.rules.small_town import (
    answers,
    attendees,
    class_weights,
    form,
    grades,
    meeting,
    organisation,
    read_year,
    routine,
    rule,
    source_weights,
    votes,
    year_of,
)

ONE_CLASS = class_weights("现场测评", A票=100) + class_weights("问卷调查", 群众=100)
MIXED = votes("V001", "A票", 好=3, 较好=1, 一般=1, 差=1, 弃权=2, 作废=1)  # 9 of 12 came in
TWELVE = [attendees("A票", 12)]
SURVEYED = source_weights(现场测评=50, 问卷调查=50)


def counted(
    year: Year, quarantined: frozenset[tuple[str, str]] = frozenset()
) -> tuple[TallyResult, list[Finding]]:
    policy, errors = make_policy(year)
    assert policy is not None
    assert not errors
    result, findings = tally(year, policy, quarantined)
    for finding in findings:
        assert {**CELLS, **GRADING}[finding.code].format_map({"value": finding.value, **finding.context})
    return result, findings


def run(settings: dict[str, Any] | None = None, **tables: Any) -> tuple[TallyResult, list[Finding]]:
    return counted(year_of(settings, **tables))


def line(
    result: TallyResult, voter_class: str = "合计", source: str = "现场测评", criterion: str = "总体评价"
) -> Tally:
    rows_found = [
        row
        for row in result.rows
        if (row.voter_class, row.source, row.criterion) == (voter_class, source, criterion)
    ]
    assert len(rows_found) == 1
    return rows_found[0]


def shown(row: Tally) -> str:
    shares = (
        row.good_share,
        row.fairly_good_share,
        row.average_share,
        row.poor_share,
        row.abstention_share,
        row.spoiled_share,
        row.not_cast_share,
    )
    return " ".join("-" if share is None else str(share) for share in shares)


def facts_of(findings: list[Finding]) -> list[tuple[str, str, str, str]]:
    return [(str(finding.severity), finding.code, finding.at.sheet, finding.at.cell) for finding in findings]


@pytest.mark.parametrize(
    ("denominator", "score"),
    [
        ("有效票", "73.33"),  # 440 / 6
        ("收回票", "48.89"),  # 440 / 9
        ("应到人数", "36.67"),  # 440 / 12
    ],
)
@pytest.mark.parametrize(
    ("share_denominator", "shares"),
    [
        ("有效票", "50.00 16.67 16.67 16.66 - - -"),
        ("收回票", "33.34 11.11 11.11 11.11 22.22 11.11 -"),
        ("应到人数", "25.00 8.34 8.33 8.33 16.67 8.33 25.00"),
    ],
)
def test_denominators(denominator: str, score: str, share_denominator: str, shares: str) -> None:
    settings_used = {"计票分母": denominator, "占比分母": share_denominator}
    result, findings = run(settings_used, ballots=MIXED, class_weights=ONE_CLASS, attendees=TWELVE)
    row = line(result, "A票")
    assert not findings
    assert (str(row.score), shown(row)) == (score, shares)
    assert (row.issued, row.returned, row.valid, row.abstention, row.spoiled, row.not_cast) == (
        12,
        9,
        6,
        2,
        1,
        3,
    )


def test_shares_for_rules_are_unrounded_and_of_the_same_denominator() -> None:
    result, _ = run({"占比分母": "收回票"}, ballots=MIXED, class_weights=ONE_CLASS)
    assert result.shares["V001"] == {
        "好": Fraction(100, 3),
        "较好": Fraction(100, 9),
        "一般": Fraction(100, 9),
        "差": Fraction(100, 9),
    }


def test_class_weights() -> None:
    ballots = votes("V001", "A票", 好=1, 差=1) + votes("V001", "B票", 较好=3)  # A 50, B 80
    result, _ = run(ballots=ballots)
    assert result.source_scores == {("V001", "现场测评"): 62}
    assert str(line(result).score) == "62.00"
    assert line(result).valid == 5


@pytest.mark.parametrize(
    ("handling", "score"), [("按其余票类折算", Fraction(100)), ("计零", Fraction(60)), ("报错", None)]
)
def test_a_class_without_votes(handling: str, score: Fraction | None) -> None:
    result, findings = run({"空票类处理": handling}, ballots=votes("V001", "A票", 好=2))
    assert result.source_scores.get(("V001", "现场测评")) == score
    assert facts_of(findings) == ([] if score else [("须改", "class_empty", "评分设置", "D5")])
    assert result.holds_back("V001", "现场测评") == (score is None)


def test_an_empty_class_withholds_no_more_than_what_depends_on_it() -> None:
    result, _ = run({"空票类处理": "报错"}, ballots=votes("V001", "A票", 好=2))
    assert (line(result).good, str(line(result).good_share), line(result).score) == (2, "100.00", None)
    assert (str(line(result, "A票").good_share), str(line(result, "A票").score)) == ("100.00", "100.00")
    assert result.shares["V001"]["好"] == 100


def test_a_withheld_source_shows_counts_only() -> None:
    row = line(run(ballots=votes("V001", "A票", 好=2), attendees=[attendees("A票", 1)])[0])
    assert (row.good, row.score, row.good_share) == (2, None, None)


def test_a_class_that_may_vote_and_did_not_counts_as_nought_of_the_eligible() -> None:
    seats = [attendees("A票", 2), attendees("B票", 3)]
    result, findings = run({"计票分母": "应到人数"}, ballots=votes("V001", "A票", 好=2), attendees=seats)
    assert result.source_scores["V001", "现场测评"] == 60
    assert facts_of(findings) == [("提醒", "class_not_cast", "评分设置", "D5")]
    assert findings[0].context["organisations"] == "V001"
    of_the_valid, silent = run(ballots=votes("V001", "A票", 好=2), attendees=seats)
    assert of_the_valid.source_scores["V001", "现场测评"] == 100
    assert not silent


def test_an_empty_class_does_not_matter_where_the_source_has_no_weight() -> None:
    weights = source_weights(现场测评=0, 年度考核=100)
    result, findings = run({"空票类处理": "报错"}, ballots=votes("V001", "A票", 好=2), source_weights=weights)
    assert not findings
    assert ("V001", "现场测评") not in result.source_scores


def test_an_empty_class_matters_where_a_rule_looks_at_the_score() -> None:
    weights = source_weights(现场测评=0, 年度考核=100)
    looks = [rule("限", "现场测评", "<", "60", "一般")]
    tables: dict[str, Any] = {"ballots": votes("V001", "A票", 好=2), "source_weights": weights}
    result, findings = run({"空票类处理": "报错"}, cap_rules=looks, **tables)
    assert facts_of(findings) == [("须改", "class_empty", "评分设置", "D5")]
    assert result.holds_back("V001", "现场测评")


def test_an_empty_class_leaves_a_source_without_weight_no_score_by_its_other_items() -> None:
    weights = source_weights(现场测评=0, 年度考核=100)
    ballots = further(votes("V001", "A票", 好=2), "", "")
    settings_used = {"空票类处理": "报错"}
    tables: dict[str, Any] = {"criteria": TWO_ITEMS, "class_weights": ONE_CLASS, "source_weights": weights}
    result, findings = run(settings_used, ballots=ballots, **tables)
    assert (result.source_scores, findings) == ({}, [])
    assert line(result).score == 100


@pytest.mark.parametrize("handling", ["按其余票类折算", "计零"])
def test_blank_ballots_only_are_no_score(handling: str) -> None:
    result, findings = run({"空票类处理": handling}, ballots=votes("V001", "A票", 弃权=3))
    assert not findings
    assert not result.source_scores
    assert shown(line(result)) == "- - - - - - -"


def test_blank_ballots_only_are_nought_where_blank_votes_count() -> None:
    result, findings = run({"计票分母": "收回票"}, ballots=votes("V001", "A票", 弃权=3))
    assert result.source_scores["V001", "现场测评"] == 0
    assert not findings


def test_no_votes_at_all_is_missing_not_zero() -> None:
    result, findings = run({"计票分母": "应到人数", "空票类处理": "计零"}, attendees=TWELVE)
    assert (result.rows, result.source_scores, findings) == ((), {}, [])


def test_weight_zero_counts_in_shares_only() -> None:
    classes = class_weights("现场测评", A票=100, C票=0)
    result, findings = run(
        ballots=votes("V001", "A票", 好=1) + votes("V001", "C票", 差=1), class_weights=classes
    )
    assert not findings
    assert result.source_scores["V001", "现场测评"] == 100
    assert result.shares["V001"]["差"] == 50


def test_a_class_without_weight_row() -> None:
    ballots = votes("V001", "A票", 好=1) + votes("V001", "群众", 好=2) + votes("V002", "群众", 好=2)
    result, findings = run(ballots=ballots, organisations=[organisation("V001"), organisation("V002")])
    assert facts_of(findings) == [
        ("须改", "class_without_weight", "测评票", "D5"),
        ("须改", "class_without_weight", "测评票", "D7"),
    ]
    assert not result.source_scores


def test_voters_of_a_class_without_weight_row() -> None:
    seats = [attendees("A票", 2), attendees("群众", 2)]
    _, findings = run(ballots=votes("V001", "A票", 好=1), attendees=seats)
    assert facts_of(findings) == [("须改", "class_without_weight", "参会人员", "D5")]


def test_points_below_zero() -> None:
    harsh = grades(
        ("好", 100, 90, None), ("较好", 80, 75, None), ("一般", 60, 60, None), ("差", -50, 0, None)
    )
    result, _ = run(ballots=votes("V001", "A票", 好=1, 差=3), class_weights=ONE_CLASS, grades=harsh)
    assert result.source_scores["V001", "现场测评"] == Fraction(-50, 4)
    assert str(line(result).score) == "-12.50"


TWO_ITEMS = [{"项目": "总体评价", "权重": 70}, {"项目": "廉洁自律", "权重": 30}]


def further(ballots: list[dict[str, Any]], *marks: str) -> list[dict[str, Any]]:
    return [{**ballot, "廉洁自律": mark} for ballot, mark in zip(ballots, marks, strict=True)]


def test_further_items() -> None:
    ballots = further(votes("V001", "A票", 好=2), "差", "较好")  # 100 and 40
    result, findings = run(ballots=ballots, criteria=TWO_ITEMS, class_weights=ONE_CLASS)
    assert not findings
    assert result.source_scores["V001", "现场测评"] == 82
    assert line(result, criterion="廉洁自律").score == 40
    assert line(result).score == 100
    assert result.shares["V001"]["差"] == 0  # of 总体评价 only


def test_a_further_item_of_weight_zero_is_only_counted() -> None:
    items = [{"项目": "总体评价", "权重": 1}, {"项目": "廉洁自律", "权重": 0}]
    ballots = further(votes("V001", "A票", 好=2), "差", "")
    result, _ = run({"空票类处理": "报错"}, ballots=ballots, criteria=items, class_weights=ONE_CLASS)
    assert result.source_scores["V001", "现场测评"] == 100
    assert line(result, criterion="廉洁自律").abstention == 1


@pytest.mark.parametrize("handling", ["按其余票类折算", "计零"])
def test_a_further_item_that_everybody_left_blank_is_left_out(handling: str) -> None:
    ballots = further(votes("V001", "A票", 好=2), "", "")
    tables: dict[str, Any] = {"criteria": TWO_ITEMS, "class_weights": ONE_CLASS}
    result, findings = run({"空票类处理": handling}, ballots=ballots, **tables)
    assert result.source_scores["V001", "现场测评"] == 100
    assert facts_of(findings) == [("提醒", "criterion_unmarked", "评分设置", "B5")]
    of_the_returned, silent = run({"计票分母": "收回票"}, ballots=ballots, **tables)
    assert of_the_returned.source_scores["V001", "现场测评"] == 70
    assert not silent


def test_nothing_is_said_of_a_source_without_weight() -> None:
    ballots = further(votes("V001", "A票", 好=2), "", "")
    weights = source_weights(现场测评=0, 年度考核=100)
    tables: dict[str, Any] = {"criteria": TWO_ITEMS, "class_weights": ONE_CLASS, "source_weights": weights}
    assert run(ballots=ballots, **tables)[1] == []


def test_an_unknown_mark_of_a_further_item() -> None:
    ballots = further(votes("V001", "A票", 好=2), "很好", "好")
    result, findings = run(ballots=ballots, criteria=TWO_ITEMS, class_weights=ONE_CLASS)
    assert facts_of(findings) == [("须改", "mark_unknown", "测评票", "G4")]
    assert not result.source_scores


def test_a_further_item_whose_formula_has_gone_wrong_is_no_abstention() -> None:
    ballots = further(votes("V001", "A票", 好=2), CellError("#N/A"), "好")
    result, findings = run(ballots=ballots, criteria=TWO_ITEMS, class_weights=ONE_CLASS)
    assert facts_of(findings) == [("须改", "cell_error", "测评票", "G4")]
    assert not result.source_scores


def test_a_further_item_without_column() -> None:
    result, findings = run(ballots=votes("V001", "A票", 好=2), criteria=TWO_ITEMS, class_weights=ONE_CLASS)
    assert facts_of(findings) == [("须改", "criterion_missing", "测评票", "")]
    assert not result.source_scores


# --- which votes count ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("states", "counts"),
    [
        (["已收回"], True),
        (["采用", "作废"], True),
        (["作废", "采用"], True),
        (["待定", "采用"], True),
        (["已收回", "重复"], True),
        (["待定", "待定"], False),
        (["已发出"], False),
        (["作废"], False),
    ],
)
def test_only_live_forms_count(states: list[str], counts: bool) -> None:
    forms = [
        form("F1", "V002", state=state, 文件指纹=str(index), 收回数=4) for index, state in enumerate(states)
    ]
    ballots = votes("V001", "A票", form="F1", 好=2) + votes("V001", "A票", 差=2)
    result, findings = run(ballots=ballots, forms=forms, class_weights=ONE_CLASS)
    assert result.source_scores["V001", "现场测评"] == (50 if counts else 0)
    reported = "votes_of_void_form" if states == ["作废"] else "votes_of_open_form"
    assert facts_of(findings) == ([] if counts else [("提醒", reported, "测评票", "B4")])
    assert counts or findings[0].context["count"] == 2


def test_a_chosen_content_counts_only_once_it_is_entered() -> None:
    forms = [form("F1", "V002", state="作废", 文件指纹="a"), form("F1", "V002", state="采用", 文件指纹="b")]
    ballots = votes("V001", "A票", form="F1", 好=2) + votes("V001", "A票", 差=2)
    result, findings = run(ballots=ballots, forms=forms, class_weights=ONE_CLASS)
    assert result.source_scores["V001", "现场测评"] == 0
    assert [finding.code for finding in findings] == ["votes_of_open_form"]


def test_votes_of_an_unknown_form_withhold() -> None:
    ballots = votes("V001", "A票", 好=2) + votes("V001", "A票", form="F9", 好=2)
    result, findings = run(ballots=ballots)
    assert facts_of(findings) == [("须改", "votes_of_unknown_form", "测评票", "B6")]
    assert not result.source_scores


def test_votes_for_a_merged_branch_are_listed_uncounted() -> None:
    roster = [organisation("V001"), organisation("V002", 参评="否", 不参评原因="并入", 并入编号="V001")]
    result, findings = run(
        ballots=votes("V002", "A票", 好=2), surveys=answers("V002", "群众", 好=1), organisations=roster
    )
    assert facts_of(findings) == [
        ("提醒", "votes_for_not_appraised", "测评票", "E4"),
        ("提醒", "votes_for_not_appraised", "问卷调查", "B4"),
    ]
    assert not result.rows


def test_a_ballot_of_another_meeting() -> None:
    ballots = votes("V001", "A票", 好=1) + votes("V001", "A票", meeting="M2", 好=1)
    result, findings = run(ballots=ballots, meetings=[meeting(), meeting("M2")])
    assert facts_of(findings) == [("须改", "ballot_of_other_meeting", "测评票", "C5")]
    assert not result.source_scores


def test_own_votes_under_avoidance() -> None:
    ballots = votes("V001", "A票", form="F1", 好=2, 弃权=1) + votes("V001", "A票", form="F2", 差=1)
    ballots += votes("V002", "A票", form="F1", 好=1) + votes("V002", "A票", form="F2", 弃权=4)
    base_tables: dict[str, Any] = {
        "ballots": ballots,
        "organisations": [organisation("V001"), organisation("V002")],
        "forms": [form("F1", "V001"), form("F2", "V002")],
        "class_weights": ONE_CLASS,
    }
    result, findings = run({"回避": "是"}, **base_tables)
    assert facts_of(findings) == [("提醒", "own_votes_left_out", "测评票", "E4")]
    assert findings[0].context["count"] == 2  # a blank own cell is nothing to tell
    assert result.source_scores == {("V001", "现场测评"): 0, ("V002", "现场测评"): 100}
    assert run({"回避": "否"}, **base_tables)[0].source_scores["V001", "现场测评"] == Fraction(200, 3)


def test_quarantined_votes_are_held_back() -> None:
    year = year_of(ballots=votes("V001", "A票", 好=2))
    result, _ = counted(year, frozenset({("V001", "现场测评")}))
    assert not result.source_scores
    assert not result.shares


# --- eligible voters -----------------------------------------------------------------------------

BY_ELIGIBLE = {"计票分母": "应到人数"}


def test_packages_add_to_the_peer_class_less_own_ballots() -> None:
    base_tables: dict[str, Any] = {
        "ballots": votes("V001", "B票", form="F2", 好=5) + votes("V001", "A票", 好=1),
        "organisations": [organisation("V001"), organisation("V002"), organisation("V003", 场次="M2")],
        "forms": [
            form("F1", "V001", issued=4, state="已发出"),
            form("F2", "V002", issued=5),
            form("F2", "V002", issued=99, state="重复", 文件指纹="x"),  # another content, the same papers
            form("F0", "V002", issued=50, state="作废"),
            form("F3", "V003", issued=70),  # of another meeting
            form("T1", "", kind="录票甲", issued=30),
        ],
        "attendees": [attendees("A票", 2), attendees("B票", 3)],
        "meetings": [meeting(), meeting("M2")],
    }
    whole = run({**BY_ELIGIBLE, "互评票类": "B票"}, **base_tables)[0]
    assert (line(whole, "A票").issued, line(whole, "B票").issued, line(whole).issued) == (2, 12, 14)
    assert str(line(whole, "B票").score) == "41.67"  # 500 / 12
    without_own = run({**BY_ELIGIBLE, "互评票类": "B票", "回避": "是"}, **base_tables)[0]
    assert line(without_own, "B票").issued == 8


def test_a_meeting_by_packages_alone_needs_no_list() -> None:
    base_tables: dict[str, Any] = {
        "ballots": votes("V001", "A票", form="F2", 好=5),
        "organisations": [organisation("V001"), organisation("V002")],
        "forms": [form("F2", "V002", issued=10)],
        "class_weights": ONE_CLASS,
    }
    result, findings = run({**BY_ELIGIBLE, "互评票类": "A票"}, **base_tables)
    assert not findings
    assert result.source_scores["V001", "现场测评"] == 50


def test_packages_need_the_peer_class() -> None:
    base_tables: dict[str, Any] = {
        "ballots": votes("V001", "A票", form="F1", 好=5),
        "forms": [form("F1", "V001")],
        "attendees": [attendees("A票", 2)],
        "class_weights": ONE_CLASS,
    }
    result, findings = run(BY_ELIGIBLE, **base_tables)
    assert [finding.code for finding in findings] == ["peer_class_needed"]
    assert findings[0].at.sheet == "基本设置"
    assert not result.source_scores
    assert not run({}, **base_tables)[1]  # with other denominators nobody needs to know


def test_no_list_of_attendees() -> None:
    result, findings = run(BY_ELIGIBLE, ballots=votes("V001", "A票", 好=5), class_weights=ONE_CLASS)
    assert facts_of(findings) == [("须改", "eligible_unknown", "参会人员", "A4")]
    assert not result.source_scores
    tallied = run(ballots=votes("V001", "A票", 好=5), class_weights=ONE_CLASS)[0]
    assert (line(tallied).issued, line(tallied).not_cast) == (None, None)


@pytest.mark.parametrize("denominator", ["有效票", "收回票", "应到人数"])
def test_more_votes_than_voters(denominator: str) -> None:
    roster = [organisation("V001"), organisation("V002"), organisation("V003")]
    ballots = [vote for number in ("V001", "V002") for vote in votes(number, "A票", 好=2, 弃权=1, 作废=1)]
    ballots += votes("V003", "A票", 好=3)
    seats = [attendees("A票", 3)]
    result, findings = run(
        {"计票分母": denominator},
        ballots=ballots,
        attendees=seats,
        organisations=roster,
        class_weights=ONE_CLASS,
    )
    assert facts_of(findings) == [("须改", "votes_exceed_eligible", "参会人员", "D4")]
    assert (findings[0].value, findings[0].context["eligible"]) == ("4", 3)
    assert findings[0].context["organisations"] == "V001、V002"
    assert set(result.source_scores) == {("V003", "现场测评")}
    assert [row.not_cast for row in result.rows if row.number == "V001"] == [None, None]


def test_survey_by_forms_issued() -> None:
    base_tables: dict[str, Any] = {
        "surveys": answers("V001", "群众", form="F1-问", 好=6, 较好=1, 弃权=1),
        "forms": [form("F1-问", "V001", kind="问卷", issued=10)],
        "source_weights": source_weights(问卷调查=100),
    }
    result, findings = run(BY_ELIGIBLE, **base_tables)
    assert not findings
    assert result.source_scores["V001", "问卷调查"] == 68
    assert line(result, "群众", "问卷调查").issued == 10
    assert not result.shares  # rules look at 现场测评 only


def test_survey_of_two_classes_knows_only_all_its_respondents() -> None:
    base_tables: dict[str, Any] = {
        "surveys": answers("V001", "群众", form="F1-问", 好=2) + answers("V001", "党员", form="F1-问", 差=2),
        "forms": [form("F1-问", "V001", kind="问卷", issued=10)],
        "class_weights": class_weights("现场测评", A票=1) + class_weights("问卷调查", 群众=50, 党员=50),
        "source_weights": source_weights(问卷调查=100),
    }
    result, findings = run(**base_tables)
    assert not findings
    assert (line(result, "党员", "问卷调查").issued, line(result, source="问卷调查").issued) == (None, 10)
    withheld, findings = run(BY_ELIGIBLE, **base_tables)
    assert facts_of(findings) == [("须改", "single_class_needed", "评分设置", "D6")]
    assert not withheld.source_scores


def test_survey_typed_without_a_form() -> None:
    surveys = answers("V001", "群众", 好=2)
    weights = source_weights(问卷调查=100)
    result, findings = run(surveys=surveys, source_weights=weights)
    assert not findings
    assert result.source_scores["V001", "问卷调查"] == 100
    _, findings = run(BY_ELIGIBLE, surveys=surveys, source_weights=weights)
    assert facts_of(findings) == [("须改", "survey_forms_unknown", "组织名册", "K4")]


def test_more_answers_than_questionnaires() -> None:
    forms = [form("F1", "V001"), form("F1-问", "V001", kind="问卷", issued=3)]
    result, findings = run(surveys=answers("V001", "群众", form="F1-问", 好=4), forms=forms)
    assert facts_of(findings) == [("须改", "votes_exceed_eligible", "票单登记", "F5")]
    assert not result.source_scores


def test_an_organisation_without_a_meeting_has_no_voters() -> None:
    roster = [organisation("V001", 场次=""), organisation("V002", 场次="")]
    ballots = votes("V001", "A票", form="F2", 好=1)
    result, findings = run(
        {"互评票类": "A票"}, ballots=ballots, organisations=roster, forms=[form("F2", "V002")]
    )
    assert not findings
    assert line(result, "A票").issued is None


# --- entered scores ------------------------------------------------------------------------------


def visit(**more: Any) -> dict[str, Any]:
    return {"日期": "2016-01-05", "编号": "V001", "方式": "座谈会", "列入问题": "否", **more}


def test_visits_are_averaged_by_row() -> None:
    rows = [
        visit(评分=90),
        visit(好=1, 差=3),
        visit(情况摘要="走访"),
        visit(评分=80, 好=9),
    ]  # 90, 25, none, 80
    result, _ = run(visits=rows)
    assert result.source_scores["V001", "座谈调研"] == 65


def test_a_visit_rated_zero_is_rated() -> None:
    result, _ = run(visits=[visit(评分=0, 好=9), visit(评分=50)])
    assert result.source_scores["V001", "座谈调研"] == 25


def test_routine_and_annual_scores_as_entered() -> None:
    result, _ = run(routine=[routine("V001", 日常工作=87.5, 年度考核=0)])
    assert result.source_scores == {("V001", "日常工作"): Fraction(175, 2), ("V001", "年度考核"): 0}


def test_entries_about_others_count_for_nobody() -> None:
    roster = [organisation("V001"), organisation("V002", 参评="否", 不参评原因="撤并")]
    rows = [visit(编号="V002", 评分=90)]
    result, findings = run(visits=rows, routine=[routine("V002", 年度考核=3)], organisations=roster)
    assert facts_of(findings) == [
        ("提醒", "entry_for_not_appraised", "座谈调研", "B4"),
        ("提醒", "entry_for_not_appraised", "日常年度", "A4"),
    ]
    assert not result.source_scores


def test_tracks_without_policy_are_left_out() -> None:
    roster = [organisation("V001"), organisation("C001", 板块="企业")]
    year = year_of(
        organisations=roster, ballots=votes("C001", "A票", 好=1), routine=[routine("C001", 年度考核=3)]
    )
    policy, _ = make_policy(year)
    assert policy is not None
    result, findings = tally(year, policy)
    assert (result.rows, result.source_scores, findings) == ((), {}, [])


# --- rows that could not be read -----------------------------------------------------------------


def doubtful(settings: dict[str, Any] | None = None, **tables: Any) -> TallyResult:
    year, errors = read_year(settings, **tables)
    assert errors
    result, findings = counted(year)
    assert not findings  # reading has reported all of it
    return result


TWO = [organisation("V001"), organisation("V002")]
BOTH = votes("V001", "A票", 好=1) + votes("V002", "A票", 好=1)


def test_an_unfit_vote_withholds_whom_it_is_about() -> None:
    result = doubtful(ballots=BOTH + votes("V001", "A票", 很好=1), organisations=TWO)
    assert set(result.source_scores) == {("V002", "现场测评")}


@pytest.mark.parametrize("number", ["", CellError("#REF!")])
def test_an_unfit_vote_about_nobody_known_withholds_everybody(number: str) -> None:
    result = doubtful(ballots=BOTH + votes(number, "A票", 好=1), organisations=TWO)
    assert not result.source_scores


def test_a_vote_that_stands_twice_withholds() -> None:
    result = doubtful(ballots=[*BOTH, BOTH[0]], organisations=TWO)
    assert set(result.source_scores) == {("V002", "现场测评")}


def test_an_unfit_form_withholds_whom_it_rates() -> None:
    ballots = votes("V001", "A票", form="F1", 好=1) + votes("V002", "A票", form="F2", 好=1)
    year, _ = read_year(
        ballots=ballots, organisations=TWO, forms=[form("F1", "V001", 发出数="五"), form("F2", "V002")]
    )
    result, _ = counted(year)
    assert set(result.source_scores) == {("V002", "现场测评")}


@pytest.mark.parametrize(("denominator", "scored"), [("有效票", True), ("应到人数", False)])
def test_an_unfit_attendee_matters_where_voters_are_counted(denominator: str, scored: bool) -> None:
    seats = [attendees("A票", 1), {**attendees("B票", 1), "人数": "若干"}]
    result = doubtful({"计票分母": denominator}, ballots=votes("V001", "A票", 好=3), attendees=seats)
    assert bool(result.source_scores) == scored


@pytest.mark.parametrize(("track", "unranked"), [("村", {"村"}), ("", {"村"})])
def test_an_unfit_organisation_leaves_its_track_unranked(track: str, unranked: set[str]) -> None:
    result = doubtful(organisations=[organisation("V001"), organisation("V002", 板块=track, 参评="也许")])
    assert result.unranked == unranked


@pytest.mark.parametrize(
    ("cell", "severity", "scored"),
    [("F3", "须改", set()), ("", "须改", set()), ("F4", "须改", {"V002"}), ("F4", "提醒", {"V001", "V002"})],
)
def test_what_is_wrong_with_a_table_itself(cell: str, severity: str, scored: set[str]) -> None:
    year = year_of(ballots=BOTH, organisations=TWO)
    told_by_reader = Finding("header_missing", Location("", "测评票", cell), Severity(severity))
    raw = replace(year.raw["测评票"], findings=(told_by_reader,))
    result, _ = counted(replace(year, raw={**year.raw, "测评票": raw}))
    assert {number for number, _ in result.source_scores} == scored


def test_an_unreadable_register_withholds_all_votes_of_forms() -> None:
    ballots = votes("V001", "A票", form="F1", 好=1) + votes("V002", "A票", 好=1)
    unfit = {**form("", "V001"), "表单编号": ""}
    year, _ = read_year(ballots=ballots, organisations=TWO, forms=[form("F1", "V001"), unfit])
    result, _ = counted(year)
    assert set(result.source_scores) == {("V002", "现场测评")}
