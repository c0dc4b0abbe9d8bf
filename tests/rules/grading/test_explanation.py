"""查询评定依据: the steps of one grade and its state, never steps or figures that are no longer true."""

from collections.abc import Sequence
from typing import Any

import pytest

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.grading.compute_year import compute_year
from shuzhi_xl.rules.grading.explanation import explain
from shuzhi_xl.rules.grading.grounds import explain_grades
from shuzhi_xl.sheets.master.results import Appraisal, TraceStep
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.all import sentence
from tests.rules.computed_town import NUMBERS, town
from tests.rules.small_town import organisation, routine

DECISION = {"研究日期": "2016-01-26", "研究等次": "较好", "调整理由": "整改不力"}
Explanation = tuple[str, list[str], list[Finding]]


def compute(year: Year) -> tuple[Sequence[Appraisal], Sequence[TraceStep]]:
    """Rows of 综合评定 and 评定依据."""
    result, _ = compute_year(year)
    assert result is not None
    steps = explain_grades(result.graded.branches, year, result.policy, result.tallied)
    return result.graded.appraisals, list(steps)


class Office:
    """A town in which 计算 has written its results, before and after the decision on one branch."""

    def __init__(self, decision_on: str = "", **tables: Any) -> None:
        self.tables = tables
        appraisals, _ = compute(town(**tables))
        rows = [row.record() for row in appraisals]
        decisions = [{**row, **DECISION} if row["编号"] == decision_on else row for row in rows]
        appraisals, self.steps = compute(town(**tables, appraisals=decisions))
        self.rows = [row.record() for row in appraisals]

    def edit(self, number: str, **cells: Any) -> None:
        """The clerk types into the row of a branch in 综合评定."""
        self.rows = [{**row, **cells} if row["编号"] == number else row for row in self.rows]

    def explain(self, number: str, steps: Sequence[TraceStep] | None = None, **changes: Any) -> Explanation:
        """What 说明来由 answers, after further changes of tables."""
        year = town(**{**self.tables, "appraisals": self.rows, **changes})
        appraisals, fresh = compute(year)
        due = next((row for row in appraisals if row.number == number), None)
        steps_now = [step for step in fresh if step.number == number]
        explanation = explain(year, number, self.steps if steps is None else steps, steps_now, due)
        assert all("{" not in sentence(finding) for finding in explanation[2])
        return explanation


def codes(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, finding.at.sheet) for finding in findings]


def test_a_decided_grade_is_given_with_its_steps_in_order() -> None:
    summary, lines, findings = Office(decision_on="V001").explain("V001")
    assert summary == "V001 V001村党支部：最终等次“较好”（综合得分 89.00，本板块第 1 名）。"
    assert lines[-1].endswith("理由：整改不力；最终等次“较好”。")
    assert findings == []


def test_before_the_committee_the_suggestion_waits_for_it() -> None:
    office = Office(decision_on="V001")
    summary, lines, findings = office.explain("V002")
    assert "建议等次“较好”" in summary
    assert "尚待党委研究" in summary
    assert lines == [step.explanation for step in office.steps if step.number == "V002"]
    assert findings == []


def test_a_grade_that_is_open_says_where_the_reason_is() -> None:
    summary, lines, findings = Office(routine=[routine(number) for number in NUMBERS]).explain("V001")
    assert "暂时没有等次，原因见以上各步" in summary
    assert "年度考核：没有成绩，按“报错”处理。" in lines
    assert findings == []


def test_steps_are_not_the_reason_after_an_entry_has_changed() -> None:
    lower = [routine(number, 年度考核=10) for number in NUMBERS]
    summary, lines, findings = Office().explain("V001", routine=lower)
    assert "之后数据又改过，请先按“计算”再看" in summary
    assert "建议等次" not in summary
    assert any("年度考核" in line and "90" in line for line in lines)
    assert codes(findings) == [("explain_outdated", "综合评定")]


@pytest.mark.parametrize(
    ("decision_on", "header", "value", "expected"),
    [
        ("", "综合得分", 99.5, "89"),
        ("", "名次", 9, "1"),
        ("", "名次", None, "1"),
        ("", "建议等次", "差", "好"),
        ("V001", "名次", 9, "1"),
        ("V001", "最终等次", "差", "较好"),
    ],
)
def test_a_figure_typed_over_after_the_count_is_not_repeated_as_true(
    decision_on: str, header: str, value: Any, expected: str
) -> None:
    office = Office(decision_on)
    office.edit("V001", **{header: value})
    summary, lines, (finding,) = office.explain("V001")
    assert "请先按“计算”" in summary
    assert "最终等次" not in summary
    assert (finding.code, finding.context["header"]) == ("explain_cell_differs", header)
    assert (finding.context["stands"], finding.context["expected"]) == (str(value or "空白"), expected)
    assert finding.at.cell.endswith("4")
    assert lines


def test_where_nothing_can_be_computed_now_the_steps_are_not_confirmed() -> None:
    office = Office(decision_on="V001")
    year = town(appraisals=office.rows)
    assert codes(explain(year, "V001", office.steps, ())[2]) == [("explain_outdated", "综合评定")]
    # Steps that are confirmed without the row of 综合评定 leave only its cells unchecked
    assert explain(year, "V001", office.steps, [s for s in office.steps if s.number == "V001"])[2] == []


def test_before_the_count_there_is_nothing_to_explain() -> None:
    office = Office()
    for explanation in (office.explain("V003", appraisals=[]), office.explain("V003", steps=[])):
        summary, lines, findings = explanation
        assert (summary, lines) == ("V003 V003村党支部：还没有计算，请先按“计算”。", [])
        assert codes(findings) == [("explain_not_computed", "组织名册")]
        assert findings[0].at.cell == "A6"


def test_a_branch_that_takes_no_part_needs_no_grade() -> None:
    roster = [organisation("V001", 参评="否", 不参评原因="已撤销", 并入编号="V002"), organisation("V002")]
    summary, lines, findings = Office().explain("V001", organisations=roster)
    assert summary.startswith("V001 V001村党支部：本年度不参评（已撤销），已并入 V002")
    assert (lines, findings) == ([], [])


@pytest.mark.parametrize(
    ("entry", "suggestions"),
    [
        ("V003村", "V003"),  # a part of the name
        ("V00", "V001、V002、V003、V004、V005"),  # a part of the number
        ("V3", "V003"),  # a slip
        ("⁇⁇", ""),
    ],
)
def test_an_unknown_number_names_what_may_have_been_meant(entry: str, suggestions: str) -> None:
    summary, lines, (finding,) = Office().explain(entry)
    assert (summary, lines) == (f"没有可说明的：组织名册中没有编号“{entry}”。", [])
    assert (finding.code, finding.at.sheet) == ("explain_unknown", "组织名册")
    assert finding.context["like"].partition("是不是：")[2].startswith(suggestions)
    assert bool(finding.context["like"]) is bool(suggestions)


def test_at_most_five_numbers_are_offered() -> None:
    roster = [organisation(f"V{index:03}") for index in range(1, 10)]
    (finding,) = Office().explain("V0", organisations=roster)[2]
    assert finding.context["like"].count("、") == 4
