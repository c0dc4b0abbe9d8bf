"""What a person typed into 录票 of an earlier 读票 workbook, kept in the new one."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from shuzhi_xl.findings import Finding, Location, notice
from shuzhi_xl.rules.scanning.earlier.earlier_work import TypedBallot, is_same
from shuzhi_xl.rules.scanning.placed_pages import AssembledBallot
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.sheets.outgoing.forms import ENTRY, TYPING_HEADERS
from shuzhi_xl.sheets.outgoing.scanned_ballots import (
    NOT_SCANNED,
    ScannedBallot,
    ScannedContent,
    mark_header,
)


def find_typed(
    ballot: AssembledBallot, headers: Sequence[str], sheets: Mapping[str, TypedBallot]
) -> dict[str, str]:
    """What a person has typed over what was read of a ballot (测评票; 录票), by header.

    Args:
        ballot: The ballot as it is read now.
        headers: Headers of the marks.
        sheets: Rows of earlier workbooks by the picture of a page.
    """
    pages = [page for _, page in sorted(ballot.pages.items())]
    earlier = [sheets[page.reading.digest] for page in pages if page.reading.digest in sheets]
    of_row = {
        mark_header(row.number, row.criterion): sheets.get(page.reading.digest)
        for page in pages
        for row in page.layout.rows
    }
    typed: dict[str, str | None] = {}
    for header in headers:
        # A page that was not scanned before has no picture: its marks were typed beside another page's
        source = of_row.get(header) or next(
            (row for row in earlier if row.read.get(header) == NOT_SCANNED), None
        )
        typed[header] = source.correction(header) if source else None
    typed[TYPING_HEADERS[1]] = earlier[0].correction(TYPING_HEADERS[1]) if earlier else None
    return {header: text for header, text in typed.items() if text is not None}


def place_typed_in(typed_in: Mapping[int, TypedBallot], orders: Collection[int]) -> Iterator[ScannedBallot]:
    """Ballots that a person has typed in without a picture (测评票; 录票), under a 票号 that is free.

    Args:
        typed_in: The ballots by the 票号 that they had.
        orders: 票号 of ballots that were read.
    """
    last = max([*orders, *typed_in], default=0)
    for order, ballot in sorted(typed_in.items()):
        last += order in orders
        place = last if order in orders else order
        yield ScannedBallot(place, ballot.typed.get(TYPING_HEADERS[1], ""), {}, typed=ballot.typed)


def find_kept(file: str, content: ScannedContent) -> Iterator[Finding]:
    """Name what a person has typed and is kept in the new workbook (测评票; 录票).

    Args:
        file: Name of the new workbook.
        content: What is in it.
    """
    at = Location(file, ENTRY)
    cells = [
        f"票号 {ballot.order} 的 {header}"
        for ballot in content.ballots
        for header, text in ballot.typed.items()
        if ballot.pages and not is_same(text, ballot.read[header])
    ]
    if cells:
        yield notice("scan_typed_kept", at, count=len(cells), cells=join_names(cells))
    orders = [str(ballot.order) for ballot in content.ballots if not ballot.pages]
    if orders:
        yield notice("scan_ballots_kept", at, count=len(orders), orders=join_names(orders))
