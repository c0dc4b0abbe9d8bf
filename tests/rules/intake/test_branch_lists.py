"""问题自查 and 整改清单: what a branch writes in words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest

from shuzhi_xl.findings import Severity
from shuzhi_xl.rules.intake.answers import Intake, RectificationReply, SelfCheck
from shuzhi_xl.rules.intake.branch_lists import read_replies, read_self_checks
from tests.rules.returned_forms import RULES, codes, form_of, grid, grids

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


def checks(*rows: Sequence[object]) -> Intake:
    return read_self_checks(form_of("a.xlsx", grids(grid("问题自查", CHECK_HEADERS, *rows))))


def replies(*rows: Sequence[object], headers: Sequence[str] | None = None) -> Intake:
    return read_replies(form_of("a.xlsx", grids(grid("整改清单", headers or REPLY_HEADERS, *rows))))


def test_a_self_check_that_lost_a_header_is_held() -> None:
    sheet = grid(
        "问题自查",
        ["序号", "问题", "责任人", "领导", "整改措施", "整改时限"],
        [1, "记录不全", "王一", "李二"],
    )
    reading = read_self_checks(form_of("a", grids(sheet)))
    assert (codes(reading.findings), reading.answers.problems) == (["columns_missing"], ())


def test_rows_with_a_problem_are_read() -> None:
    reading = checks(
        [1, "党员教育形式单一", "王一", "李二", "每月一课", date(2016, 6, 30)], [2], [3, "会议记录不全"]
    )
    assert reading.answers.problems == (
        SelfCheck("党员教育形式单一", "王一", "李二", "每月一课", date(2016, 6, 30)),
        SelfCheck("会议记录不全"),
    )
    assert not reading.findings


@pytest.mark.parametrize(
    "due",
    [date(2016, 1, 15), datetime(2016, 1, 15, 8), "2016年1月15日", "2016-1-15", "2016.1.15", 42384],  # noqa: DTZ001 -- as a cell holds it
)
def test_a_date_is_read_however_it_is_written(due: object) -> None:
    assert checks([1, "问题", None, None, None, due]).answers.problems[0].due == date(2016, 1, 15)


@pytest.mark.parametrize("due", ["年底前", 7, True])
def test_a_text_that_is_no_date_is_listed_and_the_problem_kept(due: object) -> None:
    reading = checks([1, "问题", None, None, None, due])
    assert (reading.answers.problems[0].due, codes(reading.findings)) == (None, ["date_unreadable"])
    assert reading.findings[0].severity is Severity.NOTICE


def test_a_date_in_a_text_column_stays_readable() -> None:
    assert checks([1, "问题", None, None, date(2016, 3, 1)]).answers.problems[0].measure == "2016-03-01"


def test_duties_without_a_problem_are_listed() -> None:
    reading = checks([1, None, "王一"])
    assert (reading.answers.problems, codes(reading.findings)) == ((), ["problem_blank"])


def test_a_repeated_header_holds_the_list() -> None:
    sheet = grid("问题自查", [*CHECK_HEADERS, "问题"], [1, "甲", None, None, None, None, "乙"])
    reading = read_self_checks(form_of("a", grids(sheet)))
    assert (reading.answers.problems, codes(reading.findings)) == ((), ["header_repeated"])


def test_a_missing_self_check_is_a_notice() -> None:
    reading = read_self_checks(form_of("a", {}))
    assert (codes(reading.findings), reading.findings[0].severity) == (["sheet_missing"], Severity.NOTICE)


def test_replies_are_read_by_the_problems_number() -> None:
    row = ["W-1", "点评", "问题", "王一", "李二", "每月一课", date(2016, 6, 30), "已上三课", "已完成", 42551]
    reading = replies(row, [])
    day = date(2016, 6, 30)
    assert reading.answers.replies == (
        RectificationReply("W-1", "王一", "李二", "每月一课", day, "已上三课", "已完成", day),
    )
    assert not reading.findings


SAID = ("王一", "李二", "每月一课", date(2016, 6, 30), "已上三课")


@pytest.mark.parametrize(
    ("state", "done_on", "code"),
    [
        ("已销号", None, "closed_by_branch"),
        ("完成了", None, "state_unknown"),
        ("整改中", "上周", "date_unreadable"),
    ],
)
def test_of_a_reply_with_one_unfit_cell_the_rest_is_taken(state: str, done_on: object, code: str) -> None:
    reading = replies(["W-1", "点评", "问题", *SAID, state, done_on])
    (reply,) = reading.answers.replies
    assert (reply.measure, reply.due, reply.progress) == SAID[2:]
    assert (reply.state, reply.done_on) == ("整改中" if code == "date_unreadable" else "", None)
    assert [(finding.code, finding.severity) for finding in reading.findings] == [(code, Severity.NOTICE)]


def test_a_reply_without_a_state_needs_none() -> None:
    reading = replies(["W-1", "点评", "问题", *SAID, None])
    assert ([reply.state for reply in reading.answers.replies], reading.findings) == ([""], ())


@pytest.mark.parametrize(("number", "code"), [("W-9", "problem_unknown"), (None, "problem_number_missing")])
def test_a_problem_that_a_branch_adds_is_listed_for_the_office(number: object, code: str) -> None:
    rows = [[number, "自查", "制度不全", *SAID, "已做好", "上周"], ["W-1", "点评", "问题", *SAID, "整改中"]]
    sheet = grids(grid("整改清单", REPLY_HEADERS, *rows))
    reading = read_replies(form_of("a.xlsx", sheet, replace(RULES, problems=frozenset({"W-1"}))))
    assert [reply.problem for reply in reading.answers.replies] == ["W-1"]
    assert codes(reading.findings) == [code]
    assert "制度不全" in reading.findings[0].context["cells"]


def test_a_row_of_an_unknown_problem_that_says_nothing_is_nothing() -> None:
    sheet = grids(grid("整改清单", REPLY_HEADERS, ["W-9"]))
    reading = read_replies(form_of("a.xlsx", sheet, replace(RULES, problems=frozenset({"W-1"}))))
    assert (reading.answers.replies, reading.findings) == ((), ())


def test_a_repeated_problem_holds_the_list() -> None:
    row = ["W-1", None, None, None, None, None, None, None, "整改中"]
    reading = replies(row, row)
    assert (reading.answers.replies, codes(reading.findings)) == ((), ["row_repeated"])


def test_a_lost_column_holds_the_list() -> None:
    headers = [header if header != "进展" else "说明" for header in REPLY_HEADERS]
    reading = replies(["W-1", None, None, None, None, None, None, None, "整改中"], headers=headers)
    assert (reading.answers.replies, codes(reading.findings)) == ((), ["columns_missing"])


def test_a_feedback_without_its_list_is_held() -> None:
    reading = read_replies(form_of("a", {}))
    assert (codes(reading.findings), reading.findings[0].severity) == (["sheet_missing"], Severity.BLOCKING)


def test_struck_words_are_accepted_and_reported() -> None:
    sheet = replace(
        grid("问题自查", CHECK_HEADERS, [1, "党员教育形式单一", "王一"]), struck=frozenset({(2, 2)})
    )
    reading = read_self_checks(form_of("a", grids(sheet)))
    assert [problem.content for problem in reading.answers.problems] == ["党员教育形式单一"]
    assert codes(reading.findings) == ["text_unclear"]
    assert "B2“党员教育形式单一”" in reading.findings[0].context["cells"]
