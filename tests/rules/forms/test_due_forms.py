"""Which packages and typing workbooks a year needs, and how they are registered."""

from shuzhi_xl.rules.forms.contents import hand_of
from shuzhi_xl.rules.forms.due_forms import make_register_rows
from shuzhi_xl.rules.forms.identity import examine_identity, survey_form
from shuzhi_xl.sheets.outgoing.forms import TEMPLATE_VERSION
from tests.rules.forms.registered_forms import KEY, NOW, ROSTER, due_forms, registered_rows, year_with
from tests.rules.small_town import class_weights, meeting, organisation


def test_a_package_for_each_branch_and_a_typing_workbook_for_its_meeting() -> None:
    issues = due_forms(year_with())
    assert [
        (form_due.identity.kind, form_due.identity.number, form_due.ballots, form_due.surveys)
        for form_due in issues
    ] == [
        *(("测评表", f"V00{n}", 2, 3) for n in (1, 2, 3)),
        ("录票甲", "", 10, 0),
    ]
    assert len({form_due.identity.form for form_due in issues}) == 4
    assert all(
        examine_identity(form_due.identity, KEY, 2015, TEMPLATE_VERSION) is None for form_due in issues
    )
    assert all(form_due.is_new for form_due in issues)


def test_double_typing_gives_two_typists_the_same_ballots() -> None:
    first, second = due_forms(year_with({"双人录入": "是"}))[-2:]
    assert (first.identity.kind, second.identity.kind) == ("录票甲", "录票乙")
    assert first.candidates == second.candidates
    assert (hand_of(first.identity.kind), hand_of(second.identity.kind)) == ("甲", "乙")


def test_a_ballot_lists_the_branches_of_its_meeting_only() -> None:
    roster = [
        *ROSTER,
        organisation("V004", 场次="M2", 测评票数=1),
        organisation("V005", 参评="否", 不参评原因="撤并"),
    ]
    issues = due_forms(year_with(organisations=roster, meetings=[meeting(), meeting("M2"), meeting("M3")]))
    listed = {
        form_due.identity.number: [c.number for c in form_due.candidates]
        for form_due in issues
        if form_due.organisation
    }
    assert listed == {**{f"V00{n}": ["V001", "V002", "V003"] for n in (1, 2, 3)}, "V004": ["V004"]}
    assert [form_due.meeting.number for form_due in issues if not form_due.organisation] == ["M1", "M2"]


def test_a_branch_without_a_meeting_gets_nothing_yet() -> None:
    assert [
        form_due.identity.number
        for form_due in due_forms(year_with(organisations=[organisation("V001", 场次="M9")]))
    ] == []


def test_the_own_secretary_is_marked_only_under_avoidance() -> None:
    assert [candidate.is_own for candidate in due_forms(year_with())[1].candidates] == [False, False, False]
    package, *_, typing = due_forms(year_with({"回避": "是"}))
    assert [candidate.is_own for candidate in package.candidates] == [True, False, False]
    assert [candidate.is_own for candidate in typing.candidates] == [False, False, False]


def test_the_peers_class_is_for_packages_and_the_others_for_the_meeting() -> None:
    package, *_, typing = due_forms(year_with({"互评票类": "B票"}))
    assert (package.voter_classes, typing.voter_classes) == (("B票",), ("A票",))
    assert [row.voter_class for row in make_register_rows(package, NOW)] == ["B票", "群众"]
    package, *_, typing = due_forms(year_with())
    assert package.voter_classes == typing.voter_classes == ("A票", "B票")
    assert [row.voter_class for row in make_register_rows(package, NOW)] == ["", "群众"]


def test_a_form_is_registered_with_its_survey() -> None:
    first = due_forms(year_with())[0]
    ballots, survey = make_register_rows(first, NOW)
    assert (ballots.kind, ballots.issued, ballots.state, ballots.meeting) == ("测评表", 2, "已发出", "M1")
    assert (survey.form, survey.kind, survey.issued) == (survey_form(ballots.form), "问卷", 3)
    several = class_weights("问卷调查", 党员=1, 群众=1) + class_weights("现场测评", A票=1)
    assert [
        row.voter_class for row in make_register_rows(due_forms(year_with(class_weights=several))[0], NOW)
    ] == [
        "A票",
        "",
    ]
    assert (
        len(list(make_register_rows(due_forms(year_with(organisations=[organisation("V001")]))[0], NOW))) == 1
    )


def test_a_registered_form_is_due_under_the_same_number_and_not_new() -> None:
    before = due_forms(year_with())
    again = due_forms(year_with(forms=registered_rows(before)))
    assert [form_due.identity for form_due in again] == [form_due.identity for form_due in before]
    assert not any(form_due.is_new for form_due in again)


def test_a_void_form_is_made_again_under_another_number() -> None:
    first = due_forms(year_with())[0]
    second = due_forms(year_with(forms=registered_rows([first], 状态="作废")))[0]
    assert second.is_new
    assert second.identity.form != first.identity.form
    third = due_forms(
        year_with(forms=[*registered_rows([first], 状态="作废"), *registered_rows([second], 状态="作废")])
    )[0]
    assert len({form_due.identity.form for form_due in (first, second, third)}) == 3
