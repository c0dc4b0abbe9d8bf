"""Problems that are raised, and what is overdue."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuzhi_xl.rules.intake.answers import SelfCheck
from shuzhi_xl.rules.rectification.problems import (
    ProblemCounts,
    count_by_track,
    is_overdue,
    make_problems,
)
from shuzhi_xl.sheets.master.results import PROBLEM, Problem
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.sheets.reading.year import Year
from tests.rules.editable_town import added, change, raw_table, town
from tests.rules.whole_year import whole_year

WHOLE = town()
DUE, REFERENCE = date(2016, 3, 1), date(2016, 3, 31)


def numbered(problems: list[Problem]) -> list[tuple[str, str, str]]:
    return [(problem.problem, problem.source, problem.content) for problem in problems]


def grown(year: Year, fresh: list[Problem]) -> Year:
    raw = raw_table(PROBLEM, [row.record() for row in (*year.problems, *fresh)])
    rows, findings = parse_table(PROBLEM, raw)
    assert not findings
    return replace(year, problems=tuple(rows), raw={**year.raw, PROBLEM.name: raw})


def test_problems_come_from_answers_remarks_and_visits() -> None:
    problems = make_problems(
        town(tables={"整改清单": []}),
        {
            "Q1": [SelfCheck("党费收缴不及时。", "陆三", "周五", "按月收缴", DUE)],
            "V1": [SelfCheck("谈心少。")],
        },
    )
    assert numbered(problems) == [
        ("V1-1", "自查", "谈心少。"),
        ("V1-2", "点评", "党员活动偏少。"),
        ("V2-1", "调研", "V2 的制度不全。"),
        ("Q1-1", "自查", "党费收缴不及时。"),
    ]
    assert problems[3].record() == {
        **dict.fromkeys(("组织名称", "进展", "完成日期", "销号人", "销号日期", "结转自")),
        "问题编号": "Q1-1",
        "编号": "Q1",
        "来源": "自查",
        "问题": "党费收缴不及时。",
        "责任人": "陆三",
        "责任领导": "周五",
        "整改措施": "按月收缴",
        "整改时限": DUE,
        "状态": "未启动",
    }


def test_existing_problems_are_not_added_again_and_numbers_continue() -> None:
    problems = make_problems(town(), {"V2": [SelfCheck(" 学习不经常。 "), SelfCheck("档案不全。")]})
    assert numbered(problems) == [("V2-2", "自查", "档案不全。"), ("V2-3", "调研", "V2 的制度不全。")]


def test_a_row_with_an_unfit_cell_still_counts_as_existing() -> None:
    year = town(change("整改清单", 0, 整改时限="年底"))
    assert numbered(make_problems(year, {})) == [("V2-2", "调研", "V2 的制度不全。")]


def test_numbers_follow_the_highest_even_after_a_gap() -> None:
    year = town(change("整改清单", 0, 问题编号="V1-7"), added("整改清单", 0, 问题编号="老问题", 问题="其他"))
    assert [problem.problem for problem in make_problems(year, {"V1": [SelfCheck("新问题")]})] == [
        "V1-8",
        "V2-2",
    ]


def test_a_merged_organisation_leaves_its_problems_to_its_heir() -> None:
    merged = change("组织名册", 0, 参评="否", 不参评原因="并入", 并入编号="V2")
    problems = make_problems(town(merged, tables={"整改清单": []}), {"V1": [SelfCheck("谈心少。")]})
    assert {problem.number for problem in problems} == {"V2"}


def test_answers_of_an_organisation_that_is_not_in_the_roster_come_last() -> None:
    problems = make_problems(town(), {"X": [SelfCheck("谈心少。")], "V1": [SelfCheck("谈心少。")]})
    assert [problem.number for problem in problems] == ["V1", "V2", "X"]


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["V1", "V2", "Q1"]), st.lists(st.text("谈心少 。\n", max_size=4))))
def test_a_rerun_adds_nothing_and_numbers_are_unique(texts_by_number: dict[str, list[str]]) -> None:
    checks = {number: [SelfCheck(text) for text in texts] for number, texts in texts_by_number.items()}
    year = WHOLE
    after = grown(year, make_problems(year, checks))
    assert make_problems(after, checks) == []
    assert len({problem.problem for problem in after.problems}) == len(after.problems)
    assert len(after.problems) == len(after.raw["整改清单"].rows)


def problem(state: str, done_on: date | None = None, due: date | None = DUE) -> Problem:
    return Problem(
        problem="V1-1", number="V1", source="点评", content="-", due=due, state=state, done_on=done_on
    )


@pytest.mark.parametrize(
    ("given_problem", "late"),
    [
        (problem("未启动"), True),
        (problem("整改中"), True),
        (problem("整改中", due=REFERENCE), False),
        (problem("整改中", due=None), False),
        (problem("已完成", date(2016, 3, 20)), False),
        (problem("已销号", date(2016, 4, 2)), True),  # on the reference day it was not done yet
        (problem("已完成"), False),
    ],
)
def test_overdue_counts_as_of_the_reference_day(given_problem: Problem, late: bool) -> None:
    assert is_overdue(given_problem, REFERENCE) is late


def test_counts_by_track() -> None:
    late = change("整改清单", 0, 整改时限=DUE)
    lost = added("整改清单", 0, 问题编号="X-1", 编号="X")
    assert whole_year()["整改清单"][1]["状态"] == "已销号"
    assert count_by_track(town(late, lost), REFERENCE) == {
        "村居": ProblemCounts(total=2, open=1, overdue=1, closed=1),
        "企业": ProblemCounts(0, 0, 0, 0),
        "": ProblemCounts(1, 1, 1, 0),
    }
