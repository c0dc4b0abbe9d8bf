"""Issued forms that a change of the tables has made outdated."""

import hashlib
from typing import Any

from shuzhi_xl.rules.forms.due_forms import DueForm
from shuzhi_xl.rules.forms.issued_lists import UNKNOWN, IssuedLists, values_to_keep
from shuzhi_xl.rules.forms.outdated_forms import find_outdated_forms
from shuzhi_xl.sheets.outgoing.forms import Candidate
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.all import sentence
from tests.rules.forms.registered_forms import ROSTER, due_forms, registered_rows, year_with
from tests.rules.small_town import meeting, organisation


def issued_lists(issues: list[DueForm]) -> IssuedLists:
    """What the master keeps of issued forms."""
    return IssuedLists(
        values_to_keep(
            ((form_due.identity.form, form_due.digest, form_due.candidates) for form_due in issues), {}
        )
    )


def first_version_lists(issues: list[DueForm], year: Year) -> IssuedLists:
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


def sentences_since(before: Year, lists: IssuedLists | None = None, **tables: Any) -> dict[str, str]:
    """What 分发 says of the forms that a change of the tables has made outdated, by 编号 (or 场次)."""
    issues = due_forms(before)
    year = year_with(**{"forms": registered_rows(issues), **tables})
    findings = find_outdated_forms(due_forms(year), lists or issued_lists(issues), year)
    numbers = {row.form: row.number or row.meeting for row in year.forms}
    return {numbers[finding.context["form"]]: sentence(finding) for finding in findings}


def outdated_since(before: Year, **tables: Any) -> list[str]:
    """编号 (or 场次) of the forms that a change of the tables has made outdated."""
    return list(sentences_since(before, **tables))


def test_a_roster_change_names_every_form_that_it_affects() -> None:
    assert outdated_since(year_with()) == []
    more = [*ROSTER, organisation("V004", 场次="M2")]
    assert outdated_since(year_with(), organisations=more, meetings=[meeting(), meeting("M2")]) == []
    assert outdated_since(year_with(), organisations=[*ROSTER, organisation("V004")]) == [
        "V001",
        "V002",
        "V003",
        "M1",
    ]
    assert outdated_since(year_with(), organisations=[{**ROSTER[0], "测评票数": 5}, *ROSTER[1:]]) == ["V001"]
    new_roster = [{**ROSTER[0], "书记姓名": "新书记"}, *ROSTER[1:]]
    assert outdated_since(year_with(), organisations=new_roster) == ["V001", "V002", "V003", "M1"]


ROSTER_WITHOUT_BALLOTS = [{**record, "测评票数": 0} for record in ROSTER]
RENAMED_SECRETARY = [{**ROSTER_WITHOUT_BALLOTS[0], "书记姓名": "新书记"}, *ROSTER_WITHOUT_BALLOTS[1:]]


def test_a_change_is_reported_from_old_to_new() -> None:
    new_roster = [{**ROSTER[0], "书记姓名": "新书记", "测评票数": 5}, *ROSTER[1:]]
    sentences = sentences_since(year_with(), organisations=new_roster)
    renamed = "“V001村党支部”（V001）的书记由“书记V001”改为“新书记”"
    assert f"{renamed}；测评票数由 2 改为 5。" in sentences["V001"]
    assert f"：{renamed}。" in sentences["V002"]
    assert sentences["M1"].startswith("“M1”的表单")
    came = [*ROSTER[:2], organisation("V004", 测评票数=2, 问卷份数=3)]
    sentences = sentences_since(year_with(), organisations=came)
    assert "增加“V004村党支部”（V004）；去掉“V003村党支部”（V003）" in sentences["V001"]
    sentences = sentences_since(
        year_with(), criteria=[{"项目": "总体评价", "权重": 60}, {"项目": "廉洁", "权重": 40}]
    )
    assert "名册、票类、测评项目或回避的办法有改动" in sentences["V001"]


def test_a_package_without_ballots_does_not_depend_on_names() -> None:
    before = year_with(organisations=ROSTER_WITHOUT_BALLOTS)
    assert not due_forms(before)[0].candidates
    assert outdated_since(before, organisations=RENAMED_SECRETARY) == ["M1"]
    assert outdated_since(before, organisations=[*ROSTER_WITHOUT_BALLOTS, organisation("V004")]) == ["M1"]
    fewer = [{**ROSTER_WITHOUT_BALLOTS[0], "问卷份数": 1}, *ROSTER_WITHOUT_BALLOTS[1:]]
    assert sentences_since(before, organisations=fewer)["V001"].count("问卷份数由 3 改为 1") == 1
    assert outdated_since(before, organisations=[ROSTER[0], *ROSTER_WITHOUT_BALLOTS[1:]]) == ["V001"]


def test_forms_of_the_first_version_are_still_recognised() -> None:
    for roster in (ROSTER, ROSTER_WITHOUT_BALLOTS):
        before = year_with(organisations=roster)
        old = first_version_lists(due_forms(before), before)
        assert sentences_since(before, old, organisations=roster) == {}
    assert list(sentences_since(before, old, organisations=RENAMED_SECRETARY)) == ["M1"]
    fewer = [{**ROSTER_WITHOUT_BALLOTS[0], "问卷份数": 1}, *ROSTER_WITHOUT_BALLOTS[1:]]
    assert list(sentences_since(before, old, organisations=fewer)) == ["V001"]
    before = year_with()
    old = first_version_lists(due_forms(before), before)
    new_roster = [{**ROSTER[0], "书记姓名": "新书记"}, *ROSTER[1:]]
    sentences = sentences_since(before, old, organisations=new_roster)
    assert list(sentences) == ["V001", "V002", "V003", "M1"]
    assert "名册、票类、测评项目或回避的办法有改动" in sentences["V001"]


def test_a_list_is_kept_once_unless_it_is_too_long_for_a_cell() -> None:
    issues = due_forms(year_with())
    lists = issued_lists(issues)
    assert len(lists.values) == len(issues) + 1
    form = issues[0].identity.form
    assert lists.people(form) == {f"V00{n}": (f"V00{n}村党支部", f"书记V00{n}") for n in (1, 2, 3)}
    again = values_to_keep([(form, "d", issues[0].candidates)], lists.values)
    assert [*again] == [form]
    many = [Candidate(f"V{n}", "村" * 100, "书记") for n in range(400)]
    long = IssuedLists(values_to_keep([(form, "d", many)], {}))
    assert (long.digest(form), long.people(form)) == ("d", None)


def test_more_people_at_the_meeting_do_not_outdate_its_typing_workbook() -> None:
    assert outdated_since(year_with(), meetings=[meeting(实到人数=9)]) == []


def test_a_form_without_a_kept_fingerprint_is_never_outdated() -> None:
    issues = due_forms(year_with())
    year = year_with(forms=registered_rows(issues))
    assert find_outdated_forms(due_forms(year), UNKNOWN, year) == []
