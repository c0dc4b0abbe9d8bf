"""Counts of what was read, by kind of mark and by damage."""

import json
import time
from collections import Counter
from collections.abc import Mapping, Sequence
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


@dataclass
class Tally:
    """What was read.

    Attributes:
        counts: By (what is counted, about what): rows and pages.
        errors: Seeds of pages with a row that was accepted as something else than was meant.
        seconds: CPU of the reader.
    """

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[Any] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, more: Self) -> None:
        """Add another's counts."""
        self.counts.update(more.counts)
        self.errors += more.errors
        self.seconds += more.seconds

    def to_json(self) -> str:
        """For a file that a later run goes on from."""
        return json.dumps([self.counts, self.errors, self.seconds])

    @classmethod
    def from_json(cls, text: str) -> Self:
        """From such a file."""
        counts, errors, seconds = json.loads(text)
        return cls(Counter(counts), errors, seconds)


def read_simulated(simulator: Simulator, seed: Sequence[int], tally: Tally, damage: str = "") -> None:
    """Make a page, read it, and count what became of its rows."""
    page = simulator.make(seed, damage)
    layouts: Mapping[str, Any] = {simulator.layout.code: simulator.layout}
    start = time.process_time()
    try:
        measured = measure_rows(align_page(page.picture, None, layouts.get).page)
        verdicts = judge_rows(measured.rows)
    except PageRefused as refused:
        tally.seconds += time.process_time() - start
        tally.counts[f"refused {page.damage} {refused.refusal}"] += 1
        tally.counts[f"pages {page.damage}"] += 1
        return
    tally.seconds += time.process_time() - start
    tally.counts[f"pages {page.damage}"] += 1
    _count_page(page, measured.rows, verdicts, tally, seed)


def _count_page(
    page: SimulatedPage,
    rows: Sequence[RowReading],
    verdicts: Sequence[RowVerdict],
    tally: Tally,
    seed: Sequence[int],
) -> None:
    for place, (truth, row, verdict) in enumerate(zip(page.rows, rows, verdicts, strict=True)):
        fate = "person" if verdict.doubts else "right" if verdict.grade == truth.grade else "wrong"
        for about in (f"kind {truth.kind}", f"damage {page.damage}", f"shape {page.hand}"):
            tally.counts[f"{fate} {about}"] += 1
        if truth.kind not in {"blank", "two", "corrected", "struck out", "between"}:
            # What no program should settle is a person's anyway, and says nothing of the reader
            tally.counts[f"{fate} settled {page.damage}"] += 1
        for doubt in verdict.doubts:
            tally.counts[f"doubt {truth.kind} {doubt}"] += 1
        if fate == "wrong":
            tally.errors.append([*seed, page.damage, place, truth.kind, truth.grade, verdict.grade])
        _count_scores(truth, row, tally)


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
