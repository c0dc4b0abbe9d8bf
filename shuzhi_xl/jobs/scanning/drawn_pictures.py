"""The pictures of the drawn ballots (抽查), read again: each must be the one that 读票 read."""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from pkgutil import resolve_name
from typing import Final, NamedTuple

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.jobs.scanning.scan_press import ScanPress
from shuzhi_xl.rules.scanning.audit import DrawnBallot
from shuzhi_xl.rules.scanning.audit_content import PagePicture
from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.sheets.outgoing.scanned_ballots import ScannedPage
from shuzhi_xl.wording.scanning.audit import CHANGED, GONE, UNREADABLE

ReadPictures = Callable[[Sequence[tuple[Path, str, int]], Mapping[str, PageLayout]], Generator[PagePicture]]
"""From pages (where the file is, its name, page in it) and the layouts by code to their pictures."""
_ADDRESS: Final = "shuzhi_xl.scanning.reading.page_pictures:read_page_pictures"


class DrawnPictures(NamedTuple):
    """The picture of each page of the drawn ballots, and a finding for each that cannot be shown."""

    pictures: Mapping[ScannedPage, PagePicture]
    findings: Sequence[Finding]


def load_reader() -> ReadPictures:
    """Import what reads the pictures; its packages load slowly, and may be absent."""
    reader: ReadPictures = resolve_name(_ADDRESS)
    return reader


def read_drawn(
    press: ScanPress, draws: Sequence[DrawnBallot], layouts: Mapping[str, PageLayout], read: ReadPictures
) -> DrawnPictures:
    """Read the pages of the drawn ballots.

    Raises:
        ChildrenMissing: This computer lets no reading process start.
    """
    pages = [page for draw in draws for page in draw.ballot.pages]
    present = [page for page in pages if press.folder.path_of(page.file).is_file()]
    requests = [(press.folder.path_of(page.file), page.file, page.file_page) for page in present]
    pictures = dict.fromkeys(pages, _hide(GONE))
    # Closed even when reading fails: the reading processes must not outlive the click
    with closing(read(requests, layouts)) as shown:
        for count, (page, picture) in enumerate(zip(present, shown, strict=True), start=1):
            # Why it is not read now is of no use to the witnesses: it was read before
            pictures[page] = _hide(UNREADABLE) if picture.missing else picture
            if not picture.missing and picture.digest != page.digest:
                pictures[page] = _hide(CHANGED)
            press.context.progress(count, len(present))
    return DrawnPictures(pictures, [*_find_missing(press, draws, pictures)])


def _hide(reason: str) -> PagePicture:
    return PagePicture(b"", (0.0, 0.0), "", reason)


def _find_missing(
    press: ScanPress, draws: Iterable[DrawnBallot], pictures: Mapping[ScannedPage, PagePicture]
) -> Iterable[Finding]:
    for draw in draws:
        for page in draw.ballot.pages:
            if reason := pictures[page].missing:
                at = Location(f"{press.folder.place}/{page.file}")
                order = draw.ballot.answer.order
                yield blocking("audit_picture_missing", at, order=order, page=page.page, reason=reason)
