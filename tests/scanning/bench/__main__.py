"""make scan-bench: very many simulated pages, in two processes; goes on where an earlier run ended."""

import multiprocessing
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tests.scanning.bench.report import write_report
from tests.scanning.bench.tally import Tally, read_simulated
from tests.scanning.drawn_ballots import DrawnPage, draw_ballots
from tests.scanning.simulator.marked_pages import Simulator
from tests.scanning.simulator.real_strokes import RealStrokes

_BATCH = 250
"""Pages after which the counts are written down."""


def read_batch(page: DrawnPage, marks: Path | None, seed: int, batch: int) -> Tally:
    """Read the pages of one batch."""
    simulator = Simulator(page, RealStrokes(marks) if marks else None)
    tally = Tally()
    for number in range(batch * _BATCH, (batch + 1) * _BATCH):
        read_simulated(simulator, (seed, number), tally)
    return tally


def main(arguments: Sequence[str]) -> None:
    """Read so many pages and write the report.

    Args:
        arguments: The report's folder, the number of pages, the seed; for real strokes also their folder.
    """
    folder, pages, seed = Path(arguments[0]), int(arguments[1]), int(arguments[2])
    marks = Path(arguments[3]) if len(arguments) > 3 else None
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as drawing:
        page = draw_ballots(Path(drawing))[0]
    total = Tally()
    batches = range(-(-pages // _BATCH))
    name = "real" if marks else "drawn"
    earlier = {batch: folder / f"{name}-{seed}-{batch}.json" for batch in batches}
    missing = [batch for batch, path in earlier.items() if not path.exists()]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        results = pool.imap(partial(read_batch, page, marks, seed), missing)
        for batch, tally in zip(missing, results, strict=True):
            earlier[batch].write_text(tally.to_json(), encoding="utf-8")
    for path in earlier.values():
        total.add(Tally.from_json(path.read_text(encoding="utf-8")))
    (folder / f"{name}.md").write_text(write_report(total), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
