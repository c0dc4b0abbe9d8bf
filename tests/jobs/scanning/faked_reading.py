"""Reading of pictures as a test says, in place of what reads them: pages by file, pairs that look alike."""

import io
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from shuzhi_xl.jobs.scanning.tools import ScanTools
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.rules.intake.cell_grid import Grids
from shuzhi_xl.rules.scanning.earlier.earlier_work import EarlierWork
from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.rules.scanning.page_reading import BoxReading, PageReading, RowReading, RowVerdict
from shuzhi_xl.sheets.outgoing.scanned_ballots import DOUBT_SHEET, DoubtKey, ScannedContent
from shuzhi_xl.xlsx.fill.typing_workbook import fill_typing
from shuzhi_xl.xlsx.patch.workbook import Workbook
from shuzhi_xl.xlsx.style.reproducible import make_reproducible

BOXES = [BoxReading(0, 0, 0, 0, 0)] * 4
Scans = Mapping[str, Sequence[PageReading]]
Scan = Callable[..., Outcome]


def page(layout: PageLayout, digest: str, *grades: int | str, **more: Any) -> PageReading:
    """A page that was read; a text in place of a grade is the reason why a person decides the row."""
    verdicts = [
        RowVerdict(None, (grade,)) if isinstance(grade, str) else RowVerdict(grade) for grade in grades
    ]
    rows = [RowReading(BOXES)] * len(verdicts)
    return PageReading("", 0, digest, layout.code, rows=rows, verdicts=verdicts, **more)


def fake_tools(scans: Scans, pairs: Sequence[tuple[int, int, float]] = ()) -> ScanTools:
    """What 读票 works with, where the pictures show what a test says."""

    def read_pages(
        files: Sequence[tuple[Path, str]], layouts: Mapping[str, PageLayout]
    ) -> Generator[PageReading]:
        """The pages of each file, in order."""
        assert layouts
        for path, name in files:
            assert path.is_file()
            for index, reading in enumerate(scans[name], start=1):
                yield replace(reading, file=name, index=index)

    return ScanTools(
        read_pages,
        lambda signatures: [pair for pair in pairs if pair[1] < len(signatures)],
        fill,
        read_work,
        lambda code: f"原因 {code}",
        lambda: [("最淡的记号", Decimal("1.5"), "平方毫米")],
    )


def fill(template: Workbook, content: ScannedContent) -> bytes:
    """An empty typing workbook with a plain sheet of doubts and of marks."""
    book = openpyxl.load_workbook(io.BytesIO(fill_typing(template, content.typing)))
    doubts = book.create_sheet(DOUBT_SHEET)
    for line in content.doubts:
        doubts.append([line.key.digest, line.key.row, line.decision or None, line.order, line.number])
    marks = book.create_sheet("读数")
    for ballot in content.ballots:
        for (number, _), mark in ballot.marks.items():
            marks.append([ballot.order, ballot.voter_class, number, mark or None])
    buffer = io.BytesIO()
    book.save(buffer)
    return make_reproducible(buffer.getvalue())


def read_work(grids: Grids) -> EarlierWork:
    """What is decided in such a workbook; nothing in any other."""
    grid = next((grid for grid in grids.values() if grid.title == DOUBT_SHEET), None)
    if grid is None:
        return EarlierWork()
    rows = {row for row, _ in grid.cells}
    decisions = {
        DoubtKey(str(grid.cells[row, 1]), int(grid.cells[row, 2])): str(grid.cells.get((row, 3)) or "")
        for row in sorted(rows)
    }
    return EarlierWork(decisions)


def decide(path: Path, decisions: Mapping[DoubtKey, str]) -> None:
    """Choose in 存疑, as the clerk does."""
    book = openpyxl.load_workbook(path)
    for row in book[DOUBT_SHEET].iter_rows():
        key = DoubtKey(str(row[0].value), int(str(row[1].value)))
        if key in decisions:
            row[2].value = decisions[key]
    book.save(path)


def read_sheet(path: Path, title: str) -> list[tuple[Any, ...]]:
    """The values of a sheet."""
    return [*openpyxl.load_workbook(path)[title].iter_rows(values_only=True)]
