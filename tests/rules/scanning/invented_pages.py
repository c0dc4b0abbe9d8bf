"""Invented pages of a scan: layouts, readings and ballots for tests (测评票)."""

from collections.abc import Sequence
from typing import Any

from shuzhi_xl.rules.scanning.page_layout import PageLayout, PrintedArea, RowLayout
from shuzhi_xl.rules.scanning.page_reading import BoxReading, PageReading, RowReading, RowVerdict
from shuzhi_xl.rules.scanning.placed_pages import AssembledBallot, PlacedPage
from shuzhi_xl.sheets.master.vocabulary import OVERALL

AREA = PrintedArea(0, 0, 10, 10)


def layout(page: int, *numbers: str, voter_class: str = "A票", meeting: str = "M1") -> PageLayout:
    rows = [RowLayout(number, OVERALL, [AREA] * 4) for number in numbers]
    code = f"SZ1-{meeting}-{voter_class}-{page}"
    return PageLayout(code, meeting, voter_class, page, 2, dict.fromkeys(range(4), AREA), AREA, None, rows)


def reading(digest: str, verdicts: Sequence[RowVerdict] = (), **more: Any) -> PageReading:
    """A page whose marked boxes have 3 mm² of ink, the others none."""
    rows = [
        RowReading(
            [BoxReading(3.0 if box == verdict.grade else 0.0, 0, 0, 0, 0) for box in range(4)],
        )
        for verdict in verdicts
    ]
    return PageReading("会场.pdf", more.pop("index", 1), digest, rows=rows, verdicts=verdicts, **more)


def placed(page: int, digest: str, *grades: int | str, **more: Any) -> PlacedPage:
    """A page of one row for each grade; a text is the reason why a person decides the row."""
    numbers = [f"V{page}{row}" for row in range(len(grades))]
    verdicts = [
        RowVerdict(None, (grade,)) if isinstance(grade, str) else RowVerdict(grade) for grade in grades
    ]
    return PlacedPage(reading(digest, verdicts, **more), layout(page, *numbers))


def ballot(order: int, *pages: PlacedPage, **more: Any) -> AssembledBallot:
    numbered = {page.layout.page: page for page in pages}
    return AssembledBallot(order, "M1", "A票", numbered, **more)
