"""校验 at every stage of the year: who is still missing from which sheet."""

from tests.rules.editable_town import MAY, MUST, change, list_findings, place, setting, town
from tests.rules.whole_year import Records, whole_year

BEFORE = ("述职报告", "票单登记", "测评票", "问卷调查", "座谈调研", "日常年度", "综合评定", "整改清单")


def without(table: str, number: str) -> dict[str, Records]:
    return {table: [row for row in whole_year()[table] if row["编号"] != number]}


def test_before_anything_is_in_one_notice_a_sheet_gives_the_number() -> None:
    assert list_findings(town(tables={table: [] for table in BEFORE})) == [
        ("organisations_without", "述职报告!", MAY),
        ("organisations_without", "座谈调研!", MAY),
        ("organisations_without", "日常年度!", MAY),
    ]


def test_a_report_is_missed_by_name_once_others_are_in() -> None:
    assert list_findings(town(tables=without("述职报告", "V2"))) == [
        ("organisation_without", place("组织名册", "编号", 5), MAY)
    ]


def test_scores_are_missed_by_name_and_blocking_when_all_forms_are_in() -> None:
    gap = {**without("座谈调研", "V2"), **without("日常年度", "V2")}
    at = place("组织名册", "编号", 5)
    assert list_findings(town(tables=gap)) == [("organisation_without", at, MUST)] * 2
    lenient = setting("缺项处理", "按其余来源折算")
    assert list_findings(town(lenient, tables=gap)) == [("organisation_without", at, MAY)] * 2


def test_scores_are_only_noticed_while_a_form_is_out() -> None:
    still_out = change("票单登记", 0, 状态="已发出", 收回数=None, 有效数=None, 作废数=None)
    findings = list_findings(town(still_out, tables=without("日常年度", "V2")))
    assert ("organisation_without", place("组织名册", "编号", 5), MAY) in findings


def test_an_unfit_row_is_not_also_missing() -> None:
    assert list_findings(town(change("日常年度", 1, 日常工作="优"))) == []


def test_scores_without_weight_are_not_missed() -> None:
    free = [change("来源权重", index, 权重=0) for index in (2, 3, 4)]
    assert list_findings(town(*free, tables={**without("日常年度", "V2"), **without("座谈调研", "V2")})) == []


def test_an_organisation_without_votes_is_missed_once_its_meeting_voted() -> None:
    assert list_findings(town(tables=without("测评票", "V2"))) == [
        ("organisation_without", place("组织名册", "编号", 5), MAY)
    ]
    assert list_findings(town(tables=without("测评票", "Q1"))) == []


def test_forms_still_out_are_listed_once_a_package() -> None:
    blank = {"状态": "已发出", "收回数": None, "有效数": None, "作废数": None}
    findings = list_findings(town(change("票单登记", 1, **blank), change("票单登记", 4, **blank)))
    assert findings == [("form_not_back", place("票单登记", "状态", 5), MAY)]


def test_nothing_is_called_late_before_the_first_form_is_back() -> None:
    blank = {"状态": "已发出", "收回数": None, "有效数": None, "作废数": None}
    out = [change("票单登记", index, **blank) for index in range(6)]
    findings = list_findings(town(*out, tables={"测评票": [], "问卷调查": []}))
    assert findings == []


def test_a_survey_never_issued_or_empty_is_listed() -> None:
    forms = [row for row in whole_year()["票单登记"] if row["表单编号"] != "WV1"]
    answers = [row for row in whole_year()["问卷调查"] if row["编号"] == "Q1"]
    assert list_findings(town(tables={"票单登记": forms, "问卷调查": answers})) == [
        ("survey_not_issued", place("组织名册", "问卷份数"), MAY),
        ("organisation_without", place("组织名册", "编号", 5), MAY),
    ]
