"""The hidden sheet of a workbook of 读票 that says where the pictures of the ballots are."""

import io
from pathlib import Path

import openpyxl

from shuzhi_xl.rules.scanning.ballot_pages import read_ballot_pages
from shuzhi_xl.sheets.outgoing.scanned_ballots import PAGE_SHEET, ScannedBallot, ScannedContent, ScannedPage
from shuzhi_xl.xlsx.files.shipped import read_template
from shuzhi_xl.xlsx.fill.scanned_ballots import fill_scanned
from shuzhi_xl.xlsx.patch.workbook import Workbook
from shuzhi_xl.xlsx.read.read_twice import read_returned
from tests.xlsx.outgoing import typing_content

PAGES = (ScannedPage(1, "会场 <1>&.pdf", 3, "a" * 64), ScannedPage(2, "会场 <1>&.pdf", 4, "b" * 64))


def filled() -> bytes:
    typing = typing_content()
    ballots = [ScannedBallot(2, typing.voter_classes[0], {}, PAGES)]
    template = Workbook.load(read_template("录票.xlsx", Path("nowhere")))
    return fill_scanned(template, ScannedContent(typing, ballots, ()))


def test_both_readers_of_returned_files_find_the_pages(tmp_path: Path) -> None:
    place = tmp_path / "读票.xlsx"
    place.write_bytes(filled())
    reading = read_returned(place, place.name)
    for grids in (reading.first, reading.second):
        assert read_ballot_pages(grids or {}) == {2: PAGES}


def test_the_sheet_is_very_hidden() -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    assert book[PAGE_SHEET].sheet_state == "veryHidden"
