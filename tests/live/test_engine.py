"""Workbooks, sheets, tables and links of the live spreadsheet, and what it says when it dies."""

import shutil
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw

from tests.live.launch import SpreadsheetDied, SpreadsheetRefused

MASTER = Path(__file__).resolve().parents[2] / "workbook" / "述职评议考核.xlsm"


@pytest.fixture
def master(spreadsheet: xw.App, tmp_path: Path) -> xw.Book:
    """The real master in a folder with Chinese and a space in its name."""
    folder = tmp_path / "柳溪镇 2026"
    folder.mkdir()
    return spreadsheet.books.open(shutil.copy(MASTER, folder))


@pytest.fixture
def table(sheet: xw.Sheet) -> xw.main.Table:
    sheet.range("B2").value = [["编号", "得分"], ["甲", 90], ["乙", 80]]
    return sheet.tables.add(sheet.range("B2:C4"), name="名册")


def test_clearing_contents_leaves_formats(sheet: xw.Sheet) -> None:
    cells = sheet.range("A1:B2")
    cells.number_format, cells.color, cells.value = "@", (226, 239, 218), "x"
    cells.clear_contents()
    assert (cells.value, cells.number_format) == ([[None, None], [None, None]], "@")
    assert cells.color == (226, 239, 218)


def test_different_formats_are_none(sheet: xw.Sheet) -> None:
    sheet.range("A1").number_format = "0.00"
    assert sheet.range("A1:B1").number_format is None


def test_row_height(sheet: xw.Sheet) -> None:
    sheet.range("A2:A3").row_height = 33
    assert sheet.range("A2:C3").row_height == 33
    with pytest.raises(SpreadsheetRefused):
        sheet.range("A2").row_height = 500


def test_link_jumps_to_its_cell_in_the_saved_file(sheet: xw.Sheet, tmp_path: Path) -> None:
    target = sheet.book.sheets.add("组织名册")
    sheet.range("A1").add_hyperlink(f"#{target.name}!B5", "组织名册 B5")
    assert sheet.range("A1").value == "组织名册 B5"
    assert sheet.range("A1").hyperlink == "#组织名册!B5"
    sheet.book.save(tmp_path / "链接.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "链接.xlsx")[sheet.name]["A1"]
    assert saved.value == "组织名册 B5"
    assert saved.hyperlink.location == "组织名册!B5"


def test_table_names_its_parts(table: xw.main.Table) -> None:
    assert (table.name, table.range.address) == ("名册", "$B$2:$C$4")
    assert (table.range.row, table.range.column, table.range.shape) == (2, 2, (3, 2))
    header, body = table.header_row_range, table.data_body_range
    assert header is not None
    assert body is not None
    assert header.value == ["编号", "得分"]
    assert body.value == [["甲", 90], ["乙", 80]]


def test_table_grows_and_shrinks(table: xw.main.Table) -> None:
    sheet = table.parent
    for last_row in (9, 3):
        table.resize(sheet.range((2, 2), (last_row, 3)))
        body = sheet.tables["名册"].data_body_range
        assert body is not None
        assert body.address == f"$B$3:$C${last_row}"


@pytest.mark.parametrize("place", ["B3:C5", "B2:C2", "B2:F5"], ids=["other header", "no row", "on another"])
def test_table_refuses_what_excel_refuses(table: xw.main.Table, place: str) -> None:
    sheet = table.parent
    sheet.range("F2").value = [["项目"], ["党建"]]
    sheet.tables.add(sheet.range("F2:F3"), name="项目")
    with pytest.raises(SpreadsheetRefused):
        table.resize(sheet.range(place))
    assert table.range.address == "$B$2:$C$4"


def test_name_leads_to_its_cells(sheet: xw.Sheet) -> None:
    sheet.book.sheets.add("基本设置").range("B4").value = "柳溪镇"
    sheet.book.names.add("单位名称", "=基本设置!$B$4")
    assert "单位名称" in sheet.book.names
    assert sheet.book.names["单位名称"].refers_to == "=基本设置!$B$4"
    assert sheet.book.names["单位名称"].refers_to_range.value == "柳溪镇"


def test_protected_sheet_refuses_until_it_is_opened(sheet: xw.Sheet) -> None:
    sheet.api.Protect()
    cell = sheet.range("A1")
    with pytest.raises(SpreadsheetRefused):
        cell.value = 1
    with pytest.raises(SpreadsheetRefused):
        cell.number_format = "@"
    with pytest.raises(SpreadsheetRefused):
        cell.clear_contents()
    with pytest.raises(SpreadsheetRefused):
        cell.add_hyperlink("#A2")
    sheet.api.Unprotect()
    sheet.range("A1").value = 1
    assert sheet.range("A1").value == 1


def test_open_cell_of_a_protected_sheet_takes_a_value_but_no_format(master: xw.Book) -> None:
    sheet = master.sheets["综合评定"]
    header = sheet.tables["综合评定"].header_row_range
    assert header is not None
    decided = sheet.range((4, header.column + header.value.index("研究等次")))
    decided.value = "好"
    assert decided.value == "好"
    with pytest.raises(SpreadsheetRefused):
        decided.color = (255, 0, 0)
    with pytest.raises(SpreadsheetRefused):
        sheet.range("A4").value = "甲01"


def test_moves_to_a_sheet_but_not_to_a_hidden_one(sheet: xw.Sheet) -> None:
    second = sheet.book.sheets.add("第二", after=sheet)
    sheet.activate()
    assert sheet.book.sheets.active.name == sheet.name
    second.range("C3").select()
    selection = sheet.book.app.selection
    assert selection is not None
    assert (sheet.book.sheets.active.name, selection.address) == ("第二", "$C$3")
    sheet.visible = False
    with pytest.raises(SpreadsheetRefused):
        sheet.activate()


def test_what_the_user_sees_is_kept(spreadsheet: xw.App, sheet: xw.Sheet) -> None:
    with spreadsheet.properties(status_bar="正在回收……", screen_updating=False, calculation="manual"):
        assert spreadsheet.status_bar == "正在回收……"
        sheet.range("A1").value = [[1, "=A1+1"]]
    assert not spreadsheet.status_bar
    assert spreadsheet.screen_updating is True
    assert spreadsheet.impl.statuses == ["正在回收……"]
    assert spreadsheet.alert("回收完成。", title="述职评议") == "ok"
    assert [message.prompt for message in spreadsheet.impl.alerts] == ["回收完成。"]


def test_answers_to_questions_can_be_set(spreadsheet: xw.App) -> None:
    spreadsheet.impl.answers.append("no")
    assert spreadsheet.alert("继续吗？", buttons="yes_no") == "no"
    assert spreadsheet.alert("继续吗？", buttons="yes_no") == "yes"


def test_caller_is_the_open_master_with_every_table_of_its_file(master: xw.Book) -> None:
    master.set_mock_caller()
    called = xw.Book.caller()
    assert (called.name, Path(called.fullname).parent.name) == ("述职评议考核.xlsm", "柳溪镇 2026")
    in_file = {
        (sheet.title, table.name, table.ref)
        for sheet in openpyxl.load_workbook(MASTER)
        for table in sheet.tables.values()
    }
    live = {
        (sheet.name, table.name, table.range.get_address(row_absolute=False, column_absolute=False))
        for sheet in master.sheets
        for table in sheet.tables
    }
    assert live == in_file
    assert len(live) > 20


def test_master_keeps_what_is_saved(master: xw.Book, spreadsheet: xw.App) -> None:
    place = master.fullname
    master.sheets["组织名册"].range("A4").value = "甲01"
    master.save()
    master.close()
    assert spreadsheet.books.open(place).sheets["组织名册"].range("A4").value == "甲01"


def test_missing_file_and_missing_call_are_reported_plainly(
    spreadsheet: xw.App, sheet: xw.Sheet, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError):
        spreadsheet.books.open(tmp_path / "没有.xlsx")
    with pytest.raises(NotImplementedError):
        sheet.charts  # noqa: B018 - reading it is the test
    with pytest.raises(NotImplementedError):
        sheet.range("A1").formula_array = "=1"


def test_the_end_of_the_spreadsheet_is_reported_as_such(live_engine: xw.main.Engine) -> None:
    app = live_engine.apps.add(add_book=True)
    cell = app.books[0].sheets[0].range("A1")
    app.impl.office.kill()
    with pytest.raises(SpreadsheetDied):
        cell.value = 1
    with pytest.raises(SpreadsheetDied):
        cell.options(ndim=2).value  # noqa: B018 - reading it is the test
    app.kill()
    assert app.pid not in live_engine.apps.keys()  # noqa: SIM118 - a list of xlwings, not a mapping
