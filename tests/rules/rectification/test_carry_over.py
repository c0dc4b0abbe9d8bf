"""What a new year takes over of the last one's 整改清单."""

from datetime import date
from typing import Any

from shuzhi_xl.rules.rectification.carry_over import CarriedProblems, carry_over_problems
from tests.rules.editable_town import Change, added, change, town


def carried(*changes: Change) -> CarriedProblems:
    year = town(*changes)
    return carry_over_problems(year.raw["整改清单"], year.raw["组织名册"])


def rows_of(problems: CarriedProblems) -> list[tuple[Any, ...]]:
    headers = ("问题编号", "编号", "来源", "状态", "结转自")
    return [tuple(record[header] for header in headers) for record in problems.records]


def test_open_problems_get_new_numbers_and_name_their_origin() -> None:
    problems = carried(
        added("整改清单", 0, 问题编号="V1-7", 状态="已完成", 完成日期=date(2016, 3, 1)),
        added("整改清单", 0, 问题编号="Q1-3", 编号="Q1", 来源="上年结转", 结转自="Q1-2"),
    )
    assert rows_of(problems) == [
        ("V1-1", "V1", "上年结转", "整改中", "V1-1"),
        ("V1-2", "V1", "上年结转", "已完成", "V1-7"),
        ("Q1-1", "Q1", "上年结转", "整改中", "Q1-3"),
    ]
    assert problems.records[0]["整改时限"] == date(2016, 6, 30)
    assert problems.records[1]["完成日期"] == date(2016, 3, 1)
    assert (problems.moved, problems.findings) == (0, [])


def test_a_signature_under_what_is_not_closed_is_not_taken_over() -> None:
    (record,) = carried(change("整改清单", 0, 销号人="周五", 销号日期=date(2016, 3, 1))).records
    assert (record["销号人"], record["销号日期"]) == (None, None)


def test_problems_follow_several_mergers() -> None:
    problems = carried(
        change("组织名册", 0, 参评="否", 并入编号="V2"), change("组织名册", 1, 参评="否", 并入编号="Q1")
    )
    assert rows_of(problems) == [("Q1-1", "Q1", "上年结转", "整改中", "V1-1")]
    assert problems.moved == 1


def test_organisations_merged_into_each_other_end_the_search() -> None:
    problems = carried(change("组织名册", 0, 并入编号="V2"), change("组织名册", 1, 并入编号="V1"))
    assert [record["编号"] for record in problems.records] == ["V2"]


def test_a_problem_that_moves_leaves_the_name_behind() -> None:
    moved = change("组织名册", 0, 参评="否", 并入编号="V2")
    (record,) = carried(moved, change("整改清单", 0, 组织名称="旧村")).records
    assert (record["编号"], record["组织名称"]) == ("V2", None)


def test_problems_of_a_departed_organisation_stay_with_it() -> None:
    problems = carried(change("组织名册", 0, 参评="否", 不参评原因="撤销"))
    assert [record["编号"] for record in problems.records] == ["V1"]


def test_a_problem_without_organisation_is_reported_at_its_cell() -> None:
    problems = carried(change("整改清单", 0, 编号="X9"))
    assert problems.records == []
    (lost,) = problems.findings
    assert (lost.code, lost.at.sheet, lost.at.cell, lost.value) == ("carry_unknown", "整改清单", "B4", "X9")
    assert lost.context["problem"] == "V1-1"


def test_unreadable_cells_are_carried_over_unchanged() -> None:
    problems = carried(change("整改清单", 0, 整改时限="年底", 状态="正在改"))
    assert [(record["整改时限"], record["状态"]) for record in problems.records] == [("年底", "正在改")]
