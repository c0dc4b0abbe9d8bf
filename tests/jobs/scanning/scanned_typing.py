"""Typing workbooks as 读票 makes them, from a meeting's invented papers: a page of one picture each."""

import io
from collections.abc import Sequence
from hashlib import sha256

import openpyxl

from shuzhi_xl.demo.play.fill_forms import fill_typing
from shuzhi_xl.rules.intake.answers import BallotAnswer
from shuzhi_xl.sheets.master.vocabulary import TYPING_A
from shuzhi_xl.sheets.master.votes import FORM
from shuzhi_xl.sheets.outgoing.scanned_ballots import (
    PAGE_SHEET,
    READ_SHEET,
    ScannedBallot,
    ScannedPage,
    page_rows,
    read_rows,
)
from tests.year_stages import Stages, TownOffice

PICTURES = "会场.pdf"


def first_meeting(office: TownOffice) -> str:
    return min(row.meeting for row in office.rows(FORM) if row.kind == TYPING_A)


def page_of(order: int) -> ScannedPage:
    return ScannedPage(1, PICTURES, order, sha256(str(order).encode()).hexdigest())


def add_pages(workbook: bytes, papers: Sequence[BallotAnswer]) -> bytes:
    """Add the sheets that say where the picture of each ballot is and what was read on it."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    ballots = [
        ScannedBallot(paper.order, paper.voter_class, paper.marks, (page_of(paper.order),))
        for paper in papers
    ]
    for title, rows in ((PAGE_SHEET, page_rows), (READ_SHEET, read_rows)):
        sheet = book.create_sheet(title)
        sheet.sheet_state = "veryHidden"
        for row in rows(ballots):
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def typed(office: TownOffice, stages: Stages, hand: str = "甲") -> bytes:
    """A meeting's typing workbook as a person types it."""
    meeting = first_meeting(office)
    place = next(office.root.glob(f"发出/*/*/录票_{meeting}_{hand}.xlsx"))
    return fill_typing(place.read_bytes(), stages.town.paper[meeting])


def scanned(office: TownOffice, stages: Stages, without: int = 0) -> bytes:
    """The same as 读票 makes it; the last ballots may be without a picture."""
    papers = stages.town.paper[first_meeting(office)]
    return add_pages(typed(office, stages), papers[: len(papers) - without])
