"""校验 of 票单登记, 测评票 and 问卷调查."""

import time
from datetime import datetime

import pytest

from shuzhi_xl.rules.checks import votes
from shuzhi_xl.sheets.declaration.cell_value import CellError
from tests.rules.editable_town import MAY, MUST, Change, added, change, list_findings, place, setting, town
from tests.rules.whole_year import whole_year

Expected = tuple[str, str, str]
EARLY = datetime(2016, 1, 1)  # noqa: DTZ001 -- a workbook's times know no zone

REGISTER = [
    (change("票单登记", 0, 发出数=1), ("returned_exceeds", place("票单登记", "收回数"), MUST)),
    (change("票单登记", 0, 作废数=1), ("returned_differs", place("票单登记", "收回数"), MUST)),
    (
        change("票单登记", 0, 收回数=None, 有效数=None, 作废数=None),
        ("return_unrecorded", place("票单登记", "收回数"), MAY),
    ),
    (change("票单登记", 0, 收回时间=None), ("return_unrecorded", place("票单登记", "收回时间"), MAY)),
    (change("票单登记", 0, 收回时间=EARLY), ("returned_before_issued", place("票单登记", "收回时间"), MAY)),
]


@pytest.mark.parametrize(("mistake", "expected"), REGISTER)
def test_register(mistake: Change, expected: Expected) -> None:
    assert list_findings(town(mistake)) == [expected]


def test_two_contents_of_a_form_are_decided_by_the_clerk() -> None:
    pending = (change("票单登记", 0, 状态="待定"), added("票单登记", 0, 文件指纹="other"))
    assert ("form_undecided", place("票单登记", "状态"), MUST) in list_findings(town(*pending))


def test_one_content_adopted_and_the_other_void_is_decided() -> None:
    settled = (change("票单登记", 0, 状态="采用"), added("票单登记", 0, 文件指纹="other", 状态="作废"))
    assert list_findings(town(*settled)) == []


def test_a_feedback_may_come_back_as_often_as_it_likes() -> None:
    rows = [("已更新", None), ("已收回", None), ("已收回", 0)]
    replies = [
        added(
            "票单登记",
            0,
            表单编号="F1",
            种类="反馈",
            文件指纹=f"{order}",
            状态=state,
            收回数=count,
            有效数=count,
        )
        for order, (state, count) in enumerate(rows)
    ]
    assert list_findings(town(*replies)) == []


def test_votes_of_a_replaced_content_are_reported() -> None:
    findings = list_findings(town(change("票单登记", 0, 状态="已更新")))
    assert ("votes_of_void_form", place("测评票", "表单编号"), MAY) in findings


def test_two_contents_adopted_is_one_too_many() -> None:
    both_states = (change("票单登记", 0, 状态="采用"), added("票单登记", 0, 文件指纹="other"))
    assert list_findings(town(*both_states)) == [("form_adopted_twice", place("票单登记", "状态", 10), MUST)]


def test_what_belongs_to_an_organisation_that_left_is_listed() -> None:
    findings = list_findings(town(change("组织名册", 2, 参评="否", 不参评原因="新建")))
    assert findings == [
        ("track_unused", place("板块设置", "板块", 5), MAY),
        ("form_of_not_appraised", place("票单登记", "状态", 6), MAY),
        ("form_of_not_appraised", place("票单登记", "状态", 9), MAY),
        ("votes_for_not_appraised", place("测评票", "编号", 6), MAY),
        ("votes_for_not_appraised", place("问卷调查", "编号", 8), MAY),
    ]


VOTES = [
    (change("测评票", 0, 场次="M2"), ("ballot_of_other_meeting", place("测评票", "场次"), MUST)),
    (change("测评票", 0, 表单编号="X"), ("votes_of_unknown_form", place("测评票", "表单编号"), MUST)),
    (change("问卷调查", 0, 编号="V2"), ("survey_of_other_form", place("问卷调查", "编号"), MUST)),
    (
        added("测评票", 0, 编号="V1", 票类="A票"),
        ("ballot_split", place("测评票", "票类", 7), MUST),
    ),
    (change("票单登记", 0, 状态="作废"), ("votes_of_void_form", place("测评票", "表单编号"), MAY)),
]


@pytest.mark.parametrize(("mistake", "expected"), VOTES)
def test_votes(mistake: Change, expected: Expected) -> None:
    assert list_findings(town(mistake)) == [expected]


def test_votes_of_a_void_form_are_not_faulted_for_their_meeting() -> None:
    findings = list_findings(town(change("票单登记", 0, 状态="作废"), change("测评票", 0, 场次="M2")))
    assert [code for code, *_ in findings if code != "organisation_without"] == ["votes_of_void_form"]


def test_votes_typed_without_a_form_are_welcome() -> None:
    assert list_findings(town(change("测评票", 0, 表单编号=""), change("问卷调查", 0, 表单编号=""))) == []


def test_further_criteria_need_their_column_and_real_marks() -> None:
    criterion = added("测评项目", 0, 项目="廉洁自律")
    marked = [
        {**row, "廉洁自律": mark}
        for row, mark in zip(whole_year()["测评票"], ("好", CellError("#N/A"), "棒"), strict=True)
    ]
    findings = list_findings(town(criterion, tables={"测评票": marked}))
    assert findings == [
        ("cell_error", "测评票!G5", MUST),
        ("mark_unknown", "测评票!G6", MUST),
        ("criterion_missing", "问卷调查!", MUST),
    ]


def test_no_column_is_asked_for_before_there_are_votes() -> None:
    criterion = added("测评项目", 0, 项目="廉洁自律")
    findings = list_findings(town(criterion, tables={"测评票": [], "问卷调查": []}))
    assert "criterion_missing" not in {code for code, *_ in findings}


def test_twenty_thousand_votes_are_checked_within_a_second() -> None:
    row = whole_year()["测评票"][0]
    many = [{**row, "票号": f"T{index}", "表单编号": "X"} for index in range(20_000)]
    year = town(tables={"测评票": many})
    started = time.process_time()
    findings = list_findings(year)
    assert time.process_time() - started < 1
    assert ("votes_of_unknown_form", place("测评票", "表单编号"), MUST) in findings
    assert [finding.context["count"] for finding in votes.check_vote_of_known_form(year)] == [20_000]


def test_a_gap_in_the_settings_leaves_votes_to_be_checked() -> None:
    findings = list_findings(town(setting("年度", None), change("测评票", 0, 场次="M2")))
    assert findings == [("ballot_of_other_meeting", place("测评票", "场次"), MUST)]
