"""From ballots on paper to the results and a sample: counted and shown are exactly the votes on the paper."""

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from PIL import Image

from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.scanning.audit import audit
from shuzhi_xl.jobs.scanning.scan import scan
from shuzhi_xl.sheets.master.vocabulary import ABSTENTION, GRADES, OVERALL
from shuzhi_xl.sheets.master.votes import BALLOT
from shuzhi_xl.sheets.outgoing.audit import BALLOTS_SHEET
from shuzhi_xl.sheets.outgoing.scanned_ballots import DOUBT_HEADERS
from tests.jobs.scanning.marked_ballots import BlankBallots, bind
from tests.year_stages import Stages, TownOffice

BALLOTS = 9
ORDER, NUMBER, CHOICE = (DOUBT_HEADERS.index(header) for header in ("票号", "编号", "请选择"))
UNDERSTOOD = CHOICE - 1
Votes = Mapping[tuple[int, str], str]
"""The grade by 票号 and 编号, blank where the voter marked none."""


class CountedMeeting(NamedTuple):
    """A meeting whose ballots were scanned and counted."""

    office: TownOffice
    votes: Votes
    classes: Mapping[int, str]
    """票类 by 票号."""


@pytest.fixture(scope="module")
def counted(stages: Stages, tmp_path_factory: pytest.TempPathFactory) -> CountedMeeting:
    office = stages.open("issued", tmp_path_factory.mktemp("scanned"))
    (path,) = office.root.glob("发出/2015/*/会议_第2场/测评票_*.xlsx")
    blank = BlankBallots(path.read_bytes())
    numbers = [row.number for row in blank.layouts[0].rows]
    class_names = sorted({layout.voter_class for layout in blank.layouts})
    classes = {order: class_names[order % len(class_names)] for order in range(1, BALLOTS + 1)}
    pages = []
    votes = {}
    for order, voter_class in classes.items():
        marks = {(number, OVERALL): (order + place) % 4 for place, number in enumerate(numbers)}
        if order == 5:
            del marks[numbers[1], OVERALL]
        pages += blank.mark(voter_class, marks)
        for number in numbers:
            place = marks.get((number, OVERALL))
            votes[order, number] = "" if place is None else GRADES[place]
    office.write_files({"扫描/2015/会场.pdf": bind(pages)})
    outcome = office.run_job(scan)
    assert (outcome.counts["pages"], outcome.counts["ballots"]) == (BALLOTS, BALLOTS), outcome.summary
    # With three marks a page has nothing to compare one with: all are a person's to decide
    assert outcome.counts["doubts"] == 27, outcome.summary
    choose(office.root / "收回/2015/读票_第2场.xlsx", votes)
    assert office.run_job(collect).counts["ballots"] == BALLOTS
    return CountedMeeting(office, votes, classes)


def choose(path: Path, votes: Votes) -> None:
    """Choose what is on the paper, in every line of 存疑, which understands it so too."""
    book = openpyxl.load_workbook(path)
    lines: Iterator[Any] = book["存疑"].iter_rows(min_row=4)
    for row in lines:
        grade = votes[row[ORDER].value, row[NUMBER].value]
        assert (f"“{grade}”" in row[UNDERSTOOD].value) == bool(grade)
        row[CHOICE].value = grade or ABSTENTION
    book.save(path)


def test_the_votes_counted_are_those_on_the_paper(counted: CountedMeeting) -> None:
    rows = [row for row in counted.office.rows(BALLOT) if row.meeting == "第2场"]
    assert Counter((row.voter_class, row.number, row.overall) for row in rows) == Counter(
        (counted.classes[order], number, grade) for (order, number), grade in counted.votes.items()
    )


def test_each_picture_is_beside_the_marks_that_are_on_it(counted: CountedMeeting) -> None:
    """All ballots are drawn, so that nothing depends on the words."""
    outcome = counted.office.run_job(audit, count=BALLOTS, seed="3516")
    assert [finding.code for finding in outcome.findings if finding.code.startswith("audit_")] == []
    (place,) = outcome.outputs
    sheet: Any = openpyxl.load_workbook(counted.office.root / place)[BALLOTS_SHEET]
    shown = [(str(row[1].value).split()[0], row[2].value) for row in sheet.iter_rows() if row[3].value == "□"]
    # A person has decided each of them
    assert shown == [(number, f"{grade or ABSTENTION}＊") for (_, number), grade in counted.votes.items()]
    pictures = [Image.open(io.BytesIO(image._data())) for image in sheet._images]
    assert [picture.format for picture in pictures] == ["JPEG"] * BALLOTS
