"""Decisions of several workbooks: newer before older, and none where two that wait differ."""

from shuzhi_xl.rules.scanning.merged_decisions import merge_decisions
from shuzhi_xl.sheets.outgoing.scanned_ballots import DoubtKey

FIRST, SECOND, THIRD = (DoubtKey("a", row) for row in (1, 2, 3))


def test_a_waiting_workbook_goes_before_older_ones_even_where_a_decision_was_taken_back() -> None:
    past = {FIRST: "好", SECOND: "差", THIRD: "弃权"}
    merged, disputes = merge_decisions(past, [("读票_M1.xlsx", {FIRST: "较好", SECOND: ""})])
    assert (merged, disputes) == ({FIRST: "较好", THIRD: "弃权"}, {})


def test_two_that_wait_and_differ_decide_nothing() -> None:
    waiting = [
        ("读票_M1.xlsx", {FIRST: "好", SECOND: "差", THIRD: ""}),
        ("读票_M1 (1).xlsx", {FIRST: "较好", SECOND: "差", THIRD: "好"}),
    ]
    merged, disputes = merge_decisions({FIRST: "好"}, waiting)
    assert merged == {SECOND: "差", THIRD: "好"}
    assert disputes == {"读票_M1 (1).xlsx": 1}
