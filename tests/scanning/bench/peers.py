"""Other readers on the same pages as ours: a plain threshold, and OMRChecker where a folder has it (PEER=).

The folder is a checkout of OMRChecker (https://github.com/Udayraj123/OMRChecker) with a virtual environment
`.venv` of its requirements and opencv-python-headless. It does not find a page by our corner marks, so it is
given pages that lie straight by these, as a clerk with much patience would cut them.
"""

import csv
import json
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import cv2

from shuzhi_xl.rules.scanning.judge_rows import judge_rows
from shuzhi_xl.rules.scanning.page_layout import PageLayout, PrintedArea
from shuzhi_xl.scanning.alignment.align_page import align_page
from shuzhi_xl.scanning.alignment.aligned_page import AlignedPage, PageRefused, place_of
from shuzhi_xl.scanning.alignment.corner_marks import find_marks
from shuzhi_xl.scanning.alignment.placement import place_by_marks
from shuzhi_xl.scanning.boxes.measure_rows import measure_rows
from tests.scanning.bench.batches import Bench
from tests.scanning.drawn_ballots import Picture
from tests.scanning.simulator.marked_pages import SimulatedPage
from tests.scanning.simulator.rows import MarkedRow

Answers = Sequence[set[int]]
"""The boxes of each row that a reader takes for marked."""
_DARK, _SHARE = 0.25, 0.005
"""From what darkness a dot is ink, and from what share of such dots a box is marked."""
_DOTS: Final = 5
"""Dots to the millimetre of the pages that OMRChecker is given; it reads whole dots only."""
_ROOM: Final = 14
"""Dots within the lines of a box."""
_JUMP: Final = 10
"""Greys between empty and marked boxes; its own 25 suit bubbles that are filled, not ticks in cells."""
# The windows that it never opens are as large as the first screen, and here is none
_START: Final = """
import runpy, sys, types
screens = types.ModuleType("screeninfo")
screens.get_monitors = lambda: [types.SimpleNamespace(width=1000, height=1000)]
sys.modules["screeninfo"] = screens
sys.argv = ["main.py", "--inputDir", sys.argv[1], "--outputDir", sys.argv[2]]
runpy.run_path("main.py", run_name="__main__")
"""


@dataclass
class Score:
    """What a reader made of the rows.

    Attributes:
        right: Rows taken for what they are.
        doubtful: Rows that it leaves to a person, with those of pages that it does not read.
        errors: Rows taken for something else, by kind.
        seconds: Of the pages' reading.
    """

    right: int = 0
    doubtful: int = 0
    errors: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    def count(self, rows: Sequence[MarkedRow], answers: Answers | None) -> None:
        """Count a page; several boxes of a row are a doubt of the reader's own, none is a blank row."""
        for order, row in enumerate(rows):
            answer = answers[order] if answers else {0, 1}
            truth = set() if row.kind == "blank" else {row.grade}
            if len(answer) > 1:
                self.doubtful += 1
            elif answer == truth:
                self.right += 1
            else:
                self.errors[row.kind] = self.errors.get(row.kind, 0) + 1


def compare_readers(bench: Bench, pages: int, folder: Path, peer: Path | None) -> str:
    """Read the first pages of a run by each reader.

    Args:
        folder: Takes the pages that OMRChecker is given.
        peer: OMRChecker's folder; None for ours and the plain threshold only.

    Returns:
        A table in Markdown.
    """
    simulator, ours, plain, omrchecker = bench.simulator(), Score(), Score(), Score()
    truths: dict[str, Sequence[MarkedRow]] = {}
    (folder / "pages").mkdir(parents=True, exist_ok=True)
    for number in range(pages):
        page = simulator.make((bench.seed, number))
        _read_both(page, ours, plain)
        straight = _straighten(page)
        if straight is None:
            omrchecker.count(page.rows, None)
        else:
            truths[f"{number:05}.png"] = page.rows
            cv2.imwrite(str(folder / "pages" / f"{number:05}.png"), straight)
    scores = {"this reader": ours, f"plain threshold ({_SHARE:.1%} of a box darker than {_DARK})": plain}
    if peer:
        start = time.perf_counter()
        answers = _run_omrchecker(page.paper.layout, peer, folder)
        omrchecker.seconds = time.perf_counter() - start
        for name, rows in truths.items():
            omrchecker.count(rows, answers.get(name))
        scores["OMRChecker, pages straightened by our corner marks"] = omrchecker
    return "\n".join(_write_table(scores, pages)) + "\n"


def _read_both(page: SimulatedPage, ours: Score, plain: Score) -> None:
    """By our reader, and by a plain threshold on the page as ours has aligned it."""
    layout, start = page.paper.layout, time.perf_counter()
    try:
        aligned = align_page(page.picture, page.stated, {layout.code: layout}.get).page
    except PageRefused:
        ours.count(page.rows, None)
        plain.count(page.rows, None)
        return
    ready = time.perf_counter()
    plain.count(page.rows, [*_read_plainly(aligned)])
    done = time.perf_counter()
    verdicts = judge_rows(measure_rows(aligned).rows)
    ours.count(page.rows, [{0, 1} if verdict.doubts else {verdict.grade or 0} for verdict in verdicts])
    ours.seconds += ready - start + time.perf_counter() - done
    plain.seconds += done - start


def _read_plainly(page: AlignedPage) -> Iterator[set[int]]:
    for row in page.boxes:
        shares = [float((page.darkness[place_of(box, page.dots)] > _DARK).mean()) for box in row]
        yield {grade for grade, share in enumerate(shares) if share > _SHARE}


def _straighten(page: SimulatedPage) -> Picture | None:
    """The page by its corner marks alone; None where they are not just four."""
    marks, layout = find_marks(page.picture), page.paper.layout
    if len(marks) < 4 or any(len(places) > 1 for places in marks.values()):
        return None
    placement, _ = place_by_marks({number: places[0] for number, places in marks.items()}, layout)
    width, height = _sides(layout)
    return placement.cut(page.picture, PrintedArea(0, 0, width / _DOTS, height / _DOTS), _DOTS)


def _sides(layout: PageLayout) -> tuple[int, int]:
    return round((layout.marks[2].right + 1) * _DOTS), round((layout.marks[2].bottom + 1) * _DOTS)


def _run_omrchecker(layout: PageLayout, peer: Path, folder: Path) -> Mapping[str, Answers]:
    width, height = _sides(layout)
    sides = {"processing_width": width, "processing_height": height}
    limits = {"MIN_JUMP": _JUMP, "MIN_GAP": _JUMP, "JUMP_DELTA": _JUMP, "CONFIDENT_SURPLUS": 1}
    (folder / "pages" / "template.json").write_text(json.dumps(_describe(layout)), encoding="utf-8")
    (folder / "pages" / "config.json").write_text(
        json.dumps({"dimensions": sides, "threshold_params": limits}), encoding="utf-8"
    )
    paths = [str((folder / name).absolute()) for name in ("pages", "results")]
    command = [str(peer.absolute() / ".venv" / "bin" / "python"), "-c", _START, *paths]
    subprocess.run(command, cwd=peer, check=True, stdout=subprocess.DEVNULL)
    (results,) = (folder / "results").rglob("Results_*.csv")
    with results.open(encoding="utf-8") as lines:
        rows = [*csv.DictReader(lines)]
    labels = [f"r{order}" for order in range(1, len(layout.rows) + 1)]
    return {row["file_id"]: [{int(grade) for grade in row[label]} for label in labels] for row in rows}


def _describe(layout: PageLayout) -> Mapping[str, Any]:
    """The layout as a template of OMRChecker's: one block of rows."""
    first, last = layout.rows[0].boxes[0], layout.rows[-1].boxes[-1]
    grades, rows = len(layout.rows[0].boxes), len(layout.rows)
    across, down = (last.right - first.left) / grades * _DOTS, (last.bottom - first.top) / rows * _DOTS
    block = {
        "origin": [round(first.left * _DOTS) + _ROOM, round(first.top * _DOTS) + _ROOM],
        "fieldLabels": [f"r1..{rows}"],
        "bubbleValues": [str(grade) for grade in range(grades)],
        "direction": "horizontal",
        "bubblesGap": round(across),
        "labelsGap": round(down),
    }
    bubble = [round(across) - 2 * _ROOM, round(down) - 2 * _ROOM]
    return {
        "pageDimensions": [*_sides(layout)],
        "bubbleDimensions": bubble,
        "preProcessors": [],
        "fieldBlocks": {"rows": block},
    }


def _write_table(scores: Mapping[str, Score], pages: int) -> Iterator[str]:
    yield f"| readers, on the same {pages:,} pages | rows | right | own doubts | wrong | kinds | s a page |"
    yield "|---|---|---|---|---|---|---|"
    for name, score in scores.items():
        errors = sum(score.errors.values())
        rows = score.right + score.doubtful + errors
        kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(score.errors.items()))
        share = f"{score.doubtful:,} ({score.doubtful / rows:.1%})"
        yield (
            f"| {name} | {rows:,} | {score.right:,} | {share} | {errors:,} ({errors / rows:.2%}) | {kinds} |"
            f" {score.seconds / pages:.3f} |"
        )
