"""Every way in which a cell may be written; the first reader must agree with the second."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from shuzhi_xl.xlsx.read.canonical_values import canonical_value
from tests.xlsx.returned_books import cells, one_sheet, package, parts_of, read, zipped


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>3</v></c>', 3),
        ('<c r="A1" t="n"><v>3.50</v></c>', 3.5),
        ('<c r="A1"><v>1E3</v></c>', 1000),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="str"><v>好</v></c>', "好"),
        ('<c r="A1" t="str"><v> a_x000D_&#10;b </v></c>', "a\nb"),
        ('<c r="A1" t="inlineStr"><is><t>较</t></is></c>', "较"),
        ('<c r="A1" t="inlineStr"><is><r><t>较</t></r><r><rPr><b/></rPr><t>好</t></r></is></c>', "较好"),
        ('<c r="A1" t="inlineStr"><is><t>好</t><rPh sb="0" eb="1"><t>hao</t></rPh></is></c>', "好"),
        ('<c r="A1" t="d"><v>2016-01-15</v></c>', None),
    ],
)
def test_one_cell(tmp_path: Path, cell: str, value: Any) -> None:
    returned_file = read(tmp_path, one_sheet(f'<row r="1">{cell}</row>'))
    if value is None:  # an ISO date, in strict workbooks
        assert cells(returned_file) == {(1, 1): date(2016, 1, 15)}
    else:
        assert cells(returned_file) == {(1, 1): value}
        assert type(cells(returned_file)[1, 1]) is type(value)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"/>',
        '<c r="A1" t="s"/>',
        '<c r="A1" t="str"><v></v></c>',
        '<c r="A1" t="str"><v> \u200b</v></c>',
        '<c r="A1" t="inlineStr"/>',
        '<c r="A1"><f>1</f></c>',
    ],
)
def test_blank_cells_are_left_out(tmp_path: Path, cell: str) -> None:
    assert cells(read(tmp_path, one_sheet(f'<row r="1">{cell}</row>'))) == {}


@pytest.mark.parametrize(
    "rows",
    [
        '<row><c r="A1" s="x"><v>1</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        '<row r="1"><c r="A0"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>eins</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>999</v></c></row>',
        '<row r="1"><c r="A1" t="d"><v>gestern</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>好</v><v>差</v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t>好</t></is><is><t>差</t></is></c></row>',
        '<row r="1"><c r="A1"><v>1</v></row>',
    ],
)
def test_broken_cells_refuse_the_file(tmp_path: Path, rows: str) -> None:
    returned_file = read(tmp_path, one_sheet(rows))
    assert returned_file.refusal is not None
    assert returned_file.refusal.code == "file_damaged"


FORMATS = [
    ("yyyy-mm-dd", 42384, date(2016, 1, 15)),
    ('yyyy"年"m"月"d"日"', 42384, date(2016, 1, 15)),
    ("[$-804]yyyy/m/d;@", 42384, date(2016, 1, 15)),
    ("m/d/yy h:mm", 42384.25, datetime(2016, 1, 15, 6)),  # noqa: DTZ001 -- as a cell holds it
    ("yyyy-mm-dd", 42384.999999999, date(2016, 1, 16)),
    ("yyyy-mm-dd", 59, date(1900, 2, 28)),
    ("yyyy-mm-dd", 61, date(1900, 3, 1)),
    ("yyyy-mm-dd", 3000000, 3000000),
    ("h:mm", 0.5, "12:00:00"),
    ("[h]:mm:ss", 1.25, "30:00:00"),
    ('0"个月"', 42384, 42384),
    ("[Red]0.00", 42384, 42384),
    ("General", 42384, 42384),
    ("0_d", 42384, 42384),
]


@pytest.mark.parametrize(("shown", "number", "value"), FORMATS)
def test_numbers_show_by_their_format(tmp_path: Path, shown: str, number: float, value: Any) -> None:
    def change(book: Workbook) -> None:
        book["录票"]["J1"] = number
        book["录票"]["J1"].number_format = shown

    assert cells(read(tmp_path, package(change)))[1, 10] == value


def test_a_workbook_may_count_from_1904(tmp_path: Path) -> None:
    parts = parts_of(package())
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"<workbookPr/>", b'<workbookPr date1904="1"/>'
    )
    assert cells(read(tmp_path, zipped(parts)), "问题自查")[2, 6] == date(2020, 7, 1)


def test_sheets_without_styles_and_strings_are_read(tmp_path: Path) -> None:
    parts = parts_of(
        one_sheet('<row><c><v>1</v></c><c t="str"><v>好</v></c></row><row><c r="C7"><v>2</v></c></row>')
    )
    for lost in ("xl/styles.xml", "xl/sharedStrings.xml"):
        parts.pop(lost, None)
    assert cells(read(tmp_path, zipped(parts))) == {(1, 1): 1, (1, 2): "好", (7, 3): 2}


def test_chart_sheets_are_no_grids(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.create_chartsheet("图")

    returned_file = read(tmp_path, package(change))
    assert "图" not in (returned_file.first or {})
    assert returned_file.first == returned_file.second


@pytest.mark.parametrize("lost", ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_lost_parts_refuse_the_file(tmp_path: Path, lost: str) -> None:
    parts = parts_of(package())
    del parts[lost]
    returned_file = read(tmp_path, zipped(parts))
    assert returned_file.refusal is not None
    assert returned_file.refusal.code == "file_damaged"


def test_moments_at_the_end_of_time_stay() -> None:
    last = datetime(9999, 12, 31, 23, 59, 59, 999_999)  # noqa: DTZ001 -- as a cell holds it
    assert canonical_value(last) == last


def test_comments_in_shared_strings_do_not_matter(tmp_path: Path) -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    items = "<si><!-- 注 --></si><si><!-- 注 --><t>好</t></si><si><t>较<!-- 注 -->好</t></si>"
    cells_of = "".join(f'<c r="{col}1" t="s"><v>{index}</v></c>' for index, col in enumerate("ABC"))
    parts = parts_of(one_sheet(f'<row r="1">{cells_of}</row>'))
    rels = parts["xl/_rels/workbook.xml.rels"].decode()
    link = f'<Relationship Id="rIdS" Type="{relation}" Target="sharedStrings.xml"/></Relationships>'
    parts["xl/_rels/workbook.xml.rels"] = rels.replace("</Relationships>", link).encode()
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{space}">{items}</sst>'.encode()
    returned_file = read(tmp_path, zipped(parts))
    assert returned_file.second is not None
    assert returned_file.second["录票"].cells == {(1, 2): "好", (1, 3): "较好"}


@pytest.mark.parametrize(
    "cell",
    [
        '<zz:c xmlns:zz="urn:else" r="A1" t="str"><v>差</v></zz:c>',
        '<c r="A1" t="str"><zz:v xmlns:zz="urn:else">差</zz:v></c>',
    ],
)
def test_what_is_no_cell_of_a_worksheet_is_not_read_as_one(tmp_path: Path, cell: str) -> None:
    returned_file = read(tmp_path, one_sheet(f'<row r="1">{cell}<c r="B1" t="str"><v>好</v></c></row>'))
    assert returned_file.second is not None
    assert returned_file.second["录票"].cells == {(1, 2): "好"}
    assert returned_file.first != returned_file.second  # so that it is held


def test_a_cell_that_shows_another_text_than_its_value_is_read_as_shown(tmp_path: Path) -> None:
    def disguise(book: Workbook) -> None:
        book["录票"]["A1"].value = "好"
        book["录票"]["A1"].number_format = ';;;"差"'

    returned_file = read(tmp_path, package(disguise))
    assert returned_file.first is not None
    assert returned_file.second is not None
    assert (returned_file.first["录票"].cells[1, 1], returned_file.second["录票"].cells[1, 1]) == ("好", "差")
