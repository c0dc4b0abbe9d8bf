"""What a package (测评表) and a typing workbook (录票) contain."""

from dataclasses import replace

import pytest

from shuzhi_xl.rules.forms.contents import make_package_content, make_typing_content
from shuzhi_xl.rules.forms.due_forms import list_due_forms
from tests.rules.forms.registered_forms import due_forms, year_with
from tests.rules.small_town import meeting, organisation, year_of

KEY = b"a town's own key"
YEAR = year_of({"互评票类": "B票"}, organisations=[organisation("V001", 测评票数=2, 问卷份数=3)])
PACKAGE, TYPING = list_due_forms(YEAR, KEY)


def test_the_two_workbooks_offer_different_classes_and_the_same_secretaries() -> None:
    package, typing = make_package_content(PACKAGE, YEAR), make_typing_content(TYPING, YEAR)
    assert (package.voter_classes, package.survey_classes) == (("B票",), ("群众",))
    assert typing.voter_classes == ("A票",)
    assert [candidate.number for candidate in package.candidates] == [
        candidate.number for candidate in typing.candidates
    ]
    assert package.identity == PACKAGE.identity
    assert typing.identity == TYPING.identity


def test_neither_is_made_without_settings() -> None:
    bare = replace(YEAR, settings=None)
    for make, issue in (
        (make_package_content, PACKAGE),
        (make_typing_content, TYPING),
        (make_package_content, TYPING),
    ):
        with pytest.raises(ValueError, match="needs"):
            make(issue, bare)
    with pytest.raises(ValueError, match="needs settings"):
        list_due_forms(bare, KEY)


def test_a_package_contains_what_its_branch_needs() -> None:
    year = year_with({"回避": "是"})
    content = make_package_content(due_forms(year)[1], year)
    assert (content.organisation, content.secretary, content.ballots, content.surveys) == (
        "V002村党支部",
        "书记V002",
        2,
        3,
    )
    assert (content.committee, content.return_by) == ("云溪镇党委", year.meetings[0].held_on)
    assert [candidate.is_own for candidate in content.candidates] == [False, True, False]
    assert "2015" in content.title


def test_a_typing_workbook_contains_what_its_typist_needs() -> None:
    year = year_with({"双人录入": "是"})
    content = make_typing_content(due_forms(year)[-1], year)
    assert (content.hand, content.meeting, content.ballots) == ("乙", "M1", 10)
    assert content.title.endswith("（M1 乙）")
    assert (content.spare, content.voters) == (3, {})


def test_a_typing_workbook_before_the_meeting_has_rows_for_all_who_may_come() -> None:
    people = [
        {"场次": "M1", "姓名": "党代表", "身份类别": "镇党代表", "票类": "A票", "出席": "是", "人数": 39},
        {"场次": "M1", "姓名": "甲", "身份类别": "镇党代表", "票类": "A票", "出席": "否"},
        {"场次": "M2", "姓名": "乙", "身份类别": "镇党代表", "票类": "A票", "出席": "是"},
    ]
    before = year_with(meetings=[meeting(应到人数=100, 实到人数=None)], attendees=people)
    content = make_typing_content(due_forms(before)[-1], before)
    assert (content.ballots, content.spare) == (100, 5)
    assert content.voters == {"A票": 40, "B票": 0}
    after = year_with(meetings=[meeting(应到人数=100, 实到人数=90)])
    content = make_typing_content(due_forms(after)[-1], after)
    assert (content.ballots, content.spare) == (90, 15)
