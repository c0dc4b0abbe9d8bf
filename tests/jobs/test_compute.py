"""计算: refuses what does not add up, keeps what the committee decided, and agrees with a second count."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import ModuleType

import pytest
from openpyxl import load_workbook

from shuzhi_xl.cli.recount import recount_master
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.rules.arithmetic.rounding import round_half_up
from shuzhi_xl.rules.grading import grade
from shuzhi_xl.rules.tally import branch_tally
from shuzhi_xl.rules.tally import rows as tally_rows
from shuzhi_xl.rules.tally.scores import class_score
from shuzhi_xl.sheets.master.office_entries import ROUTINE_TABLE
from shuzhi_xl.sheets.master.results import APPRAISAL, QUOTA_CHECK, TALLY, TRACE
from shuzhi_xl.sheets.master.scheme_tables import SOURCE_WEIGHT
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.wording.findings.all import sentence
from tests.year_stages import BRANCHES, TownOffice


def test_every_branch_is_counted_scored_and_graded(collected: TownOffice) -> None:
    outcome = collected.run_job(compute)
    assert outcome.counts["organisations"] == BRANCHES
    rows = collected.rows(APPRAISAL)
    assert sum(outcome.counts["grades"].values()) == BRANCHES
    assert all(row.composite_score is not None and row.suggested_grade and row.rank for row in rows)
    assert {row.number for row in collected.rows(TRACE)} == {row.number for row in rows}


def test_computing_again_gives_the_same(computed: TownOffice) -> None:
    before = [computed.store().read_table(table).records() for table in (TALLY, APPRAISAL, TRACE)]
    computed.run_job(compute)
    after = [computed.store().read_table(table).records() for table in (TALLY, APPRAISAL, TRACE)]
    assert before == after


def test_the_committee_sees_the_places_and_gets_a_list_to_sign_for_each_track(computed: TownOffice) -> None:
    places = {(row.track, row.grade): row for row in computed.rows(QUOTA_CHECK)}
    rows = computed.rows(APPRAISAL)
    assert len(places) == len({row.track for row in rows}) * len(GRADES)
    row = next(row for row in rows if row.suggested_grade == "较好")
    computed.type_in(APPRAISAL, row, 研究等次="好", 调整理由="成效突出")
    outcome = computed.run_job(compute)
    again = {(row.track, row.grade): row for row in computed.rows(QUOTA_CHECK)}
    best = places[row.track, "好"]
    assert (again[row.track, "好"].decided, again[row.track, "好"].suggested) == (
        (best.decided or 0) + 1,
        best.suggested,
    )
    lists = [name for name in outcome.outputs if "研究定等_" in name]
    assert len(lists) == len({row.track for row in rows})
    book = load_workbook(computed.root / next(name for name in lists if row.track in name))
    cells = [tuple(cell.value for cell in line) for line in book.worksheets[0].iter_rows()]
    (line,) = (line for line in cells if row.number in line)
    assert line[7:9] == ("好", "成效突出")
    assert "内部资料" in str(cells[1][0])


def test_the_places_follow_what_is_typed_in_before_anything_is_computed(computed: TownOffice) -> None:
    """The formulas stand for what they counted: LibreOffice and Excel compute them again at every entry."""
    sheet = load_workbook(computed.master, keep_vba=True)["名额核对"]
    counted = [cell.value for cell in sheet["F"][3:]]
    assert all(re.match(r"=SUMPRODUCT\(.*'综合评定'!\$O\$4:\$O\$3000=", str(formula)) for formula in counted)


def test_weights_that_do_not_add_up_are_refused_at_their_cell(collected: TownOffice) -> None:
    row = collected.rows(SOURCE_WEIGHT)[0]
    collected.type_in(SOURCE_WEIGHT, row, 权重=float(row.weight) + 1)
    outcome = collected.run_job(compute)
    assert not outcome.ok
    findings = [finding for finding in outcome.findings if finding.code == "weights_not_100"]
    assert findings
    cells = {
        f"{collected.store().read_table(SOURCE_WEIGHT).frame.letters['权重']}{row.line}"
        for row in collected.rows(SOURCE_WEIGHT)
    }
    assert all(finding.at.sheet == "评分设置" and finding.at.cell in cells for finding in findings)
    assert "101" in sentence(findings[0])
    assert outcome.counts["organisations"] == 0
    assert collected.rows(TALLY) == []
    assert "没有计算" in outcome.summary


def test_the_committees_columns_are_kept(computed: TownOffice) -> None:
    row = computed.rows(APPRAISAL)[0]
    other_grade = "一般" if row.suggested_grade != "一般" else "较好"
    entries = {
        "研究等次": other_grade,
        "调整理由": "经党委研究",
        "研究日期": date(2016, 2, 2),
        "综合评价意见": "继续努力",
    }
    computed.type_in(APPRAISAL, row, **entries)
    for _ in range(2):
        computed.run_job(compute)
        now = computed.row(APPRAISAL, number=row.number)
        assert (now.decided_grade, now.decision_reason, now.opinion) == (
            other_grade,
            "经党委研究",
            "继续努力",
        )
        assert (now.suggested_grade, now.final_grade) == (row.suggested_grade, other_grade)


def test_a_decision_on_other_figures_is_no_final_grade(decided: TownOffice) -> None:
    rows = (appraisal for appraisal in decided.rows(APPRAISAL) if not appraisal.decided_grade)
    row = min(rows, key=lambda appraisal: appraisal.number)
    assert row.final_grade
    routine = decided.row(ROUTINE_TABLE, number=row.number)
    decided.type_in(ROUTINE_TABLE, routine, 日常工作=1)
    for _ in range(2):
        outcome = decided.run_job(compute)
        (findings,) = (finding for finding in outcome.findings if finding.code == "decision_outdated")
        assert findings.at.sheet == "综合评定"
        assert not outcome.ok
        now = decided.row(APPRAISAL, number=row.number)
        assert (now.final_grade, now.decided_on) == ("", row.decided_on)
    decided.type_in(ROUTINE_TABLE, routine, 日常工作=float(routine.routine or 0))
    assert decided.run_job(compute).ok
    assert decided.row(APPRAISAL, number=row.number).final_grade == row.final_grade


def test_a_second_count_agrees(computed: TownOffice) -> None:
    outcome = recount_master(computed.master)
    assert [(finding.at.cell, finding.code, dict(finding.context)) for finding in outcome.findings] == []
    assert outcome.counts["organisations"] == BRANCHES


def a_little_more(right: Callable[..., Fraction | None]) -> Callable[..., Fraction | None]:
    def altered(*arguments: object) -> Fraction | None:
        result = right(*arguments)
        return None if result is None else result + Fraction(1, 50)

    return altered


def rounded_to_even(_: Callable[..., Decimal]) -> Callable[..., Decimal]:
    def altered(value: Fraction, decimals: int) -> Decimal:
        return Decimal(str(round(value * 10**decimals))).scaleb(-decimals) + Decimal(1).scaleb(-decimals)

    return altered


@pytest.mark.parametrize(
    ("module", "formula", "spoil"),
    [
        (branch_tally, class_score, a_little_more),
        (tally_rows, round_half_up, rounded_to_even),
        (grade, round_half_up, rounded_to_even),
    ],
    ids=["a formula", "rounding of the counts", "rounding of the grades"],
)
def test_a_second_count_finds_a_broken_formula(
    collected: TownOffice,
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    formula: Callable[..., object],
    spoil: Callable[..., object],
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(module, formula.__name__, spoil(formula))
        collected.run_job(compute)
    outcome = recount_master(collected.master)
    assert not outcome.ok
    assert outcome.counts["differences"] > 0
    assert all(finding.at.sheet and finding.at.cell for finding in outcome.findings)
