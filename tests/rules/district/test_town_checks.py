"""What a district verifies of a town's master before it believes its figures."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from shuzhi_xl.rules.district.town_checks import TownChecks, doubts, town_checks
from shuzhi_xl.rules.grading.compute_year import compute_year
from shuzhi_xl.rules.log_chain import line_print
from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import NOWHERE, Row
from shuzhi_xl.sheets.declaration.table import RawTable, Table
from shuzhi_xl.sheets.master.program_sheets import LogEntry
from shuzhi_xl.sheets.master.results import APPRAISAL, TALLY, Appraisal
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.all import sentence
from tests.rules.computed_town import town
from tests.rules.small_town import year_of

NO_TALLIES = RawTable(TALLY, NOWHERE, TALLY.headers, ())


def raw(table: Table[Any], rows: Sequence[Row]) -> RawTable:
    """A table with these rows."""
    lines = tuple(RawRow(line, row.record()) for line, row in enumerate(rows, start=4))
    return RawTable(table, NOWHERE, table.headers, lines)


def standing(year: Year, appraisals: Sequence[Appraisal]) -> Year:
    """The year with these rows in 综合评定."""
    tables = {**year.raw, APPRAISAL.name: raw(APPRAISAL, appraisals)}
    return replace(year, appraisals=tuple(appraisals), raw=tables)


def checked(year: Year, *altered: Appraisal) -> TownChecks:
    """The year after 计算, with the first rows of 综合评定 altered."""
    result, _ = compute_year(year)
    assert result is not None
    computed = result.graded.appraisals
    rows = [*altered, *computed[len(altered) :]]
    return town_checks(standing(year, rows), raw(TALLY, result.tallied.rows), (), "")


def test_results_that_follow_from_the_votes_are_current() -> None:
    assert checked(town()) == TownChecks(0, are_results_current=True)


def test_a_grade_written_by_hand_is_detected() -> None:
    year = town()
    result, _ = compute_year(year)
    assert result is not None
    first = result.graded.appraisals[0]
    altered = first.model_copy(update={"final_grade": "好" if first.final_grade != "好" else "差"})
    assert checked(year, altered).codes == ("town_results_differ",)


def test_before_counting_there_is_nothing_to_compare() -> None:
    checks = town_checks(year_of(), NO_TALLIES, (), "")
    assert checks == TownChecks(0, None)
    assert not checks.codes


def test_results_without_a_policy_to_work_them_out_are_not_believed() -> None:
    year = year_of(
        source_weights=[],
        appraisals=[{"板块": "村", "编号": "V001", "组织名称": "V001村党支部", "综合得分": 99}],
    )
    assert town_checks(year, NO_TALLIES, (), "").are_results_current is False


def test_a_line_removed_from_the_log_is_detected_and_reported() -> None:
    lines: list[LogEntry] = []
    for job in ("分发", "回收", "计算"):
        previous = line_print(lines[-1]) if lines else ""
        moment = datetime(2016, 1, 20, 9, 0)  # noqa: DTZ001 -- a workbook's times know no zone
        lines.append(LogEntry(logged_at=moment, job=job, outcome="完成", previous=previous))
    end = line_print(lines[-1])
    assert town_checks(year_of(), NO_TALLIES, lines, end).codes == ()
    checks = town_checks(year_of(), NO_TALLIES, [lines[0], lines[2]], end)
    assert checks.codes == ("town_log_broken",)
    (finding,) = doubts("甲镇.xlsm", "甲镇党委", checks)
    assert "“甲镇党委”的操作日志有 1 处" in sentence(finding)
