"""The closed master after a clerk or another program has been at it."""

import re
from pathlib import Path

import pytest

from shuzhi_xl.sheets.master.organisations_and_meetings import ATTENDEE, ORGANISATION
from shuzhi_xl.sheets.master.program_sheets import LOG
from shuzhi_xl.sheets.master.scheme_tables import CLASS_WEIGHT, SOURCE_WEIGHT
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.master.table_block import distinct_headers
from shuzhi_xl.xlsx.patch.values import Formula
from shuzhi_xl.xlsx.patch.workbook import PlaceMissing, Workbook
from shuzhi_xl.xlsx.stop_reasons import Stopped, stopping_on_file_errors
from tests.xlsx.handmade import package, parts_of
from tests.xlsx.masters import BRANCH, NOW, change, change_part, codes, column, empty_master, stored


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return empty_master(tmp_path)


def test_rows_typed_below_the_table_belong_to_it(path: Path) -> None:
    stored(path)

    def type_below(book: Workbook) -> None:
        book.set_cell("组织名册", "A5", "V002")
        book.set_cell("组织名册", "B7", "溪口村党支部")

    store = change(path, type_below)
    assert column(store, ORGANISATION, "编号") == ["V001", "V002", None]
    assert store.read_table(ORGANISATION).rows[2].line == 7
    store.append_rows(ORGANISATION, [{**BRANCH, "编号": "V009"}])
    store.commit(NOW)
    again = ClosedStore(path)
    assert column(again, ORGANISATION, "编号") == ["V001", "V002", None, "V009"]
    assert Workbook.load(path.read_bytes()).tables["组织名册"].area.last_row == 7


def test_a_table_that_shrinks_clears_the_rows_typed_below_it(path: Path) -> None:
    stored(path)
    store = change(path, lambda book: book.set_cell("组织名册", "A6", "V002"))
    store.write_table(ORGANISATION, [BRANCH])
    store.commit(NOW)
    assert column(ClosedStore(path), ORGANISATION, "编号") == ["V001"]
    assert ClosedStore(path).read_table(ORGANISATION).findings == ()


def test_rows_below_a_table_of_the_program_are_not_read(path: Path) -> None:
    stored(path, LOG, {"操作": "check"})
    store = change(path, lambda book: book.set_cell("操作日志", "B9", "手写"))
    assert column(store, LOG, "操作") == ["check"]


def test_another_table_below_is_no_part_of_the_first(path: Path) -> None:
    stored(path)
    parts = parts_of(path.read_bytes())
    table_part = next(name for name, text in parts.items() if 'displayName="组织名册"'.encode() in text)
    text = parts[table_part].decode()
    ref = re.search(r'ref="(A3:\w+)"', text)
    assert ref is not None
    new = text.replace(ref[1], ref[1].replace("A3", "A8").replace("4", "9")).replace("组织名册", "旧名册")
    number = max(int(re.findall(r"\d+", name)[-1]) for name in parts if name.startswith("xl/tables/")) + 1
    rels = next(
        name
        for name in parts
        if name.startswith("xl/worksheets/_rels") and table_part[3:].encode() in parts[name]
    )
    link = re.search(r"<Relationship [^>]*table[^>]*>", parts[rels].decode())
    assert link is not None
    more = re.sub(r'Id="[^"]*"', 'Id="rIdMore"', link[0]).replace(
        table_part.rpartition("/")[2], f"table{number}.xml"
    )
    listed = parts[rels].decode().replace(link[0], link[0] + more)
    path.write_bytes(package({**parts, f"xl/tables/table{number}.xml": new, rels: listed}))
    store = change(path, lambda book: book.set_cell("组织名册", "A9", "X1"))
    assert column(store, ORGANISATION, "编号") == ["V001"]


def test_a_totals_row_is_no_row_of_the_table(path: Path) -> None:
    stored(path, ORGANISATION, BRANCH, {"编号": "汇总", "测评票数": 3})
    store = change_part(
        path,
        "组织名册",
        lambda text: text.replace(" ref=", ' totalsRowCount="1" ref=', 1),
        part="table",
    )
    assert column(store, ORGANISATION, "编号") == ["V001"]
    store.append_rows(ORGANISATION, [{**BRANCH, "编号": "V002"}])
    store.commit(NOW)
    assert column(ClosedStore(path), ORGANISATION, "编号") == ["V001", "V002"]
    place = Workbook.load(path.read_bytes()).tables["组织名册"]
    assert (place.area.last_row, place.totals) == (6, 1)


def test_a_renamed_header_is_reported_once_and_not_for_every_row(path: Path) -> None:
    stored(path, ORGANISATION, BRANCH, {**BRANCH, "编号": "V002"})
    store = change(path, lambda book: book.set_cell("组织名册", "B3", "名称"))
    assert codes(store, ORGANISATION) == [("header_missing", "A3")]
    _, findings = parse_table(ORGANISATION, store.read_table(ORGANISATION))
    assert "组织名称" not in {
        finding.context["header"] for finding in findings if finding.code == "required_blank"
    }


def test_blank_and_repeated_headers_lose_no_column(path: Path) -> None:
    stored(path)

    def spoil(book: Workbook) -> None:
        book.set_cell("组织名册", "B3", None)
        book.set_cell("组织名册", "L3", "编号")

    store = change(path, spoil)
    assert ("header_repeated", "A3") in codes(store, ORGANISATION)
    assert column(store, ORGANISATION, "组织名称") == ["月溪村党总支"]
    assert column(store, ORGANISATION, "编号") == ["V001"]
    store.append_rows(ORGANISATION, [{**BRANCH, "编号": "V002"}])
    store.commit(NOW)
    assert column(ClosedStore(path), ORGANISATION, "编号") == ["V001", "V002"]
    assert distinct_headers(["甲", "甲"], ["甲", "乙"]) == (("甲", "甲（第2列）"), ["甲"])


def test_blanks_around_a_header_make_no_new_column(path: Path) -> None:
    stored(path)
    change(path, lambda book: book.set_cell("组织名册", "B3", " 组织名称 "))
    store = change_part(
        path, "组织名册", lambda text: text.replace('name="组织名称"', 'name=" 组织名称 "'), part="table"
    )
    store.append_rows(ORGANISATION, [{**BRANCH, "编号": "V002"}])
    store.commit(NOW)
    again = ClosedStore(path)
    assert column(again, ORGANISATION, "组织名称") == ["月溪村党总支"] * 2
    assert len(again.read_table(ORGANISATION).headers) == len(ORGANISATION.headers)


def test_merged_cells_are_reported_and_a_write_over_them_stops_in_plain_words(path: Path) -> None:
    stored(path, ORGANISATION, BRANCH, {**BRANCH, "编号": "V002"})
    store = change_part(
        path,
        "组织名册",
        lambda text: text.replace(
            "</sheetData>", '</sheetData><mergeCells><mergeCell ref="B4:B5"/></mergeCells>'
        ),
    )
    assert codes(store, ORGANISATION) == [("merged_cells", "B4")]
    store.append_rows(ORGANISATION, [BRANCH])
    before = path.read_bytes()
    with pytest.raises(Stopped) as caught, stopping_on_file_errors():
        store.commit(NOW)
    assert "B4:B5" in stopped(caught.value.code, **caught.value.context)
    assert path.read_bytes() == before


def test_merged_cells_beside_a_table_do_not_matter(path: Path) -> None:
    store = change_part(
        path,
        "组织名册",
        lambda text: text.replace(
            "</sheetData>", '</sheetData><mergeCells><mergeCell ref="BA4:BB5"/></mergeCells>'
        ),
    )
    assert codes(store, ORGANISATION) == []


def test_a_formula_without_a_value_is_reported_and_one_with_a_value_is_read(path: Path) -> None:
    stored(path, ORGANISATION, BRANCH, BRANCH)

    def calculate(book: Workbook) -> None:
        book.set_cell("组织名册", "J4", Formula("1+1", 2))
        book.set_cell("组织名册", "J5", Formula("1+1", 7))

    change(path, calculate)
    store = change_part(path, "组织名册", lambda text: text.replace("<v>7</v>", ""))
    assert column(store, ORGANISATION, "测评票数") == [2, None]
    assert codes(store, ORGANISATION) == [("formula_without_value", "J5")]


def test_a_hundred_thousand_formatted_blank_rows_do_not_matter(path: Path) -> None:
    stored(path)
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" s="1"/><c r="B{row}" s="1"/></row>' for row in range(5, 100_005)
    )
    store = change_part(
        path,
        "组织名册",
        lambda text: re.sub(r'(?s)(<row r="4".*?</row>).*</sheetData>', rf"\1{rows}</sheetData>", text),
    )
    assert column(store, ORGANISATION, "编号") == ["V001"]
    store.append_rows(ORGANISATION, [{**BRANCH, "编号": "V002"}])
    store.commit(NOW)
    assert column(ClosedStore(path), ORGANISATION, "编号") == ["V001", "V002"]


def test_tables_side_by_side_are_read_and_written_apart(path: Path) -> None:
    store = ClosedStore(path)
    store.write_table(SOURCE_WEIGHT, [{"来源": "现场测评", "权重": 60}, {"来源": "问卷调查", "权重": 40}])
    store.write_table(CLASS_WEIGHT, [{"来源": "现场测评", "票类": "A票", "权重": 100}])
    store.commit(NOW)
    again = ClosedStore(path)
    assert column(again, SOURCE_WEIGHT, "权重") == [60, 40]
    assert column(again, CLASS_WEIGHT, "票类") == ["A票"]


def test_a_missing_table_or_sheet_is_reported_and_never_written(path: Path) -> None:
    store = change_part(
        path,
        "参会人员",
        lambda text: text.replace('displayName="参会人员"', 'displayName="旧表"'),
        part="table",
    )
    assert codes(store, ATTENDEE) == [("table_missing", "")]
    assert store.read_table(ATTENDEE).rows == ()
    with pytest.raises(PlaceMissing):
        store.write_table(ATTENDEE, [])
