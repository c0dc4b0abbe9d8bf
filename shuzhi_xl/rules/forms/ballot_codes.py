"""What the code on a page of a paper ballot says, so that a scan can be read (测评票的编码)."""

import hmac
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from shuzhi_xl.rules.forms.identity import LETTERS, secret_letters

_KIND: Final = "SZ1"
"""Opens every code: whose it is, and how it is built."""
_CODE: Final = re.compile(
    rf"{_KIND}-(\d{{4}})-([{LETTERS}]{{4}})-([{LETTERS}]{{3}})-(\d\d)-[{LETTERS}]{{6}}-[{LETTERS}]{{6}}"
)


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
    meeting, voter_class = meeting_letters(key, page.meeting), class_letters(key, page.voter_class)
    layout = secret_letters(key, ["layout", page.layout], 6)
    shown = (_KIND, f"{page.year}", meeting, voter_class, f"{page.page:02}", layout)
    return "-".join((*shown, _check_letters(key, shown)))


def meeting_letters(key: bytes, meeting: str) -> str:
    """The letters that stand for a 场次 in the codes of a master's 测评票."""
    return secret_letters(key, ["meeting", meeting], 4)


def class_letters(key: bytes, voter_class: str) -> str:
    """The letters that stand for a 票类 in the codes of a master's 测评票."""
    return secret_letters(key, ["class", voter_class], 3)


def _check_letters(key: bytes, shown: Iterable[str]) -> str:
    return secret_letters(key, ["page", *shown], 6)


class PageCode(NamedTuple):
    """What the text of a code says in clear (测评票的编码).

    Attributes:
        year: 年度.
        meeting: Letters that stand for 场次.
        voter_class: Letters that stand for 票类.
        page: Number of the page within the ballot.
    """

    year: int
    meeting: str
    voter_class: str
    page: int


def parse_code(code: str) -> PageCode | None:
    """What a code says (测评票的编码), whoever has sealed it; None for any other text.

    >>> parse_code("SZ1-2015-UTY4-RRQ-01-NRNUFM-AK9YEX")
    PageCode(year=2015, meeting='UTY4', voter_class='RRQ', page=1)
    """
    match = _CODE.fullmatch(code) if code.isascii() else None
    return match and PageCode(int(match[1]), match[2], match[3], int(match[4]))


def is_sealed(code: str, key: bytes) -> bool:
    """Whether this master has sealed a code that `parse_code` understands (测评票的编码)."""
    *shown, letters = code.split("-")
    return hmac.compare_digest(letters, _check_letters(key, shown))
