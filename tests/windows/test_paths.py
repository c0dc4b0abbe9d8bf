r"""Forms of paths: drive letters, ``\\?\``, and paths beyond Windows' 260 and Excel's 218 characters.

Wine 8 opens paths of any length, so calls with a path that Windows would refuse are refused here. It has no
``\\localhost\C$``; `to_long_path` is tested with such names on every system.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from shuzhi_xl.sheets.master.votes import BALLOT
from tests.windows.conftest import Shuzhi
from tests.year_stages import Stages, TownOffice

LONGEST = 259
CALLS = {"open", "os.rename", "os.remove", "os.mkdir", "os.listdir", "os.scandir"}
_windows_limits: list[bool] = []


def refuse_long_path(path: object) -> None:
    if _windows_limits and isinstance(path, (str, os.PathLike)):
        text = os.path.abspath(os.fspath(path))  # noqa: PTH100
        if len(text) > LONGEST and not text.startswith("\\\\?\\"):
            raise FileNotFoundError(errno.ENOENT, "path too long", text)


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in CALLS:
        for path in arguments[:2]:
            refuse_long_path(path)


sys.addaudithook(watch)


@contextmanager
def limits_of_windows() -> Iterator[None]:
    """As where no administrator has allowed long paths; existence of a long path is denied likewise."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("exists", "isfile", "isdir"):
            patch.setattr(os.path, name, denying_long_paths(getattr(os.path, name)))
        _windows_limits.append(True)
        try:
            yield
        finally:
            _windows_limits.clear()


def denying_long_paths(real: Any) -> Any:
    def call(path: Any) -> bool:
        try:
            refuse_long_path(path)
        except FileNotFoundError:
            return False
        return bool(real(path))

    return call


def test_long_paths(tmp_path: Path, stages: Stages, shuzhi: Shuzhi) -> None:
    """分发, 回收 and 归档 in a folder so deep that the files' paths are beyond both limits."""
    deep = tmp_path / ("长" * 60)
    root = deep / ("路" * (224 - len(str(deep))))
    office = stages.open("drafted", root)
    filled = stages.filled()
    with limits_of_windows():
        _, printed = shuzhi("distribute", office.master)
        (finding,) = (finding for finding in printed["findings"] if finding["code"] == "path_too_long")
        longest = max((place for place in printed["outputs"] if place.endswith("xlsx")), key=len)
        length = len(f"{root}/{longest}")
        assert length > LONGEST
        assert f"路径有 {length} 个字符，超过 Excel 能打开的 218 个" in finding["message"]
        # as unpacked by a program that knows no limit
        for name, content in filled.items():
            place = f"收回/东片/{'深' * 40}/{name}"
            Path(f"\\\\?\\{root}\\{place}".replace("/", "\\")).parent.mkdir(parents=True, exist_ok=True)
            Path(f"\\\\?\\{root}\\{place}".replace("/", "\\")).write_bytes(content)
        _, printed = shuzhi("collect", office.master)
        assert printed["counts"]["accepted"] == printed["counts"]["files"] == len(filled)
        _, sealed = shuzhi("archive", office.master)
        _, printed = shuzhi("archive", office.master, "--verify")
        assert printed["counts"]["files"] == len(sealed["outputs"])
        assert printed["ok"]
    assert len(office.rows(BALLOT)) > 0
    assert len(office.files("收回/2015/_已处理")) == len(filled)


def test_forms_of_the_masters_path(
    issued: TownOffice, shuzhi: Shuzhi, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive, rest = os.path.splitdrive(issued.master)
    forms = [f"\\\\?\\{issued.master}", f"{drive.lower()}{rest}", f"{drive}{rest}".replace("\\", "/")]
    monkeypatch.chdir(issued.root)
    for form in [*forms, issued.master.name, f"{drive}{issued.master.name}"]:
        status, printed = shuzhi("distribute", form)
        assert (status, printed["counts"]["packages"], printed["outputs"]) == (0, 0, [])
