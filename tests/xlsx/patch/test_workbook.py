"""A closed workbook is patched: every kind of value, every kind of file."""

# ruff: noqa: E501  XML reads best unbroken
import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from shuzhi_xl.xlsx.patch.values import Formula, Link, Value
from shuzhi_xl.xlsx.patch.workbook import NotAWorkbook, PlaceMerged, PlaceMissing, SheetFull, Workbook
from tests.xlsx.handmade import (
    HEADERS,
    ROWS,
    book,
    by_header,
    one_table,
    package,
    parts_of,
    rels,
    rewrite_table,
    sheet_of,
    table,
    values,
    worksheet,
)

NOON = datetime(2015, 12, 31, 12)  # noqa: DTZ001  cells have no zones


def test_kinds_of_values() -> None:
    row: list[Value] = [
        True, Decimal("90.10"), 0.1 + 0.2, 12345678901234, date(2015, 12, 31),
        NOON, Formula("SUM(A1:A2)", Decimal("3.5")), Formula('"a"&"<"', "a<"),
        "=cmd|' /C calc'!A0", " 甲\r\n_x000D_\x07乙 ", "", Link("去", "单!A1"),
    ]  # fmt: skip
    headers = tuple(f"列{number}" for number in range(len(row)))
    new = rewrite_table(one_table(ROWS, ref="A3:C4"), [row], headers)
    row_read = values(new)[3]
    assert row_read[:6] == [True, 90.1, 0.1 + 0.2, 12345678901234, 42369, 42369.5]
    assert row_read[6:9] == [3.5, "a<", "=cmd|' /C calc'!A0"]
    assert "_x005F_x000D_" in sheet_of(new)
    cells = openpyxl.load_workbook(io.BytesIO(new))["单"]["4"]
    assert [cell.value for cell in cells[6:8]] == ["=SUM(A1:A2)", '="a"&"<"']
    assert cells[8].data_type == "s"
    assert cells[9].value.startswith(" 甲\n")
    assert cells[11].hyperlink.location == "单!A1"


def test_days_from_1904() -> None:
    parts = parts_of(one_table(ROWS)) | {"xl/workbook.xml": book(properties=' date1904="1"').encode()}
    new = rewrite_table(package(parts), [["甲", date(2015, 12, 31), 1]])
    assert "<v>40907</v>" in sheet_of(new)


def test_missing_places_and_impossible_sizes() -> None:
    workbook = Workbook.load(one_table(ROWS))
    with pytest.raises(PlaceMissing):
        workbook.sheet_size("无此页")
    with pytest.raises(PlaceMissing, match="无此表"):
        workbook.write_table("无此表", by_header(["甲"], []))
    with pytest.raises(PlaceMissing):
        workbook.set_value("无此名", 1)
    with pytest.raises(PlaceMissing):
        workbook.set_cell("无此页", "A1", 1)
    with pytest.raises(ValueError, match="表"):
        workbook.write_table("表", {**by_header(HEADERS, []), HEADERS[0]: ["短"]})
    with pytest.raises(SheetFull):
        workbook.write_table("表", by_header(HEADERS, [("甲", "好", 1)] * 1_048_574))


def test_prefixes_missing_addresses_and_strict_types() -> None:
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    main = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    sheet = (
        f'<x:worksheet xmlns:x="{main}"><x:sheetData>\n <x:row/>\n <x:row r="3"><x:c t="inlineStr"><x:is><x:t>编号'
        '</x:t></x:is></x:c><x:c r="B3"/><x:c/><x:c><x:v>7</x:v></x:c></x:row><!-- 注 -->\n <x:row><x:c s="4"/>'
        '<x:c s="5"/><x:c s="6"/><x:c s="6"><x:v>8</x:v></x:c></x:row>\n</x:sheetData></x:worksheet>'
    )
    blob = package(
        {
            "_rels/.rels": rels(("officeDocument", "/xl/workbook.xml"), base=strict),
            "xl/workbook.xml": book(space=main, relation=strict),
            "xl/_rels/workbook.xml.rels": rels(("worksheet", "worksheets/Sheet1.xml"), base=strict),
            "xl/worksheets/sheet1.xml": sheet,
            "xl/worksheets/_rels/sheet1.xml.rels": rels(("table", "../tables/table1.xml"), base=strict),
            "xl/tables/table1.xml": table("表", "A3:C4", "编号 等次 备注").replace(
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main", main
            ),
        }
    )
    workbook = Workbook.load(blob)
    workbook.write_table("表", by_header(HEADERS, [["甲", "好", 1], ["乙", "差", 2]]))
    text = sheet_of(workbook.to_bytes())
    assert '<x:c r="A4" s="4" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c>' in text
    assert '<x:c r="D4" s="6"><x:v>8</x:v></x:c>' in text
    assert '<x:row r="5">' in text
    assert [row[:4] for row in CalamineWorkbook.from_filelike(io.BytesIO(workbook.to_bytes())).get_sheet_by_index(0).to_python()][-2:] == [
        ["甲", "好", 1, 8], ["乙", "差", 2, ""],
    ]  # fmt: skip


def test_utf16_part_is_read() -> None:
    parts = parts_of(one_table(ROWS))
    text = parts["xl/worksheets/sheet1.xml"].decode().replace("UTF-8", "UTF-16")
    blob = package(parts | {"xl/worksheets/sheet1.xml": text.encode("utf-16")})
    assert values(rewrite_table(blob, [["甲", "好", 1]]))[3] == ["甲", "好", 1]


def test_many_formatted_rows_stay_and_are_quick() -> None:
    blank = "".join(
        f'<row r="{at}"><c r="A{at}" s="1"/><c r="Z{at}" s="4"/></row>' for at in range(5, 30_005)
    )
    new = sheet_of(rewrite_table(one_table(ROWS + blank), [["甲", "好", 1]] * 2))
    assert '<row r="30004"><c r="A30004" s="1"/><c r="Z30004" s="4"/></row>' in new
    assert '<c r="Z5" s="4"/>' in new


def test_forks_do_not_see_each_other() -> None:
    template = Workbook.load(one_table(ROWS, names='<definedName name="甲格">单!$A$1</definedName>'))
    first, second = template.fork(), template.fork()
    first.write_table("表", by_header(HEADERS, [["甲", "好", 1]] * 5))
    first.set_value("甲格", "一")
    second.set_value("甲格", "二")
    third = first.fork()
    third.set_value("甲格", "三")
    assert [values(workbook.to_bytes())[0][0] for workbook in (first, second, third)] == ["一", "二", "三"]
    assert second.tables["表"].area.last_row == 4
    assert third.tables["表"].area.last_row == 8
    assert parts_of(template.to_bytes()) == parts_of(
        one_table(ROWS, names='<definedName name="甲格">单!$A$1</definedName>')
    )


@pytest.mark.parametrize("most_trees", [0, 4, 256])
def test_identical_and_different_changes_of_forks_do_not_affect_each_other(
    most_trees: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shuzhi_xl.xlsx.patch.opc.xml_part._MOST_TREES", most_trees)
    blob = one_table(
        ROWS + '<row r="9"><c r="B9"/></row>',
        ref="A3:C9",
        names='<definedName name="等次格">单!$B$4:$B$9</definedName>',
        after='<dataValidations count="1"><dataValidation type="list" sqref="B4:D9 C4:C9"/></dataValidations>',
    )
    template = Workbook.load(blob)

    def changed(book: Workbook, rows: int, beside: Value, headers: tuple[str, ...]) -> bytes:
        book.set_cell("单", "D8", beside)
        book.write_table("表", by_header(headers, [[*headers]] * rows))
        return book.to_bytes()

    # Rules end higher only where nothing stands beside the rows.
    ways = [
        (rows, beside, headers)
        for rows in (1, 3, 6, 7, 20)
        for beside in ("旁", None)
        for headers in (HEADERS, ("等次", "新", "编号"))
    ]
    for way in ways * 2:
        assert changed(template.fork(), *way) == changed(Workbook.load(blob), *way)


def test_same_changes_give_same_bytes_and_again_nothing_new() -> None:
    rows: list[list[Value]] = [["甲", "好", Link("去", "单!A1")], ["乙", "差", 2]]
    once = rewrite_table(one_table(ROWS), rows)
    assert once == rewrite_table(one_table(ROWS), rows)
    assert parts_of(rewrite_table(once, rows)) == parts_of(once)


def test_book_calculates_on_load_and_chain_goes() -> None:
    parts = parts_of(one_table(ROWS)) | {"xl/calcChain.xml": b"<calcChain/>"}
    parts["xl/_rels/workbook.xml.rels"] = rels(
        ("worksheet", "worksheets/sheet1.xml"), ("calcChain", "calcChain.xml")
    ).encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>", b'<Override PartName="/xl/calcChain.xml" ContentType="x/y"/></Types>'
    )
    new = parts_of(rewrite_table(package(parts), []))
    assert "xl/calcChain.xml" not in new
    assert b"calcChain" not in new["xl/_rels/workbook.xml.rels"] + new["[Content_Types].xml"]
    assert b'<calcPr fullCalcOnLoad="1"/>' in new["xl/workbook.xml"]


@pytest.mark.parametrize(
    "blob",
    [
        b"", b"PK\x03\x04", "不是工作簿".encode(), package({"_rels/.rels": rels(("thumbnail", "a.xml"))}),
        package({"xl/workbook.xml": "<workbook"}), package({"xl/workbook.xml": "<document/>"}),
    ],
)  # fmt: skip
def test_other_files_are_no_workbook(blob: bytes) -> None:
    with pytest.raises(NotAWorkbook):
        Workbook.load(blob)


@pytest.mark.parametrize(
    "sheet",
    [
        "<worksheet><sheetData><row></sheetData></worksheet>", "<chartsheet/>",
        '<!DOCTYPE a [<!ENTITY b "c">]><worksheet><sheetData/></worksheet>',
        '<worksheet><sheetData><row r="2"/><row r="2"/></sheetData></worksheet>',
    ],
)  # fmt: skip
def test_a_damaged_sheet_is_reported_as_such(sheet: str) -> None:
    workbook = Workbook.load(package({"xl/worksheets/sheet1.xml": sheet}))
    with pytest.raises(NotAWorkbook):
        workbook.set_cell("单", "A1", 1)


def test_several_values_at_once() -> None:
    names = "".join(
        f'<definedName name="{name}">单!${name[0]}${name[1]}</definedName>'
        for name in ("A4", "C4", "B1", "B6")
    )
    merged = '<mergeCells><mergeCell ref="A6:C6"/></mergeCells>'
    blob = one_table(ROWS, ref="A3:C4", names=names.replace('name="', 'name="格'), after=merged)
    once, apart = Workbook.load(blob), Workbook.load(blob)
    values_by_name: dict[str, Value] = {"格A4": "甲", "格B1": 1, "格C4": Link("去", "单!A1")}
    once.set_values(values_by_name)
    for name, value in values_by_name.items():
        apart.set_value(name, value)
    assert once.to_bytes() == apart.to_bytes()
    with pytest.raises(PlaceMerged):
        once.set_values({"格A4": "乙", "格B6": 1})
    with pytest.raises(PlaceMissing):
        once.set_values({"格A4": "乙", "格Z9": 1})
    assert once.to_bytes() == apart.to_bytes()


def test_single_cells() -> None:
    workbook = Workbook.load(
        package(
            {
                "xl/worksheets/sheet1.xml": worksheet(
                    ROWS, after='<mergeCells><mergeCell ref="A1:C1"/></mergeCells>'
                )
            }
        )
    )
    workbook.set_cell("单", "A1", "标题")
    workbook.set_cell("单", "B4", Link("去", "单!A1"))
    workbook.set_cell("单", "E9", Formula("1+1", 2))
    assert values(workbook.to_bytes())[8][4] == 2
    assert '<c r="B4" s="2" t="inlineStr">' in sheet_of(workbook.to_bytes())
    assert '<dimension ref="A1:E9"/>' in sheet_of(workbook.to_bytes())
    with pytest.raises(PlaceMerged):
        workbook.set_cell("单", "B1", 1)
