"""Every scanned page has exactly one fate."""

import pytest

from shuzhi_xl.rules.scanning.assembly.page_fates import find_duplicates, judge_pages
from shuzhi_xl.rules.scanning.page_reading import PageReading, Refusal
from shuzhi_xl.rules.scanning.placed_pages import PageFate
from shuzhi_xl.wording.findings.all import sentence
from shuzhi_xl.wording.scanning import refusals as say
from tests.rules.scanning.assembly.issued_pages import BOOK, code, reading, scan


@pytest.mark.parametrize(
    ("page", "fate", "words"),
    [
        (reading("p", code(1)), PageFate.READ, ""),
        (reading("p", refusal=Refusal.BLANK), PageFate.BLANK, "背面"),
        (reading("p", refusal=Refusal.NO_BALLOT), PageFate.NO_BALLOT, "不是测评票"),
        (reading("p", refusal=Refusal.CODE_UNREADABLE), PageFate.UNREADABLE, "方码"),
        (reading("p"), PageFate.UNREADABLE, "方码"),
        (reading("p", code(1), refusal=Refusal.STREAK), PageFate.UNREADABLE, "条痕"),
        (reading("p", code(1), refusal=Refusal.UNKNOWN_LAYOUT), PageFate.UNREADABLE, "版面"),
        (reading("p", code(1, layout="before")), PageFate.UNREADABLE, "M1 A票 以前印的票"),
        (reading("p", "somebody's", refusal=Refusal.UNKNOWN_LAYOUT), PageFate.NO_BALLOT, "别的单位"),
        (reading("p", code(1, meeting="M9"), refusal=Refusal.STREAK), PageFate.OTHER_MEETING, "没有这场"),
        (reading("p", code(1, meeting="M3")), PageFate.OTHER_MEETING, "M3"),
        (reading("p", code(1, year=2014)), PageFate.OTHER_YEAR, "2014"),
    ],
)
def test_a_page_has_one_fate_and_a_reason(page: PageReading, fate: PageFate, words: str) -> None:
    (result,) = judge_pages([page], BOOK, {})
    assert result.fate is fate
    assert words in result.reason
    assert bool(words) == bool(result.reason)
    assert (result.placed is not None) == (fate is PageFate.READ)


def test_every_refusal_has_its_sentence() -> None:
    assert {*say.REFUSALS} == {*Refusal}
    assert all(say.REFUSALS.values())


def test_one_picture_that_is_there_twice_is_read_once() -> None:
    pages = judge_pages([*scan("a1"), *scan("a1")], BOOK, {1: 0})
    assert [page.fate for page in pages] == [PageFate.READ, PageFate.DUPLICATE]
    assert pages[1].placed is None
    assert "a1.png 第1页" in pages[1].reason


def test_pages_that_look_alike_are_laid_beside_the_first_of_them() -> None:
    pages = judge_pages(scan("a1", "ax1", "ay1"), BOOK, {1: 0, 2: 1})
    assert [page.repeats for page in pages] == [None, 0, 0]
    assert [page.fate for page in pages] == [PageFate.READ, PageFate.DUPLICATE, PageFate.DUPLICATE]
    assert all(page.placed for page in pages)
    assert "a1.png" in pages[2].reason


def test_both_places_of_a_sheet_that_looks_scanned_twice_are_named() -> None:
    pages = judge_pages(scan("a1", "ax1", "b1", "by1"), BOOK, {1: 0, 3: 2})
    findings = [*find_duplicates(page.fated(order) for order, page in enumerate(pages, start=1))]
    assert [(finding.code, finding.context["voter_class"]) for finding in findings] == [
        ("scan_ballots_repeated", "A票"),
        ("scan_ballots_repeated", "B票"),
    ]
    assert sentence(findings[0]) == (
        "M1“A票”有 1 页像是同一张票扫描了两次：ax1.png 第1页 与 a1.png 第1页；"
        "这些票排在最后，没有算进读出的张数。请在“存疑”里对照两张图，选“同一张”或“不同的票”。"
    )


@pytest.mark.parametrize(
    ("first", "repeats"),
    [
        (scan("b1")[0], {1: 0}),
        (scan("a2")[0], {1: 0}),
        (reading("p", code(1), refusal=Refusal.STREAK), {1: 0}),
        (scan("a1")[0], {1: 1}),
        (scan("a1")[0], {1: 7}),
    ],
)
def test_a_page_repeats_only_one_of_its_kind_that_was_read_before(
    first: PageReading, repeats: dict[int, int]
) -> None:
    assert judge_pages([first, *scan("ax1")], BOOK, repeats)[1].repeats is None
