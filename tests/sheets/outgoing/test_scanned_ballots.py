"""The sheet that says where the picture of each counted page is."""

from shuzhi_xl.sheets.outgoing.scanned_ballots import PAGE_HEADERS, ScannedBallot, ScannedPage, page_rows


def test_one_row_for_each_page_below_the_headers() -> None:
    """A ballot of two pages has two rows; one whose pages are not known has none."""
    pages = (ScannedPage(1, "会场.pdf", 3, "a" * 64), ScannedPage(2, "会场.pdf", 4, "b" * 64))
    ballots = [ScannedBallot(7, "领导班子", {}, pages), ScannedBallot(8, "领导班子", {})]
    assert page_rows(ballots) == [
        [*PAGE_HEADERS],
        [7, 1, "会场.pdf", 3, "a" * 64],
        [7, 2, "会场.pdf", 4, "b" * 64],
    ]
