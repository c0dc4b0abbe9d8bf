"""Results in the sheets are those of the tables, in whatever order their rows are."""

from collections.abc import Sequence
from typing import Any

from shuzhi_xl.rules.grading.compute_year import Computed, is_current
from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import Frame, Row
from shuzhi_xl.sheets.declaration.table import RawTable, Table
from shuzhi_xl.sheets.master.results import APPRAISAL, TALLY
from tests.rules.computed_town import computed, town


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
