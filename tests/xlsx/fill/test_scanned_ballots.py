"""The workbook of 读票: what was read, the questions of 存疑 with their pictures, and where each page is."""

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from shuzhi_xl.rules.scanning.ballot_pages import read_ballot_pages
from shuzhi_xl.sheets.outgoing.scanned_ballots import (
    DOUBT_SHEET,
    PAGE_SHEET,
    READ_SHEET,
    DoubtKey,
    DoubtLine,
    ScannedBallot,
    ScannedContent,
    ScannedPage,
)
from shuzhi_xl.xlsx.files.shipped import read_template
from shuzhi_xl.xlsx.fill.paper_ballots import draw_code
from shuzhi_xl.xlsx.fill.scanned_ballots import fill_scanned
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.workbook import PlaceTaken, Workbook
from shuzhi_xl.xlsx.read.read_twice import read_returned
from tests.project.test_ooxml import ROOT, errors_of
from tests.xlsx.handmade import package, parts_of
from tests.xlsx.outgoing import typing_content
from tests.xlsx.restyled import with_logo

FILE = "=1+1 <会场>&.pdf"
PAGES = (ScannedPage(1, FILE, 3, "a" * 64), ScannedPage(2, FILE, 4, "b" * 64))
TYPING = typing_content()
TEMPLATE = read_template("录票.xlsx", Path("nowhere"))
ROW = DoubtLine(
    DoubtKey("a" * 64, 2),
    2,
    f"{FILE} 第3页",
    "V002",
    "钱明",
    "总体评价",
    "像是“好”，但是两种读法不一致",
    [draw_code("1")],
    ("好", "较好"),
)
SHEET = replace(
    ROW, key=DoubtKey("a" * 64, 0), number="", pictures=[draw_code("1")] * 2, answers=("同一张", "不同的票")
)


def content(*doubts: DoubtLine) -> ScannedContent:
    marks = {(candidate.number, "总体评价"): "好" for candidate in TYPING.candidates}
    ballot = ScannedBallot(2, TYPING.voter_classes[0], marks, PAGES, {"V002": "差"})
    return ScannedContent(TYPING, [ballot], doubts)


def filled(*doubts: DoubtLine, template: bytes = TEMPLATE) -> bytes:
    return fill_scanned(Workbook.load(template), content(*doubts))


def sheet_of(workbook: bytes, title: str = DOUBT_SHEET) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook))[title]


def test_both_readers_of_returned_files_find_the_pages(tmp_path: Path) -> None:
    place = tmp_path / "读票.xlsx"
    place.write_bytes(filled())
    reading = read_returned(place, place.name)
    for grids in (reading.first, reading.second):
        assert read_ballot_pages(grids or {}) == {2: PAGES}


def test_a_correction_is_in_the_entry_sheet_and_what_was_read_beside_it() -> None:
    read = [*sheet_of(filled(), READ_SHEET).iter_rows(values_only=True)]
    assert read == [("票序", "票类", "V001", "V002", "V003"), (2, TYPING.voter_classes[0], "好", "好", "好")]
    entry = sheet_of(filled(), "录票")
    row = next(row for row in entry.iter_rows(values_only=True) if row[0] == 2)
    assert row[1] == TYPING.voter_classes[0]
    assert row[3:6] == ("好", "差", "好")


@pytest.mark.parametrize("title", [PAGE_SHEET, READ_SHEET])
def test_the_sheet_is_very_hidden(title: str) -> None:
    assert sheet_of(filled(), title).sheet_state == "veryHidden"


def test_each_line_has_its_list_of_answers_and_only_its_answer_is_unlocked() -> None:
    sheet = sheet_of(filled(SHEET, ROW, ROW, SHEET))
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists == {"H4 H7": '"同一张,不同的票"', "H5:H6": '"好,较好"'}
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked] == [
        "H4",
        "H5",
        "H6",
        "H7",
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.protection.autoFilter) == (
        "A4",
        "A3:J7",
        False,
    )
    assert [sheet.column_dimensions[column].hidden for column in "HIJ"] == [False, True, True]
    assert sheet["A2"].value == '="共 4 行，还有 "&COUNTBLANK(H4:H7)&" 行没有定"'


def test_a_name_that_looks_like_a_formula_is_a_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled(ROW)))
    cells = [book[DOUBT_SHEET]["B4"], book[PAGE_SHEET]["C2"]]
    assert [(cell.value, cell.data_type) for cell in cells] == [(f"{FILE} 第3页", "s"), (FILE, "s")]


def test_each_picture_is_in_its_row_and_two_are_one_below_the_other() -> None:
    sheet = sheet_of(filled(SHEET, ROW))
    starts = [(image.anchor._from.row, image.anchor._from.col) for image in sheet._images]
    assert starts == [(3, 5), (3, 5), (4, 5)]
    first, second, _ = sheet._images
    assert second.anchor._from.rowOff > first.anchor.to.rowOff
    assert [sheet.row_dimensions[row].height for row in (4, 5)] == [88, 44]
    for image in sheet._images:
        assert (image.anchor.editAs, image.anchor.to.row) == ("twoCell", image.anchor._from.row)


def test_pictures_need_no_pillow() -> None:
    script = (
        "import sys; sys.modules['PIL'] = None\n"
        "from tests.xlsx.fill.test_scanned_ballots import ROW, filled\n"
        "assert b'xl/media/image1.png' in filled(ROW)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT, timeout=60)


@pytest.mark.parametrize("picture", [b"GIF89a", b""], ids=["another kind", "empty"])
def test_what_is_no_picture_is_refused(picture: bytes) -> None:
    with pytest.raises(ValueError, match="no PNG"):
        filled(replace(ROW, pictures=[picture]))


def test_what_staff_drew_on_the_template_stays_bit_for_bit() -> None:
    parts = with_logo(TEMPLATE, Parts.load(TEMPLATE).related("xl/workbook.xml", "worksheet")[0])
    restyled = package(parts)
    after = parts_of(filled(SHEET, ROW, template=restyled))
    for name in ("xl/drawings/drawing9.xml", "xl/media/logo.png"):
        assert after[name] == parts[name]
    assert sheet_of(filled(ROW, template=restyled), "录票")


def test_a_template_that_has_a_sheet_of_that_title_is_refused() -> None:
    book = openpyxl.load_workbook(io.BytesIO(TEMPLATE))
    book.create_sheet(DOUBT_SHEET)
    buffer = io.BytesIO()
    book.save(buffer)
    with pytest.raises(PlaceTaken, match=DOUBT_SHEET):
        filled(template=buffer.getvalue())


@pytest.mark.parametrize("doubts", [(), (SHEET, ROW, ROW)], ids=["nothing to ask", "questions"])
def test_the_workbook_is_valid(tmp_path: Path, doubts: tuple[DoubtLine, ...]) -> None:
    path = tmp_path / "读票.xlsx"
    path.write_bytes(filled(*doubts))
    assert errors_of(path) == []


def test_one_with_very_many_questions_is_taken_in(tmp_path: Path) -> None:
    place = tmp_path / "读票.xlsx"
    place.write_bytes(filled(*[ROW] * 1500))
    assert read_returned(place, place.name).refusal is None
