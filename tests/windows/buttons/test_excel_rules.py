"""What the buttons do where Excel has rules of its own; the stand-in's docstrings name the sources."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import pytest
import pywintypes
import xlwings as xw

from shuzhi_xl.button import answer
from shuzhi_xl.sheets.declaration.cell_value import CellError
from shuzhi_xl.sheets.declaration.column import Kind
from shuzhi_xl.sheets.master.office_entries import ROUTINE_TABLE
from shuzhi_xl.sheets.master.results import APPRAISAL, PROBLEM
from shuzhi_xl.sheets.master.settings import SETTING, TECHNICAL_KEYS
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.xlsx.live.blocks import LiveBlock
from shuzhi_xl.xlsx.live.store import LiveStore
from shuzhi_xl.xlsx.patch.values import Area
from tests.windows.excel.application import Application
from tests.windows.excel.workbook import Workbook
from tests.year_stages import TownOffice

_ODD_TEXTS: Final = [
    "3-5",
    "2016.3",
    "1/2",
    "'=SUM(1)",
    "=SUM(1)",
    "90%",
    "TRUE",
    "00123",
    "'",
    "1e5",
    "#N/A",
]
_APPRAISAL: Final = APPRAISAL.name


def table_of(caller: xw.Book, name: str) -> xw.main.Table:
    return caller.sheets[name].tables[name]


def visible_rows(table: xw.main.Table) -> list[bool]:
    return [not table.range[row, 0].api.EntireRow.Hidden for row in range(table.range.shape[0])]


def filter_first_track(table: xw.main.Table) -> None:
    table.api.Range.AutoFilter(Field=1, Criteria1="=" + table.range[1, 0].value)


def hide_rows(table: xw.main.Table) -> None:
    table.range[2:4, :].api.EntireRow.Hidden = True


def hide_column(table: xw.main.Table) -> None:
    table.range[:, 1].api.EntireColumn.Hidden = True


def test_a_block_over_hidden_rows_is_what_xlwings_users_saw(caller: xw.Book) -> None:
    sheet = caller.sheets["节假日"]
    sheet.range((40, 1), (44, 1)).value = [["甲"], ["乙"], ["丙"], ["丁"], ["戊"]]
    sheet.range((41, 1), (42, 1)).api.EntireRow.Hidden = True
    sheet.range((40, 1), (44, 1)).value = [[5], [4], [3], [2], [1]]
    assert sheet.range((40, 1), (44, 1)).value == [5, "乙", "丙", 5, 4]


@pytest.mark.parametrize("hide", [filter_first_track, hide_rows, hide_column])
def test_hidden_cells_are_written_like_the_others(
    caller: xw.Book, office: TownOffice, hide: Callable[[xw.main.Table], None]
) -> None:
    table = table_of(caller, _APPRAISAL)
    before = table.range.value
    caller.sheets[_APPRAISAL].api.Unprotect()
    hide(table)
    caller.sheets[_APPRAISAL].api.Protect()
    visible = visible_rows(table)
    sentence, outcome = answer("compute", office.clock)
    assert outcome is not None, sentence
    assert table_of(caller, _APPRAISAL).range.value == before
    assert ("筛选" in sentence) is (hide is hide_rows)
    assert visible_rows(table) == ([True] * len(visible) if hide is hide_rows else visible)
    assert (table.range[0, 1].api.EntireColumn.Hidden) is (hide is hide_column)


def test_folded_settings_are_written_and_folded_again(caller: xw.Book, office: TownOffice) -> None:
    """LibreOffice takes rows that a file hides within a filter for filtered, and so cannot show this."""
    rows = caller.sheets[SETTING.name].tables[SETTING.name].range.rows
    technical = [row.api.EntireRow for row in rows if row.value[0] in TECHNICAL_KEYS]
    assert technical
    assert all(row.Hidden for row in technical)
    sentence, outcome = answer("apply_scheme", office.clock)
    assert outcome is not None, sentence
    assert outcome.ok
    assert "筛选" not in sentence
    assert all(row.Hidden for row in technical)


@pytest.mark.parametrize("keeps_apostrophes", [False, True])
def test_texts_stay_texts_whatever_excel_would_make_of_them(
    book: Workbook, caller: xw.Book, keeps_apostrophes: bool
) -> None:
    sheet = caller.sheets["节假日"]
    book.sheets[sheet.index - 1].grid.text_cells_keep_apostrophes = keeps_apostrophes
    block = LiveBlock(sheet, Area(40, 1, 39 + len(_ODD_TEXTS), 4))
    sheet.range((40, 2), (47, 2)).number_format = "yyyy-mm-dd"
    kinds = [Kind.TEXT, Kind.DAY, Kind.NUMBER, None]
    rows = [[text] * 4 for text in _ODD_TEXTS]
    block.write(rows, kinds)
    assert block.values() == rows
    block.write(block.contents(), kinds)
    assert block.values() == rows


def test_what_is_typed_becomes_what_excel_makes_of_it(caller: xw.Book) -> None:
    sheet = caller.sheets["节假日"]
    sheet.range((40, 1), (40, 5)).value = [["00123", "1-2", "'1-2", "2026/2/5", "90%"]]
    number, day, text, date, share = sheet.range((40, 1), (40, 5)).value
    assert (number, text, date, share) == (123, "1-2", datetime(2026, 2, 5), 0.9)  # noqa: DTZ001 -- as cells have it
    assert (day.month, day.day) == (1, 2)


def test_an_error_is_no_blank(caller: xw.Book, office: TownOffice) -> None:
    table = table_of(caller, ROUTINE_TABLE.name)
    column = table.range.rows[0].value.index("一票否决")
    entry = table.range[2, column]
    entry.number_format = "General"
    entry.formula = "=NA()"
    assert entry.api.Value == -2146826246
    assert LiveStore(caller).read_table(ROUTINE_TABLE).rows[1].values["一票否决"] == CellError("#N/A")
    _, outcome = answer("check", office.clock)
    assert outcome is not None
    assert not outcome.ok


def test_a_totals_row_is_no_record_and_stays_below_the_rows(caller: xw.Book, office: TownOffice) -> None:
    table = table_of(caller, PROBLEM.name)
    records = LiveStore(caller).read_table(PROBLEM).records()
    table.show_totals = True
    store = LiveStore(caller)
    assert store.read_table(PROBLEM).records() == records
    store.append_rows(PROBLEM, [dict(records[-1])])
    store.commit(office.clock())
    totals = table.totals_row_range
    assert totals is not None
    assert totals.value[0] == "汇总"
    assert len(LiveStore(caller).read_table(PROBLEM).records()) == len(records) + 1


def test_a_workbook_opened_read_only_is_left_alone(
    excel: Application, office: TownOffice, open_read_only: Callable[[], xw.Book]
) -> None:
    open_read_only()
    before = office.files()
    sentence, outcome = answer("compute", office.clock)
    assert outcome is None
    assert sentence == stopped("workbook_read_only", name=office.master.name)
    assert office.files() == before
    assert excel.StatusBar is False


def test_a_sheet_with_a_password_is_named_and_excel_asks_nobody(
    excel: Application, book: Workbook, caller: xw.Book, office: TownOffice
) -> None:
    sheet = caller.sheets[_APPRAISAL].api
    sheet.Unprotect()
    sheet.Protect("秘密")
    before = table_values(caller)
    sentence, outcome = answer("compute", office.clock)
    assert outcome is None
    assert sentence == stopped("sheet_locked", name=_APPRAISAL)
    assert excel.password_prompts == 0
    assert table_values(caller) == before
    assert all(sheet.ProtectContents for sheet in book.sheets if sheet.Name in {_APPRAISAL, "操作日志"})


def test_locked_cells_of_a_protected_sheet_refuse(caller: xw.Book) -> None:
    with pytest.raises(pywintypes.com_error) as caught:
        caller.sheets[_APPRAISAL].range("A4").value = "改"
    assert caught.value.excepinfo[5] == -2146827284


def test_what_cannot_be_saved_is_not_written_either(
    excel: Application, caller: xw.Book, office: TownOffice
) -> None:
    weights = table_of(caller, "综合评定")
    before = weights.range.value
    excel.save_fails = True
    sentence, outcome = answer("compute", office.clock)
    assert outcome is None
    assert sentence == stopped("not_saved", name=office.master.name)
    assert table_of(caller, "综合评定").range.value == before
    assert excel.Calculation == -4105


def test_a_workbook_in_the_cloud_is_left_alone(book: Workbook, caller: xw.Book, office: TownOffice) -> None:
    del caller
    book.full_name = f"https://d.docs.live.net/1234/{book.Name}"
    sentence, outcome = answer("check", office.clock)
    assert outcome is None
    assert sentence == stopped("workbook_online", name=book.Name)


def table_values(caller: xw.Book) -> dict[str, Any]:
    return {table.name: table.range.value for sheet in caller.sheets for table in sheet.tables}
