"""Which Python `make bundle WINDOWS_PYTHON=…` takes into the bundle."""

import re
import struct
import zipfile
from pathlib import Path

import pytest

from shuzhi_xl.building.release.bundle import TOP, main, write_bundle
from shuzhi_xl.building.release.interpreter import UnsuitablePython, read_interpreter
from tests.building.release.office_computer import ROOT


def make_program(machine: int) -> bytes:
    """The start of a program of Windows: its header's place at 0x3C, the machine after the signature."""
    return (
        b"MZ".ljust(0x3C, b"\0")
        + struct.pack("<I", 0x80).ljust(0x44, b"\0")
        + b"PE\0\0"
        + struct.pack("<H", machine)
    )


def make_folder(folder: Path, *, machine: int = 0x8664, library: str = "python313.dll") -> Path:
    (folder / "Lib").mkdir(parents=True)
    (folder / "python.exe").write_bytes(make_program(machine))
    for name in ("python3.dll", library, "LICENSE.txt", "Lib/os.py"):
        (folder / name).touch()
    return folder


def test_a_folder_and_its_zip_file_are_the_same_python(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "embed")
    with zipfile.ZipFile(tmp_path / "embed.zip", "w") as package:
        for path in sorted(folder.rglob("*")):
            package.write(path, path.relative_to(folder))
    files = read_interpreter(folder)
    assert files == read_interpreter(tmp_path / "embed.zip")
    assert {"python.exe", "LICENSE.txt", "Lib/os.py"} <= set(files)


def test_the_bundle_has_it_where_the_batch_file_looks_last(tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    out = tmp_path / "a.zip"
    write_bundle(ROOT, tmp_path / "wheels", out, read_interpreter(make_folder(tmp_path / "embed")))
    with zipfile.ZipFile(out) as package:
        assert {f"{TOP}/python/{name}" for name in ("python.exe", "LICENSE.txt")} <= set(package.namelist())
        commands = package.read(f"{TOP}/install.cmd").decode("gb2312")
    # After those of the computer: they have tkinter, without which the panel cannot open.
    searches = re.findall(
        r"^.*call :\w+ (\S+)", commands.partition("if not defined FOUND goto")[0], re.MULTILINE
    )
    assert searches[-1] == r'"%~dp0python\python.exe"'
    assert len(searches) == 4


@pytest.mark.parametrize(
    ("folder", "reason"),
    [
        ({"machine": 0x14C}, "不是 64 位 Windows 的 Python"),
        ({"library": "python314.dll"}, "不是 Python 3.13、3.12、3.11"),
    ],
)
def test_a_python_that_no_office_could_use_is_refused(
    tmp_path: Path, folder: dict[str, object], reason: str
) -> None:
    with pytest.raises(UnsuitablePython, match=reason):
        read_interpreter(make_folder(tmp_path / "embed", **folder))  # type: ignore[arg-type]  # keys fit


@pytest.mark.parametrize("name", ["python.exe", "LICENSE.txt"])
def test_an_incomplete_python_is_refused(tmp_path: Path, name: str) -> None:
    folder = make_folder(tmp_path / "embed")
    (folder / name).unlink()
    with pytest.raises(UnsuitablePython, match=f"里没有 {name}"):
        read_interpreter(folder)


def test_the_target_says_in_one_line_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "没有.zip")]) == 1
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert printed.err.startswith(f"打不开“{tmp_path / '没有.zip'}”（")
