"""A screen without a monitor, so that the real window can be opened anywhere, and a clerk before it."""

import time
import tkinter as tk
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shuzhi_xl.cli.panel.window import PanelWindow
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.files.shipped import read_shipped_master
from tests.pictures.screen import virtual_screen

LIMIT = 60.0


@pytest.fixture(scope="session", autouse=True)
def display() -> Iterator[None]:
    """The window is drawn on a screen of its own; what the machine has is left alone."""
    with virtual_screen("1024x768") as display, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISPLAY", display)
        yield


@pytest.fixture(scope="session")
def interpreter(display: None) -> Iterator[tk.Tk]:  # noqa: ARG001 -- there has to be a screen
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


class Panel:
    """The window with a clerk before it."""

    def __init__(self, root: tk.Toplevel, master: Path | None) -> None:
        self.root = root
        self.opened: list[Path] = []
        self.window = PanelWindow(root, master, open_path=self.opened.append, pause=0.02)
        root.update()

    def wait(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + LIMIT
        while not done():
            assert time.monotonic() < end, self.message
            self.root.update()
            time.sleep(0.01)

    def begin(self, job: str) -> None:
        self.window.button_row.buttons[job].invoke()

    def press(self, job: str) -> str:
        self.begin(job)
        self.wait(lambda: not self.busy)
        return self.message

    def key(self, widget: tk.Misc, key: str) -> None:
        widget.focus_force()
        self.root.update()
        widget.event_generate(key)
        self.root.update()

    @property
    def message(self) -> str:
        return self.window.message

    @property
    def busy(self) -> bool:
        return self.window.button_row.buttons["check"].instate(["disabled"])

    @property
    def rows(self) -> list[tuple[str, ...]]:
        table = self.window.finding_list.table
        return [tuple(map(str, table.item(row, "values"))) for row in table.get_children()]


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """An empty master, in a folder with Chinese and a blank in its name."""
    path = tmp_path / "镇 上" / MASTER_NAME
    path.parent.mkdir()
    path.write_bytes(read_shipped_master())
    return path


@pytest.fixture
def panel(root: tk.Toplevel, blank: Path) -> Panel:
    """The window for an empty master."""
    return Panel(root, blank)
