"""From the button in the open workbook to the entry point in Python, and what the clerk then sees."""

import inspect
import re
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlwings as xw

from shuzhi_xl import addin
from shuzhi_xl.sheets.master.buttons import FURTHER, STEPS
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.wording.screen.panel import QUESTIONS
from tests.live.macro_bridge import press_in_vba
from tests.xlsx.macro_master import MASTER, modules_in
from tests.year_stages import Stages, TownOffice

_MACRO = re.compile(r"vnd\.sun\.star\.script:VBAProject\.(\w+)\.(\w+)\?language=Basic&location=document")
_LINK = re.compile(r"#?'?([^']+)'?!(\w+)")
_PRESS = re.compile(r'Public Sub (\w+)\(\)\s+Press "(\w+)", "[\w -]+"')


@pytest.fixture
def office(stages: Stages, tmp_path: Path) -> TownOffice:
    return stages.open("collected", tmp_path / "镇 办公室")


def bound(book: xw.Book) -> dict[str, str]:
    """Caption and macro (module.Sub) of every button on the home sheet, from left to right."""
    forms = book.impl.document.Sheets.getByIndex(0).DrawPage.Forms
    by_name = {}
    for form in (forms.getByIndex(index) for index in range(forms.Count)):
        for index in range(form.Count):
            (event,) = form.getScriptEvents(index)
            macro = _MACRO.fullmatch(event.ScriptCode)
            assert macro, event.ScriptCode
            assert event.EventMethod == "actionPerformed"
            by_name[form.getByIndex(index).Label] = ".".join(macro.groups())
    return by_name


def entry_of(book: xw.Book, macro: str) -> str:
    """The job that a macro of the open workbook asks Python for."""
    module, sub = macro.split(".")
    source = book.impl.document.BasicLibraries.getByName("VBAProject").getByName(module)
    return str(dict(_PRESS.findall(source))[sub])


def test_every_button_is_bound_to_its_macro_and_that_to_its_entry_point(book: xw.Book) -> None:
    buttons = bound(book)
    assert list(buttons) == [button.caption for button in (*STEPS, *FURTHER)]
    entries = [entry_of(book, macro) for macro in buttons.values()]
    assert len(set(entries)) == len(buttons)
    assert all(inspect.isfunction(getattr(addin, name)) for name in entries)


def shown(book: xw.Book, title: str, table: str = "") -> list[list[Any]]:
    """A table with its headers, as it stands in its sheet, whose name it has if no other is said."""
    table_part = book.sheets[title].tables[table or title]
    return table_part.range.value  # type: ignore[no-any-return]  # xlwings says nothing


def click_button(book: xw.Book, caption: str) -> str:
    """The sentence that the macro of a button gets from Python."""
    return addin.answer(entry_of(book, bound(book)[caption]))


def test_the_macro_runs_its_job_moves_to_the_result_and_says_it_once_python_has_let_go_of_excel(
    spreadsheet: xw.App, book: xw.Book, office: TownOffice
) -> None:
    spreadsheet.display_alerts = True
    assert entry_of(book, bound(book)["计算"]) == "compute"
    pressed = press_in_vba(
        office.master, modules_in(MASTER)["SzButtons"], bound(book)["计算"].partition(".")[2]
    )
    ((sentence, title),) = pressed.dialogs
    assert "计算完成" in sentence
    assert "12" in sentence
    assert title == office.master.name
    assert book.sheets.active.name == "综合评定"
    assert all(row[0] for row in shown(book, "综合评定")[1:])
    assert spreadsheet.status_bar is False
    assert spreadsheet.display_alerts is True
    assert spreadsheet.impl.alerts == []  # Excel would wait for Python until somebody closes it
    assert any("计算" in str(message) for message in spreadsheet.impl.statuses)


def test_what_the_macro_asks_for_reaches_the_job(book: xw.Book, office: TownOffice) -> None:
    macro = bound(book)["抽查"].partition(".")[2]
    pressed = press_in_vba(office.master, modules_in(MASTER)["SzButtons"], macro, typed="３516")
    question, (sentence, _) = pressed.dialogs
    assert question == (QUESTIONS["seed"], office.master.name)
    # Nothing was scanned
    assert "没有抽查（随机词 3516）" in sentence
    assert book.sheets.active.name == "校验报告"


def test_another_program_and_an_unforeseen_error_are_one_sentence_and_nothing_is_written(
    spreadsheet: xw.App, book: xw.Book, office: TownOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, report = office.files(), book.sheets["校验报告"].used_range.value
    stranger = SimpleNamespace(Name="WPS 表格", Version="12.0", Path="C:\\WPS Office")
    with monkeypatch.context() as patch:
        patch.setattr(type(spreadsheet.impl), "api", stranger)
        prompt = click_button(book, "计算")
    assert "WPS" in prompt
    assert "shuzhi compute" in prompt
    assert office.files() == before
    assert book.sheets["校验报告"].used_range.value == report

    def breaks(*_: Any) -> None:
        raise KeyError("票单登记")

    monkeypatch.setattr("shuzhi_xl.xlsx.live.store.LiveStore.commit", breaks)
    sentence = click_button(book, "计算")
    (log,) = (name for name in office.files() if name.startswith("出错记录_"))
    assert sentence == stopped("unforeseen", job="计算", log=log)
    assert "Traceback" not in sentence
    text = office.files()[log].decode("utf-8-sig")
    assert "KeyError: '票单登记'" in text
    assert "计算 shuzhi_xl" in text
    assert (spreadsheet.status_bar, spreadsheet.display_alerts) == (False, True)


def test_macros_of_an_earlier_version_leave_the_message_to_python_and_no_sheet_that_is_not_shown_breaks_it(
    spreadsheet: xw.App, book: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: Any) -> None:
        raise RuntimeError("hidden")

    monkeypatch.setattr("shuzhi_xl.xlsx.live.store.LiveStore.show", breaks)
    getattr(addin, entry_of(book, bound(book)["计算"]))()
    (message,) = spreadsheet.impl.alerts
    assert message.title == "计算"
    assert "计算完成" in message.prompt


def test_a_scheme_is_applied_in_the_open_workbook_and_kept_beside_it(
    book: xw.Book, office: TownOffice
) -> None:
    click_button(book, "导出方案")
    assert "方案/演示方案.toml" in office.files()
    settings = book.sheets["基本设置"]
    names = [row[0] for row in shown(book, "基本设置")]
    settings.range((3 + names.index("方案名称"), 2)).value = "等权演示"
    assert "换掉了原来的等次标准 4 行" in click_button(book, "套用方案")
    assert book.sheets.active.name == "评分设置"
    assert [row[2] for row in shown(book, "评分设置", "来源权重")[1:]] == [20] * 5
    settings.range((3 + names.index("方案名称"), 2)).value = "没有的方案"
    assert "没有名为“没有的方案”的评分方案" in click_button(book, "套用方案")


def test_a_findings_link_jumps_to_its_cell(book: xw.Book) -> None:
    sheet = book.sheets["组织名册"]
    column = shown(book, "组织名册")[0].index("党员人数") + 1
    entry = sheet.range((6, column))
    assert addin.SZ_PROBLEM("组织名册", "党员人数", entry.value) == ""
    entry.value = "三十"
    sentence = addin.SZ_PROBLEM("组织名册", "党员人数", entry.value)
    addin.check()
    assert book.sheets.active.name == "校验报告"
    headers = shown(book, "校验报告")[0]
    rows = book.sheets["校验报告"].tables["校验报告"].range.rows
    row = next(row for row in rows if "三十" in map(str, row.value))
    link = _LINK.fullmatch(row[headers.index("单元格")].hyperlink.replace("$", ""))
    assert link
    target = book.sheets[link[1]].range(link[2])
    assert target.address == entry.address
    assert target.value == row[headers.index("所填")].value == "三十"
    # the report names the branch besides
    assert row[headers.index("疑点与改法")].value.startswith(sentence)


def block(sheet: xw.Sheet, corner: str, values: list[list[Any]], ndim: int = 2) -> Any:
    """A block as Excel hands it to a function with this many dimensions."""
    cells = sheet.range(corner).resize(len(values), len(values[0]))
    cells.value = values
    return cells.options(ndim=ndim).value


def test_functions_take_the_values_of_cells(sheet: xw.Sheet) -> None:
    standards = block(sheet, "A1", [["好", 90], ["较好", 80], ["一般", 60], ["差", 0]])
    assert addin.SZ_GRADE(sheet.range("B2").value, standards) == "较好"
    counts = block(sheet, "D1", [[3, 1], [0, 2]])
    points, weights = block(sheet, "D4", [[100, 80]], 1), block(sheet, "D6", [[60, 40]], 1)
    assert addin.SZ_SCORE(counts, points, weights) == 89
    assert addin.SZ_SHARES(block(sheet, "G1", [[1], [1], [1]], 1)) == [33.34, 33.33, 33.33]
    days = block(sheet, "J1", [[datetime(2016, 2, 8), "放假"], [datetime(2016, 2, 6), "上班"]])  # noqa: DTZ001 -- cells know no zone
    sheet.range("J4").value = datetime(2016, 2, 5)  # noqa: DTZ001 -- cells know no zone
    following = [addin.SZ_WORKDAY(sheet.range("J4").value, days_on, days) for days_on in (1, 2)]
    assert [day.isoformat() for day in following] == ["2016-02-06", "2016-02-09"]
