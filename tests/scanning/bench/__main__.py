"""make scan-bench: very many simulated pages, what they take, other readers; or one page as a picture."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.scanning.bench.batches import Bench, read_batches
from tests.scanning.bench.memory import measure_memory
from tests.scanning.bench.peers import compare_readers
from tests.scanning.bench.report import write_report
from tests.scanning.bench.shown_page import show_page
from tests.scanning.drawn_ballots import DrawnPage, draw_ballots


def main(arguments: Sequence[str]) -> None:
    """Do one part of the bench."""
    options = _make_parser().parse_args(arguments)
    bench = Bench(_draw_pages(), options.seed, options.marks)
    if options.part == "show":
        sys.stdout.write(show_page(bench, options.number, options.to) + "\n")
        return
    options.to.mkdir(parents=True, exist_ok=True)
    if options.part == "read":
        name, report = bench.name, write_report(read_batches(bench, options.to, options.number))
    elif options.part == "memory":
        name, report = "memory", measure_memory(bench, options.to / "memory")
    else:
        name, report = "peers", compare_readers(bench, options.number, options.to / "peers", options.peer)
    (options.to / f"{name}.md").write_text(report, encoding="utf-8")


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.scanning.bench")
    parser.add_argument("part", choices=("read", "memory", "peers", "show"))
    parser.add_argument("to", type=Path, help="the reports' folder; of show the picture's path")
    parser.add_argument("--number", type=int, default=300, help="of pages; of show the page's")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--marks", type=Path, help="a folder of real strokes")
    parser.add_argument("--peer", type=Path, help="OMRChecker's folder, see peers.py")
    return parser


def _draw_pages() -> Sequence[DrawnPage]:
    with tempfile.TemporaryDirectory() as folder:
        ballots = draw_ballots(Path(folder))
    return [ballots.as_excel[0], ballots.as_libreoffice[0]]


if __name__ == "__main__":
    main(sys.argv[1:])
