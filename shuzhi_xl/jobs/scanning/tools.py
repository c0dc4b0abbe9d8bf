"""What reads the pictures, imported when 读票 runs: it loads slowly, and its packages may be absent."""

from collections.abc import Callable, Generator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from pkgutil import resolve_name
from typing import Final, NamedTuple

from shuzhi_xl.rules.intake.cell_grid import Grids
from shuzhi_xl.rules.scanning.earlier.earlier_work import EarlierWork
from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.rules.scanning.page_reading import PageReading

ReadPages = Callable[[Sequence[tuple[Path, str]], Mapping[str, PageLayout]], Generator[PageReading]]
"""From files (place and name) and the layouts by code to the pages, in the order of the files."""
Compare = Callable[[Sequence[bytes]], Sequence[tuple[int, int, float]]]
"""From signatures of pages of one layout to the pairs that look like one sheet, with the score."""


class ScanTools(NamedTuple):
    """What 读票 works with.

    Attributes:
        read_pages: Reads pictures in child processes.
        compare: Finds sheets that look scanned twice.
        fill: Makes a workbook from the template of 录票 and a `ScannedContent`.
        read_work: What a person has done in a workbook: chosen in 存疑, typed in 录票.
        describe: The words for a reason why a person decides.
        list_limits: The limits by which it reads: name, value, meaning.
    """

    read_pages: ReadPages
    compare: Compare
    fill: Callable[..., bytes]
    read_work: Callable[[Grids], EarlierWork]
    describe: Callable[[str], str]
    list_limits: Callable[[], Sequence[tuple[str, Decimal, str]]]


_ADDRESSES: Final = (
    "scanning.reading.read_pages:read_pages",
    "scanning.boxes.signatures:compare_signatures",
    "xlsx.fill.scanned_ballots:fill_scanned",
    "rules.scanning.earlier.earlier_work:read_work",
    "wording.scanning.doubts:describe_doubt",
    "rules.scanning.thresholds:list_limits",
)


def load_tools() -> ScanTools:
    """Import what reads the pictures."""
    return ScanTools(*(resolve_name(f"shuzhi_xl.{address}") for address in _ADDRESSES))
