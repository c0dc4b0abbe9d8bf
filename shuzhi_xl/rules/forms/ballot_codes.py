"""What the code on a page of a paper ballot says, so that a scan can be read (测评票的编码)."""

from typing import Final, NamedTuple

from shuzhi_xl.rules.forms.identity import secret_letters

_KIND: Final = "SZ1"
"""Opens every code: whose it is, and how it is built."""


class PageIdentity(NamedTuple):
    """What a page of a paper ballot is (测评票).

    Attributes:
        year: 年度.
        meeting: 场次.
        voter_class: 票类.
        page: Its number within the ballot.
        layout: Fingerprint of the place of every box, by content and template.
    """

    year: int
    meeting: str
    voter_class: str
    page: int
    layout: str


def seal_page(key: bytes, page: PageIdentity) -> str:
    """The code of a page of a 测评票: year, 场次, 票类, page and layout, with a checksum over them.

    Only what a small code can hold: capital letters, digits and dashes, as many for any name. What the
    letters of a 场次 or 票类 stand for, whoever has the master finds by trying those that it lists. All
    voters of a 票类 have the same code.

    >>> seal_page(b"k", PageIdentity(2015, "H1", "A票", 1, "f3a2"))
    'SZ1-2015-UTY4-RRQ-01-NRNUFM-AK9YEX'
    """
    meeting = secret_letters(key, ["meeting", page.meeting], 4)
    voter_class = secret_letters(key, ["class", page.voter_class], 3)
    layout = secret_letters(key, ["layout", page.layout], 6)
    shown = (_KIND, f"{page.year}", meeting, voter_class, f"{page.page:02}", layout)
    return "-".join((*shown, secret_letters(key, ["page", *shown], 6)))
