"""读票清单: every page is on it once, and ballots are beside 应到, 实到 and 发出."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from shuzhi_xl.rules.scanning.page_reading import BoxReading, Refusal, RowReading
from shuzhi_xl.rules.scanning.placed_pages import FatedPage, PageFate
from shuzhi_xl.rules.scanning.scan_list import ScanRecord, count_fates, count_printed, make_scan_list
from shuzhi_xl.sheets.outgoing.scan_list import ScanListContent
from shuzhi_xl.wording.scanning.fates import FATES
from tests.rules.scanning.invented_pages import ballot, placed, reading
from tests.rules.small_town import attendees, meeting, year_of

YEAR = year_of(attendees=[attendees("A票", 6), attendees("B票", 4)], meetings=[meeting(), meeting("M2")])
BALLOTS = [
    ballot(1, placed(1, "a", 0, 1)),
    ballot(2, placed(1, "b", 0, "blank")),
    ballot(3, placed(1, "c", 0, 2), repeats=placed(1, "a", 0, 1)),
]
PAGES = [
    FatedPage(BALLOTS[1].pages[1].reading, PageFate.READ, "", "M1", "A票", ballot_page=1, order=2),
    FatedPage(reading("x", number_picture=b"7", index=2), PageFate.UNREADABLE, "缺一角"),
    FatedPage(reading("y", refusal=Refusal.BLANK, index=3), PageFate.BLANK),
]


def listed(**more: Any) -> ScanListContent:
    limits = [("最淡的记号", Decimal("1.50"), "平方毫米")]
    record = ScanRecord(PAGES, BALLOTS, {("M1", "A票"): 9}, limits)
    return make_scan_list(YEAR, replace(record, **more))


def test_every_fate_has_a_word() -> None:
    assert {*FATES} == {*PageFate}
    assert len({*FATES.values()}) == len(PageFate)


def test_pages_are_the_sum_of_their_fates() -> None:
    assert count_fates([*PAGES, PAGES[0]]) == {"读出": 2, "空白": 1, "读不了": 1}
    assert "共 3 页 = 读出 1 + 空白 1 + 读不了 1。" in listed().pages.subtitle


def test_a_page_has_its_place_its_ballot_and_its_reason() -> None:
    content = listed()
    assert content.pages.title == "2015年度测评票读票清单"
    assert content.pages.rows == [
        ["会场.pdf", 1, "读出", "M1", "A票", 1, 2, 1, "", None],
        ["会场.pdf", 2, "读不了", "", "", None, None, None, "缺一角", None],
        ["会场.pdf", 3, "空白", "", "", None, None, None, "", None],
    ]
    assert content.pictures == [b"", b"7", b""]
    assert (
        {len(table.headers) for table in (content.pages, *content.further)}
        == {len(row) for table in (content.pages, *content.further) for row in table.rows}
        == {10, 8, 3}
    )
    assert all(len(table.headers) == len(table.widths) for table in (content.pages, *content.further))


def test_ballots_are_beside_those_due_present_and_issued() -> None:
    counts = listed().further[0]
    assert counts.rows == [
        ["M1", "A票", 6, 6, 9, 3, 2, -3],
        ["M1", "合计", 10, 10, None, 3, 2, -7],
    ]


def test_what_nobody_has_entered_is_blank() -> None:
    people = [{**attendees("A票", 6), "出席": ""}, {**attendees("A票", 2), "姓名": "另一组"}]
    year = year_of(attendees=people)
    record = ScanRecord(PAGES, BALLOTS, {}, [])
    assert make_scan_list(year, record).further[0].rows[0] == ["M1", "A票", 8, None, None, 3, 2, -5]
    nobody = make_scan_list(year_of(), record).further[0].rows
    assert nobody[0] == ["M1", "A票", None, None, None, 3, 2, None]


def test_limits_and_the_histogram_of_ink_are_listed() -> None:
    boxes = [BoxReading(ink, 0, 0, 0, 0) for ink in (-0.01, 0.05, 0.3, 20.0)]
    inked = FatedPage(replace(reading("q"), rows=[RowReading(boxes)]), PageFate.READ)
    rows = listed(pages=[inked]).further[1].rows
    assert rows[0] == ("最淡的记号", Decimal("1.50"), "平方毫米")
    assert {name: count for name, count, _ in rows[1:] if count} == {
        "墨迹 0 到 0.1": 2,
        "墨迹 0.25 到 0.5": 1,
        "墨迹 16 以上": 1,
    }


def test_ballots_are_printed_with_some_to_spare_where_the_voters_are_listed() -> None:
    assert count_printed(YEAR, BALLOTS) == {("M1", "A票"): 9}
    assert count_printed(year_of(), BALLOTS) == {}
