"""How many voters there are (应到人数, 发出数), and what follows where it is unknown or too few."""

from typing import Any

import pytest

from tests.rules.finding_facts import facts_of
from tests.rules.small_town import (
    answers,
    attendees,
    class_weights,
    form,
    meeting,
    organisation,
    source_weights,
    votes,
)
from tests.rules.tally.tallied_year import ONE_CLASS, tally_of, tally_row

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
    whole = tally_of({**BY_ELIGIBLE, "互评票类": "B票"}, **base_tables)[0]
    assert (tally_row(whole, "A票").issued, tally_row(whole, "B票").issued, tally_row(whole).issued) == (
        2,
        12,
        14,
    )
    assert str(tally_row(whole, "B票").score) == "41.67"  # 500 / 12
    without_own = tally_of({**BY_ELIGIBLE, "互评票类": "B票", "回避": "是"}, **base_tables)[0]
    assert tally_row(without_own, "B票").issued == 8


def test_a_meeting_by_packages_alone_needs_no_list() -> None:
    base_tables: dict[str, Any] = {
        "ballots": votes("V001", "A票", form="F2", 好=5),
        "organisations": [organisation("V001"), organisation("V002")],
        "forms": [form("F2", "V002", issued=10)],
        "class_weights": ONE_CLASS,
    }
    result, findings = tally_of({**BY_ELIGIBLE, "互评票类": "A票"}, **base_tables)
    assert not findings
    assert result.source_scores["V001", "现场测评"] == 50


def test_packages_need_the_peer_class() -> None:
    base_tables: dict[str, Any] = {
        "ballots": votes("V001", "A票", form="F1", 好=5),
        "forms": [form("F1", "V001")],
        "attendees": [attendees("A票", 2)],
        "class_weights": ONE_CLASS,
    }
    result, findings = tally_of(BY_ELIGIBLE, **base_tables)
    assert [finding.code for finding in findings] == ["peer_class_needed"]
    assert findings[0].at.sheet == "基本设置"
    assert not result.source_scores
    assert not tally_of({}, **base_tables)[1]  # with other denominators nobody needs to know


def test_no_list_of_attendees() -> None:
    result, findings = tally_of(BY_ELIGIBLE, ballots=votes("V001", "A票", 好=5), class_weights=ONE_CLASS)
    assert facts_of(findings) == [("须改", "eligible_unknown", "参会人员", "A4")]
    assert not result.source_scores
    tallied = tally_of(ballots=votes("V001", "A票", 好=5), class_weights=ONE_CLASS)[0]
    assert (tally_row(tallied).issued, tally_row(tallied).not_cast) == (None, None)


@pytest.mark.parametrize("denominator", ["有效票", "收回票", "应到人数"])
def test_more_votes_than_voters(denominator: str) -> None:
    roster = [organisation("V001"), organisation("V002"), organisation("V003")]
    ballots = [vote for number in ("V001", "V002") for vote in votes(number, "A票", 好=2, 弃权=1, 作废=1)]
    ballots += votes("V003", "A票", 好=3)
    seats = [attendees("A票", 3)]
    result, findings = tally_of(
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
    result, findings = tally_of(BY_ELIGIBLE, **base_tables)
    assert not findings
    assert result.source_scores["V001", "问卷调查"] == 68
    assert tally_row(result, "群众", "问卷调查").issued == 10
    assert not result.shares  # rules look at 现场测评 only


def test_survey_of_two_classes_knows_only_all_its_respondents() -> None:
    base_tables: dict[str, Any] = {
        "surveys": answers("V001", "群众", form="F1-问", 好=2) + answers("V001", "党员", form="F1-问", 差=2),
        "forms": [form("F1-问", "V001", kind="问卷", issued=10)],
        "class_weights": class_weights("现场测评", A票=1) + class_weights("问卷调查", 群众=50, 党员=50),
        "source_weights": source_weights(问卷调查=100),
    }
    result, findings = tally_of(**base_tables)
    assert not findings
    assert (tally_row(result, "党员", "问卷调查").issued, tally_row(result, source="问卷调查").issued) == (
        None,
        10,
    )
    withheld, findings = tally_of(BY_ELIGIBLE, **base_tables)
    assert facts_of(findings) == [("须改", "single_class_needed", "评分设置", "D6")]
    assert not withheld.source_scores


def test_survey_typed_without_a_form() -> None:
    surveys = answers("V001", "群众", 好=2)
    weights = source_weights(问卷调查=100)
    result, findings = tally_of(surveys=surveys, source_weights=weights)
    assert not findings
    assert result.source_scores["V001", "问卷调查"] == 100
    _, findings = tally_of(BY_ELIGIBLE, surveys=surveys, source_weights=weights)
    assert facts_of(findings) == [("须改", "survey_forms_unknown", "组织名册", "K4")]


def test_more_answers_than_questionnaires() -> None:
    forms = [form("F1", "V001"), form("F1-问", "V001", kind="问卷", issued=3)]
    result, findings = tally_of(surveys=answers("V001", "群众", form="F1-问", 好=4), forms=forms)
    assert facts_of(findings) == [("须改", "votes_exceed_eligible", "票单登记", "G5")]
    assert not result.source_scores


def test_an_organisation_without_a_meeting_has_no_voters() -> None:
    roster = [organisation("V001", 场次=""), organisation("V002", 场次="")]
    ballots = votes("V001", "A票", form="F2", 好=1)
    result, findings = tally_of(
        {"互评票类": "A票"}, ballots=ballots, organisations=roster, forms=[form("F2", "V002")]
    )
    assert not findings
    assert tally_row(result, "A票").issued is None
