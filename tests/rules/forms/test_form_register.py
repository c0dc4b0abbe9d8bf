"""Which registered forms (票单登记) are void or become so."""

from shuzhi_xl.rules.forms.form_register import Register, find_forms_to_void
from shuzhi_xl.sheets.master.votes import RegisteredForm
from shuzhi_xl.wording.findings.all import sentence
from tests.rules.forms.registered_forms import ROSTER, due_forms, registered_rows, year_with
from tests.rules.small_town import form


def test_a_void_survey_voids_the_whole_package() -> None:
    first = due_forms(year_with())[0]
    ballots, survey = registered_rows([first])
    year = year_with(forms=[ballots, {**survey, "状态": "作废"}])
    assert due_forms(year)[0].is_new
    assert [row.form for row in find_forms_to_void(year, ())[0]] == [first.identity.form]


def test_a_form_with_one_void_content_and_one_that_counts_is_not_void() -> None:
    first = due_forms(year_with())[0]
    ballots, _ = registered_rows([first])
    contents = [{**ballots, "文件指纹": "a", "状态": "作废"}, {**ballots, "文件指纹": "b", "状态": "采用"}]
    year = year_with(forms=contents)
    assert not due_forms(year)[0].is_new
    assert find_forms_to_void(year, ())[0] == []


def test_a_reissue_voids_issued_forms_and_names_unknown_branches() -> None:
    issues = due_forms(year_with())
    year = year_with(forms=[*registered_rows(issues), form("反馈-1", "V001", "反馈")])
    void, findings = find_forms_to_void(year, ["V001", "M1", "V009"])
    assert [row.kind for row in void] == ["测评表", "问卷", "录票甲"]
    assert [(finding.code, finding.value, finding.at.sheet) for finding in findings] == [
        ("reissue_unknown", "V009", "票单登记")
    ]
    assert "V009" in sentence(findings[0])


def test_the_form_of_a_branch_that_is_no_longer_appraised_becomes_void() -> None:
    forms = registered_rows(due_forms(year_with()))
    roster = [*ROSTER[:2], {**ROSTER[2], "参评": "否", "不参评原因": "并入", "并入编号": "V001"}]
    void, _ = find_forms_to_void(year_with(organisations=roster, forms=forms), ())
    assert [row.number for row in void] == ["V003", "V003"]


def test_the_register_knows_every_row_of_a_form() -> None:
    issue = due_forms(year_with())[0]
    register = Register([RegisteredForm.model_validate(row) for row in registered_rows([issue])])
    assert [row.kind for row in register.rows(issue.identity.form)] == ["测评表"]
    assert register.rows("无此表单") == []
    assert not register.is_void("无此表单")
