"""Results in the sheets are those of the tables, in whatever order their rows are."""

from collections.abc import Sequence
from typing import Any

from shuzhi_xl.rules.grading.compute_year import Computed, former_appraisals, is_current
from shuzhi_xl.rules.results.changed_results import compare_rows, fewest_differences
from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import Frame, Row
from shuzhi_xl.sheets.declaration.table import RawTable, Table
from shuzhi_xl.sheets.master.results import APPRAISAL, TALLY
from tests.rules.computed_town import computed, town
from tests.rules.small_town import rule


def in_sheet(table: Table[Any], rows: Sequence[Row]) -> RawTable:
    lines = [RawRow(line, row.record()) for line, row in enumerate(rows, start=4)]
    return RawTable(table, Frame("总表.xlsm", table.name, {}), table.headers, lines)


def test_an_order_of_rows_is_no_difference_and_another_value_is() -> None:
    policy, tallied, graded = computed(town())
    result = Computed(policy, tallied, graded)
    appraisals = sorted(graded.appraisals, key=lambda row: row.number)
    tallies = in_sheet(TALLY, tallied.rows)
    assert appraisals != list(graded.appraisals)
    assert is_current(result, tallies, in_sheet(APPRAISAL, appraisals))
    assert not is_current(result, tallies, in_sheet(APPRAISAL, appraisals[1:]))
    altered = [appraisals[0].model_copy(update={"rank": 9}), *appraisals[1:]]
    assert not is_current(result, tallies, in_sheet(APPRAISAL, altered))


def test_results_in_the_words_of_an_earlier_version_are_current() -> None:
    """An update changed how a rule is put into words; a town that has computed need not compute again."""
    policy, tallied, graded = computed(town(cap_rules=[rule("好评封顶", "好占比", ">", "1/3", "一般")]))
    result = Computed(policy, tallied, graded)
    former = former_appraisals(graded)
    assert any("好评封顶：好占比（100）> 1/3，最高评“一般”" in row.fired_rules for row in former)
    assert not any("（100）" in row.fired_rules for row in graded.appraisals)
    assert is_current(result, in_sheet(TALLY, tallied.rows), in_sheet(APPRAISAL, former))
    sheet = in_sheet(APPRAISAL, former)
    versions = [compare_rows(sheet, rows, ("编号",)) for rows in (graded.appraisals, former)]
    assert versions[0]
    assert fewest_differences(versions) == versions[1] == []
    assert fewest_differences(reversed(versions)) == []
    edited = in_sheet(APPRAISAL, [former[0].model_copy(update={"rank": 9}), *former[1:]])
    versions = [compare_rows(edited, rows, ("编号",)) for rows in (graded.appraisals, former)]
    assert [difference.value for difference in fewest_differences(versions)] == ["9"]
    assert fewest_differences([]) == []
    assert not is_current(result, in_sheet(TALLY, tallied.rows), edited)


def test_last_year_s_grade_makes_no_result_outdated() -> None:
    """It is repeated for people to read; a master of an earlier version has no such column."""
    policy, tallied, graded = computed(town())
    result, tallies = Computed(policy, tallied, graded), in_sheet(TALLY, tallied.rows)
    shown = in_sheet(APPRAISAL, [row.model_copy(update={"last_grade": "较好"}) for row in graded.appraisals])
    headers = APPRAISAL.first_headers
    rows = [RawRow(row.line, {header: row.values[header] for header in headers}) for row in shown.rows]
    former = RawTable(APPRAISAL, shown.frame, headers, rows)
    for sheet in (shown, former):
        assert is_current(result, tallies, sheet)
        assert compare_rows(sheet, graded.appraisals, ("编号",)) == []
