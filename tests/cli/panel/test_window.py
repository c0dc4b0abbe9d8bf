"""The panel in a real window: every button does what the command does, and nothing is lost while it waits."""

import json
import shutil
import time
import tkinter as tk
from collections.abc import Callable, Iterator
from pathlib import Path
from tkinter import filedialog, messagebox

import pytest

from shuzhi_xl.cli import main
from shuzhi_xl.cli.panel.window import PanelWindow
from shuzhi_xl.sheets.master.buttons import BUTTON_OF, BUTTONS
from shuzhi_xl.xlsx.files.shipped import MASTER_NAME, read_shipped_master
from tests.year_stages import Stages

LIMIT = 60.0


class Panel:
    """The window with a clerk before it."""

    def __init__(self, root: tk.Toplevel, master: Path | None) -> None:
        self.root = root
        self.opened: list[Path] = []
        self.window = PanelWindow(root, master, open_path=self.opened.append, pause=0.05)

    def wait(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + LIMIT
        while not done():
            assert time.monotonic() < end, self.window.message.get()
            self.root.update()
            time.sleep(0.01)

    def press(self, job: str) -> str:
        self.window.buttons[job].invoke()
        self.wait(lambda: not self.busy)
        return self.window.message.get()

    @property
    def busy(self) -> bool:
        return self.window.buttons["check"].instate(["disabled"])

    @property
    def rows(self) -> list[tuple[str, ...]]:
        table = self.window.findings
        return [tuple(map(str, table.item(row, "values"))) for row in table.get_children()]


@pytest.fixture(scope="module")
def interpreter() -> Iterator[tk.Tk]:
    """One Tcl interpreter for all windows; it may only be deleted by the thread that made it."""
    interpreter = tk.Tk()
    interpreter.withdraw()
    yield interpreter
    interpreter.destroy()


@pytest.fixture
def root(interpreter: tk.Tk) -> Iterator[tk.Toplevel]:
    window = tk.Toplevel(interpreter)
    yield window
    window.destroy()


@pytest.fixture
def master(tmp_path: Path, stages: Stages) -> Path:
    """The master of a year whose results have been generated."""
    return stages.open("generated", tmp_path / "面板").master


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    path = tmp_path / MASTER_NAME
    path.write_bytes(read_shipped_master())
    return path


def test_every_button_of_the_registry_is_in_the_window(root: tk.Toplevel, blank: Path) -> None:
    window = Panel(root, blank).window
    captions = {job: button["text"] for job, button in window.buttons.items()}
    assert captions == {button.job: button.caption for button in BUTTONS}


@pytest.mark.parametrize("job", [button.job for button in BUTTONS])
def test_a_button_says_and_does_what_the_command_does(
    root: tk.Toplevel, master: Path, job: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = master.parent
    twin = folder.with_name("命令")
    shutil.copytree(folder, twin)
    with pytest.raises(SystemExit):
        main([*BUTTON_OF[job].command.split(), str(twin / master.name), "--json"])
    printed = json.loads(capsys.readouterr().out)
    assert Panel(root, master).press(job) == printed["summary"]
    assert visible_names(folder) == visible_names(twin)


def visible_names(folder: Path) -> set[str]:
    """What a clerk sees in a folder; locks are hidden files."""
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def test_findings_are_listed_and_a_line_opens_its_workbook(root: tk.Toplevel, blank: Path) -> None:
    panel = Panel(root, blank)
    panel.press("check")
    assert panel.rows
    assert {row[0] for row in panel.rows} <= {"须改", "提醒"}
    assert not any(MASTER_NAME in row[1] for row in panel.rows)
    table = panel.window.findings
    table.selection_set(table.get_children()[0])
    panel.window.open_finding()
    assert panel.opened == [blank]


def test_an_open_master_is_waited_for_and_the_program_is_named(root: tk.Toplevel, blank: Path) -> None:
    owner = blank.with_name(f"~${blank.name}")
    owner.write_bytes(b"")
    panel = Panel(root, blank)
    panel.window.buttons["check"].invoke()
    panel.wait(lambda: "关闭后自动开始“校验”" in panel.window.message.get())
    owner.unlink()
    panel.wait(lambda: not panel.busy)
    assert panel.window.message.get().startswith("校验完成")


def test_the_clerk_may_stop_waiting(root: tk.Toplevel, blank: Path) -> None:
    blank.with_name(f"~${blank.name}").write_bytes(b"")
    before = blank.read_bytes()
    panel = Panel(root, blank)
    panel.window.buttons["compute"].invoke()
    panel.wait(lambda: panel.window.stop.instate(["!disabled"]))
    panel.window.stop.invoke()
    panel.wait(lambda: not panel.busy)
    assert panel.window.message.get() == "没有做“计算”，总表没有改动。"
    assert blank.read_bytes() == before


def test_the_window_stays_while_a_job_runs(
    root: tk.Toplevel, blank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentences: list[str] = []
    monkeypatch.setattr(messagebox, "showinfo", lambda _title, sentence, **_: sentences.append(sentence))
    panel = Panel(root, blank)
    panel.window.buttons["check"].invoke()
    panel.window.close()
    assert sentences == ["正在做“校验”，请等它做完再关闭本窗口。"]
    panel.wait(lambda: not panel.busy)
    panel.window.close()
    assert not root.winfo_exists()


def test_without_a_master_there_is_nothing_to_press(
    root: tk.Toplevel, blank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = Panel(root, None)
    assert panel.busy
    monkeypatch.setattr(filedialog, "askopenfilename", lambda **_: str(blank))
    panel.window.choose_master()
    assert not panel.busy
    assert panel.press("check").startswith("校验完成")


def test_a_failure_of_the_program_is_a_sentence_and_a_log(
    root: tk.Toplevel, blank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("shuzhi_xl.cli.panel.background_job.run_job", fail)
    assert "中途出错" in Panel(root, blank).press("check")
    assert list(blank.parent.glob("出错记录_*.txt"))


def test_a_workbook_that_is_gone_is_said_so(root: tk.Toplevel, blank: Path) -> None:
    panel = Panel(root, blank)
    panel.press("check")
    blank.unlink()
    table = panel.window.findings
    table.selection_set(table.get_children()[0])
    panel.window.open_finding()
    assert panel.window.message.get() == f"找不到“{MASTER_NAME}”，它可能已被移走或改名。"
    assert panel.opened == []
