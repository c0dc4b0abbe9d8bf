"""What an issued ballot's workbook says of its boxes, as issued, restyled or spoilt."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pytest

from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.sheets.outgoing.paper_ballots import CODE_PICTURE
from shuzhi_xl.wording.findings.papers.scanning import SCANNING
from shuzhi_xl.xlsx.ballot_layout.page_layouts import read_page_layouts
from shuzhi_xl.xlsx.fill.paper_ballots import fill_paper_ballots
from shuzhi_xl.xlsx.patch.workbook import Workbook
from shuzhi_xl.xlsx.read.canonical_values import RefusedError
from tests.xlsx.ballot_layout.changed_books import BOOK, DRAWING_ONE, LAYOUT, PAGE_ONE, STYLES, changed
from tests.xlsx.fill.test_paper_ballots import FILLED, LINES, PAPER, content
from tests.xlsx.handmade import package

LAYOUTS: Final = read_page_layouts(FILLED)
POINT: Final = 25.4 / 72


def first_page(changes: Mapping[str, tuple[str, str]]) -> PageLayout:
    return read_page_layouts(changed(changes))[0]


def test_each_page_says_what_it_is_and_whom_its_rows_are_about() -> None:
    assert [(page.code, page.meeting, page.voter_class, page.page, page.pages) for page in LAYOUTS] == [
        ("SZ1-A-1", "H1", "A票", 1, 2),
        ("SZ1-A-2", "H1", "A票", 2, 2),
        ("SZ1-B-1", "H1", "B票", 1, 2),
        ("SZ1-B-2", "H1", "B票", 2, 2),
    ]
    rows = [[(row.number, row.criterion) for row in page.rows] for page in LAYOUTS[:2]]
    assert rows == [[("V001", "总体评价"), ("V002", "总体评价")], [("V003", "总体评价")]]


def test_boxes_marks_code_and_number_lie_where_the_template_puts_them() -> None:
    page = LAYOUTS[0]
    boxes = [box for row in page.rows for box in row.boxes]
    assert [box.right - box.left for box in boxes] == pytest.approx([19] * 8, abs=0.05)
    assert [box.bottom - box.top for box in boxes] == pytest.approx([10] * 8, abs=0.05)
    assert boxes[0][:2] == pytest.approx((107, 55), abs=0.1)
    assert page.marks[0] == pytest.approx((1.125, 1.125, 7.875, 7.875), abs=0.02)
    assert page.marks[2] == pytest.approx((184.1, 268.15, 190.9, 274.9), abs=0.1)
    assert [*page.marks] == [0, 1, 2, 3]
    code = page.code_area
    assert (code.right - code.left, code.bottom - code.top) == pytest.approx((20, 20))
    assert page.number_area == pytest.approx((67, 255, 107, 267), abs=0.1)


@pytest.mark.parametrize(
    ("changes", "width"),
    [
        ({PAGE_ONE: ('width="8.98" customWidth="1" min="6"', 'width="12" min="6"')}, 12 * 8 * 25.4 / 96),
        ({PAGE_ONE: ('<col width="8.98" customWidth="1" min="6" max="6"/>', "")}, 72 * 25.4 / 96),
        (
            {STYLES: ('<fonts count="17"><font><sz val="11"/>', '<fonts><font><sz val="9"/>')},
            8.98 * 6 * 25.4 / 96,
        ),
        ({STYLES: ("sz val", "size val")}, 8.98 * 8 * 25.4 / 96),
    ],
)
def test_columns_are_as_wide_as_programs_show_them(
    changes: Mapping[str, tuple[str, str]], width: float
) -> None:
    box = first_page(changes).rows[0].boxes[0]
    assert box.right - box.left == pytest.approx(width)


def test_columns_that_the_sheet_says_nothing_of_have_its_default_width() -> None:
    without = {PAGE_ONE: ('<col width="8.98" customWidth="1" min="6" max="6"/>', '<col min="6" max="6"/>')}
    book = changed({PAGE_ONE: ('baseColWidth="8"', 'defaultColWidth="10"')}, changed(without))
    box = read_page_layouts(book)[0].rows[0].boxes[0]
    assert box.right - box.left == pytest.approx(80 * 25.4 / 96)


@pytest.mark.parametrize(
    ("old", "new", "height", "top"),
    [
        ('<row r="8" ht="28.35" customHeight="1">', '<row ht="40">', 40, 0),
        ('<row r="8" ht="28.35" customHeight="1">', '<row r="8">', 15, 0),
        ('<row r="3" ht="34.02"', '<row r="3" hidden="1" ht="34.02"', 28.35, -34.02),
        ('<row r="3" ht="34.02" customHeight="1">', '<row r="3">', 28.35, 15 - 34.02),
    ],
)
def test_rows_are_as_high_as_programs_show_them(old: str, new: str, height: float, top: float) -> None:
    box, usual = first_page({PAGE_ONE: (old, new)}).rows[1].boxes[0], LAYOUTS[0].rows[1].boxes[0]
    assert box.bottom - box.top == pytest.approx(height * POINT)
    assert box.top - usual.top == pytest.approx(top * POINT)


def test_rows_without_a_height_are_hidden_where_the_sheet_says_so() -> None:
    changes = {PAGE_ONE: ('defaultRowHeight="15"', 'defaultRowHeight="15" zeroHeight="1"')}
    box, usual = first_page(changes).rows[0].boxes[0], LAYOUTS[0].rows[0].boxes[0]
    assert box == pytest.approx(usual)
    parts = {PAGE_ONE: ('<row r="4" ht="17.01" customHeight="1">', '<row r="4">')}
    box = read_page_layouts(changed(changes, changed(parts)))[0].rows[0].boxes[0]
    assert box.top == pytest.approx(LAYOUTS[0].rows[0].boxes[0].top - 17.01 * POINT)


def test_places_count_from_the_corner_of_the_print_area() -> None:
    print_area = "'A票 第1页'!$A$1:$J$28"
    page = first_page({BOOK: (print_area, print_area.replace("$A$1", "$B$2"))})
    box, usual = page.rows[0].boxes[0], LAYOUTS[0].rows[0].boxes[0]
    assert box.left == pytest.approx(usual.left - 34 * 25.4 / 96)
    assert box.top == pytest.approx(usual.top - 25.51 * POINT)
    assert first_page({BOOK: (f">{print_area}<", ">#REF!<")}).rows == LAYOUTS[0].rows


@pytest.mark.parametrize(
    ("old", "new", "corner"),
    [
        # Beyond the cell that the anchor names nothing is drawn
        (
            "<xdr:colOff>0</xdr:colOff><xdr:row>26",
            "<xdr:colOff>9000000</xdr:colOff><xdr:row>26",
            (164.02, 255.03),
        ),
        (
            "<xdr:colOff>0</xdr:colOff><xdr:row>26",
            "<xdr:colOff>36000</xdr:colOff><xdr:row>26",
            (146.01, 255.03),
        ),
    ],
)
def test_a_moved_code_is_where_it_was_moved(old: str, new: str, corner: tuple[float, float]) -> None:
    assert first_page({DRAWING_ONE: (old, new)}).code_area[:2] == pytest.approx(corner, abs=0.01)


def test_a_code_that_keeps_its_place_whatever_the_cells() -> None:
    anchor = (
        "<xdr:oneCellAnchor><xdr:from><xdr:col>7</xdr:col><xdr:colOff>0</xdr:colOff>"
        "<xdr:row>26</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
    )
    absolute = '<xdr:absoluteAnchor><xdr:pos x="360000" y="720000"/>'
    moved = changed({DRAWING_ONE: (anchor, absolute)})
    drawing = {DRAWING_ONE: ("</xdr:oneCellAnchor>", "</xdr:absoluteAnchor>")}
    assert read_page_layouts(changed(drawing, moved))[0].code_area == pytest.approx((10, 20, 30, 40))


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ("票号（", "编号（", None),
        ("组织名称", "票号", None),
        ('<mergeCell ref="D27:E27"/>', "", (66.99, 255.03, 87, 267.03)),
    ],
)
def test_the_place_for_the_number_is_beside_its_hint(
    old: str, new: str, number: tuple[float, ...] | None
) -> None:
    area = first_page({PAGE_ONE: (old, new)}).number_area
    assert area == (number and pytest.approx(number, abs=0.01))


def test_several_criteria_of_a_secretary_share_one_number_and_may_be_cut_short() -> None:
    criteria = ("总体评价", "评" * 40)
    lines = [replace(line, criterion=criterion) for line in LINES[:2] for criterion in criteria]
    pages = [replace(content().pages[0], lines=lines)]
    book = fill_paper_ballots(PAPER, content(pages=pages))
    rows = [(row.number, row.criterion) for row in read_page_layouts(book)[0].rows]
    assert rows == [(number, criterion) for number in ("V001", "V002") for criterion in criteria]


def refusal(book: bytes) -> str:
    with pytest.raises(RefusedError) as refused:
        read_page_layouts(book)
    if refused.value.code.startswith("scan_"):
        SCANNING[refused.value.code].format_map(refused.value.context)
    return refused.value.code


@pytest.mark.parametrize(
    ("part", "old", "new", "code"),
    [
        (BOOK, 'name="版式_页"', 'name="别的"', "scan_layout_missing"),
        (LAYOUT, '<v>2</v></c><c r="H4"', '<v>1</v></c><c r="H4"', "scan_layout_missing"),
        (BOOK, 'name="测评票_选项_1"', 'name="别的"', "scan_layout_page_missing"),
        (BOOK, "'A票 第1页'!$F$7:$I$26", "'A票 第1页'!$F$7:$H$26", "scan_layout_boxes"),
        (BOOK, "'A票 第1页'!$F$7:$I$26", "'A票 第1页'!$F$7:$I$7", "scan_layout_boxes"),
        (BOOK, "'A票 第1页'!$F$7:$I$26", "'A票 第1页'!$F$8:$I$26", "scan_layout_rows_moved"),
        (BOOK, 'name="测评票_名单_1"', 'name="别的"', "scan_layout_rows_moved"),
        (LAYOUT, '<c r="H3" s="21"><v>2</v>', '<c r="H3" s="21"><v>3</v>', "scan_layout_boxes"),
        (PAGE_ONE, '<mergeCell ref="B1:I1"/>', '<mergeCell ref="H7:I7"/>', "scan_layout_boxes"),
        (PAGE_ONE, '<row r="8"', '<row r="8" hidden="true"', "scan_layout_boxes"),
        (PAGE_ONE, 'customWidth="1" min="7"', 'hidden="1" min="7"', "scan_layout_boxes"),
        (PAGE_ONE, '<c r="G8" s="16"/>', '<c r="G8" s="16"><v>1</v></c>', "scan_layout_box_printed"),
        (PAGE_ONE, '<c r="B8" s="16"><v>2</v>', '<c r="B8" s="16"><v>3</v>', "scan_layout_rows_moved"),
        (PAGE_ONE, '<c r="B8" s="16"><v>2</v>', '<c r="B8" s="16"><v>2.5</v>', "scan_layout_rows_moved"),
        (PAGE_ONE, '<c r="B9" s="21"/>', '<c r="B9" s="21"><v>3</v></c>', "scan_layout_rows_moved"),
        (PAGE_ONE, '<c r="E8" s="16" t="inlineStr">', '<c r="E8" s="16" t="str">', "scan_layout_rows_moved"),
        (DRAWING_ONE, 'name="测评票_定位3"', 'name="图片 3"', "scan_layout_picture_missing"),
        (DRAWING_ONE, 'name="测评票_定位3"', 'name="测评票_定位4"', "scan_layout_picture_missing"),
        (DRAWING_ONE, CODE_PICTURE, "图片", "scan_layout_picture_missing"),
        (DRAWING_ONE, "<xdr:spPr>", '<xdr:spPr><a:xfrm rot="5400000"/>', "scan_layout_picture_missing"),
        (DRAWING_ONE, "<a:stretch>", '<a:srcRect l="9000"/><a:stretch>', "scan_layout_picture_missing"),
        (DRAWING_ONE, "<xdr:pic>", "<xdr:grpSp><xdr:pic>", "file_damaged"),
        (DRAWING_ONE, 'cx="720000"', 'cx="0"', "scan_layout_picture_missing"),
        (DRAWING_ONE, "<xdr:row>26", "<xdr:row>7", "scan_layout_picture_moved"),
        (DRAWING_ONE, "<xdr:col>9", "<xdr:col>1", "scan_layout_picture_moved"),
        (DRAWING_ONE, "<xdr:ext", "<xdr:extent", "file_damaged"),
        (DRAWING_ONE, "<xdr:col>9", "<xdr:col>x", "file_damaged"),
        (PAGE_ONE, 'width="8.98"', 'width="wide"', "file_damaged"),
        (PAGE_ONE, 'width="8.98"', 'width="nan"', "file_damaged"),
        (PAGE_ONE, 'ht="28.35"', 'ht="-28"', "file_damaged"),
        (STYLES, '<sz val="11"', '<sz val="1e9"', "file_damaged"),
    ],
)  # fmt: skip
def test_a_layout_that_is_not_certain_is_refused(part: str, old: str, new: str, code: str) -> None:
    assert refusal(changed({part: (old, new)})) == code


@pytest.mark.parametrize(
    ("book", "code"),
    [
        (b"PK", "file_damaged"),
        (package({}), "file_damaged"),
        (Workbook.load(PAPER.to_bytes()).to_bytes(), "scan_layout_missing"),
    ],
)
def test_another_file_has_no_layout(book: bytes, code: str) -> None:
    assert refusal(book) == code
