import hashlib
from datetime import datetime
from typing import Any

from shuzhi_xl.rules.forms.contents import hand_of, make_package_content, make_typing_content
from shuzhi_xl.rules.forms.due_forms import DueForm, list_due_forms, make_register_rows
from shuzhi_xl.rules.forms.form_register import Register, find_forms_to_void
from shuzhi_xl.rules.forms.identity import examine_identity, survey_form
from shuzhi_xl.rules.forms.issued_lists import UNKNOWN, IssuedLists, values_to_keep
from shuzhi_xl.rules.forms.outdated_forms import find_outdated_forms
from shuzhi_xl.rules.forms.voter_classes import allowed_classes, class_names
from shuzhi_xl.sheets.master.votes import RegisteredForm
from shuzhi_xl.sheets.outgoing.forms import TEMPLATE_VERSION, Candidate
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.all import sentence
from tests.rules.small_town import class_weights, form, meeting, organisation, year_of

KEY = b"a town's own key"
NOW = datetime(2016, 1, 10, 9)  # noqa: DTZ001 -- a workbook's times know no zone
ROSTER = [organisation(f"V00{n}", 测评票数=2, 问卷份数=3) for n in (1, 2, 3)]


def town(settings: dict[str, Any] | None = None, **tables: Any) -> Year:
    return year_of(settings, **{"organisations": ROSTER, **tables})


def due(year: Year) -> list[DueForm]:
    return list_due_forms(year, KEY)


def rows(issues: list[DueForm], **more: Any) -> list[dict[str, Any]]:
    """The register's rows of issued forms, as the sheet has them."""
    return [{**row.record(), **more} for issue in issues for row in make_register_rows(issue, NOW)]


def test_a_package_for_each_branch_and_a_typing_workbook_for_its_meeting() -> None:
    issues = due(town())
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


def test_double_typing_gives_two_hands_the_same_ballots() -> None:
    first, second = due(town({"双人录入": "是"}))[-2:]
    assert (first.identity.kind, second.identity.kind) == ("录票甲", "录票乙")
    assert first.candidates == second.candidates
    assert (hand_of(first.identity.kind), hand_of(second.identity.kind)) == ("甲", "乙")


def test_a_ballot_lists_those_of_its_own_meeting_only() -> None:
    roster = [
        *ROSTER,
        organisation("V004", 场次="M2", 测评票数=1),
        organisation("V005", 参评="否", 不参评原因="撤并"),
    ]
    issues = due(town(organisations=roster, meetings=[meeting(), meeting("M2"), meeting("M3")]))
    listed = {
        form_due.identity.number: [c.number for c in form_due.candidates]
        for form_due in issues
        if form_due.organisation
    }
    assert listed == {**{f"V00{n}": ["V001", "V002", "V003"] for n in (1, 2, 3)}, "V004": ["V004"]}
    assert [form_due.meeting.number for form_due in issues if not form_due.organisation] == ["M1", "M2"]


def test_a_branch_without_a_meeting_gets_nothing_yet() -> None:
    assert [
        form_due.identity.number for form_due in due(town(organisations=[organisation("V001", 场次="M9")]))
    ] == []


def test_the_own_secretary_is_marked_only_under_the_rule() -> None:
    assert [candidate.own for candidate in due(town())[1].candidates] == [False, False, False]
    package, *_, typing = due(town({"回避": "是"}))
    assert [candidate.own for candidate in package.candidates] == [True, False, False]
    assert [candidate.own for candidate in typing.candidates] == [False, False, False]


def test_the_peers_class_is_for_packages_and_the_others_for_the_meeting() -> None:
    package, *_, typing = due(town({"互评票类": "B票"}))
    assert (package.voter_classes, typing.voter_classes) == (("B票",), ("A票",))
    assert [row.voter_class for row in make_register_rows(package, NOW)] == ["B票", "群众"]
    package, *_, typing = due(town())
    assert package.voter_classes == typing.voter_classes == ("A票", "B票")
    assert [row.voter_class for row in make_register_rows(package, NOW)] == ["", "群众"]


def test_a_tracks_own_classes_replace_those_of_all() -> None:
    weights = class_weights("现场测评", A票=60) + class_weights("现场测评", track="村", 领导=1, 群众=1)
    year = town(class_weights=weights)
    assert class_names(year, "村", "现场测评") == ("领导", "群众")
    assert class_names(year, "机关", "现场测评") == ("A票",)
    assert class_names(year, "机关", "问卷调查") == ()


def test_a_form_is_registered_with_its_survey() -> None:
    first = due(town())[0]
    ballots, survey = make_register_rows(first, NOW)
    assert (ballots.kind, ballots.issued, ballots.state, ballots.meeting) == ("测评表", 2, "已发出", "M1")
    assert (survey.form, survey.kind, survey.issued) == (survey_form(ballots.form), "问卷", 3)
    several = class_weights("问卷调查", 党员=1, 群众=1) + class_weights("现场测评", A票=1)
    assert [row.voter_class for row in make_register_rows(due(town(class_weights=several))[0], NOW)] == [
        "A票",
        "",
    ]
    assert len(list(make_register_rows(due(town(organisations=[organisation("V001")]))[0], NOW))) == 1


def test_what_is_registered_is_due_under_the_same_number_and_not_new() -> None:
    before = due(town())
    again = due(town(forms=rows(before)))
    assert [form_due.identity for form_due in again] == [form_due.identity for form_due in before]
    assert not any(form_due.is_new for form_due in again)


def test_a_void_form_is_made_anew_under_another_number() -> None:
    first = due(town())[0]
    second = due(town(forms=rows([first], 状态="作废")))[0]
    assert second.is_new
    assert second.identity.form != first.identity.form
    third = due(town(forms=[*rows([first], 状态="作废"), *rows([second], 状态="作废")]))[0]
    assert len({form_due.identity.form for form_due in (first, second, third)}) == 3


def test_a_void_survey_voids_the_whole_package() -> None:
    first = due(town())[0]
    ballots, survey = rows([first])
    year = town(forms=[ballots, {**survey, "状态": "作废"}])
    assert due(year)[0].is_new
    assert [row.form for row in find_forms_to_void(year, ())[0]] == [first.identity.form]


def test_a_form_with_one_void_content_and_one_that_counts_is_not_void() -> None:
    first = due(town())[0]
    ballots, _ = rows([first])
    contents = [{**ballots, "文件指纹": "a", "状态": "作废"}, {**ballots, "文件指纹": "b", "状态": "采用"}]
    year = town(forms=contents)
    assert not due(year)[0].is_new
    assert find_forms_to_void(year, ())[0] == []


def test_a_reissue_voids_what_is_out_and_names_what_it_does_not_know() -> None:
    issues = due(town())
    year = town(forms=[*rows(issues), form("反馈-1", "V001", "反馈")])
    void, findings = find_forms_to_void(year, ["V001", "M1", "V009"])
    assert [row.kind for row in void] == ["测评表", "问卷", "录票甲"]
    assert [(finding.code, finding.value, finding.at.sheet) for finding in findings] == [
        ("reissue_unknown", "V009", "票单登记")
    ]
    assert "V009" in sentence(findings[0])


def test_the_form_of_a_branch_that_is_no_longer_appraised_becomes_void() -> None:
    forms = rows(due(town()))
    roster = [*ROSTER[:2], {**ROSTER[2], "参评": "否", "不参评原因": "并入", "并入编号": "V001"}]
    void, _ = find_forms_to_void(town(organisations=roster, forms=forms), ())
    assert [row.number for row in void] == ["V003", "V003"]


def issued_lists(issues: list[DueForm]) -> IssuedLists:
    """What the master keeps of issued forms."""
    return IssuedLists(
        values_to_keep(
            ((form_due.identity.form, form_due.digest, form_due.candidates) for form_due in issues), {}
        )
    )


def of_first_version(issues: list[DueForm], year: Year) -> IssuedLists:
    """The same as the first version kept it: a fingerprint in which names count even without ballots."""
    values = {}
    for form_due in issues:
        listed = [
            (secretary.number, secretary.secretary, False)
            for secretary in year.appraised_at[form_due.meeting.number]
        ]
        amount = form_due.ballots if form_due.organisation else ""
        parts = (
            listed,
            form_due.voter_classes,
            form_due.survey_classes,
            form_due.further,
            amount,
            form_due.surveys,
        )
        values[form_due.identity.form] = hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
    return IssuedLists(values)


def findings_since(before: Year, lists: IssuedLists | None = None, **tables: Any) -> dict[str, str]:
    """What 分发 says of the forms that a change of the tables has made outdated, by 编号 (or 场次)."""
    issues = due(before)
    year = town(**{"forms": rows(issues), **tables})
    findings = find_outdated_forms(due(year), lists or issued_lists(issues), Register(year.forms))
    numbers = {row.form: row.number or row.meeting for row in year.forms}
    return {numbers[finding.context["form"]]: sentence(finding) for finding in findings}


def changed_since(before: Year, **tables: Any) -> list[str]:
    """编号 (or 场次) of the forms that a change of the tables has made outdated."""
    return list(findings_since(before, **tables))


def test_a_roster_change_names_every_form_that_it_touches() -> None:
    assert changed_since(town()) == []
    more = [*ROSTER, organisation("V004", 场次="M2")]
    assert changed_since(town(), organisations=more, meetings=[meeting(), meeting("M2")]) == []
    assert changed_since(town(), organisations=[*ROSTER, organisation("V004")]) == [
        "V001",
        "V002",
        "V003",
        "M1",
    ]
    assert changed_since(town(), organisations=[{**ROSTER[0], "测评票数": 5}, *ROSTER[1:]]) == ["V001"]
    new_roster = [{**ROSTER[0], "书记姓名": "新书记"}, *ROSTER[1:]]
    assert changed_since(town(), organisations=new_roster) == ["V001", "V002", "V003", "M1"]


SPARE = [{**record, "测评票数": 0} for record in ROSTER]
RENAMED = [{**SPARE[0], "书记姓名": "新书记"}, *SPARE[1:]]


def test_what_changed_is_said_from_old_to_new() -> None:
    new_roster = [{**ROSTER[0], "书记姓名": "新书记", "测评票数": 5}, *ROSTER[1:]]
    sentences = findings_since(town(), organisations=new_roster)
    renamed = "“V001村党支部”（V001）的书记由“书记V001”改为“新书记”"
    assert f"{renamed}；测评票数由 2 改为 5。" in sentences["V001"]
    assert f"：{renamed}。" in sentences["V002"]
    assert sentences["M1"].startswith("“M1”的表单")
    came = [*ROSTER[:2], organisation("V004", 测评票数=2, 问卷份数=3)]
    sentences = findings_since(town(), organisations=came)
    assert "增加“V004村党支部”（V004）；去掉“V003村党支部”（V003）" in sentences["V001"]
    sentences = findings_since(
        town(), criteria=[{"项目": "总体评价", "权重": 60}, {"项目": "廉洁", "权重": 40}]
    )
    assert "名册、票类、测评项目或回避的办法有改动" in sentences["V001"]


def test_a_package_without_ballots_is_touched_by_no_name() -> None:
    before = town(organisations=SPARE)
    assert not due(before)[0].candidates
    assert changed_since(before, organisations=RENAMED) == ["M1"]
    assert changed_since(before, organisations=[*SPARE, organisation("V004")]) == ["M1"]
    fewer = [{**SPARE[0], "问卷份数": 1}, *SPARE[1:]]
    assert findings_since(before, organisations=fewer)["V001"].count("问卷份数由 3 改为 1") == 1
    assert changed_since(before, organisations=[ROSTER[0], *SPARE[1:]]) == ["V001"]


def test_forms_of_the_first_version_are_still_known_and_go_on() -> None:
    for roster in (ROSTER, SPARE):
        before = town(organisations=roster)
        old = of_first_version(due(before), before)
        assert findings_since(before, old, organisations=roster) == {}
    assert list(findings_since(before, old, organisations=RENAMED)) == ["M1"]
    fewer = [{**SPARE[0], "问卷份数": 1}, *SPARE[1:]]
    assert list(findings_since(before, old, organisations=fewer)) == ["V001"]
    before = town()
    old = of_first_version(due(before), before)
    new_roster = [{**ROSTER[0], "书记姓名": "新书记"}, *ROSTER[1:]]
    sentences = findings_since(before, old, organisations=new_roster)
    assert list(sentences) == ["V001", "V002", "V003", "M1"]
    assert "名册、票类、测评项目或回避的办法有改动" in sentences["V001"]


def test_a_list_is_kept_once_and_one_too_long_for_a_cell_not_at_all() -> None:
    issues = due(town())
    lists = issued_lists(issues)
    assert len(lists.kept) == len(issues) + 1
    form = issues[0].identity.form
    assert lists.people(form) == {f"V00{n}": (f"V00{n}村党支部", f"书记V00{n}") for n in (1, 2, 3)}
    again = values_to_keep([(form, "d", issues[0].candidates)], lists.kept)
    assert [*again] == [form]
    many = [Candidate(f"V{n}", "村" * 100, "书记") for n in range(400)]
    long = IssuedLists(values_to_keep([(form, "d", many)], {}))
    assert (long.digest(form), long.people(form)) == ("d", None)


def test_more_people_at_the_meeting_do_not_outdate_its_typing_workbook() -> None:
    assert changed_since(town(), meetings=[meeting(实到人数=9)]) == []


def test_a_form_of_which_no_fingerprint_is_known_is_left_alone() -> None:
    issues = due(town())
    year = town(forms=rows(issues))
    assert find_outdated_forms(due(year), UNKNOWN, Register(year.forms)) == []


def test_the_register_knows_every_row_of_a_form() -> None:
    issue = due(town())[0]
    register = Register([RegisteredForm.model_validate(row) for row in rows([issue])])
    assert [row.kind for row in register.rows(issue.identity.form)] == ["测评表"]
    assert register.rows("无此表单") == []
    assert not register.is_void("无此表单")


def test_a_package_holds_what_its_branch_needs() -> None:
    year = town({"回避": "是"})
    content = make_package_content(due(year)[1], year)
    assert (content.organisation, content.secretary, content.ballots, content.surveys) == (
        "V002村党支部",
        "书记V002",
        2,
        3,
    )
    assert (content.committee, content.return_by) == ("云溪镇党委", year.meetings[0].held_on)
    assert [candidate.own for candidate in content.candidates] == [False, True, False]
    assert "2015" in content.title


def test_a_typing_workbook_holds_what_its_typist_needs() -> None:
    year = town({"双人录入": "是"})
    content = make_typing_content(due(year)[-1], year)
    assert (content.hand, content.meeting, content.ballots) == ("乙", "M1", 10)
    assert content.title.endswith("（M1 乙）")


def test_a_package_brings_the_class_that_it_was_issued_for() -> None:
    weights = class_weights("现场测评", A票=1, B票=1)
    package, *_, typing = due(town({"互评票类": "B票"}, class_weights=weights))
    forms = rows([package])
    for settings, issued, expected in [
        ({"互评票类": "B票"}, forms, ("B票",)),
        ({"互评票类": "A票"}, forms, ("A票",)),
        ({}, forms, ("B票",)),
        ({}, [], ("A票", "B票")),
        ({}, [{**issued_form, "票类": "C票"} for issued_form in forms], ("A票", "B票")),
    ]:
        year = town(settings, class_weights=weights, forms=issued)
        assert allowed_classes(year, package.identity) == expected
        assert allowed_classes(year, typing.identity) == ("A票", "B票")
