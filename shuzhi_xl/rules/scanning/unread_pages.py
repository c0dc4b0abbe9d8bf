"""Scanned pages that are in no ballot, as findings: one for each reason."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.scanning.placed_pages import FatedPage, PageFate
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.wording.scanning.fates import FATES
from shuzhi_xl.wording.scanning.understanding import where

_VOTES: Final = (PageFate.UNREADABLE, PageFate.OTHER_MEETING)
"""Fates of pages that may hold votes of this year."""
_NO_VOTES: Final = (PageFate.OTHER_YEAR, PageFate.NO_BALLOT)


def find_unread_pages(pages: Iterable[FatedPage]) -> Iterator[Finding]:
    """Find scanned pages whose votes nobody has entered yet (测评票); blank sides are none.

    Args:
        pages: All pages, in the order of the scans.
    """
    by_reason: dict[tuple[PageFate, str], list[FatedPage]] = {}
    for page in pages:
        if page.fate in (*_VOTES, *_NO_VOTES):
            by_reason.setdefault((page.fate, page.reason), []).append(page)
    for (fate, reason), alike in by_reason.items():
        names = join_names([where(page.reading.file, page.reading.index) for page in alike])
        context: Mapping[str, object] = {
            "count": len(alike),
            "fate": FATES[fate],
            "names": names,
            "reason": reason,
        }
        make = blocking if fate in _VOTES else notice
        yield make("scan_pages_unread", Location(alike[0].reading.file), **context)
