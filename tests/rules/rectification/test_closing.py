"""批量销号: what one press closes, and what it leaves."""

from datetime import date
from typing import Any

from shuzhi_xl.rules.rectification.closing import Closing, close_problems, find_lines
from shuzhi_xl.sheets.master.settings import SETTING
from tests.rules.small_town import read_year, year_of

TODAY = date(2016, 3, 10)
SIGNED = {"销号人": "王审核", "销号日期": "2016-03-01", "完成日期": "2016-02-20"}


def problem(number: str, state: str, **cells: Any) -> dict[str, Any]:
    return {"问题编号": number, "编号": "V001", "来源": "自查", "问题": number, "状态": state, **cells}


def close(*problems: dict[str, Any], selection: tuple[int, ...] = (), signer: str = "王审核") -> Closing:
    """Close problems; the first is in row 4."""
    year = year_of(settings={"销号人": signer}, problems=list(problems))
    return close_problems(year, selection, TODAY)


def test_a_chosen_problem_gets_state_name_and_both_dates() -> None:
    closing = close(problem("甲", "整改中"), problem("乙", "已完成", 完成日期="2016-02-20"), selection=(4, 5))
    assert closing.cells == {
        (4, "状态"): "已销号",
        (4, "销号人"): "王审核",
        (4, "销号日期"): TODAY,
        (4, "完成日期"): TODAY,
        (5, "状态"): "已销号",
        (5, "销号人"): "王审核",
        (5, "销号日期"): TODAY,
    }
    assert (closing.closed, closing.findings) == (2, [])


def test_a_problem_marked_as_closed_is_completed_without_being_chosen_and_keeps_what_it_has() -> None:
    closing = close(problem("甲", "已销号", 销号日期="2016-03-01"), problem("乙", "整改中"))
    assert closing.cells == {(4, "销号人"): "王审核", (4, "完成日期"): date(2016, 3, 1)}
    assert closing.closed == 1


def test_a_problem_that_is_closed_already_is_left_alone() -> None:
    assert close(problem("甲", "已销号", **SIGNED), selection=(4,)) == Closing({}, 0, [])


def test_a_problem_that_nobody_has_begun_is_not_closed_by_being_chosen() -> None:
    closing = close(problem("甲", "未启动"), problem("乙", "未启动"), selection=(4,))
    assert (closing.cells, closing.closed) == ({}, 0)
    assert [(finding.code, finding.context["problem"]) for finding in closing.findings] == [
        ("closing_not_started", "甲")
    ]


def test_without_a_name_nothing_is_closed() -> None:
    closing = close(problem("甲", "整改中"), selection=(4,), signer="")
    assert [finding.code for finding in closing.findings] == ["closing_officer_needed"]
    assert (closing.cells, closing.closed) == ({}, 0)
    # Nobody is asked for a name that is there already
    assert close(problem("甲", "已销号", 销号人="李"), signer="").closed == 1


def test_without_settings_the_name_is_asked_for_on_their_sheet() -> None:
    year, _ = read_year(settings={"年度": "去年"}, problems=[problem("甲", "整改中")])
    assert year.settings is None
    closing = close_problems(year, (4,), TODAY)
    assert [finding.at.sheet for finding in closing.findings] == [SETTING.name]


def test_problems_are_found_by_their_number() -> None:
    year = year_of(problems=[problem("甲", "整改中"), problem("乙", "整改中")])
    lines, findings = find_lines(year, ["乙", "丙"])
    assert lines == [5]
    assert [(finding.code, finding.value) for finding in findings] == [("problem_to_close_unknown", "丙")]
