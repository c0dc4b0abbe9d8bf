"""Votes kept by columns are the same rows as any other table would give."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from shuzhi_xl.findings import Finding
from shuzhi_xl.sheets.declaration.long_tables import LongTable, beside, column, picked
from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import Frame, Row
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.master.votes import BALLOT, SURVEY_ANSWER
from shuzhi_xl.sheets.reading.parse import parse_rows, parse_table

VOTE = {"票号": "F1-001", "场次": "M1", "票类": "A票", "编号": "V1", "总体评价": "好"}
FRAME = Frame("总表.xlsm", "测评票", {"票号": "A", "编号": "E", "总体评价": "F"})


def ballots(*cells: Mapping[str, Any], findings: Sequence[Finding] = ()) -> RawTable:
    rows = tuple(RawRow(line, {**VOTE, **cell_values}) for line, cell_values in enumerate(cells, start=4))
    return RawTable(BALLOT, FRAME, BALLOT.headers, rows, tuple(findings))


def contents_of(rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    return [(row, row.line, row.undeclared, row.at("number")) for row in rows]


CELLS = some.fixed_dictionaries(
    {
        "编号": some.sampled_from(["V1", "V2", " V3", 4, None]),
        "总体评价": some.sampled_from(["好", "差 ", None, "优"]),
        "廉洁自律": some.sampled_from(["好", None]),
    }
)


@settings(max_examples=60)
@given(some.lists(CELLS, max_size=4))
def test_rows_and_findings_are_those_of_any_table(cells: list[dict[str, Any]]) -> None:
    raw = ballots(*cells)
    rows, findings = parse_rows(BALLOT, raw)
    plain, findings_of_rows = parse_table(BALLOT, raw)
    assert contents_of(rows) == contents_of(plain)
    assert findings == findings_of_rows
    assert isinstance(rows, LongTable) == all(finding.code != "repeated_key" for finding in findings_of_rows)
    for name in ("number", "overall", "form"):
        assert [*column(rows, name)] == [getattr(row, name) for row in plain]
    assert beside(rows, "廉洁自律") == [row.undeclared.get("廉洁自律") for row in plain]


@pytest.mark.parametrize("parse", [parse_rows, parse_table])
def test_some_of_the_rows(parse: Any) -> None:
    rows, _ = parse(BALLOT, ballots({"编号": "V1"}, {"编号": "V2"}, {"编号": "V3"}))
    some_of_them = picked(rows, [True, False, True])
    assert [row.number for row in some_of_them] == [*column(some_of_them, "number")] == ["V1", "V3"]
    assert [row.line for row in some_of_them] == [4, 6]
    assert [row.number for row in rows[1:]] == ["V2", "V3"]
    assert rows[-1].number == "V3"


def test_a_number_out_of_range_is_reported() -> None:
    cells = {"编号": "V1", "序号": 0, "票类": "党员票"}
    raw = RawTable(SURVEY_ANSWER, FRAME, SURVEY_ANSWER.headers, (RawRow(4, cells),))
    rows, findings = parse_rows(SURVEY_ANSWER, raw)
    assert ([*rows], [finding.code for finding in findings]) == ([], ["out_of_range"])
