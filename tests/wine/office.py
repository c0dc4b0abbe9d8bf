"""The office's computer: the bundle unpacked in a Chinese path and installed by its batch file, offline."""

import re
import shutil
import zipfile
from pathlib import Path
from typing import Final

from shuzhi_xl.building.release.bundle import INTERPRETER, TOP
from tests.wine.places import BUILD, SOURCES, on_windows
from tests.wine.prefix import Ended, Wine

ROOM: Final = BUILD / "镇 上"
FOLDER: Final = ROOM / TOP
MASTER: Final = "述职评议考核.xlsm"
PANEL: Final = "述职评议.cmd"
_ENVIRONMENT: Final = FOLDER / "_venv"
_PATIENCE: Final = 900
_FAILED: Final = re.compile(r"^[×✘].*", re.MULTILINE)


class UnexpectedResult(Exception):  # noqa: N818  the message is the whole report
    """The program did something else on Windows than it should."""


def install(wine: Wine, bundle: Path) -> str:
    """Unpack the bundle and run `install.cmd`.

    Returns:
        What it printed.

    Raises:
        UnexpectedResult: The installation failed.
    """
    shutil.rmtree(ROOM, ignore_errors=True)
    with zipfile.ZipFile(bundle) as package:
        package.extractall(ROOM)
    shutil.copy(SOURCES / "sitecustomize.py", FOLDER / INTERPRETER)
    open_panel(wine, "本文件夹还没有安装。")
    ended = wine.run(["cmd", "/c", "install.cmd"], FOLDER, patience=_PATIENCE, typed="\r\n")
    check(ended, "install.cmd", "安装完成。请用 Excel 打开")
    return ended.printed


def open_panel(wine: Wine, sentence: str) -> None:
    """Double-click the batch file of the panel, which cannot open it here, and check what it says.

    Raises:
        UnexpectedResult: It says something else.
    """
    check(wine.run(["cmd", "/c", PANEL], FOLDER, patience=_PATIENCE, typed="\r\n"), PANEL, sentence, 1)


def check(ended: Ended, title: str, sentence: str, status: int = 0) -> None:
    """Check a program's exit status, a sentence that it prints, and that it ends in no traceback.

    Raises:
        UnexpectedResult: One of them is not so.
    """
    if ended.status != status or sentence not in ended.printed or "Traceback" in ended.printed:
        raise UnexpectedResult(f"{title} ended with {ended.status}:\n{ended.printed}")


def check_itself(wine: Wine) -> list[str]:
    """Run the self check in the console, as the manual has it.

    Returns:
        Its lines.

    Raises:
        UnexpectedResult: A line has failed, or the missing Excel is not said.
    """
    ended = type_command(wine, r"_venv\Scripts\python", "-m", "shuzhi_xl.doctor", MASTER)
    check(ended, "the self check", "自检通过。")
    check(ended, "the self check", "！ 没有找到 Excel")
    if _FAILED.search(ended.printed):
        raise UnexpectedResult(ended.printed)
    return ended.printed.splitlines()


def type_command(wine: Wine, *words: str, folder: Path = FOLDER) -> Ended:
    """Run a command line as it is typed into the console of a folder."""
    return wine.run(["cmd", "/c", *words], folder, patience=_PATIENCE)


def run_python(wine: Wine, *words: str, folder: Path) -> Ended:
    """Run the interpreter that the installer has set up."""
    return wine.run([on_windows(_ENVIRONMENT / "python.exe"), *words], folder, patience=_PATIENCE)
