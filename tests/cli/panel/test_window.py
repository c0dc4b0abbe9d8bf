"""The panel in a real window: every button does what the command does, and no failure is silent."""

import json
import shutil
import sys
import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from tkinter import filedialog, messagebox, simpledialog

import pytest

from shuzhi_xl.cli import main
from shuzhi_xl.sheets.master.buttons import BUTTONS
from shuzhi_xl.wording.file_names import MASTER_NAME
from tests.cli.panel.conftest import Panel
from tests.year_stages import TownOffice


def test_every_button_of_the_registry_is_in_the_window(panel: Panel) -> None:
    captions = {job: button["text"] for job, button in panel.window.button_row.buttons.items()}
    assert captions == {button.job: button.caption for button in BUTTONS}


@pytest.fixture
def no_console(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pythonw, which runs the panel on Windows, has neither output."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)


READ_ONLY = ("recount",)
"""Jobs whose command only prints: it lists findings one by one, as nothing goes into 校验报告."""


def test_every_button_says_and_does_what_the_command_does(
    panel: Panel, blank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command_folder = blank.parent.with_name("命令")
    shutil.copytree(blank.parent, command_folder)
    for button in BUTTONS:
        # What they work on is not the master alone: an organisation, and a folder of masters
        if button.asks or button.job == "rollup":
            continue
        with pytest.raises(SystemExit):
            main([*button.command.split(), str(command_folder / MASTER_NAME), "--json"])
        printed = json.loads(capsys.readouterr().out)
        assert panel.press(button.job) == printed["summary"]
        # The command lists the reason why it stopped as a finding, too.
        messages = [line["message"] for line in printed.get("causes") or printed["findings"]]
        messages = [text for text in messages if text != printed["summary"]]
        if button.job in READ_ONLY:
            assert bool(panel.rows) == bool(messages)
        else:
            assert [row[3] for row in panel.rows] == messages
        assert visible_names(blank.parent) == visible_names(command_folder)


def test_the_panel_asks_for_what_excel_takes_from_the_selection_or_asks_for_too(
    root: tk.Toplevel, computed: TownOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = Panel(root, computed.master)
    answers, texts = iter([None, " C001 ", "3516"]), list[str]()
    monkeypatch.setattr(simpledialog, "askstring", lambda *_, **__: next(answers))
    monkeypatch.setattr(messagebox, "showinfo", lambda _, text, **__: texts.append(text))
    before = panel.message
    panel.begin("explain")
    assert (panel.busy, panel.message) == (False, before)
    assert "C001" in panel.press("explain")
    assert "综合得分" in texts[0]
    assert "随机词 3516" in panel.press("audit")


def visible_names(folder: Path) -> set[str]:
    """What a clerk sees in a folder; locks are hidden files."""
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


@pytest.mark.usefixtures("no_console")
def test_files_are_made_and_read_without_a_console(root: tk.Toplevel, drafted: TownOffice) -> None:
    panel = Panel(root, drafted.master)
    assert panel.press("distribute").startswith("分发完成：新做了 12 个支部工作簿")
    # A returned file is read by a process of its own.
    package = min(drafted.root.glob("发出/*/*/测评表_*.xlsx"))
    shutil.copy(package, drafted.root / "收回")
    assert panel.press("collect").startswith("回收完成：共 1 个文件")
    assert [row[1] for row in panel.rows if package.name in row[1]]


def test_findings_are_listed_and_a_row_opens_its_workbook(panel: Panel, blank: Path) -> None:
    panel.press("check")
    assert panel.rows
    assert {row[0] for row in panel.rows} <= {"须改", "提醒"}
    assert not any(MASTER_NAME in row[1] for row in panel.rows)
    # By keyboard alone: the first row is selected on arrival.
    panel.key(panel.window.finding_list.table, "<Return>")
    assert panel.opened == [blank]


def test_a_double_click_above_or_below_the_rows_opens_nothing(panel: Panel) -> None:
    panel.press("check")
    panel.root.update()
    table = panel.window.finding_list.table
    table.selection_set("0")
    double_click(table, 5)
    assert panel.opened == []
    double_click(table, 40)
    assert len(panel.opened) == 1


def double_click(widget: tk.Misc, y: int) -> None:
    for event in 2 * ("<ButtonPress-1>", "<ButtonRelease-1>"):
        widget.event_generate(event, x=20, y=y)


def test_the_enter_key_presses_a_button(panel: Panel) -> None:
    panel.key(panel.window.button_row.buttons["check"], "<Return>")
    assert panel.busy
    panel.wait(lambda: not panel.busy)
    assert panel.message.startswith("校验完成")
    assert panel.root.focus_get() is panel.window.button_row.buttons["check"]


@pytest.mark.parametrize("folder", ["镇 上", "很长的文件夹名" * 11])
def test_the_window_fits_a_small_screen_whatever_the_path(
    root: tk.Toplevel, blank: Path, folder: str
) -> None:
    place = blank.parent.with_name(folder)
    blank.parent.rename(place)
    Panel(root, place / MASTER_NAME)
    assert root.winfo_reqwidth() <= 1024
    assert root.winfo_reqheight() <= 700


def test_the_window_stays_while_a_job_runs(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    sentences: list[str] = []
    monkeypatch.setattr(messagebox, "showinfo", lambda _title, sentence, **_: sentences.append(sentence))
    panel.begin("check")
    panel.window.close()
    assert sentences == ["正在做“校验”，请等它做完再关闭本窗口。"]
    panel.wait(lambda: not panel.busy)
    panel.window.close()
    assert not panel.root.winfo_exists()


def test_without_a_master_there_are_no_buttons(
    root: tk.Toplevel, blank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = Panel(root, None)
    assert panel.busy
    monkeypatch.setattr(filedialog, "askopenfilename", lambda **_: str(blank))
    panel.window.choose_master()
    assert not panel.busy
    assert panel.press("check").startswith("校验完成")


def test_a_master_that_is_not_there_is_named_when_the_window_opens(root: tk.Toplevel, tmp_path: Path) -> None:
    panel = Panel(root, tmp_path / "无.xlsm")
    assert panel.message == "找不到“无.xlsm”，它可能已被移走或改名。还没有选定总表，请先按“选择总表”。"


def delete(master: Path) -> None:
    master.unlink()


def put_something_else(master: Path) -> None:
    master.write_text("不是工作簿", encoding="utf-8")


def take_its_folder_away(master: Path) -> None:
    shutil.rmtree(master.parent)


@pytest.mark.parametrize(
    ("happen", "says"),
    [
        (delete, f"找不到总表“{MASTER_NAME}”"),
        (put_something_else, f"打不开“{MASTER_NAME}”"),
        (take_its_folder_away, f"找不到总表“{MASTER_NAME}”"),
    ],
)
def test_what_happens_to_the_master_meanwhile_is_a_sentence(
    panel: Panel, blank: Path, happen: Callable[[Path], None], says: str
) -> None:
    happen(blank)
    assert panel.press("check").startswith(says)
    assert not panel.busy
    assert not panel.window.reopen_button.winfo_ismapped()


def test_a_folder_that_cannot_be_written_is_a_sentence(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    # By the lock, because the tests may run as root, who may write anywhere.
    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    assert panel.press("check").startswith("无法写入“镇 上”（只读）")


def test_a_failure_of_a_job_is_a_sentence_and_a_log(
    panel: Panel, blank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("shuzhi_xl.cli.panel.background_job.run_job", fail)
    assert "中途出错" in panel.press("check")
    assert list(blank.parent.glob("出错记录_*.txt"))


def test_a_failure_of_the_window_is_a_sentence_and_a_log(panel: Panel, blank: Path) -> None:
    panel.window.report_error(ZeroDivisionError())
    (log,) = blank.parent.glob("出错记录_*.txt")
    assert panel.message.startswith("面板出错了。")
    assert log.name in panel.message
    assert panel.press("check").startswith("校验完成")


def test_a_failure_of_the_window_does_not_lose_the_end_of_a_job(
    interpreter: tk.Tk, panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors: list[BaseException] = []

    def report(_: object, error: BaseException, __: object) -> None:
        errors.append(error)
        panel.window.report_error(error)

    monkeypatch.setattr(interpreter, "report_callback_exception", report)
    show_progress = panel.window._show_progress

    def fail_once(*_: object) -> None:
        monkeypatch.setattr(panel.window, "_show_progress", show_progress)
        raise ZeroDivisionError

    monkeypatch.setattr(panel.window, "_show_progress", fail_once)
    panel.begin("check")
    job = panel.window._job
    assert job is not None
    job._report_progress(1, 2)
    panel.wait(lambda: not panel.busy)
    assert [type(error) for error in errors] == [ZeroDivisionError]
    assert panel.message.startswith("校验完成")


def test_a_workbook_that_is_gone_is_said_so(panel: Panel, blank: Path) -> None:
    panel.press("check")
    blank.unlink()
    panel.key(panel.window.finding_list.table, "<Return>")
    assert panel.message == f"找不到“{MASTER_NAME}”，它可能已被移走或改名。"
    assert panel.opened == []


def test_a_file_without_a_program_is_said_so(
    root: tk.Toplevel, blank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = Panel(root, blank)

    def refuse(_: Path) -> None:
        raise OSError

    monkeypatch.setattr(panel.window, "_open_path", refuse)
    panel.window.open_master()
    assert panel.message == f"没有能打开“{MASTER_NAME}”的程序，请从文件夹里打开。"
