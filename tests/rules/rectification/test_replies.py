"""What branches report of their problems."""

from datetime import date
from typing import Any

import pytest

from shuzhi_xl.findings import Location, Severity
from shuzhi_xl.rules.intake.answers import RectificationReply
from shuzhi_xl.rules.rectification.replies import (
    CellChange,
    apply_replies,
    move_merged_problems,
    reportable_problems,
)
from shuzhi_xl.sheets.reading.year import Year
from tests.rules.editable_town import change, sentence_of, town

FILE = Location("反馈_V1.xlsx", "整改清单")
DAY = date(2016, 5, 1)


def reply(problem: str = "V1-1", **fields: Any) -> RectificationReply:
    blank = {
        "owner": "",
        "supervisor": "",
        "measure": "",
        "due": None,
        "progress": "",
        "state": "",
        "done_on": None,
    }
    return RectificationReply(problem, **{**blank, **fields})


def applied(
    *replies: RectificationReply, number: str = "V1", year: Year | None = None
) -> tuple[list[tuple[int, str, Any]], list[str]]:
    changes, findings = apply_replies(year or town(), number, replies, FILE)
    for finding in findings:
        assert finding.severity is Severity.NOTICE
        assert finding.at == FILE
        assert "{" not in sentence_of(finding)
    return [(change.line, change.header, change.value) for change in changes], [
        finding.code for finding in findings
    ]


BLANK = change("整改清单", 0, 责任人=None, 责任领导=None, 整改措施=None, 整改时限=None)


def test_a_branch_fills_in_the_columns_of_the_reply() -> None:
    reported = reply(
        owner="沈一",
        supervisor="周五",
        measure="每月一次",
        due=DAY,
        progress="已开展",
        state="已完成",
        done_on=DAY,
    )
    assert applied(reported, year=town(BLANK)) == (
        [
            (4, "责任人", "沈一"),
            (4, "责任领导", "周五"),
            (4, "整改措施", "每月一次"),
            (4, "整改时限", DAY),
            (4, "进展", "已开展"),
            (4, "状态", "已完成"),
            (4, "完成日期", DAY),
        ],
        [],
    )


def test_blank_answers_erase_nothing_and_equal_ones_change_nothing() -> None:
    assert applied(reply(), reply("V1-1x")) == ([], ["reply_problem_unknown"])
    assert applied(reply(state="整改中", due=date(2016, 6, 30))) == ([], [])


@pytest.mark.parametrize(
    ("reported", "changes", "code"),
    [
        (reply(state="已销号", progress="做完"), [(4, "进展", "做完")], "reply_closes"),
        (reply(state="已销号", done_on=DAY), [], "reply_closes"),
        (reply(state="完成了"), [], "reply_state_unknown"),
        (reply(state="已完成"), [], "reply_done_undated"),
        (reply(state="整改中", done_on=DAY), [], "reply_date_unused"),
        (reply("V2-1", progress="又做"), [], "reply_problem_unknown"),
    ],
)
def test_replies_outside_the_rights_of_a_branch(
    reported: RectificationReply, changes: list[Any], code: str
) -> None:
    assert applied(reported) == (changes, [code])


def test_what_the_office_has_set_stays_and_is_listed_beside_what_the_branch_reports() -> None:
    year = town(change("整改清单", 0, 责任人="沈一", 责任领导=None, 整改时限=date(2016, 6, 30)))
    reported = reply(owner="沈二", supervisor="周五", due=date(2099, 12, 31), progress="在做")
    changes, findings = apply_replies(year, "V1", [reported], FILE)
    assert [(change.header, change.value) for change in changes] == [("责任领导", "周五"), ("进展", "在做")]
    assert [(finding.code, finding.severity, finding.at) for finding in findings] == [
        ("reply_of_office", Severity.NOTICE, FILE)
    ] * 2
    assert "“责任人”在总表中是“沈一”，支部报来的是“沈二”" in sentence_of(findings[0])
    assert "“整改时限”在总表中是“2016-06-30”，支部报来的是“2099-12-31”" in sentence_of(findings[1])


def test_a_closed_problem_is_not_changed_any_more() -> None:
    assert applied(reply("V2-1", state="整改中"), number="V2") == ([], ["reply_to_closed"])
    assert applied(reply("V2-1", state="已销号", done_on=date(2016, 2, 20)), number="V2") == ([], [])


def test_the_second_answer_to_a_problem_is_not_taken() -> None:
    assert applied(reply(progress="一"), reply(progress="二")) == ([(4, "进展", "一")], ["reply_repeated"])


def test_a_corrected_date_of_a_done_problem_is_taken() -> None:
    year = town(change("整改清单", 0, 状态="已完成", 完成日期=date(2016, 4, 1)))
    assert apply_replies(year, "V1", [reply(done_on=DAY)], FILE) == ([CellChange(4, "完成日期", DAY)], [])


MERGED = change("组织名册", 0, 参评="否", 不参评原因="并入", 并入编号="V2")


def test_open_problems_move_with_a_merger_and_keep_their_numbers() -> None:
    assert move_merged_problems(town()) == []
    assert move_merged_problems(town(MERGED)) == [CellChange(4, "编号", "V2")]
    assert move_merged_problems(town(MERGED, change("整改清单", 0, 状态="已销号"))) == []


def test_a_merged_branch_may_still_report_on_what_moved_but_not_on_its_heir_s() -> None:
    year = town(MERGED, change("整改清单", 0, 编号="V2"))
    changes, findings = apply_replies(year, "V1", [reply(progress="好"), reply("V2-1", progress="好")], FILE)
    assert changes == [CellChange(4, "进展", "好")]
    assert [finding.code for finding in findings] == ["reply_problem_unknown"]


def test_a_branch_replies_to_its_problems_and_rows_in_error_are_reported() -> None:
    assert reportable_problems(town(), "V1") == {"V1-1"}
    damaged = town(change("整改清单", 1, 整改时限="年底"))
    assert reportable_problems(damaged, "V1") == {"V1-1", "V2-1"}
