"""The list of all scanned pages (读票清单.xlsx): what became of each, how many ballots, what was measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class ListedPage(NamedTuple):
    """A page of a picture file as the list shows it (逐页).

    Attributes:
        file: The file, relative to the year's folder of scans.
        page: Its number in the file, from 1.
        fate: What became of it, in words.
        meeting: 场次; blank where it is not known.
        voter_class: 票类, likewise.
        ballot_page: Its number within the ballot; None where it is not known.
        order: 票号 in the typing workbook; None for a page that is on no ballot.
        doubts: Rows of it that a person decides; None for a page that was not read.
        reason: Why it is not read, or what it repeats; blank for a page that is read.
        number_picture: Picture (PNG) of the 票号 written by hand; empty where there is none.
    """

    file: str
    page: int
    fate: str
    meeting: str
    voter_class: str
    ballot_page: int | None
    order: int | None
    doubts: int | None
    reason: str
    number_picture: bytes = b""


@dataclass(frozen=True)
class ScanTable:
    """A plain table of the list (逐场, 量得): headers, widths in Excel's units, rows."""

    sheet: str
    title: str
    subtitle: str
    headers: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True)
class ScanListContent:
    """The content of 读票清单.xlsx.

    Attributes:
        pages: The table of pages, in the order of the files.
        pictures: The picture of 票号 by position in its rows.
        further: The other tables, each on a sheet of its own.
    """

    pages: ScanTable
    pictures: Sequence[bytes]
    further: Sequence[ScanTable]
