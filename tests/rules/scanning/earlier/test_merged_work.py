"""What several workbooks say: newer before older, and nothing where two that wait differ."""

from shuzhi_xl.rules.scanning.earlier.earlier_work import EarlierWork, TypedBallot
from shuzhi_xl.rules.scanning.earlier.merged_work import merge_decisions, merge_work
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


def work(*texts: str, form: str = "F1", digest: str = "d") -> EarlierWork:
    """A workbook with one ballot of two marks, read as 好 and 好; one without a picture was typed in."""
    read = dict.fromkeys(("V1", "V2"), "好") if digest else {}
    typed = dict(zip(("V1", "V2"), texts, strict=True))
    return EarlierWork({}, form, [TypedBallot(3, [digest] if digest else [], read, typed)])


def test_the_newest_workbook_says_how_a_ballot_is() -> None:
    merged = merge_work([work("差", "好"), work("好", "一般")], [])
    assert merged.sheets["d"].typed == {"V1": "好", "V2": "一般"}
    merged = merge_work([work("差", "差")], [("读票_M1.xlsx", work("好", ""))])
    assert merged.sheets["d"].typed == {"V1": "好", "V2": ""}
    assert merged.findings == []


def test_a_cell_that_two_have_corrected_differently_is_asked_again() -> None:
    waiting = [("读票_M1.xlsx", work("差", "一般")), ("读票_M1 (1).xlsx", work("差", "较好"))]
    merged = merge_work([], waiting)
    assert merged.sheets["d"].typed == {"V1": "差", "V2": "存疑"}
    (finding,) = merged.findings
    assert (finding.code, finding.at.file) == ("scan_typed_differ", "读票_M1 (1).xlsx")
    assert (finding.context["count"], finding.context["cells"]) == (1, "票号 3 的 V2")


def test_what_only_one_of_two_has_corrected_counts() -> None:
    waiting = [("读票_M1 (1).xlsx", work("差", "好")), ("读票_M1.xlsx", work("好", ""))]
    merged = merge_work([], waiting)
    assert (merged.sheets["d"].typed, merged.findings) == ({"V1": "差", "V2": ""}, [])


def test_ballots_typed_in_are_those_of_the_newest_workbook_of_their_form() -> None:
    past = [work("差", "差", digest=""), work("好", "好", digest="", form="F2")]
    waiting = [("读票_M1.xlsx", work("一般", "差", digest=""))]
    merged = merge_work(past, waiting)
    assert {form: ballots[3].typed["V1"] for form, ballots in merged.typed_in.items()} == {
        "F1": "一般",
        "F2": "好",
    }


def test_numbers_that_were_changed_are_named() -> None:
    (finding,) = merge_work([], [("读票_M1.xlsx", EarlierWork(unclear=["3", "7"]))]).findings
    assert (finding.code, finding.context["orders"]) == ("scan_orders_changed", "3、7")


def test_lines_that_two_decide_differently_are_named() -> None:
    waiting = [("甲.xlsx", EarlierWork({FIRST: "好"})), ("乙.xlsx", EarlierWork({FIRST: "差"}))]
    merged = merge_work([EarlierWork({SECOND: "差"})], waiting)
    (finding,) = merged.findings
    assert (merged.decisions, finding.code) == ({SECOND: "差"}, "scan_decisions_differ")
    assert (finding.at.file, finding.context["count"]) == ("乙.xlsx", 1)
