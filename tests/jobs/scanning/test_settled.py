"""From 读票 over 存疑 to 回收: nothing that a person has to decide is counted before it is decided."""

import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.rules.scanning.earlier.earlier_work import read_decisions
from shuzhi_xl.sheets.master.votes import BALLOT
from shuzhi_xl.sheets.outgoing.scanned_ballots import DOUBT_HEADERS, DoubtKey
from shuzhi_xl.xlsx.read.calamine import read_calamine
from tests.jobs.scanning.faked_reading import Scan, page
from tests.jobs.scanning.test_scan import WORKBOOK, layouts_of
from tests.year_stages import TownOffice

DIGEST, ROW, CHOICE = (DOUBT_HEADERS.index(header) for header in ("指纹", "行", "请选择"))


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (900, 80), 255).save(buffer, "PNG")
    return buffer.getvalue()


def decide(path: Path, decisions: Mapping[DoubtKey, str]) -> None:
    """Choose in 存疑, as the clerk does."""
    book = openpyxl.load_workbook(path)
    for row in book["存疑"].iter_rows(min_row=4):
        key = DoubtKey(str(row[DIGEST].value), int(str(row[ROW].value)))
        if key in decisions:
            row[CHOICE].value = decisions[key]
    book.save(path)


def codes(outcome: Outcome) -> list[str]:
    return [finding.code for finding in outcome.findings if finding.code.startswith("scan_")]


def votes(office: TownOffice) -> list[tuple[str, str, str]]:
    rows = [row for row in office.rows(BALLOT) if row.meeting == "第2场"]
    return sorted((row.voter_class, row.number, row.overall) for row in rows)


def where(office: TownOffice) -> Path:
    (path,) = office.root.glob("收回/2015/**/读票_第2场.xlsx")
    return path


def test_ballots_without_doubts_are_counted_as_read(issued: TownOffice, scan: Scan) -> None:
    layout = layouts_of(issued)[0]
    numbers = [row.number for row in layout.rows]
    scan(issued, {"a.pdf": [page(layout, "p", 0, 3, 1), page(layout, "q", 2, 2, 2)]})
    outcome = issued.run_job(collect)
    assert outcome.counts["ballots"] == 2
    grades = zip(numbers * 2, ("好", "差", "较好", "一般", "一般", "一般"), strict=True)
    assert votes(issued) == sorted((layout.voter_class, number, grade) for number, grade in grades)


def test_nothing_is_counted_before_every_line_is_decided(issued: TownOffice, scan: Scan) -> None:
    layout = layouts_of(issued)[0]
    scans = {"a.pdf": [page(layout, "p", 0, "faint", "blank", pictures={1: picture(), 2: picture()})]}
    scan(issued, scans)
    outcome = issued.run_job(collect)
    assert (outcome.counts["ballots"], codes(outcome)) == (0, ["scan_undecided"])
    decide(where(issued), {DoubtKey("p", 2): "较好"})
    assert issued.run_job(collect).counts["ballots"] == 0
    decide(where(issued), {DoubtKey("p", 3): "弃权"})
    assert issued.run_job(collect).counts["ballots"] == 1
    assert [grade for _, _, grade in votes(issued)] == ["好", "较好", ""]


def test_a_decision_made_before_is_in_the_new_workbook(issued: TownOffice, scan: Scan) -> None:
    layout = layouts_of(issued)[0]
    scans = {"a.pdf": [page(layout, "p", 0, "faint", 1, pictures={1: picture()})]}
    scan(issued, scans)
    decide(issued.root / WORKBOOK, {DoubtKey("p", 2): "作废"})
    issued.run_job(collect)
    scan(issued, scans)
    grids = read_calamine((issued.root / WORKBOOK).read_bytes()).grids
    assert read_decisions(grids) == {DoubtKey("p", 2): "作废"}
    assert issued.run_job(collect).counts["duplicate"] == 1


def test_a_sheet_scanned_twice_counts_once_or_twice_as_a_person_says(issued: TownOffice, scan: Scan) -> None:
    layout = layouts_of(issued)[0]
    twice = [page(layout, name, 0, 0, 1, signature=b"1") for name in ("p", "q")]
    outcome = scan(issued, {"a.pdf": twice}, [(0, 1, 0.99)])
    assert "共 2 页 = 读出 1 + 重复 1；" in outcome.summary
    (note,) = (finding for finding in outcome.findings if finding.code == "scan_ballots_repeated")
    assert note.context["names"] == "a.pdf 第2页 与 a.pdf 第1页"
    assert codes(issued.run_job(collect)) == ["scan_repeat_undecided"]
    decide(where(issued), {DoubtKey("q", 0): "同一张"})
    assert issued.run_job(collect).counts["ballots"] == 1


def test_different_ballots_that_look_alike_both_count(issued: TownOffice, scan: Scan) -> None:
    layout = layouts_of(issued)[0]
    twice = [page(layout, name, 0, 0, 1, signature=b"1") for name in ("p", "q")]
    scan(issued, {"a.pdf": twice}, [(0, 1, 0.99)])
    decide(issued.root / WORKBOOK, {DoubtKey("q", 0): "不同的票"})
    assert issued.run_job(collect).counts["ballots"] == 2


@pytest.mark.parametrize(
    ("choice", "typed", "code"),
    [("很好", "存疑", "scan_choice_unknown"), ("好", "差", "scan_choice_conflict")],
)
def test_what_is_not_certain_holds_the_workbook(
    issued: TownOffice, scan: Scan, choice: str, typed: str, code: str
) -> None:
    layout = layouts_of(issued)[0]
    scan(issued, {"a.pdf": [page(layout, "p", 0, "faint", 1)]})
    decide(issued.root / WORKBOOK, {DoubtKey("p", 2): choice})
    type_over(issued.root / WORKBOOK, typed)
    outcome = issued.run_job(collect)
    assert (outcome.counts["ballots"], code in codes(outcome)) == (0, True)


def test_a_grade_typed_in_place_of_the_word_counts(issued: TownOffice, scan: Scan) -> None:
    scan(issued, {"a.pdf": [page(layouts_of(issued)[0], "p", 0, "faint", 1)]})
    type_over(issued.root / WORKBOOK, "差")
    assert issued.run_job(collect).counts["ballots"] == 1
    assert [grade for _, _, grade in votes(issued)] == ["好", "差", "较好"]


def test_a_line_whose_row_is_gone_holds_the_workbook(issued: TownOffice, scan: Scan) -> None:
    scan(issued, {"a.pdf": [page(layouts_of(issued)[0], "p", 0, "faint", 1)]})
    decide(issued.root / WORKBOOK, {DoubtKey("p", 2): "好"})
    book = openpyxl.load_workbook(issued.root / WORKBOOK)
    (cell,) = [cell for row in book["录票"].iter_rows() for cell in row if cell.value == 1]
    cell.value = 99
    book.save(issued.root / WORKBOOK)
    assert "scan_cell_missing" in codes(issued.run_job(collect))


def type_over(path: Path, value: str) -> None:
    """Type over the word in 录票."""
    book = openpyxl.load_workbook(path)
    for row in book["录票"].iter_rows():
        for cell in row:
            if cell.value == "存疑":
                cell.value = value
    book.save(path)
