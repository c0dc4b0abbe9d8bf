"""What is printed for the voters of a meeting, and what the file keeps for whoever reads the scans."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from shuzhi_xl.building.templates.paper_ballots import build_paper_template
from shuzhi_xl.rules.forms.joined_ballots import join_ballots
from shuzhi_xl.sheets.outgoing.paper_ballots import (
    CODE_PICTURE,
    LAYOUT_SHEET,
    PRINTING_SHEET,
    ROWS_ON_PAGE,
    SPECIMEN,
    BallotLine,
    BallotPage,
    PaperBallotContent,
    PaperPlace,
    PrintOrder,
)
from shuzhi_xl.xlsx.fill.paper_ballots import draw_code, fill_joined_ballots, fill_paper_ballots
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.workbook import PlaceMissing, Workbook
from tests.pictures.drawing import page_texts, to_pdf
from tests.xlsx.handmade import package, parts_of
from tests.xlsx.outgoing import area_of, opened, shown, texts

TEMPLATE = build_paper_template()
PAPER = Workbook.load(TEMPLATE)
LINES = tuple(
    BallotLine(order, f"V00{order}", f"第{order}村党支部", f"书记{order}", "总体评价") for order in (1, 2, 3)
)


def content(**changes: Any) -> PaperBallotContent:
    pages = [
        BallotPage("A票", "A票 第1页", 1, 2, "SZ1-A-1", LINES[:2]),
        BallotPage("A票", "A票 第2页", 2, 2, "SZ1-A-2", LINES[2:]),
        BallotPage("B票", "B票 第1页", 1, 2, "SZ1-B-1", LINES[:2]),
        BallotPage("B票", "B票 第2页", 2, 2, "SZ1-B-2", LINES[2:]),
    ]
    orders = [PrintOrder("A票", "2 页", "7", "3", "10", "白纸", "A票 第1页"), PrintOrder(*"B123456")]
    values: dict[str, Any] = {
        "title": "测评表",
        "order_title": "印制说明",
        "committee": "中共青溪镇委员会",
        "meeting": "H1",
        "meeting_line": "场次：H1",
        "orders": orders,
        "pages": pages,
    }
    return PaperBallotContent(**(values | changes))


FILLED = fill_paper_ballots(PAPER, content())


def test_a_page_of_each_class_is_a_sheet_of_its_own_after_what_to_print() -> None:
    book = opened(FILLED)
    visible = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert visible == [PRINTING_SHEET, "A票 第1页", "A票 第2页", "B票 第1页", "B票 第2页"]
    assert (book[SPECIMEN].sheet_state, book[LAYOUT_SHEET].sheet_state) == ("hidden", "veryHidden")
    assert "A票" in texts(book, "A票 第2页")
    assert "第 2 页，共 2 页" in texts(book, "A票 第2页")
    assert shown(book, PaperPlace.ORDERS)[0] == ["A票", "2 页", "7", "3", "10", "白纸", "A票 第1页"]


def test_every_secretary_has_four_blank_boxes_and_the_rest_of_the_page_is_white() -> None:
    book = opened(FILLED)
    rows = shown(book, f"{PaperPlace.SECRETARIES}_1")
    assert rows[0] == [1, "第1村党支部", "书记1", "总体评价", None, None, None, None]
    assert len(rows) == ROWS_ON_PAGE
    assert rows[2:] == [[None] * 8] * 18
    sheet, area = area_of(book, f"{PaperPlace.BOXES}_1")
    boxes = list(sheet[str(area)])
    assert all(cell.border.left.style == "thin" for row in boxes[:2] for cell in row)
    assert not any(cell.border.left.style for row in boxes[2:] for cell in row)
    assert sheet.row_dimensions[boxes[0][0].row].height == pytest.approx(10 * 72 / 25.4, abs=0.01)


def test_each_page_is_one_sheet_of_a4_with_four_marks_and_a_code_of_its_own() -> None:
    parts = Parts.load(FILLED)
    book = opened(FILLED)
    pictures = set()
    for number, sheet in enumerate(book.worksheets[3:], start=1):
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 1)
        assert sheet.print_area.startswith(f"'{sheet.title}'!$A$1:$J$")
        (drawing,) = parts.related(f"xl/worksheets/sheet{3 + number}.xml", "drawing")
        assert parts.read(drawing).count(b"<xdr:pic>") == 5
        assert CODE_PICTURE.encode() in parts.read(drawing)
        images = [parts.read(image) for image in parts.related(drawing, "image")]
        assert draw_code(content().pages[number - 1].code) in images
        pictures.add(images[-1])
    assert len(pictures) == 4


def test_nothing_tells_two_ballots_of_a_class_apart_but_all_is_said_for_a_reader() -> None:
    book = opened(FILLED)
    assert shown(book, PaperPlace.PAGES) == [
        ["SZ1-A-1", "H1", "A票", 1, "测评票_选项_1"],
        ["SZ1-A-2", "H1", "A票", 2, "测评票_选项_2"],
        ["SZ1-B-1", "H1", "B票", 1, "测评票_选项_3"],
        ["SZ1-B-2", "H1", "B票", 2, "测评票_选项_4"],
    ]
    lines = [[1, 1, "V001", "总体评价"], [1, 2, "V002", "总体评价"], [2, 1, "V003", "总体评价"]]
    assert shown(book, PaperPlace.LINES) == lines
    assert area_of(book, "测评票_选项_3")[0].title == "B票 第1页"


@pytest.mark.parametrize(
    ("name", "size", "printed"),
    [("月" * 24, 10.5, "月" * 24), ("月" * 54, 7, "月" * 54), ("云" * 300, 5, f"{'云' * 99}…")],
)
def test_a_long_name_is_printed_smaller(name: str, size: float, printed: str) -> None:
    pages = [replace(content().pages[0], lines=[replace(LINES[0], name=name)])]
    book = opened(fill_paper_ballots(PAPER, content(pages=pages)))
    sheet, area = area_of(book, f"{PaperPlace.SECRETARIES}_1")
    cell = sheet.cell(area.first_row, area.first_col + 1)
    assert (cell.value, cell.font.size, cell.alignment.wrap_text) == (printed, size, True)


@pytest.mark.parametrize("text", ["=1+1", "{{ 党委 }}", "<a&b>\x07]]>", "甲\n乙"])
def test_hostile_texts_are_printed_as_text(text: str) -> None:
    pages = [replace(content().pages[0], voter_class=text, lines=[replace(LINES[0], secretary=text)])]
    filled = fill_paper_ballots(PAPER, content(pages=pages, committee=text))
    assert shown(opened(filled), f"{PaperPlace.SECRETARIES}_1")[0][2] == text.replace("\x07", "")
    assert load_workbook(io.BytesIO(filled))["A票 第1页"]["B1"].data_type == "s"


def test_the_same_content_gives_the_same_bytes_and_leaves_the_template() -> None:
    before = PAPER.to_bytes()
    assert fill_paper_ballots(PAPER, content()) == FILLED
    assert PAPER.to_bytes() == before == TEMPLATE


@pytest.mark.soak
def test_every_ballot_is_drawn_on_one_page(tmp_path: Path) -> None:
    place = tmp_path / "测评票.xlsx"
    place.write_bytes(FILLED)
    guide, *ballots = page_texts(to_pdf([place], tmp_path)[0])
    assert "应印份数" in guide
    assert len(ballots) == 4
    for text, page in zip(ballots, content().pages, strict=True):
        assert page.code in text
        assert all(line.secretary in text for line in page.lines)


def test_a_template_that_lost_a_place_or_the_code_is_refused_by_its_name() -> None:
    parts = parts_of(TEMPLATE)
    book = parts["xl/workbook.xml"].decode().replace(PaperPlace.SECRETARIES, "别的名字")
    with pytest.raises(PlaceMissing, match=PaperPlace.SECRETARIES):
        fill_paper_ballots(Workbook.load(package(parts | {"xl/workbook.xml": book.encode()})), content())
    drawing = parts["xl/drawings/drawing1.xml"].decode().replace(CODE_PICTURE, "图片")
    with pytest.raises(PlaceMissing, match=CODE_PICTURE):
        fill_paper_ballots(
            Workbook.load(package(parts | {"xl/drawings/drawing1.xml": drawing.encode()})), content()
        )


def test_ballots_of_several_meetings_are_the_same_in_one_workbook() -> None:
    orders = [PrintOrder(f"{name}票", *"123456") for name in "AB"]
    second = content(meeting="H2", meeting_line="场次：H2", committee="青溪镇党委", orders=orders)
    joined = join_ballots("村", [content(orders=orders), second])
    book = opened(fill_joined_ballots(PAPER, joined))
    visible = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    pages = [f"{order} {name}票 第{page}页" for order in (1, 2) for name in "AB" for page in (1, 2)]
    assert visible == [PRINTING_SHEET, *pages]
    assert [row[0] for row in shown(book, PaperPlace.ORDERS)] == ["H1 A票", "H1 B票", "H2 A票", "H2 B票"]
    assert shown(book, PaperPlace.ORDERS)[2][-1] == "2 A票 第1页 至 2 A票 第2页"
    single = opened(FILLED)
    for order, page in enumerate(content().pages, start=1):
        rows = shown(single, f"{PaperPlace.SECRETARIES}_{order}")
        assert shown(book, f"{PaperPlace.SECRETARIES}_{order}") == rows
        assert shown(book, f"{PaperPlace.SECRETARIES}_{order + 4}") == rows
        assert "场次：H1" in texts(book, f"1 {page.sheet}")
        assert all(text in texts(book, f"2 {page.sheet}") for text in ("场次：H2", "青溪镇党委"))
