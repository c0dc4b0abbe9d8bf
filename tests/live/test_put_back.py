"""A failure while a button writes is undone and reported; what cannot be written is refused before."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from shuzhi_xl.button import run_button
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.results import APPRAISAL
from shuzhi_xl.xlsx.live.store import LiveStore
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from tests.live import engine_excel, engine_ranges
from tests.live.launch import SpreadsheetRefused
from tests.year_stages import TownOffice


def contents(book: xw.Book) -> dict[str, Any]:
    """Place, values and formulas of every table."""
    return {
        table.name: (table.range.address, table.range.value, table.range.formula)
        for sheet in book.sheets
        for table in sheet.tables
    }


def protected(book: xw.Book) -> list[str]:
    return [sheet.name for sheet in book.sheets if sheet.api.ProtectContents]


def alert_text(spreadsheet: xw.App) -> str:
    return "".join(alert.prompt for alert in spreadsheet.impl.alerts)


def alert_after(spreadsheet: xw.App, job: str) -> str:
    """Run a job by its button and return the message that the clerk reads."""
    spreadsheet.impl.alerts.clear()
    run_button(job)
    return alert_text(spreadsheet)


def take_back_a_grade(book: xw.Book) -> None:
    """Change a weight, so that the next 计算 has other things to write."""
    weights = book.sheets["评分设置"].tables["来源权重"].range
    weights[1, 2].value, weights[2, 2].value = weights[2, 2].value, weights[1, 2].value


def new_file(before: set[str], office: TownOffice) -> str:
    (name,) = set(office.files("备份")) - before
    return name


class Failing:
    """Lets the blocks of one sheet fail when they are written, the first one or all."""

    def __init__(self, patch: pytest.MonkeyPatch, title: str, *, always: bool) -> None:
        self._title, self._always, self._failed = title, always, False
        real_raw_value: Any = engine_ranges.Range.raw_value
        self._own = real_raw_value
        patch.setattr(engine_ranges.Range, "raw_value", property(real_raw_value.fget, self._write))

    def _write(self, cells: Any, value: Any) -> None:
        if cells.sheet.name == self._title and (self._always or not self._failed):
            self._failed = True
            raise SpreadsheetRefused("0x800A03EC")
        self._own.fset(cells, value)


def test_a_workbook_that_cannot_be_saved_in_the_end_is_as_it_was_and_a_failure_in_the_middle_changes_nothing(
    spreadsheet: xw.App, book: xw.Book, office: TownOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_back_a_grade(book)
    book.save()
    stood = contents(book)

    def refuse(*_: Any) -> None:
        raise SpreadsheetRefused("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(type(book.impl), "save", refuse)
        assert "没有存盘" in alert_after(spreadsheet, "compute")
    assert contents(book) == stood

    book.sheets["组织名册"].range("A4").value = "刚填的"
    stood, locked = contents(book), protected(book)
    copies = set(office.files("备份"))
    Failing(monkeypatch, "综合评定", always=False)
    text = alert_after(spreadsheet, "compute")
    assert "恢复原样" in text
    assert "综合评定" in text
    assert contents(book) == stood
    assert protected(book) == locked
    assert spreadsheet.calculation == "automatic"
    copy = office.root / "备份" / new_file(copies, office)
    typed = ClosedStore(copy).read_table(ORGANISATION).rows[0].values["编号"]
    assert typed == "刚填的" == ClosedStore(office.master).read_table(ORGANISATION).rows[0].values["编号"]


def test_where_a_restore_is_impossible_the_clerk_is_asked_not_to_save(
    spreadsheet: xw.App, book: xw.Book, office: TownOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_back_a_grade(book)
    copies = set(office.files("备份"))
    Failing(monkeypatch, "综合评定", always=True)
    run_button("compute")
    assert "不保存" in alert_text(spreadsheet)
    saved = {
        name: ClosedStore(office.master).read_table(TABLES[name]).digest for name in ("综合评定", "操作日志")
    }
    copy = office.root / "备份" / new_file(copies, office)
    assert saved == {name: ClosedStore(copy).read_table(TABLES[name]).digest for name in saved}


def test_a_block_that_does_not_take_what_is_written_is_noticed(
    spreadsheet: xw.App, book: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when rows are hidden in a way that nobody has thought of."""
    stood = contents(book)["综合评定"]
    appraisal = book.sheets["综合评定"].tables["综合评定"]
    appraisal.parent.api.Unprotect()
    appraisal.range[3:4, :].rows.hidden = True
    appraisal.parent.api.Protect()
    monkeypatch.setattr("shuzhi_xl.xlsx.live.ready._are_all_visible", lambda *_: True)
    run_button("compute")
    assert "恢复原样" in alert_text(spreadsheet) or "不保存" in alert_text(spreadsheet)
    assert contents(book)["综合评定"][0] == stood[0]


def test_a_workbook_in_the_cloud_and_a_sheet_with_a_password_are_named_before_anything_is_written(
    spreadsheet: xw.App, book: xw.Book, office: TownOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = office.files()
    with monkeypatch.context() as patch:
        address = property(lambda _: f"https://d.docs.live.net/1/{book.name}")
        patch.setattr(engine_excel.WorkbookApi, "FullName", address)
        assert "OneDrive" in alert_after(spreadsheet, "check")
    assert office.files() == before

    sheet = book.sheets["操作日志"]
    sheet.api.Unprotect()
    sheet.api.Protect("镇里的密码")
    stood = contents(book)
    text = alert_after(spreadsheet, "check")
    assert "“操作日志”" in text
    assert "密码" in text
    assert contents(book) == stood
    assert spreadsheet.impl.password_prompts == 0
    assert "综合评定" in protected(book)


def test_a_workbook_opened_read_only_is_refused_at_once(spreadsheet: xw.App, office: TownOffice) -> None:
    before = office.files()
    book = spreadsheet.books.open(str(office.master), read_only=True)
    book.set_mock_caller()
    run_button("distribute")
    assert "只读" in alert_text(spreadsheet)
    assert office.files() == before


def test_renamed_and_hidden_sheets_do_not_matter(
    spreadsheet: xw.App, book: xw.Book, office: TownOffice, tmp_path: Path
) -> None:
    untouched = shutil.copy(office.master, tmp_path / "另一本.xlsm")
    for title in ("校验报告", "测评统计", "票单登记"):
        book.sheets[title].name = f"{title}（旧名）"
    for title in ("操作日志", "校验报告（旧名）"):  # 校验 would show the latter
        book.sheets[title].visible = False
    run_button("check")
    run_button("compute")
    prompts = [alert.prompt for alert in spreadsheet.impl.alerts]
    assert ["校验完成" in prompts[0], "计算完成" in prompts[1]] == [True, True]
    assert "测评统计（旧名）" in protected(book)
    results = LiveStore(book).read_table(APPRAISAL).digest
    assert results == ClosedStore(Path(untouched)).read_table(APPRAISAL).digest
