"""The VBA of the shipped master: what it holds, what it calls, and what checkers of macros say of it."""

import io
import subprocess
import sys
from importlib.resources import files
from inspect import getmembers, isfunction
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyopenvba.interpreter import NOTHING, member
from pyvbaanalysis import analyze_workbook

from shuzhi_xl import addin
from shuzhi_xl.building.macros.udf_wrapper import wrap_functions
from shuzhi_xl.building.macros.xlwings_settings import SENTENCES, SETTINGS_SHEET, XLWINGS_SETTINGS
from shuzhi_xl.sheets.master.all_sheets import SHEET_ORDER
from shuzhi_xl.sheets.master.buttons import BUTTONS, Button
from shuzhi_xl.wording.screen.doctor import BROKEN_OFF, NO_PYTHON, NOT_EXCEL
from shuzhi_xl.wording.screen.panel import QUESTIONS
from tests.live.macro_bridge import Excel, press_in_vba
from tests.xlsx.macro_master import MASTER, modules_in, project_in, public_subs

OURS = ("SzButtons", "xlwings_udfs")


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("vba") / "master.xlsm"
    path.write_bytes(MASTER)
    return path


def another_program(**texts: str) -> type:
    """A program that runs the macros and reports it."""

    def says(name: str, answer: str) -> object:
        def read_text(_: object) -> str:
            return answer

        return member(read_text, name=name)

    return type("AnotherProgram", (Excel,), {name: says(name, text) for name, text in texts.items()})


WPS = another_program(Name="WPS Spreadsheets")
WPS_AS_EXCEL = another_program(Path="D:\\Kingsoft\\WPS Office\\office6")
MACROS = modules_in(MASTER)["SzButtons"]


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python is there, and says what it was asked for."""
    monkeypatch.setattr(addin, "answer", lambda job, typed: f"{job} {typed} 完成。")


def test_the_project_contains_exactly_three_modules() -> None:
    assert list(modules_in(MASTER)) == ["xlwings", *OURS]


def test_the_module_of_xlwings_is_the_installed_one_unchanged() -> None:
    installed = files("xlwings").joinpath("xlwings.bas").read_text(encoding="ascii")
    assert modules_in(MASTER)["xlwings"] == installed


def name_of(job: str) -> str:
    return "".join(word.capitalize() for word in job.split("_"))


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.job)
@pytest.mark.usefixtures("answered")
def test_each_button_asks_python_for_its_job_and_shows_the_answer(on_disk: Path, button: Button) -> None:
    job, typed = button.job, "三五 16" if button.macro_asks else ""
    for sub, arguments in ((f"Sz{name_of(job)}", ()), (f"SzRibbon{name_of(job)}", (NOTHING,))):
        pressed = press_in_vba(on_disk, MACROS, sub, *arguments, typed=typed and f" {typed} ")
        assert pressed.called == [
            ("xlwings._xlwindows", "BOOK_CALLER", "Workbook"),
            ("shuzhi_xl.addin", "answer", job, typed),
        ]
        questions = [(QUESTIONS[button.asks], on_disk.name)] if typed else []
        assert pressed.dialogs == [*questions, (f"{job} {typed} 完成。", on_disk.name)]
    assert callable(getattr(addin, job))


@pytest.mark.usefixtures("answered")
def test_a_question_that_is_cancelled_ends_the_macro(on_disk: Path) -> None:
    pressed = press_in_vba(on_disk, MACROS, "SzAudit")
    assert pressed.called == []
    assert [text for text, _ in pressed.dialogs] == [QUESTIONS["seed"]]


@pytest.mark.parametrize(
    ("fails_at", "sentence"),
    [
        ("xlwings._xlwindows", NO_PYTHON),
        ("shuzhi_xl.addin", BROKEN_OFF),
        ("answer", BROKEN_OFF),
    ],
)
@pytest.mark.usefixtures("answered")
def test_where_python_cannot_be_reached_the_macro_says_so_in_chinese(
    on_disk: Path, fails_at: str, sentence: str
) -> None:
    ((text, title),) = press_in_vba(on_disk, MACROS, "SzCollect", fails_at=fails_at).dialogs
    assert text == sentence.format(number=1000, job="collect")
    assert "shuzhi collect" in text
    assert title == on_disk.name


def test_where_the_sentence_itself_was_deleted_no_dialog_of_vba_comes_up(
    on_disk: Path, tmp_path: Path
) -> None:
    book = load_workbook(on_disk, keep_vba=True)
    for name in SENTENCES:
        del book.defined_names[name]
    book.save(tmp_path / "master.xlsm")
    pressed = press_in_vba(tmp_path / "master.xlsm", MACROS, "SzCheck", fails_at="answer")
    assert [text for text, _ in pressed.dialogs] == ["SzBrokenOff 1000"]


@pytest.mark.usefixtures("answered")
def test_the_escape_key_cannot_break_a_macro_off(on_disk: Path) -> None:
    """Python would go on all the same, and VBA would ask in its own dialog what to do."""
    pressed = press_in_vba(on_disk, MACROS, "SzCompute")
    assert pressed.program.application.cancel_key == 0


def test_excel_is_as_before_when_python_dies_in_the_middle(on_disk: Path) -> None:
    program = press_in_vba(on_disk, MACROS, "SzCompute", fails_at="answer").program
    assert program.evaluate("Application.DisplayAlerts") is True
    assert program.evaluate("Application.ScreenUpdating") is True
    assert program.evaluate("Application.EnableEvents") is True


@pytest.mark.parametrize("program", [WPS, WPS_AS_EXCEL])
def test_in_another_program_the_macro_itself_names_the_command(on_disk: Path, program: type) -> None:
    for button in BUTTONS:
        pressed = press_in_vba(on_disk, MACROS, f"Sz{button.sub}", within=program)
        assert pressed.called == []
        assert [text for text, _ in pressed.dialogs] == [NOT_EXCEL.format(job=button.command)]
        assert f"shuzhi {button.command} " in pressed.dialogs[0][0]


def test_there_is_a_sub_for_each_button_and_no_other() -> None:
    names = [sub.name for sub in public_subs(MASTER) if sub.module == "SzButtons"]
    assert len(names) == 2 * len(BUTTONS)


def test_every_worksheet_function_of_the_add_in_has_its_wrapper() -> None:
    functions = [name for name, _ in getmembers(addin, isfunction) if name.startswith("SZ_")]
    wrapper = modules_in(MASTER)["xlwings_udfs"]
    assert functions == ["SZ_GRADE", "SZ_PROBLEM", "SZ_SCORE", "SZ_SHARES", "SZ_WORKDAY"]
    for name in functions:
        assert f'{name} = XLPy.CallUDF("shuzhi_xl.addin", "{name}", Array(' in wrapper
    assert wrapper.count("\nFunction ") == len(functions)


@pytest.mark.parametrize(
    ("hint", "sentence"),
    [("list[list[str]]", ""), ("Sequence[str]", "cannot convert"), ("int | None", "cannot convert")],
)
def test_a_type_that_excel_could_not_pass_stops_the_build(
    hint: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = (
        f"from collections.abc import Sequence\nimport xlwings as xw\n@xw.func\ndef F(x: {hint}): return 1\n"
    )
    (tmp_path / "functions_of_a_test.py").write_text(source, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    if sentence:
        with pytest.raises(RuntimeError, match=sentence):
            wrap_functions("functions_of_a_test")
    else:
        assert "Function F(x)" in wrap_functions("functions_of_a_test")


def test_nothing_runs_on_opening_and_no_line_is_too_long_or_foreign() -> None:
    for name, source in modules_in(MASTER).items():
        assert source.isascii(), name
        assert all(len(line) <= 1023 for line in source.split("\n")), name
        assert not {"workbook_open", "auto_open", "autoexec"} & {
            sub.name.lower() for sub in public_subs(MASTER)
        }


def test_sheets_and_their_document_modules_agree_in_order() -> None:
    book = load_workbook(io.BytesIO(MASTER), keep_vba=True)
    lines = project_in(MASTER).stream("PROJECT").decode("ascii").split("\r\n")
    documents = [line[9:].partition("/")[0] for line in lines if line.startswith("Document=")]
    codes = [sheet.sheet_properties.codeName for sheet in book.worksheets]
    assert documents == [book.code_name, *codes]
    assert tuple(book.sheetnames[: len(SHEET_ORDER)]) == SHEET_ORDER
    assert codes == [f"Sheet{place}" for place in range(1, len(codes) + 1)]


def rated(path: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "oletools.mraptor", str(path)]
    process = subprocess.run(command, capture_output=True, check=False)
    return process.returncode, process.stdout.decode("utf-8")


def test_a_rating_tool_for_macros_finds_nothing_suspicious(on_disk: Path, tmp_path: Path) -> None:
    """Its exit codes: 2 for harmless macros, 20 for suspicious ones."""
    code, rating = rated(on_disk)
    assert (code, "Macro OK" in rating) == (2, True)

    opening = 'Sub Workbook_Open()\n    Shell "calc"\nEnd Sub\n'
    (tmp_path / "other.bas").write_text('Attribute VB_Name = "Other"\n' + opening, encoding="ascii")
    assert rated(tmp_path / "other.bas")[0] == 20


def test_static_analysis_finds_nothing_in_our_modules(on_disk: Path) -> None:
    issues = analyze_workbook(on_disk)
    assert set(OURS) <= set(issues)
    assert [issue for name in OURS for issue in issues[name]] == []


def test_xlwings_finds_its_settings_where_it_looks_for_them() -> None:
    sheet = load_workbook(io.BytesIO(MASTER))[SETTINGS_SHEET]
    assert sheet.sheet_state == "hidden"
    assert tuple(sheet.iter_rows(values_only=True))[: -len(SENTENCES)] == XLWINGS_SETTINGS
