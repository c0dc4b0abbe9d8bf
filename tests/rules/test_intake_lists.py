"""问题自查 and 整改清单: what a branch writes in words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest
from returned_forms import codes, grid, grids

from shuzhi_xl.findings import Severity
from shuzhi_xl.rules.answers import RectificationReply, SelfCheck
from shuzhi_xl.rules.intake_lists import Replies, SelfChecks, read_replies, read_self_checks

CHECK_HEADERS = ["序号", "问题", "责任人", "责任领导", "整改措施", "整改时限"]
REPLY_HEADERS = [
    "问题编号",
    "来源",
    "问题",
    "责任人",
    "责任领导",
    "整改措施",
    "整改时限",
    "进展",
    "状态",
    "完成日期",
]


def checks(*rows: Sequence[object]) -> SelfChecks:
    return read_self_checks("a.xlsx", grids(grid("问题自查", CHECK_HEADERS, *rows)))


def replies(*rows: Sequence[object], headers: Sequence[str] | None = None) -> Replies:
    return read_replies("a.xlsx", grids(grid("整改清单", headers or REPLY_HEADERS, *rows)))


def test_a_self_check_that_lost_a_header_is_held() -> None:
    sheet = grid(
        "问题自查",
        ["序号", "问题", "责任人", "领导", "整改措施", "整改时限"],
        [1, "记录不全", "王一", "李二"],
    )
    found = read_self_checks("a", grids(sheet))
    assert (codes(found.findings), found.problems) == (["columns_missing"], ())


def test_rows_with_a_problem_are_read() -> None:
    found = checks(
        [1, "党员教育形式单一", "王一", "李二", "每月一课", date(2016, 6, 30)], [2], [3, "会议记录不全"]
    )
    assert found.problems == (
        SelfCheck("党员教育形式单一", "王一", "李二", "每月一课", date(2016, 6, 30)),
        SelfCheck("会议记录不全"),
    )
    assert not found.findings


@pytest.mark.parametrize(
    "due",
    [date(2016, 1, 15), datetime(2016, 1, 15, 8), "2016年1月15日", "2016-1-15", "2016.1.15", 42384],  # noqa: DTZ001 -- as a cell holds it
)
def test_a_date_is_read_however_it_is_written(due: object) -> None:
    assert checks([1, "问题", None, None, None, due]).problems[0].due == date(2016, 1, 15)


@pytest.mark.parametrize("due", ["年底前", 7, True])
def test_a_text_that_is_no_date_is_listed_and_the_problem_kept(due: object) -> None:
    found = checks([1, "问题", None, None, None, due])
    assert (found.problems[0].due, codes(found.findings)) == (None, ["date_unreadable"])
    assert found.findings[0].severity is Severity.NOTICE


def test_a_date_in_a_text_column_stays_readable() -> None:
    assert checks([1, "问题", None, None, date(2016, 3, 1)]).problems[0].measure == "2016-03-01"


def test_duties_without_a_problem_are_listed() -> None:
    found = checks([1, None, "王一"])
    assert (found.problems, codes(found.findings)) == ((), ["problem_blank"])


def test_a_repeated_header_holds_the_list() -> None:
    sheet = grid("问题自查", [*CHECK_HEADERS, "问题"], [1, "甲", None, None, None, None, "乙"])
    found = read_self_checks("a", grids(sheet))
    assert (found.problems, codes(found.findings)) == ((), ["header_repeated"])


def test_a_missing_self_check_is_a_notice() -> None:
    found = read_self_checks("a", {})
    assert (codes(found.findings), found.findings[0].severity) == (["sheet_missing"], Severity.NOTICE)


def test_replies_are_read_by_the_problems_number() -> None:
    row = ["W-1", "点评", "问题", "王一", "李二", "每月一课", date(2016, 6, 30), "已上三课", "已完成", 42551]
    found = replies(row, [])
    day = date(2016, 6, 30)
    assert found.replies == (
        RectificationReply("W-1", "王一", "李二", "每月一课", day, "已上三课", "已完成", day),
    )
    assert not found.findings


@pytest.mark.parametrize(
    ("number", "state", "done_on", "code", "severity"),
    [
        ("W-1", "已销号", None, "closed_by_branch", Severity.NOTICE),
        ("W-1", "完成了", None, "state_unknown", Severity.BLOCKING),
        ("W-1", None, None, "state_unknown", Severity.BLOCKING),
        ("W-1", "已完成", "上周", "date_unreadable", Severity.BLOCKING),
        (None, "已完成", None, "problem_number_missing", Severity.NOTICE),
    ],
)
def test_a_reply_that_cannot_be_taken_is_listed(
    number: object, state: object, done_on: object, code: str, severity: Severity
) -> None:
    row = [number, None, None, None, None, None, None, None, state, done_on]
    good = ["W-2", None, None, None, None, None, None, None, "整改中", None]
    found = replies(row, good)
    assert [each.problem for each in found.replies] == ["W-2"]
    assert [(each.code, each.severity) for each in found.findings] == [(code, severity)]
    assert codes(found.findings)


def test_a_problem_that_stands_twice_holds_the_list() -> None:
    row = ["W-1", None, None, None, None, None, None, None, "整改中"]
    found = replies(row, row)
    assert (found.replies, codes(found.findings)) == ((), ["row_repeated"])


def test_a_lost_column_holds_the_list() -> None:
    headers = [each if each != "进展" else "说明" for each in REPLY_HEADERS]
    found = replies(["W-1", None, None, None, None, None, None, None, "整改中"], headers=headers)
    assert (found.replies, codes(found.findings)) == ((), ["columns_missing"])


def test_a_feedback_without_its_list_is_held() -> None:
    found = read_replies("a", {})
    assert (codes(found.findings), found.findings[0].severity) == (["sheet_missing"], Severity.BLOCKING)


def test_struck_words_are_taken_and_told() -> None:
    sheet = replace(
        grid("问题自查", CHECK_HEADERS, [1, "党员教育形式单一", "王一"]), struck=frozenset({(2, 2)})
    )
    found = read_self_checks("a", grids(sheet))
    assert [each.content for each in found.problems] == ["党员教育形式单一"]
    assert codes(found.findings) == ["text_unclear"]
    assert "B2“党员教育形式单一”" in found.findings[0].context["cells"]
