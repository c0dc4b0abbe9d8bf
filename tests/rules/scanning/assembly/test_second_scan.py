"""A second scan of the same sheets in another order has the 票号 of the first."""

from shuzhi_xl.rules.scanning.assembly.assemble_ballots import assemble_ballots
from shuzhi_xl.rules.scanning.assembly.page_fates import find_duplicates
from shuzhi_xl.rules.scanning.assembly.second_scan import assemble_second_scan
from shuzhi_xl.rules.scanning.page_reading import Refusal
from shuzhi_xl.rules.scanning.placed_pages import PageFate
from shuzhi_xl.wording.findings.papers.scanning import SCANNING
from tests.rules.scanning.assembly.issued_pages import BOOK, scan
from tests.rules.scanning.assembly.test_assemble_ballots import ballots_of

FIRST = assemble_ballots(scan("a1", "a2", "b1", "b2", "ay1", "ay2", "m1"), BOOK, {}).ballots


def match(*pairs: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in pairs)


def test_sheets_are_found_again_in_any_order() -> None:
    pages = scan("ap1", "ap2", "bp1", "bp2", "aq1", "aq2", "mp1")
    matches = match("ap1=ay1", "ap2=ay2", "aq1=a1", "aq2=a2", "bp1=b1", "bp2=b2", "mp1=m1")
    assembly = assemble_second_scan(pages, BOOK, {}, FIRST, matches)
    assert ballots_of(assembly) == {
        ("M1", 1): ["aq1", "aq2"],
        ("M1", 2): ["bp1", "bp2"],
        ("M1", 3): ["ap1", "ap2"],
        ("M2", 1): ["mp1"],
    }


def test_pages_without_a_match_take_free_places_and_the_rest_new_numbers() -> None:
    pages = scan("ap1", "ap2", "aq1", "aq2", "ar1", "ar2", aq2=Refusal.STREAK)
    assembly = assemble_second_scan(pages, BOOK, {}, FIRST, match("ap1=ay1"))
    assert ballots_of(assembly) == {
        ("M1", 1): ["aq1", "ap2"],
        ("M1", 3): ["ap1", "ar2"],
        ("M1", 4): ["ar1"],
    }
    assert [page.fate for page in assembly.pages].count(PageFate.UNREADABLE) == 1


def test_a_sheet_takes_one_place_of_its_own_kind() -> None:
    pages = scan("ap1", "aq1", "bp1", "ar1", ar1=Refusal.STREAK)
    matches = match("ap1=a1", "aq1=a1", "bp1=ay1", "ar1=ay1")
    assembly = assemble_second_scan(pages, BOOK, {}, FIRST, matches)
    assert ballots_of(assembly) == {("M1", 1): ["ap1"], ("M1", 2): ["bp1"], ("M1", 3): ["aq1"]}


def test_a_sheet_scanned_twice_in_the_second_scan_too_is_asked_about() -> None:
    assembly = assemble_second_scan(scan("mp1", "mq1"), BOOK, {1: 0}, FIRST, match("mp1=m1", "mq1=m1"))
    assert ballots_of(assembly) == {("M2", 1): ["mp1"], ("M2", 2): ["mq1"]}
    assert assembly.ballots[1].repeats


def test_a_meeting_without_a_first_scan_is_numbered_by_itself() -> None:
    assert ballots_of(assemble_second_scan(scan("mp1"), BOOK, {}, [], {})) == {("M2", 1): ["mp1"]}


def test_a_copy_of_the_first_scan_is_no_second_scan() -> None:
    pages = [*scan("a1", "a2"), *scan("bp1")]
    assembly = assemble_second_scan(pages, BOOK, {}, FIRST, match("a1=a1", "a2=a2", "bp1=b1"))
    assert ballots_of(assembly) == {("M1", 2): ["bp1"]}
    (finding,) = find_duplicates(assembly.pages)
    assert finding.context == {
        "count": 2,
        "names": "a1.png 第1页 与 a1.png 第1页、a2.png 第1页 与 a2.png 第1页",
    }
    assert "a1.png" in SCANNING[finding.code].format_map(finding.context)
    assert [*find_duplicates(assembly.pages[2:])] == []
