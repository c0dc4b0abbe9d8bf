from shuzhi_xl.rules.receipt.contents import BroughtVotes, FormContent
from shuzhi_xl.rules.receipt.outcome import FormOutcome
from shuzhi_xl.rules.receipt.register_rows import ballots_after, register_after, surveys_after
from shuzhi_xl.sheets.master.votes import BALLOT, FORM, SURVEY_ANSWER
from tests.rules.returned_batches import KEY, NOW, Town, answers, issued, raw

A = answers("V001", "好", "差", surveys="好")
VOTES = BroughtVotes(2, 0, 1)
FORMS = frozenset({"V001"})


def accepted() -> FormOutcome:
    return FormOutcome(contents={"V001": [FormContent("aa", "已收回", VOTES)]}, counted={"V001": "aa"})


def test_the_rows_of_a_form_and_its_survey_are_filled_in_and_others_stay() -> None:
    register = [{**row, "备注": "托人带"} for row in (*issued("V001", surveys=2), *issued("V002"))]
    form, survey, rest = register_after(raw(FORM, register), accepted(), NOW, {})
    names = ("状态", "收回数", "有效数", "作废数", "收回时间", "文件指纹", "备注")
    assert [form[name] for name in names] == ["已收回", 2, 2, 0, NOW, "aa", "托人带"]
    assert [survey[name] for name in names] == ["已收回", 1, 1, 0, NOW, "aa", "托人带"]
    assert rest == register[2]


def test_blanks_around_a_form_number_do_not_part_it_from_its_votes() -> None:
    register = [{**issued("V001")[0], "表单编号": "V001 "}]
    (row,) = register_after(raw(FORM, register), accepted(), NOW, {})
    assert row["收回数"] == 2


def test_a_bare_row_that_no_content_takes_stays() -> None:
    register = [{**issued("V001")[0], "文件指纹": "aa", "状态": "作废"}, *issued("V001")]
    decision = FormOutcome(contents={"V001": [FormContent("aa", "作废")]}, withdrawn=FORMS)
    assert [row["状态"] for row in register_after(raw(FORM, register), decision, NOW, {})] == [
        "作废",
        "已发出",
    ]


def test_only_the_entered_content_has_numbers() -> None:
    old = {**issued("V001")[0], "文件指纹": "old", "状态": "作废", "收回数": 1, "有效数": 1, "作废数": 0}
    decision = FormOutcome(
        contents={"V001": [FormContent("old", "作废"), FormContent("aa", "采用", VOTES)]},
        counted={"V001": "aa"},
    )
    rows = register_after(raw(FORM, [old]), decision, NOW, {})
    assert [(row["文件指纹"], row["收回数"]) for row in rows] == [("old", None), ("aa", 2)]


def test_each_content_has_the_name_of_its_first_file() -> None:
    decision = FormOutcome(contents={"V001": [FormContent("aa", "待定"), FormContent("bb", "待定")]})
    first = [{**row, "文件指纹": "aa"} for row in issued("V001", surveys=2)]
    rows = register_after(raw(FORM, first), decision, NOW, {"aa": "甲村.xlsx", "bb": "甲村(2).xlsx"})
    assert [row["来源文件"] for row in rows] == ["甲村.xlsx", "甲村(2).xlsx"] * 2
    # A copy under another name comes later, and the other content lies in _已处理
    again = register_after(raw(FORM, rows), decision, NOW, {"aa": "甲村 副本.xlsx"})
    assert [row["来源文件"] for row in again] == ["甲村.xlsx", "甲村(2).xlsx"] * 2


def test_votes_of_a_counted_form_replace_its_earlier_votes_and_rows_typed_by_hand_stay() -> None:
    office = Town(issued("V001", surveys=2))
    office.collect(a=A)
    typed = {"票号": "P1", "表单编号": None, "场次": "H1", "票类": "A票", "编号": "V001", "总体评价": "好"}
    again = ballots_after(raw(BALLOT, [*office.ballots, typed]), FORMS, [A], KEY)
    assert again == [typed, *office.ballots]
    assert surveys_after(raw(SURVEY_ANSWER, office.surveys), FORMS, [A], KEY) == office.surveys


def test_votes_of_a_withdrawn_form_are_taken_out() -> None:
    office = Town(issued("V001", surveys=2))
    office.collect(a=A)
    hand = {"表单编号": None, "编号": "V009", "序号": "三", "票类": "群众"}
    assert ballots_after(raw(BALLOT, office.ballots), FORMS, [], KEY) == []
    assert surveys_after(raw(SURVEY_ANSWER, [*office.surveys, hand]), FORMS, [], KEY) == [hand]
