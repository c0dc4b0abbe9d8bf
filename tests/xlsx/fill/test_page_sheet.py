"""The hidden sheet that says where the pictures of the ballots are."""

import io
from pathlib import Path

import openpyxl

from shuzhi_xl.rules.scanning.ballot_pages import read_ballot_pages
from shuzhi_xl.sheets.outgoing.scanned_ballots import PAGE_SHEET, BallotPage, ScannedBallot
from shuzhi_xl.xlsx.files.shipped import read_template
from shuzhi_xl.xlsx.fill.page_sheet import add_page_sheet
from shuzhi_xl.xlsx.read.read_twice import read_returned

TEMPLATE = read_template("录票.xlsx", Path("nowhere"))
PAGES = (BallotPage(1, "会场 <1>&.pdf", 3, "a" * 64), BallotPage(2, "会场 <1>&.pdf", 4, "b" * 64))
BALLOTS = [ScannedBallot(7, "领导班子", {}, PAGES)]


def test_both_readers_of_returned_files_find_the_pages(tmp_path: Path) -> None:
    place = tmp_path / "读票.xlsx"
    place.write_bytes(add_page_sheet(TEMPLATE, BALLOTS))
    reading = read_returned(place, place.name)
    for grids in (reading.first, reading.second):
        assert read_ballot_pages(grids or {}) == {7: PAGES}


def test_the_sheet_is_very_hidden_and_the_others_stay_as_they_are() -> None:
    before = openpyxl.load_workbook(io.BytesIO(TEMPLATE))
    after = openpyxl.load_workbook(io.BytesIO(add_page_sheet(TEMPLATE, BALLOTS)))
    assert after.sheetnames == [*before.sheetnames, PAGE_SHEET]
    assert after[PAGE_SHEET].sheet_state == "veryHidden"
    assert {*after.defined_names} == {*before.defined_names}
    assert [[cell.value for cell in row] for row in after["录票"]] == [
        [cell.value for cell in row] for row in before["录票"]
    ]


def test_the_same_ballots_give_the_same_file() -> None:
    first = add_page_sheet(TEMPLATE, BALLOTS)
    assert first == add_page_sheet(TEMPLATE, BALLOTS)
    assert first == add_page_sheet(first, BALLOTS)
