"""What a person has typed into 录票 of a workbook of 读票, beside what was read."""

import pytest

from shuzhi_xl.rules.scanning.earlier.earlier_work import EarlierWork, TypedBallot, read_work
from shuzhi_xl.sheets.outgoing.forms import ENTRY
from shuzhi_xl.sheets.outgoing.hidden_sheets import IDENTITY_SHEET
from shuzhi_xl.sheets.outgoing.scanned_ballots import READ_SHEET
from tests.rules.scanning.earlier.typed_workbooks import read_ballot, without, workbook

BALLOTS = [read_ballot(1, "好", "存疑"), read_ballot(2, "差", "")]
ROWS = [(1, "A票", 1, "好", "存疑"), (2, "A票", 1, "差", None)]


def test_a_workbook_that_nobody_has_changed_says_what_was_read() -> None:
    work = read_work(workbook(BALLOTS, ROWS))
    assert (work.form, work.unclear, work.decisions) == ("F1", [], {})
    first, second = work.ballots
    assert (first.order, first.digests) == (1, ["1" * 64])
    assert first.read == first.typed == {"票类": "A票", "V1": "好", "V2": "存疑"}
    assert second.typed == {"票类": "A票", "V1": "差", "V2": ""}
    for ballot in work.ballots:
        assert [ballot.correction(header) for header in ("票类", "V1", "V2")] == [None] * 3


@pytest.mark.parametrize(
    ("read", "typed", "correction"),
    [
        ("好", "1", None),
        ("好", "差", "差"),
        ("好", "", ""),
        ("", "弃权", None),
        ("存疑", "3", "3"),
        ("存疑", "", None),
        ("存疑", "弃权", "弃权"),
        ("缺页", "缺页", None),
        ("好", "说不准", "说不准"),
    ],
    ids=[
        "the key of what was read",
        "another grade",
        "cleared",
        "the word for blank",
        "an answer to a question",
        "a question cleared",
        "弃权 as an answer",
        "a missing page left as it is",
        "words",
    ],
)
def test_a_correction_is_what_says_something_else(read: str, typed: str, correction: str | None) -> None:
    assert TypedBallot(1, [], {"V1": read}, {"V1": typed}).correction("V1") == correction


def test_a_key_is_a_grade_and_what_is_crossed_out_is_asked_again() -> None:
    rows = [(1, "A票", 1, 4, "存疑"), (2, "A票", 1, "好", None)]
    first, second = read_work(workbook(BALLOTS, rows, struck=frozenset({(4, 4)}))).ballots
    assert (first.correction("V1"), second.correction("V1")) == ("差", "存疑")


def test_a_row_without_a_picture_is_a_ballot_typed_in() -> None:
    rows = [*ROWS, (3, "B票", 2, "好", "差"), (4, None, None, None, None)]
    *_, typed = read_work(workbook(BALLOTS, rows)).ballots
    assert (typed.order, typed.digests, typed.read) == (3, [], {})
    assert typed.typed == {"票类": "B票", "V1": "好", "V2": "差"}


@pytest.mark.parametrize(
    ("orders", "unclear", "clear"),
    [((1, 7), ["2"], [1]), ((1, 1), ["1", "2"], []), ((1, None), ["2"], [1])],
    ids=["changed", "repeated", "cleared"],
)
def test_numbers_that_were_changed_are_said_and_nothing_is_guessed(
    orders: tuple[int, int | None], unclear: list[str], clear: list[int]
) -> None:
    rows = [(order, *row[1:]) for order, row in zip(orders, ROWS, strict=True)]
    work = read_work(workbook(BALLOTS, rows))
    assert work.unclear == unclear
    assert [ballot.order for ballot in work.ballots] == clear


def test_a_workbook_without_the_sheet_of_readings_or_without_identity_says_less() -> None:
    grids = workbook(BALLOTS, ROWS)
    assert read_work(without(grids, READ_SHEET)) == EarlierWork(form="F1")
    assert read_work(without(grids, ENTRY)) == EarlierWork(form="F1")
    assert read_work(without(grids, IDENTITY_SHEET)).form == ""
