"""The closed master: what is read, what is written, and what a clerk may have done to it in between."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from handmade import package, parts_of

from shuzhi_xl.rules.log import fingerprint_of
from shuzhi_xl.sheets.parse import parse_table
from shuzhi_xl.sheets.people import ATTENDEE, ORGANISATION
from shuzhi_xl.sheets.program import CHECK_REPORT, LOG, LogEntry
from shuzhi_xl.sheets.results import PROBLEM
from shuzhi_xl.sheets.scoring import CLASS_WEIGHT, SOURCE_WEIGHT
from shuzhi_xl.sheets.settings import SETTING
from shuzhi_xl.sheets.tables import Table
from shuzhi_xl.sheets.votes import BALLOT, FORM
from shuzhi_xl.wording.console import stopped
from shuzhi_xl.wording.sentences import sentence
from shuzhi_xl.xlsx.cells import Formula, Link
from shuzhi_xl.xlsx.closed import ClosedStore, MasterUnreadable
from shuzhi_xl.xlsx.closed_cells import distinct_headers
from shuzhi_xl.xlsx.patch import PlaceMissing, Workbook
from shuzhi_xl.xlsx.replace import FileChanged
from shuzhi_xl.xlsx.shipped import MASTER_NAME, shipped_master
from shuzhi_xl.xlsx.stops import Stopped, stops

NOW = datetime(2016, 1, 20, 9, 30)  # noqa: DTZ001 -- a workbook's times know no zone
EMPTY = shipped_master()
BRANCH = {"编号": "V001", "组织名称": "月溪村党总支", "书记姓名": "沈一", "测评票数": 3}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / MASTER_NAME
    place.write_bytes(EMPTY)
    return place


def change(path: Path, edit: Callable[[Workbook], None]) -> ClosedStore:
    """Let the clerk change the file, and open it again."""
    book = Workbook.load(path.read_bytes())
    edit(book)
    path.write_bytes(book.to_bytes())
    return ClosedStore(path)


def change_part(path: Path, table: str, edit: Callable[[str], str], *, part: str = "") -> ClosedStore:
    """Change the text of a table's sheet part, or of the table's own part, as another program would."""
    parts = parts_of(path.read_bytes())
    own = next(name for name, text in parts.items() if f'displayName="{table}"'.encode() in text)
    number = next(
        name
        for name, text in parts.items()
        if name.startswith("xl/worksheets/_rels") and own[3:].encode() in text
    )
    name = own if part == "table" else number.replace("_rels/", "").removesuffix(".rels")
    changed = edit(parts[name].decode())
    assert changed != parts[name].decode()
    path.write_bytes(package({**parts, name: changed}))
    return ClosedStore(path)


def stored(path: Path, table: Table[Any] = ORGANISATION, *records: dict[str, Any]) -> ClosedStore:
    store = ClosedStore(path)
    store.write_table(table, records or [BRANCH])
    store.commit(NOW)
    return ClosedStore(path)


def codes(store: ClosedStore, table: Table[Any]) -> list[tuple[str, str]]:
    found = store.read_table(table).findings
    assert all("{" not in sentence(each) for each in found)
    return [(each.code, each.at.cell) for each in found]


def column(store: ClosedStore, table: Table[Any], header: str) -> list[Any]:
    return [row.values.get(header) for row in store.read_table(table).rows]


def test_rows_come_back_as_they_were_written(path: Path) -> None:
    record = {**BRANCH, "备注": "=1+1", "参评": "是"}
    raw = stored(path, ORGANISATION, record).read_table(ORGANISATION)
    assert [row.line for row in raw.rows] == [4]
    assert {header: value for header, value in raw.rows[0].values.items() if value is not None} == record
    assert raw.findings == ()
    assert raw.frame.at("组织名称", 4).cell == "B4"


def test_what_was_not_committed_is_read_but_not_in_the_file(path: Path) -> None:
    store = ClosedStore(path)
    store.append_rows(ORGANISATION, [BRANCH])
    store.append_rows(ORGANISATION, [])
    store.write_cells(ORGANISATION, {(4, "测评票数"): 5})
    assert column(store, ORGANISATION, "测评票数") == [5]
    assert path.read_bytes() == EMPTY


def test_dates_amounts_and_the_log_read_the_same_after_a_save(path: Path) -> None:
    moments = [NOW + timedelta(seconds=7919 * index) for index in range(300)]
    lines = [LogEntry(logged_at=each, job="check", outcome="好").record() for each in moments]
    store = ClosedStore(path)
    store.write_table(LOG, lines)
    store.write_table(SOURCE_WEIGHT, [{"来源": "现场测评", "权重": Decimal("33.30")}])
    before = fingerprint_of([store.read_table(LOG), store.read_table(SOURCE_WEIGHT)])
    store.commit(NOW)
    again = ClosedStore(path)
    assert fingerprint_of([again.read_table(LOG), again.read_table(SOURCE_WEIGHT)]) == before
    assert [row.logged_at for row in parse_table(LOG, again.read_table(LOG))[0]] == moments


def test_a_store_goes_on_after_a_commit(path: Path) -> None:
    store = ClosedStore(path)
    store.append_rows(ORGANISATION, [BRANCH])
    store.commit(NOW)
    store.append_rows(ORGANISATION, [{**BRANCH, "编号": "V002"}])
    store.write_cells(SETTING, {(4, "取值"): 2015})
    store.commit(NOW)
    assert column(ClosedStore(path), ORGANISATION, "编号") == ["V001", "V002"]
    assert column(ClosedStore(path), SETTING, "取值")[0] == 2015
    assert len(list((path.parent / "备份").iterdir())) == 2


def test_a_file_that_changed_meanwhile_is_not_overwritten(path: Path) -> None:
    store = ClosedStore(path)
    stored(path)
    store.append_rows(ORGANISATION, [BRANCH])
    with pytest.raises(FileChanged):
        store.commit(NOW)


def test_the_title_is_written_by_name_unless_staff_removed_it(path: Path) -> None:
    store = ClosedStore(path)
    store.write_name("首页_标题", "2015年度")
    store.write_name("没有的名称", "x")
    store.commit(NOW)
    assert b"2015\xe5\xb9\xb4\xe5\xba\xa6" in b"".join(parts_of(path.read_bytes()).values())


def test_a_link_is_text_when_it_is_read(path: Path) -> None:
    store = ClosedStore(path)
    store.write_table(CHECK_REPORT, [{"单元格": Link("C7", "'组织名册'!C7")}])
    assert column(store, CHECK_REPORT, "单元格") == ["C7"]
    store.commit(NOW)
    assert column(ClosedStore(path), CHECK_REPORT, "单元格") == ["C7"]


def test_a_column_for_a_further_item_stands_behind_the_first(path: Path) -> None:
    store = ClosedStore(path)
    ballot = {"票号": "P1", "总体评价": "好", "廉洁自律": "差"}
    store.write_table(BALLOT, [ballot], ["廉洁自律"])
    store.commit(NOW)
    raw = ClosedStore(path).read_table(BALLOT)
    assert raw.headers[-2:] == ("总体评价", "廉洁自律")
    assert raw.rows[0].values["廉洁自律"] == "差"


def test_a_table_written_after_single_cells_keeps_them_on_their_rows(path: Path) -> None:
    def gap(book: Workbook) -> None:
        book.write_table("票单登记", book.tables["票单登记"].headers, [["F1", *[None] * 12]] * 3)
        book.set_cell("票单登记", "A5", None)  # a blank line between the forms

    store = change(path, gap)
    store.write_cells(FORM, {(6, "状态"): "作废"})
    store.append_rows(FORM, [{"表单编号": "F9", "状态": "已发出"}])
    store.commit(NOW)
    assert column(ClosedStore(path), FORM, "状态") == [None, "作废", "已发出"]


def test_cells_of_a_table_already_rewritten_go_to_its_new_rows(path: Path) -> None:
    store = stored(path, ORGANISATION, BRANCH, {**BRANCH, "编号": "V002"})
    store.write_table(ORGANISATION, store.read_table(ORGANISATION).records()[1:])
    store.write_cells(ORGANISATION, {(4, "测评票数"): 9})
    store.commit(NOW)
    assert column(ClosedStore(path), ORGANISATION, "测评票数") == [9]


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


def test_rows_below_a_table_of_the_programs_own_are_not_read(path: Path) -> None:
    stored(path, LOG, {"操作": "check"})
    store = change(path, lambda book: book.set_cell("操作日志", "B9", "手写"))
    assert column(store, LOG, "操作") == ["check"]


def test_another_table_below_is_no_part_of_the_first(path: Path) -> None:
    stored(path)
    parts = parts_of(path.read_bytes())
    own = next(name for name, text in parts.items() if 'displayName="组织名册"'.encode() in text)
    text = parts[own].decode()
    ref = re.search(r'ref="(A3:\w+)"', text)
    assert ref is not None
    new = text.replace(ref[1], ref[1].replace("A3", "A8").replace("4", "9")).replace("组织名册", "旧名册")
    number = max(int(re.findall(r"\d+", name)[-1]) for name in parts if name.startswith("xl/tables/")) + 1
    rels = next(
        name for name in parts if name.startswith("xl/worksheets/_rels") and own[3:].encode() in parts[name]
    )
    link = re.search(r"<Relationship [^>]*table[^>]*>", parts[rels].decode())
    assert link is not None
    more = re.sub(r'Id="[^"]*"', 'Id="rIdMore"', link[0]).replace(
        own.rpartition("/")[2], f"table{number}.xml"
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


def test_a_renamed_header_is_told_once_and_not_for_every_row(path: Path) -> None:
    stored(path, ORGANISATION, BRANCH, {**BRANCH, "编号": "V002"})
    store = change(path, lambda book: book.set_cell("组织名册", "B3", "名称"))
    assert codes(store, ORGANISATION) == [("header_missing", "A3")]
    _, found = parse_table(ORGANISATION, store.read_table(ORGANISATION))
    assert "组织名称" not in {each.context["header"] for each in found if each.code == "required_blank"}


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


def test_merged_cells_are_told_and_a_write_over_them_stops_in_plain_words(path: Path) -> None:
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
    with pytest.raises(Stopped) as caught, stops():
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


def test_a_formula_without_its_value_is_told_and_one_with_is_read(path: Path) -> None:
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


def test_a_table_or_sheet_that_is_gone_is_told_and_never_written(path: Path) -> None:
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


def test_a_file_that_is_no_master_is_named(tmp_path: Path) -> None:
    other = tmp_path / "别的.xlsx"
    with pytest.raises(MasterUnreadable) as missing:
        ClosedStore(other)
    other.write_bytes(b"PK no workbook")
    with pytest.raises(MasterUnreadable) as broken:
        ClosedStore(other)
    other.write_bytes(package({"xl/worksheets/sheet1.xml": "<worksheet/>"}))
    with pytest.raises(Stopped) as foreign, stops():
        ClosedStore(other)
    codes = [each.value.code for each in (missing, broken, foreign)]
    assert codes == ["master_missing", "master_unreadable", "not_a_master"]


def test_a_date_is_read_as_a_date(path: Path) -> None:
    store = stored(path, PROBLEM, {"问题编号": "V001-1"})
    store.write_cells(PROBLEM, {(4, "整改时限"): date(2016, 1, 5)})
    store.commit(NOW)
    assert column(ClosedStore(path), PROBLEM, "整改时限") == [date(2016, 1, 5)]
