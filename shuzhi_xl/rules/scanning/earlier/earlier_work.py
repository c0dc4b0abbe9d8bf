"""What a person has done in one 读票 workbook: chosen in 存疑, typed in 录票."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from shuzhi_xl.rules.intake.cell_grid import Grids
from shuzhi_xl.rules.intake.marks import Unclear, plain, read_key
from shuzhi_xl.rules.intake.page import Page, find_page, has_headers
from shuzhi_xl.rules.intake.read_form import read_identity
from shuzhi_xl.rules.intake.scanned_doubts import find_doubts
from shuzhi_xl.rules.scanning.ballot_pages import read_ballot_pages
from shuzhi_xl.sheets.declaration.units import FormNumber
from shuzhi_xl.sheets.outgoing.forms import ENTRY, TYPING_HEADERS
from shuzhi_xl.sheets.outgoing.scanned_ballots import (
    DOUBTFUL,
    NOT_SCANNED,
    READ_SHEET,
    DoubtKey,
)

_ORDER: Final = TYPING_HEADERS[0]
_MOST_DIGITS: Final = 10
_ASKED: Final = (DOUBTFUL, NOT_SCANNED)
Readings = Mapping[str, Mapping[str, str]]
"""What was read of 测评票, by 票号 and header of 录票."""
Decisions = Mapping[DoubtKey, str]
"""What a person has chosen in 存疑, by what it is about (测评票); blank where nobody has decided."""


class TypedBallot(NamedTuple):
    """A row of 录票 of a 读票 workbook as it is now (测评票).

    Attributes:
        order: Its 票号.
        digests: The pictures of its pages; none for a ballot that a person has typed in.
        read: What the program has read, by header of 录票; nothing for such a ballot.
        typed: What the row has, likewise.
    """

    order: int
    digests: Sequence[str]
    read: Mapping[str, str]
    typed: Mapping[str, str]

    def correction(self, header: str) -> str | None:
        """What a person has typed over what was read (测评票; 录票); None for nothing else."""
        read, typed = self.read.get(header, ""), self.typed.get(header, "")
        # Clearing a question is no answer to it
        is_kept = typed in ("", read) if read in _ASKED else is_same(typed, read)
        return None if is_kept else typed


@dataclass(frozen=True)
class EarlierWork:
    """What a person has done in one 读票 workbook (测评票).

    Attributes:
        decisions: What is chosen in 存疑.
        form: 表单编号; blank where nobody can tell.
        ballots: The rows of 录票 that 票号 tells apart.
        unclear: 票号 that are in 录票 twice, and those that were read and are there no more.
    """

    decisions: Decisions = field(default_factory=dict)
    form: FormNumber = ""
    ballots: Sequence[TypedBallot] = ()
    unclear: Sequence[str] = ()


def is_same(typed: str, read: str) -> bool:
    """Whether a cell of 录票 says what was read (测评票): 3 and 一般 are the same.

    >>> is_same("3", "一般"), is_same("弃权", ""), is_same("A票", "B票")
    (True, True, False)
    """
    keys = [plain(text) if (key := read_key(text)) is None else key for text in (typed, read)]
    return keys[0] == keys[1]


def read_decisions(grids: Grids) -> Decisions:
    """Decisions by what they are about (测评票; 存疑).

    Args:
        grids: All sheets of a workbook, as one reader gives them; one without 存疑 has none.
    """
    _, rows = find_doubts("", grids)
    return {doubt.key: doubt.choice for doubt in rows}


def read_readings(grids: Grids) -> Readings | None:
    """What 读票 has read of 测评票, as its workbook says; None for a workbook that does not say it.

    Args:
        grids: All sheets of the workbook.
    """
    grid = next((grid for grid in grids.values() if grid.title == READ_SHEET), None)
    if grid is None:
        return None
    headers = {col: plain(raw) for (row, col), raw in grid.cells.items() if row == 1 and col > 1}
    rows = {row: plain(raw) for (row, col), raw in grid.cells.items() if row > 1 and col == 1}
    return {
        order: {header: plain(grid.cells.get((row, col))) for col, header in headers.items()}
        for row, order in rows.items()
    }


def read_work(grids: Grids) -> EarlierWork:
    """What a person has done in a workbook of 读票 (测评票; 存疑; 录票).

    Args:
        grids: All its sheets; a workbook that does not say what was read has decisions only.
    """
    identity = read_identity(grids)
    form = identity.form if identity else ""
    readings = read_readings(grids)
    page, _ = find_page("", grids, ENTRY, has_headers(*TYPING_HEADERS))
    if readings is None or page is None:
        return EarlierWork(read_decisions(grids), form)
    orders = Counter(order for row in page.rows if (order := _order(page, row)))
    unclear = {order for order, times in orders.items() if times > 1} | (readings.keys() - orders.keys())
    # Where 票号 were changed, a row that was not read may be one that was
    rows = {
        order: row
        for row in page.rows
        if (order := _order(page, row)) and order not in unclear and (order in readings or not unclear)
    }
    ballots = [*_list_ballots(grids, page, readings, rows)]
    return EarlierWork(read_decisions(grids), form, ballots, sorted(unclear))


def _order(page: Page, row: int) -> str:
    """票号 of a row; blank for one that has none."""
    text = plain(page.raw(row, page.col(_ORDER)))
    return str(int(text)) if text.isdecimal() and len(text) < _MOST_DIGITS else ""


def _list_ballots(
    grids: Grids, page: Page, readings: Readings, rows: Mapping[str, int]
) -> Iterator[TypedBallot]:
    pages = read_ballot_pages(grids) or {}
    headers = {plain(header) for reading in readings.values() for header in reading}
    columns = {header: page.col(header) for header in headers if page.col(header)}
    for order, row in rows.items():
        typed = {header: _say(page.answer(row, col)) for header, col in columns.items()}
        digests = [scan.digest for scan in pages.get(int(order), ())]
        if order in readings or any(typed.values()):
            yield TypedBallot(int(order), digests, readings.get(order, {}), typed)


def _say(raw: Any) -> str:
    """What a cell says, as a new workbook has it: what is crossed out there is asked again."""
    if isinstance(raw, Unclear):
        return DOUBTFUL
    return read_key(raw) or plain(raw)
