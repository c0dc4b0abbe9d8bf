"""From ballots on paper to the record of a sample: each picture beside the marks that are on it."""

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from PIL import Image

from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.scanning.audit import audit
from shuzhi_xl.jobs.scanning.scan import scan
from shuzhi_xl.sheets.master.vocabulary import GRADES, OVERALL
from shuzhi_xl.sheets.outgoing.audit import BALLOTS_SHEET
from shuzhi_xl.sheets.outgoing.scanned_ballots import DOUBT_HEADERS
from tests.jobs.scanning.marked_ballots import BlankBallots, bind
from tests.year_stages import TownOffice

BALLOTS = 4
ORDER, NUMBER, CHOICE = (DOUBT_HEADERS.index(header) for header in ("票号", "编号", "请选择"))
Paper = Mapping[tuple[str, str], int]


def settle(path: Path, papers: Sequence[Paper]) -> None:
    """Choose what is on the paper wherever 读票 asks."""
    book = openpyxl.load_workbook(path)
    lines: Iterable[Any] = book["存疑"].iter_rows(min_row=4)
    for row in lines:
        if row[NUMBER].value:
            row[CHOICE].value = GRADES[papers[row[ORDER].value - 1][row[NUMBER].value, OVERALL]]
    book.save(path)


def test_each_picture_is_beside_the_marks_that_are_on_it(issued: TownOffice) -> None:
    """All ballots are drawn, so that nothing depends on the words."""
    (path,) = issued.root.glob("发出/2015/*/会议_第2场/测评票_*.xlsx")
    blank = BlankBallots(path.read_bytes())
    numbers = [row.number for row in blank.layouts[0].rows]
    voter_class = blank.layouts[0].voter_class
    papers = [
        {(number, OVERALL): (ballot + place) % 4 for place, number in enumerate(numbers)}
        for ballot in range(BALLOTS)
    ]
    pages = [page for paper in papers for page in blank.mark(voter_class, paper)]
    issued.write_files({"扫描/2015/会场.pdf": bind(pages)})
    issued.run_job(scan)
    settle(issued.root / "收回/2015/读票_第2场.xlsx", papers)
    assert issued.run_job(collect).counts["ballots"] == BALLOTS
    outcome = issued.run_job(audit, count=BALLOTS, seed="3516")
    assert [finding.code for finding in outcome.findings if finding.code.startswith("audit_")] == []
    (place,) = outcome.outputs
    sheet: Any = openpyxl.load_workbook(issued.root / place)[BALLOTS_SHEET]
    shown = [(str(row[1].value).split()[0], row[2].value) for row in sheet.iter_rows() if row[3].value == "□"]
    assert shown == [(number, GRADES[paper[number, OVERALL]]) for paper in papers for number in numbers]
    pictures = [Image.open(io.BytesIO(image._data())) for image in sheet._images]
    assert [picture.format for picture in pictures] == ["JPEG"] * BALLOTS
