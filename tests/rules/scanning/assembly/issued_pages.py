"""Pages of invented ballots with codes that a master has sealed (测评票)."""

from typing import Any, Final

from shuzhi_xl.rules.forms.ballot_codes import PageIdentity, seal_page
from shuzhi_xl.rules.scanning.assembly.page_codes import CodeBook
from shuzhi_xl.rules.scanning.page_layout import PageLayout, PrintedArea, RowLayout
from shuzhi_xl.rules.scanning.page_reading import PageReading

KEY: Final = b"key"
AREA: Final = PrintedArea(0, 0, 10, 10)


def code(page: int, voter_class: str = "A票", meeting: str = "M1", **changes: Any) -> str:
    identity = PageIdentity(2015, meeting, voter_class, page, "layout")._replace(**changes)
    return seal_page(KEY, identity)


def layout(page: int, voter_class: str = "A票", meeting: str = "M1", pages: int = 2) -> PageLayout:
    rows = [RowLayout(f"V00{page}", "总体评价", [AREA] * 4)]
    marks = dict.fromkeys(range(4), AREA)
    return PageLayout(
        code(page, voter_class, meeting), meeting, voter_class, page, pages, marks, AREA, None, rows
    )


LAYOUTS: Final = [
    layout(1),
    layout(2),
    layout(1, "B票"),
    layout(2, "B票"),
    layout(1, meeting="M2", pages=1),
]
BOOK: Final = CodeBook(KEY, 2015, {page.code: page for page in LAYOUTS}, ["M1", "M2", "M3"], ["A票", "C票"])


def reading(digest: str, text: str = "", **more: Any) -> PageReading:
    return PageReading(f"{digest}.png", 1, digest, text, **more)


def scan(*pages: str, **refusals: Any) -> list[PageReading]:
    """Pages such as ``a1``: page 1 of an A票; the letters before the last digit also name the ballot.

    ``a1`` and ``ax1`` are of A票, ``b1`` of B票, ``m1`` of the meeting M2.
    """
    about = {"a": ("A票", "M1"), "b": ("B票", "M1"), "m": ("A票", "M2")}
    return [reading(name, code(int(name[-1]), *about[name[0]]), refusal=refusals.get(name)) for name in pages]
