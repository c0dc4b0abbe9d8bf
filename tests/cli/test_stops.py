"""Files that cannot be read, held or written: one plain sentence, status 2, and nothing half-written."""

import errno
import io
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import openpyxl
import pytest

from shuzhi_xl.cli import main
from shuzhi_xl.xlsx.files.lock import holding
from tests.year_stages import Stages, TownOffice

NOBODY = 65534
# The command first runs on a copy, so that all it needs is in memory before the rights are dropped: neither
# the checkout nor the interpreter need be readable by all.
AS_NOBODY = """
import contextlib, io, os, sys
from shuzhi_xl.cli import main
command, warm, *rest = sys.argv[1:]
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    with contextlib.suppress(SystemExit):
        main([command, warm])
if os.getuid() == 0:
    os.setgroups([])
    os.setgid({nobody})
    os.setuid({nobody})
main([command, *rest])
"""


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    with pytest.raises(SystemExit) as exit_info:
        main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    assert isinstance(exit_info.value.code, int)
    return exit_info.value.code, out + err


def code_of(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """The code of the one finding with which a command stops."""
    status, out = run(capsys, *arguments, "--json")
    printed = json.loads(out)
    assert (status, printed["ok"], len(printed["findings"])) == (2, False, 1)
    assert printed["findings"][0]["message"] == printed["summary"]
    assert printed["summary"].endswith("。")
    return str(printed["findings"][0]["code"])


def strays(office: TownOffice) -> list[str]:
    return [file for file in office.files() if ".~写" in file or file.endswith(".待发")]


def plain_workbook() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


@pytest.mark.parametrize("command", ["check", "compute", "recount"])
def test_other_files_are_distinguished_from_a_master(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], generated: TownOffice, command: str
) -> None:
    whole = generated.master.read_bytes()
    files = {
        "截断.xlsm": (whole[: len(whole) // 2], "master_unreadable"),
        "空.xlsm": (b"", "master_unreadable"),
        "文本.xlsm": ("述职评议考核".encode(), "master_unreadable"),
        "别的表.xlsx": (plain_workbook(), "not_a_master"),
        "模板.xlsx": (next(iter(generated.root.glob("发出/*/*/测评表_*"))).read_bytes(), "not_a_master"),
    }
    for name, (content, code) in files.items():
        (tmp_path / name).write_bytes(content)
        assert code_of(capsys, command, tmp_path / name) == code
        assert (tmp_path / name).read_bytes() == content
    (tmp_path / "文件夹.xlsm").mkdir()
    assert code_of(capsys, command, tmp_path / "文件夹.xlsm") == "master_unreadable"


@pytest.mark.parametrize(
    ("lock", "content"),
    [
        ("~${}", bytes([6]) + "王会计".encode("gb18030")),
        (".~lock.{}#", "王会计,DESKTOP,wang,20.01.2016 09:00,file:///C:/;".encode()),
    ],
    ids=["Excel", "LibreOffice"],
)
def test_a_master_open_elsewhere_is_left_alone(
    generated: TownOffice, capsys: pytest.CaptureFixture[str], lock: str, content: bytes
) -> None:
    before = generated.master.read_bytes()
    beside = generated.root / lock.format(generated.master.name)
    beside.write_bytes(content)
    status, printed = run(capsys, "compute", generated.master)
    assert status == 2
    assert "关闭" in printed
    assert "王会计" in printed
    assert code_of(capsys, "compute", generated.master) == "file_busy"
    assert generated.master.read_bytes() == before
    beside.unlink()
    assert run(capsys, "compute", generated.master)[0] == 0


def test_a_second_clerk_waits(generated: TownOffice, capsys: pytest.CaptureFixture[str]) -> None:
    before = generated.master.read_bytes()
    with holding(generated.master, holder="李干事", now=generated.clock()):
        status, printed = run(capsys, "compute", generated.master)
    assert status == 2
    assert "李干事" in printed
    assert generated.master.read_bytes() == before


def full(*_: object) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("command", ["distribute", "compute", "generate", "publish", "track"])
def test_a_full_disk_leaves_everything_as_it_was(
    stages: Stages,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    office = stages.open("drafted" if command == "distribute" else "decided", tmp_path)
    before = office.files()
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        status, printed = run(capsys, command, office.master)
    assert status == 2
    assert "空间不足" in printed
    remaining_files = {name: content for name, content in office.files().items() if ".~锁" not in name}
    assert remaining_files == before
    assert run(capsys, command, office.master)[0] == 0


@pytest.mark.parametrize("failing", [1, 3, 15, 16])
def test_a_disk_that_fills_up_halfway_is_made_good_by_the_next_run(
    drafted: TownOffice,
    stages: Stages,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    failing: int,
) -> None:
    before = drafted.master.read_bytes()
    calls = []

    def fsync(handle: int) -> None:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            calls.append(handle)
            if len(calls) == failing:
                full()

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fsync)
        assert run(capsys, "distribute", drafted.master)[0] == 2
    assert drafted.master.read_bytes() == before
    assert strays(drafted) == []
    assert run(capsys, "distribute", drafted.master)[0] == 0
    assert drafted.files("发出") == stages.open("issued", drafted.root / "whole").files("发出")


@pytest.fixture
def for_all(stages: Stages) -> Iterator[TownOffice]:
    """The office in a folder that everybody may enter."""
    root = Path(tempfile.mkdtemp(prefix="shuzhi_"))
    root.chmod(0o755)
    office = stages.open("decided", root)
    yield office
    for path in (root, *root.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(root)


@pytest.fixture
def warm(stages: Stages, tmp_path: Path) -> Path:
    """A master to warm up on."""
    return stages.open("decided", tmp_path).master


def as_nobody(command: str, warm: Path, master: Path) -> "subprocess.CompletedProcess[str]":
    """A command run by somebody without special rights."""
    code = AS_NOBODY.format(nobody=NOBODY)
    return subprocess.run(
        [sys.executable, "-c", code, command, str(warm), str(master)],
        capture_output=True,
        encoding="utf-8",
        env=environment("utf-8"),
        check=False,
    )


def environment(encoding: str) -> dict[str, str]:
    checkout = Path(main.__code__.co_filename).resolve().parents[2]
    return {**os.environ, "PYTHONPATH": str(checkout), "PYTHONIOENCODING": encoding}


@pytest.mark.parametrize("command", ["check", "distribute", "generate"])
def test_a_read_only_folder_is_reported(for_all: TownOffice, warm: Path, command: str) -> None:
    for folder in (for_all.root, *(path for path in for_all.root.rglob("*") if path.is_dir())):
        folder.chmod(0o555)
    before = for_all.files()
    process = as_nobody(command, warm, for_all.master)
    assert process.returncode == 2, process.stderr
    assert "无法写入" in process.stderr
    assert "只读" in process.stderr
    assert "Traceback" not in process.stderr + process.stdout
    assert for_all.files() == before


def test_a_read_only_output_folder_is_reported(for_all: TownOffice, warm: Path) -> None:
    """The master may be written, 结果 may not."""
    for_all.root.chmod(0o777)
    for_all.master.chmod(0o666)
    out = for_all.root / "结果"
    out.mkdir(exist_ok=True)
    # an ordinary user owns the folders below it too, which root's child does not
    for folder in (out, *(path for path in out.rglob("*") if path.is_dir())):
        folder.chmod(0o555)
    before = for_all.files("结果"), for_all.master.read_bytes()
    process = as_nobody("generate", warm, for_all.master)
    assert process.returncode == 2, process.stderr
    assert "只读" in process.stderr
    assert (for_all.files("结果"), for_all.master.read_bytes()) == before


def test_a_read_only_master_is_reported(for_all: TownOffice, warm: Path) -> None:
    for_all.root.chmod(0o777)
    for_all.master.chmod(0o444)
    before = for_all.master.read_bytes()
    process = as_nobody("check", warm, for_all.master)
    assert process.returncode == 2, process.stderr
    assert "只读" in process.stderr
    assert for_all.master.read_bytes() == before
    assert strays(for_all) == []


def test_returned_files_that_cannot_be_moved_are_counted_once(
    issued: TownOffice, stages: Stages, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows a file that is open elsewhere cannot be moved."""
    files = stages.filled()
    for name, content in files.items():
        issued.drop(name, content)

    def refuse(*_: object) -> NoReturn:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as broken:
        broken.setattr(Path, "rename", refuse)
        status, printed = run(capsys, "collect", issued.master, "--json")
    assert (status, json.loads(printed)["counts"]["accepted"]) == (0, len(files))
    assert sorted(issued.returned()) == sorted(files)
    status, printed = run(capsys, "collect", issued.master, "--json")
    counts = json.loads(printed)["counts"]
    assert (status, counts["duplicate"], counts["ballots"]) == (0, len(files), 0)
    assert all(path.startswith("2015/_已处理/") for path in issued.returned())


def test_a_console_of_code_page_936_shows_everything(generated: TownOffice) -> None:
    process = subprocess.run(
        [sys.executable, "-c", "from shuzhi_xl.cli import main; main()", "check", str(generated.master)],
        capture_output=True,
        env=environment("cp936"),
        check=False,
    )
    assert process.returncode == 0, process.stderr
    assert "校验完成" in process.stdout.decode("cp936")
