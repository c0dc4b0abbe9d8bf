"""Counts of what was read, by kind of mark and by damage."""

import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Self

from shuzhi_xl.rules.scanning.judge_rows import judge_rows
from shuzhi_xl.rules.scanning.page_reading import RowReading, RowVerdict
from shuzhi_xl.scanning.alignment.align_page import align_page
from shuzhi_xl.scanning.alignment.aligned_page import PageRefused
from shuzhi_xl.scanning.boxes.measure_rows import measure_rows
from tests.scanning.simulator.marked_pages import SimulatedPage, Simulator
from tests.scanning.simulator.rows import MarkedRow

BOXES: Final = 4
INK_STEPS: Final = (0.0, 0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Square millimetres of ink at which the histogram's steps begin."""
EXTENT_STEPS: Final = (0.0, 0.4, 0.8, 1.2, 1.6, 2.0, 2.5, 3.0, 4.0, 6.0, 9.0, 13.0)
"""Millimetres of strokes at which the histogram's steps begin."""
HEIGHT_STEPS: Final = (0.0, 0.3, 0.5, 0.7, 0.85, 1.0, 1.15, 1.3)
"""Heights of a mark against its row at which the steps of their table begin."""
FATES: Final = ("right", "doubtful", "refused", "wrong")
"""What becomes of a row: accepted as meant, a person's, a person's with its whole page, accepted as another
one."""
UNSETTLED: Final = frozenset({"blank", "two", "corrected", "struck out", "between", "hidden"})
"""Kinds of rows that no program should settle: a person has them with reason."""


@dataclass
class Tally:
    """What was read.

    Attributes:
        counts: By what became of it, by what it is counted, and the name of that.
        errors: Rows that were accepted as something else than was meant, with the seeds of their pages.
        making: Seconds of CPU for making the pages.
        reading: Those of the reader.
    """

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[Any] = field(default_factory=list)
    making: float = 0.0
    reading: float = 0.0

    def add(self, more: Self) -> None:
        """Add another's counts."""
        self.counts.update(more.counts)
        self.errors += more.errors
        self.making += more.making
        self.reading += more.reading

    def count(self, fate: str, about: str) -> int:
        """Rows with a fate, by whatever name they are counted."""
        start = f"{fate} {about} "
        return sum(number for key, number in self.counts.items() if key.startswith(start))

    def to_json(self) -> str:
        """For a file that a later run goes on from."""
        return json.dumps([self.counts, self.errors, self.making, self.reading])

    @classmethod
    def from_json(cls, text: str) -> Self:
        """From such a file."""
        counts, *rest = json.loads(text)
        return cls(Counter(counts), *rest)


def read_simulated(simulator: Simulator, seed: Sequence[int], tally: Tally, damage: str = "") -> None:
    """Make a page, read it, and count what became of its rows."""
    start = time.process_time()
    page = simulator.make(seed, damage)
    ready = time.process_time()
    tally.counts[f"pages {page.damage}"] += 1
    layouts = {page.paper.layout.code: page.paper.layout}
    try:
        measured = measure_rows(align_page(page.picture, page.stated, layouts.get).page)
        verdicts = judge_rows(measured.rows)
    except PageRefused as refused:
        tally.counts[f"refusal {page.damage} {refused.refusal}"] += 1
        for truth in page.rows:
            _count(tally, "refused", page, truth)
    else:
        _count_page(page, measured.rows, verdicts, tally, seed)
    tally.making += ready - start
    tally.reading += time.process_time() - ready


def _count_page(
    page: SimulatedPage,
    rows: Sequence[RowReading],
    verdicts: Sequence[RowVerdict],
    tally: Tally,
    seed: Sequence[int],
) -> None:
    for place, (truth, row, verdict) in enumerate(zip(page.rows, rows, verdicts, strict=True)):
        fate = "doubtful" if verdict.doubts else "right" if verdict.grade == truth.grade else "wrong"
        _count(tally, fate, page, truth)
        for doubt in verdict.doubts:
            tally.counts[f"doubt {truth.kind} {doubt}"] += 1
        if fate == "wrong":
            tally.errors.append(
                [*seed, page.damage, page.paper.printing, place + 1, truth.kind, truth.grade, verdict.grade]
            )
        _count_scores(truth, row, tally)


def _count(tally: Tally, fate: str, page: SimulatedPage, truth: MarkedRow) -> None:
    tally.counts.update(f"{fate} {about}" for about in _abouts(page, truth))


def _abouts(page: SimulatedPage, truth: MarkedRow) -> Iterator[str]:
    yield f"kind {truth.kind}"
    yield f"{page.hall} {page.damage}"
    if truth.kind in UNSETTLED:
        return
    yield f"{page.hall}-one {page.damage}"
    if page.hall == "orderly":
        yield f"printing {page.paper.printing}"
        yield f"shape {page.hand}"
        box = page.paper.boxes[0][0]
        yield f"height {_step(truth.height / (box.bottom - box.top), HEIGHT_STEPS)}"


def _count_scores(truth: MarkedRow, row: RowReading, tally: Tally) -> None:
    """Scores of boxes of which it is plain whether they are marked."""
    if truth.kind not in {"one", "faint", "aside", "blank"}:
        return
    for grade, box in enumerate(row.boxes):
        is_marked = "marked" if grade == truth.grade else "empty"
        tally.counts[f"ink {is_marked} {_step(box.ink, INK_STEPS)}"] += 1
        tally.counts[f"extent {is_marked} {_step(box.extent, EXTENT_STEPS)}"] += 1


def _step(value: float, steps: Sequence[float]) -> int:
    return sum(value >= start for start in steps) - 1
