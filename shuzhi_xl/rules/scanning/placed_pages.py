"""Scanned pages once their codes are judged: what became of each, and the ballots they make (测评票)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.rules.scanning.page_reading import PageReading
from shuzhi_xl.sheets.declaration.units import MeetingNumber, Ordinal, VoterClass


class PageFate(StrEnum):
    """What becomes of a scanned page (测评票; 读票清单的“结果”); every page has exactly one."""

    READ = "read"
    DUPLICATE = "duplicate"
    """It looks like a sheet that is read already; a person decides whether it is (存疑)."""
    OTHER_MEETING = "other_meeting"
    """Of this year, but of no meeting whose ballots are out."""
    OTHER_YEAR = "other_year"
    NO_BALLOT = "no_ballot"
    BLANK = "blank"
    UNREADABLE = "unreadable"


class PlacedPage(NamedTuple):
    """A page that was read, and the layout by which it was (测评票)."""

    reading: PageReading
    layout: PageLayout


@dataclass(frozen=True)
class AssembledBallot:
    """One ballot, made of a page of each number (测评票).

    Attributes:
        order: 票号 in the typing workbook, in the order of the scans.
        pages: Its pages by their number within the ballot; one that is not scanned is absent.
        repeats: The page read before that one of its pages looks like; None for none.
    """

    order: Ordinal
    meeting: MeetingNumber
    voter_class: VoterClass
    pages: Mapping[int, PlacedPage]
    repeats: PlacedPage | None = None


@dataclass(frozen=True)
class FatedPage:
    """A page and what became of it (测评票; 读票清单的一行).

    Attributes:
        reading: What was read on it.
        fate: What became of it.
        reason: Why it was not read, in words; blank for one that was.
        meeting: 场次, where its code says one that this master knows; else blank.
        voter_class: 票类, likewise.
        ballot_page: Its number within the ballot, likewise; None where it is not known.
        order: 票号 of its ballot; None for a page that is on none.
        resembles: Where the page is of which it is a copy or which it looks like; blank for none.
    """

    reading: PageReading
    fate: PageFate
    reason: str = ""
    meeting: MeetingNumber = ""
    voter_class: VoterClass = ""
    ballot_page: Ordinal | None = None
    order: Ordinal | None = None
    resembles: str = ""
