"""Pages in the order of the scans become ballots, and none is lost."""

from collections.abc import Mapping, Sequence

import pytest

from shuzhi_xl.rules.scanning.assembly.assemble_ballots import Assembly, assemble_ballots
from shuzhi_xl.rules.scanning.assembly.paired_pages import pair_pages
from shuzhi_xl.rules.scanning.page_reading import Refusal
from shuzhi_xl.rules.scanning.placed_pages import PageFate
from tests.rules.scanning.assembly.issued_pages import BOOK, scan


def ballots_of(assembly: Assembly) -> dict[tuple[str, int], list[str]]:
    return {
        (ballot.meeting, ballot.order): [page.reading.digest for page in ballot.pages.values()]
        for ballot in assembly.ballots
    }


def orders_of(assembly: Assembly) -> list[int | None]:
    return [page.order for page in assembly.pages]


@pytest.mark.parametrize(
    ("names", "ballots"),
    [
        (["a1", "a2", "ax1", "ax2"], [["a1", "a2"], ["ax1", "ax2"]]),
        (["a1", "ax1", "a2", "ax2"], [["a1", "a2"], ["ax1", "ax2"]]),
        (["b2", "a1", "a2", "b1"], [["b1", "b2"], ["a1", "a2"]]),
        (["a1", "a2", "ax1"], [["a1", "a2"], ["ax1"]]),
        (["a2"], [["a2"]]),
        ([], []),
        # Not scanned: a back, a front, a back where backs come first, a back until behind the others
        (["a1", "a2", "ax1", "ay1", "ay2"], [["a1", "a2"], ["ax1"], ["ay1", "ay2"]]),
        (["a1", "a2", "ax2", "ay1", "ay2"], [["a1", "a2"], ["ax2"], ["ay1", "ay2"]]),
        (["a2", "a1", "ax1", "ay2", "ay1"], [["a1", "a2"], ["ax1"], ["ay1", "ay2"]]),
        (["a1", "a2", "ax1", "ay1", "ay2", "ax2"], [["a1", "a2"], ["ax1", "ax2"], ["ay1", "ay2"]]),
        # All fronts before all backs: nobody can say whose back it is
        (["a1", "ax1", "ay1", "a2", "ay2"], [["a1", "a2"], ["ax1", "ay2"], ["ay1"]]),
    ],
)
def test_pages_that_lie_together_are_one_ballot_else_the_first_page_one_goes_with_the_first_page_two(
    names: Sequence[str], ballots: Sequence[Sequence[str]]
) -> None:
    assembly = assemble_ballots(scan(*names), BOOK, {})
    expected = {("M1", order): ballot for order, ballot in enumerate(ballots, start=1)}
    assert ballots_of(assembly) == expected
    assert {page.fate for page in assembly.pages} <= {PageFate.READ}


def test_each_meeting_counts_its_own_ballots() -> None:
    assembly = assemble_ballots(scan("m1", "a1", "mx1", "a2"), BOOK, {})
    assert ballots_of(assembly) == {("M1", 1): ["a1", "a2"], ("M2", 1): ["m1"], ("M2", 2): ["mx1"]}
    assert orders_of(assembly) == [1, 1, 2, 1]
    assert [(page.meeting, page.voter_class, page.ballot_page) for page in assembly.pages][:2] == [
        ("M2", "A票", 1),
        ("M1", "A票", 1),
    ]


def test_a_page_that_cannot_be_read_keeps_the_others_with_their_own_ballots() -> None:
    pages = scan("a1", "a2", "ax1", "ax2", "ay1", "ay2", ax1=Refusal.STREAK)
    assembly = assemble_ballots(pages, BOOK, {})
    assert ballots_of(assembly) == {("M1", 1): ["a1", "a2"], ("M1", 2): ["ax2"], ("M1", 3): ["ay1", "ay2"]}
    assert orders_of(assembly) == [1, 1, None, 2, 3, 3]
    again = assemble_ballots([*pages, *scan("az1")], BOOK, {})
    assert ballots_of(again)["M1", 2] == ["az1", "ax2"]


@pytest.mark.parametrize(
    ("names", "repeats", "ballots"),
    [
        # The whole sheet twice
        (["a1", "a2", "ax1", "ax2", "b1", "b2"], {2: 0, 3: 1}, [["a1", "a2"], ["b1", "b2"], ["ax1", "ax2"]]),
        # Its back has too little ink to be recognised
        (["a1", "a2", "ax1", "ax2", "b1", "b2"], {2: 0}, [["a1", "a2"], ["b1", "b2"], ["ax1", "ax2"]]),
        # One side only
        (["a1", "a2", "ax1", "ay1", "ay2"], {2: 0}, [["a1", "a2"], ["ay1", "ay2"], ["ax1"]]),
    ],
)
def test_a_sheet_that_looks_scanned_twice_comes_last(
    names: Sequence[str], repeats: Mapping[int, int], ballots: Sequence[Sequence[str]]
) -> None:
    assembly = assemble_ballots(scan(*names), BOOK, repeats)
    assert [*ballots_of(assembly).values()] == ballots
    *once, again = assembly.ballots
    assert all(ballot.repeats is None for ballot in once)
    assert again.repeats
    assert again.repeats.reading.digest == "a1"
    fates = [page.fate for page in assembly.pages]
    assert [at for at, fate in enumerate(fates) if fate is PageFate.DUPLICATE] == [*repeats]


def test_one_picture_that_is_there_twice_is_in_one_ballot() -> None:
    assembly = assemble_ballots(scan("a1", "a2", "a1"), BOOK, {2: 0})
    assert ballots_of(assembly) == {("M1", 1): ["a1", "a2"]}
    assert orders_of(assembly) == [1, 1, None]


def test_nothing_is_made_of_pages_that_are_no_ballots() -> None:
    pages = scan("a1", "a2", a1=Refusal.STREAK, a2=Refusal.STREAK)
    assert assemble_ballots(pages, BOOK, {}).ballots == []


@pytest.mark.parametrize(
    ("first", "second", "ballots"),
    [
        ([0, None, 2], [3, 4, 5], [{1: 0, 2: 3}, {2: 4}, {1: 2, 2: 5}]),
        ([0, None, None], [], [{1: 0}]),
        ([None, 1], [2, None], [{1: 1, 2: 2}]),
        ([None], [], []),
    ],
)
def test_gaps_are_filled_from_behind(
    first: list[int | None], second: list[int | None], ballots: list[dict[int, int]]
) -> None:
    assert pair_pages({1: first, 2: second}) == ballots
