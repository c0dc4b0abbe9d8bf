"""From ballots on paper to the results: the votes counted are exactly those that were drawn."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import openpyxl

from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.scanning.scan import scan
from shuzhi_xl.sheets.master.vocabulary import GRADES, OVERALL
from shuzhi_xl.sheets.master.votes import BALLOT
from shuzhi_xl.sheets.outgoing.scanned_ballots import DOUBT_HEADERS
from tests.jobs.scanning.marked_ballots import BlankBallots, bind
from tests.year_stages import TownOffice

ORDER, NUMBER, CHOICE = (DOUBT_HEADERS.index(header) for header in ("票号", "编号", "请选择"))
UNDERSTOOD = CHOICE - 1


def test_the_votes_counted_are_those_drawn(issued: TownOffice) -> None:
    (path,) = issued.root.glob("发出/2015/*/会议_第2场/测评票_*.xlsx")
    blank = BlankBallots(path.read_bytes())
    numbers = [row.number for row in blank.layouts[0].rows]
    classes = sorted({layout.voter_class for layout in blank.layouts})
    pages = []
    votes: Counter[tuple[str, str, str]] = Counter()
    votes_drawn: dict[tuple[int, str], str] = {}
    for ballot in range(9):
        voter_class = classes[ballot % len(classes)]
        marks = {(number, OVERALL): (ballot + place) % 4 for place, number in enumerate(numbers)}
        if ballot == 4:
            del marks[numbers[1], OVERALL]
        pages += blank.mark(voter_class, marks)
        for number in numbers:
            place = marks.get((number, OVERALL))
            grade = "" if place is None else GRADES[place]
            votes[voter_class, number, grade] += 1
            votes_drawn[ballot + 1, number] = grade
    issued.write_files({"扫描/2015/会场.pdf": bind(pages)})
    outcome = issued.run_job(scan)
    assert (outcome.counts["pages"], outcome.counts["ballots"]) == (9, 9), outcome.summary
    # With three marks a page has nothing to compare one with: all are a person's to decide
    assert outcome.counts["doubts"] == 27, outcome.summary
    choose(issued.root / "收回/2015/读票_第2场.xlsx", votes_drawn)
    collected = issued.run_job(collect)
    assert collected.counts["ballots"] == 9, collected.findings
    rows = [row for row in issued.rows(BALLOT) if row.meeting == "第2场"]
    assert Counter((row.voter_class, row.number, row.overall) for row in rows) == votes


def choose(path: Path, votes_drawn: Mapping[tuple[int, str], str]) -> None:
    """Choose what was drawn, in every line of 存疑, which understands it so too."""
    book = openpyxl.load_workbook(path)
    for row in book["存疑"].iter_rows(min_row=4):
        grade = votes_drawn[int(str(row[ORDER].value)), str(row[NUMBER].value)]
        assert (f"“{grade}”" in str(row[UNDERSTOOD].value)) == bool(grade)
        row[CHOICE].value = grade or "弃权"
    book.save(path)
