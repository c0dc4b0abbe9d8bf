"""Starting the panel: which master it takes, and a sentence where there can be no window."""

import gc
import sys
import tkinter as tk
from pathlib import Path

import pytest

from shuzhi_xl.cli.panel import start
from shuzhi_xl.cli.panel.__main__ import open_panel
from shuzhi_xl.cli.panel.open_file import find_workbook, open_file
from shuzhi_xl.findings import Location


@pytest.fixture
def masters(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """The masters with which the window was opened."""
    masters: list[Path | None] = []
    monkeypatch.setattr(start, "start", masters.append)
    return masters


def test_a_folder_stands_for_the_master_in_it(
    masters: list[Path | None], blank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert open_panel(blank.parent) == open_panel(blank) == 0
    monkeypatch.chdir(blank.parent)
    assert open_panel(None) == 0
    monkeypatch.chdir(blank.parent.parent)
    assert open_panel(None) == 0
    assert masters == [blank, blank, blank, None]


def test_a_python_without_tkinter_is_explained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "tkinter", None)
    assert open_panel(None) == 2
    assert "本机的 Python 不带窗口组件" in capsys.readouterr().err


def test_a_window_that_does_not_open_leaves_a_sentence_and_a_log(
    blank: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: Path | None) -> None:
        raise tk.TclError("no display")

    monkeypatch.setattr(start, "start", fail)
    assert open_panel(blank) == 2
    (log,) = blank.parent.glob("出错记录_*.txt")
    assert log.name in capsys.readouterr().err
    # pythonw has no error output.
    monkeypatch.setattr(sys, "stderr", None)
    assert open_panel(blank) == 2


def test_the_main_window_reports_its_own_failures(display: None, blank: Path) -> None:  # noqa: ARG001
    root = start.PanelRoot(blank)
    root.after(0, lambda: 1 // 0)
    root.update()
    assert root.panel.message.startswith("面板出错了。")
    assert list(blank.parent.glob("出错记录_*.txt"))
    root.destroy()
    # Tcl ends the program when another thread, such as a later job's, collects its interpreter.
    del root
    gc.collect()


def test_a_finding_leads_to_the_returned_file_and_not_to_the_issued_one(tmp_path: Path) -> None:
    master = tmp_path / "总表.xlsm"
    name = "测评表_C001_村.xlsx"
    places = (
        f"发出/2015/村/{name}",
        f"收回/2014/_已处理/15-C001_{name}",
        f"收回/2015/_已处理/15-C001_{name}",
        "收回/2015/邮件/b.xlsx",
        "收回/2014/b.xlsx",
        "结果/2015/汇总_村.xlsx",
    )
    for place in places:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).touch()
    expected = {
        "": master,
        "总表.xlsm": master,
        name: tmp_path / places[2],
        "2014/b.xlsx": tmp_path / places[4],
        "2015/微信/b.xlsx": tmp_path / places[3],
        "汇总_村.xlsx": tmp_path / places[5],
        "无.xlsx": None,
    }
    assert {file: find_workbook(master, Location(file)) for file in expected} == expected


def test_a_system_without_a_program_for_a_file_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OSError, match=tmp_path.name):
        open_file(tmp_path)
