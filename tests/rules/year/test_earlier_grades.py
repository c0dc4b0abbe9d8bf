"""What earlier years' grades a new master takes over, and how they are shown."""

from collections.abc import Sequence
from typing import Any

import pytest

from shuzhi_xl.rules.year.earlier_grades import CarriedGrades, carry_over_grades, word_grade
from shuzhi_xl.sheets.declaration.cell_value import CellError
from shuzhi_xl.sheets.master.office_entries import EARLIER_GRADE, EarlierGrade
from shuzhi_xl.sheets.master.results import APPRAISAL
from tests.rules.editable_town import raw_table

GRADED = {"板块": "村", "编号": "V1", "组织名称": "月溪村", "书记姓名": "王一", "综合得分": 88.5}


def carried(
    *rows: dict[str, Any], earlier: Sequence[dict[str, Any]] = (), year: int | None = 2015
) -> CarriedGrades:
    return carry_over_grades(raw_table(APPRAISAL, rows), raw_table(EARLIER_GRADE, earlier), year)


def test_final_grades_are_taken_over_with_their_year_and_secretary() -> None:
    grades = carried({**GRADED, "建议等次": "较好", "最终等次": "好"})
    assert grades.records == [
        {"年度": 2015, "编号": "V1", "组织名称": "月溪村", "书记姓名": "王一", "综合得分": 88.5, "等次": "好"}
    ]
    assert (grades.count, grades.undecided) == (1, 0)


def test_what_is_not_decided_or_no_grade_stays_behind() -> None:
    broken = {**GRADED, "最终等次": CellError("#N/A"), "综合得分": CellError("#N/A")}
    grades = carried({**GRADED, "建议等次": "好"}, {**GRADED, "最终等次": "优秀"}, broken, {"编号": "V9"})
    assert (grades.records, grades.count, grades.undecided) == ([], 0, 1)


def test_a_score_that_is_an_error_is_left_out() -> None:
    (record,) = carried({**GRADED, "最终等次": "好", "综合得分": CellError("#N/A")}).records
    assert record["综合得分"] is None


def test_years_before_come_first_and_each_year_once() -> None:
    earlier: list[dict[str, Any]] = [
        {"年度": 2014.0, "编号": "V1", "等次": "一般", "本镇备忘": "自设列"},
        {"年度": "2015", "编号": "V1", "等次": "差"},
        {"年度": 2015, "编号": "V2", "等次": "好"},
    ]
    records = carried({**GRADED, "最终等次": "好"}, earlier=earlier).records
    assert [(row["年度"], row["编号"], row["等次"]) for row in records] == [
        (2014.0, "V1", "一般"), (2015, "V2", "好"), (2015, "V1", "好"),
    ]  # fmt: skip
    assert all(list(row) == list(EARLIER_GRADE.headers) for row in records)


def test_without_a_year_its_grades_are_of_no_year() -> None:
    earlier = [{"年度": 2014, "编号": "V1", "等次": "一般"}]
    grades = carried({**GRADED, "建议等次": "好", "最终等次": "好"}, earlier=earlier, year=None)
    assert ([row["年度"] for row in grades.records], grades.count, grades.undecided) == ([2014], 0, 0)


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        ("王一", "王一", "较好"),
        ("王　一", "王一", "较好"),
        ("王一", "李二", "较好（前任）"),
        ("", "李二", "较好"),
        ("王一", "", "较好"),
    ],
)
def test_the_grade_of_another_secretary_is_marked(then: str, now: str, words: str) -> None:
    row = EarlierGrade(year=2014, number="V1", secretary=then, grade="较好")
    assert word_grade(row, now) == words


def test_where_there_was_no_grade_nothing_is_shown() -> None:
    assert word_grade(None, "王一") == ""
