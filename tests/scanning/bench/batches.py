"""Batches of simulated pages, each kept in a file once it is read, so that a run goes on where it ended."""

import hashlib
import multiprocessing
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from tests.scanning.bench.tally import Tally, read_simulated
from tests.scanning.drawn_ballots import DrawnPage
from tests.scanning.simulator.marked_pages import Simulator
from tests.scanning.simulator.real_strokes import RealStrokes

_PAGES: Final = 100
"""Pages of a batch: half a minute's work."""
_PROJECT: Final = Path(__file__).parents[3]
_SOURCES: Final = (
    "shuzhi_xl/scanning",
    "shuzhi_xl/rules/scanning",
    "tests/scanning/simulator",
    "tests/scanning/drawn_ballots.py",
    "tests/scanning/bench/tally.py",
)
"""What the counts depend on."""


@dataclass(frozen=True)
class Bench:
    """What pages are made from.

    Attributes:
        pages: The page without marks in each printing.
        seed: Tells this run's pages from others'.
        marks: A folder of real strokes, or none.
    """

    pages: Sequence[DrawnPage]
    seed: int
    marks: Path | None

    @property
    def name(self) -> str:
        """Name of its report."""
        return "real" if self.marks else "drawn"

    def simulator(self) -> Simulator:
        """What makes its pages."""
        return Simulator(self.pages, RealStrokes(self.marks) if self.marks else None)


def read_batches(bench: Bench, folder: Path, pages: int) -> Tally:
    """Read so many pages, rounded up to whole batches, in two processes.

    Args:
        folder: Has the batches that were read before; those of other versions of reader or simulator have
            other names and are passed over.
    """
    stem = f"{bench.name}-{bench.seed}-{find_version()}"
    paths = {batch: folder / f"{stem}-{batch}.json" for batch in range(-(-pages // _PAGES))}
    missing = [batch for batch, path in paths.items() if not path.exists()]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        for order, (batch, tally) in enumerate(pool.imap_unordered(partial(_read_batch, bench), missing), 1):
            _keep(paths[batch], tally)
            sys.stdout.write(f"{order} of {len(missing)} batches: {_summarise(tally)}\n")
            sys.stdout.flush()
    total = Tally()
    for path in paths.values():
        total.add(Tally.from_json(path.read_text(encoding="utf-8")))
    return total


def find_version() -> str:
    """A fingerprint of the sources that the counts depend on."""
    places = [_PROJECT / source for source in _SOURCES]
    files = [path for place in places for path in ([place] if place.is_file() else place.rglob("*.py"))]
    contents = [f"{path.relative_to(_PROJECT)} {path.read_text(encoding='utf-8')}" for path in sorted(files)]
    return hashlib.sha256("\0".join(contents).encode()).hexdigest()[:12]


def _read_batch(bench: Bench, batch: int) -> tuple[int, Tally]:
    simulator, tally = bench.simulator(), Tally()
    for number in range(batch * _PAGES, (batch + 1) * _PAGES):
        read_simulated(simulator, (bench.seed, number), tally)
    return batch, tally


def _keep(path: Path, tally: Tally) -> None:
    """Written whole or not at all."""
    part = path.with_suffix(".part")
    part.write_text(tally.to_json(), encoding="utf-8")
    part.replace(path)


def _summarise(tally: Tally) -> str:
    accepted, doubtful, errors = (tally.count(fate, "kind") for fate in ("right", "doubtful", "wrong"))
    return f"{accepted} rows right, {doubtful} doubtful, {errors} wrong"
