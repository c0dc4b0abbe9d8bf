"""What the code on a scanned page is to this master (测评票的编码)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from shuzhi_xl.rules.forms.ballot_codes import (
    PageCode,
    class_letters,
    is_sealed,
    meeting_letters,
    parse_code,
)
from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.sheets.declaration.units import MeetingNumber, Ordinal, VoterClass


class CodeOrigin(StrEnum):
    """Where a page of 测评票 comes from, by its code."""

    ISSUED = "issued"
    """Of the ballots last issued."""
    OUTDATED = "outdated"
    """Of this master and a meeting whose ballots are out, but of ballots made before those."""
    OTHER_MEETING = "other_meeting"
    """Of this master, but of no meeting whose ballots are out."""
    OTHER_YEAR = "other_year"
    FOREIGN = "foreign"
    """Not sealed by this master, or no code of a ballot at all."""


@dataclass(frozen=True)
class JudgedCode:
    """What a code is (测评票的编码).

    Attributes:
        origin: Where its page comes from.
        layout: Of a page that is issued.
        meeting: 场次, where the master lists it; else blank.
        voter_class: 票类, likewise.
        page: Number of the page within the ballot; None where the code is foreign.
        year: 年度, likewise.
    """

    origin: CodeOrigin
    layout: PageLayout | None = None
    meeting: MeetingNumber = ""
    voter_class: VoterClass = ""
    page: Ordinal | None = None
    year: int | None = None


@dataclass(frozen=True)
class CodeBook:
    """What a master knows of codes (测评票的编码).

    Attributes:
        key: Its key.
        year: Its 年度.
        layouts: The pages issued, by code.
        meetings: 场次 that it lists.
        voter_classes: 票类 that it lists.
    """

    key: bytes
    year: int
    layouts: Mapping[str, PageLayout]
    meetings: Collection[MeetingNumber] = ()
    voter_classes: Collection[VoterClass] = ()


def judge_code(code: str, book: CodeBook) -> JudgedCode:
    """Judge the code of a page (测评票的编码).

    The year is compared before the checksum: every year's master has a key of its own. A page counts as
    issued only if what the issued file says of its 场次, 票类 and page is what the master has sealed.
    """
    parsed = parse_code(code)
    if parsed is None:
        return JudgedCode(CodeOrigin.FOREIGN)
    if parsed.year != book.year:
        return JudgedCode(CodeOrigin.OTHER_YEAR, page=parsed.page, year=parsed.year)
    if not is_sealed(code, book.key):
        return JudgedCode(CodeOrigin.FOREIGN)
    layout = book.layouts.get(code)
    if layout and _letters(layout, book.key) == parsed[1:]:
        about = (layout.meeting, layout.voter_class, layout.page)
        return JudgedCode(CodeOrigin.ISSUED, layout, *about, parsed.year)
    return _judge_unissued(parsed, book)


def _letters(layout: PageLayout, key: bytes) -> tuple[str, str, int]:
    return meeting_letters(key, layout.meeting), class_letters(key, layout.voter_class), layout.page


def _judge_unissued(parsed: PageCode, book: CodeBook) -> JudgedCode:
    issued = {layout.meeting for layout in book.layouts.values()}
    voter_classes = {*book.voter_classes, *(layout.voter_class for layout in book.layouts.values())}
    meeting = _find(parsed.meeting, {*book.meetings, *issued}, partial(meeting_letters, book.key))
    voter_class = _find(parsed.voter_class, voter_classes, partial(class_letters, book.key))
    origin = CodeOrigin.OUTDATED if meeting in issued else CodeOrigin.OTHER_MEETING
    return JudgedCode(origin, None, meeting, voter_class, parsed.page, parsed.year)


def _find(letters: str, names: Iterable[str], seal: Callable[[str], str]) -> str:
    """The name that letters stand for; blank for one that the master does not list (any more)."""
    return next((name for name in sorted(names) if seal(name) == letters), "")
