"""make scan-bench: very many simulated pages; or one of them as a picture."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.scanning.bench.batches import Bench, read_batches
from tests.scanning.bench.report import write_report
from tests.scanning.bench.shown_page import show_page
from tests.scanning.drawn_ballots import DrawnPage, draw_ballots


def main(arguments: Sequence[str]) -> None:
    """Read so many pages and write the report, or show a page.

    Args:
        arguments: The report's folder, the number of pages, the seed; or "show", the seed, the page's number
            and the picture's path. For real strokes also their folder.
    """
    is_shown = arguments[0] == "show"
    marks = next(map(Path, arguments[4 if is_shown else 3 :]), None)
    if is_shown:
        seed, number, path = int(arguments[1]), int(arguments[2]), Path(arguments[3])
        sys.stdout.write(show_page(Bench(_draw_pages(), seed, marks), number, path) + "\n")
        return
    folder, pages = Path(arguments[0]), int(arguments[1])
    folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(_draw_pages(), int(arguments[2]), marks)
    report = write_report(read_batches(bench, folder, pages))
    (folder / f"{bench.name}.md").write_text(report, encoding="utf-8")


def _draw_pages() -> Sequence[DrawnPage]:
    with tempfile.TemporaryDirectory() as folder:
        ballots = draw_ballots(Path(folder))
    return [ballots.as_excel[0], ballots.as_libreoffice[0]]


if __name__ == "__main__":
    main(sys.argv[1:])
