"""Which pages look like one sheet, within a scan and between two."""

from shuzhi_xl.rules.scanning.alike_pages import find_repeats, match_scans
from tests.rules.scanning.invented_pages import reading

READINGS = [reading(digest) for digest in "abcdef"]


def test_a_page_repeats_the_likest_one_before_it_in_its_scan() -> None:
    pairs = [(0, 2, 0.91), (1, 2, 0.97), (0, 1, 0.9), (2, 4, 0.99), (3, 5, 0.95)]
    assert find_repeats(pairs, range(3)) == {2: 1, 1: 0}
    # Counted from the first page of the second scan
    assert find_repeats(pairs, range(3, 6)) == {2: 0}
    # Of two that are equally like the first
    assert find_repeats([(0, 2, 0.9), (1, 2, 0.9)], range(3)) == {2: 0}


def test_pages_of_two_scans_are_matched_once_the_likest_first() -> None:
    pairs = [(0, 3, 0.95), (1, 3, 0.99), (0, 4, 0.93), (1, 4, 0.98), (0, 1, 0.99), (3, 4, 0.99)]
    assert match_scans(READINGS, pairs, 3) == {"d": "b", "e": "a"}
    assert match_scans(READINGS, [(1, 3, 0.9), (1, 4, 0.9)], 3) == {"d": "b"}
