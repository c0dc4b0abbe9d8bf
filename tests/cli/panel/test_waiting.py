"""A master that is open somewhere: the panel says in which program, waits, and opens it again afterwards."""

import tkinter as tk
from datetime import datetime
from pathlib import Path

import pytest

from shuzhi_xl.cli.panel import background_job
from shuzhi_xl.cli.run_job import run_job
from shuzhi_xl.xlsx.files.lock import FileBusy, find_program, holding, is_free
from shuzhi_xl.xlsx.stop_reasons import stopping_on_file_errors
from tests.cli.panel.conftest import Panel

WANG = b"\x06wangli" + b" " * 47


@pytest.mark.parametrize(
    ("owner_file", "content", "where"),
    [
        ("~${}", WANG, " Excel 或 WPS 中打开着（wangli）"),
        (".~{}", b"", " WPS 中打开着"),
        (".~lock.{}#", "王丽,wangli,pc,,".encode(), " LibreOffice 中打开着（王丽）"),
    ],
)
def test_the_program_is_named_and_the_master_offered_again(
    panel: Panel, blank: Path, owner_file: str, content: bytes, where: str
) -> None:
    owner = blank.with_name(owner_file.format(blank.name))
    owner.write_bytes(content)
    panel.begin("check")
    panel.wait(panel.window.stop_button.winfo_ismapped)
    assert panel.message == (f"“{blank.name}”正在{where}。请在那里保存并关闭它，关闭后自动开始“校验”。")
    assert not panel.opened
    owner.unlink()
    panel.wait(lambda: not panel.busy)
    assert panel.message.startswith("校验完成")
    panel.window.reopen_button.invoke()
    assert panel.opened == [blank]
    assert not panel.window.reopen_button.winfo_ismapped()


def test_a_job_that_did_not_wait_offers_nothing(panel: Panel) -> None:
    panel.press("check")
    panel.root.update()
    assert not panel.window.reopen_button.winfo_ismapped()


def test_the_clerk_may_stop_waiting(panel: Panel, blank: Path) -> None:
    blank.with_name(f"~${blank.name}").write_bytes(b"")
    before = blank.read_bytes()
    panel.begin("compute")
    panel.wait(panel.window.stop_button.winfo_ismapped)
    panel.window.stop_button.invoke()
    panel.wait(lambda: not panel.busy)
    assert panel.message == "没有做“计算”，总表没有改动。"
    assert blank.read_bytes() == before


def test_a_second_panel_on_the_same_master_waits_for_the_first(panel: Panel, blank: Path) -> None:
    moment = datetime(2016, 1, 15, 9, 0)  # noqa: DTZ001 -- local time, as the office reads it
    with holding(blank, holder="王丽", now=moment):
        panel.begin("check")
        panel.wait(panel.window.stop_button.winfo_ismapped)
        sentence = "“王丽”（自 09:00 起）正在对“述职评议考核.xlsm”做另一项操作，做完后自动开始“校验”。"
        assert panel.message == sentence
    panel.wait(lambda: not panel.busy)
    assert panel.message.startswith("校验完成")


def test_a_file_that_windows_refuses_is_waited_for_without_doing_the_work_again(
    root: tk.Toplevel, blank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = blank.with_name("汇总_村.xlsx")
    attempts: list[object] = []
    free: list[bool] = []

    def run(*arguments: object, **options: object) -> object:
        attempts.append(arguments)
        if len(attempts) == 1:
            with stopping_on_file_errors():
                raise FileBusy(result, None, None)
        return run_job(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(background_job, "run_job", run)
    monkeypatch.setattr(background_job, "is_free", lambda path: path == result and bool(free))
    panel = Panel(root, blank)
    panel.begin("check")
    panel.wait(panel.window.stop_button.winfo_ismapped)
    assert panel.message.startswith("“汇总_村.xlsx”正在别的程序（如 WPS、Excel）中打开着。")
    assert len(attempts) == 1
    free.append(True)
    panel.wait(lambda: not panel.busy)
    assert len(attempts) == 2


def test_a_file_that_is_gone_keeps_nobody_waiting(tmp_path: Path) -> None:
    assert is_free(tmp_path / "无.xlsx")
    assert find_program(tmp_path / "无.xlsx") is None
