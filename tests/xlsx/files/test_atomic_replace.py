"""A file is replaced whole or not at all."""

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from shuzhi_xl.xlsx.files import new_copy
from shuzhi_xl.xlsx.files.atomic_replace import (
    FileBusy,
    FileChanged,
    FolderRefused,
    find_opener,
    holding,
    replace_file,
    write_new,
)
from shuzhi_xl.xlsx.files.new_copy import fingerprint
from shuzhi_xl.xlsx.patch.workbook import NotAWorkbook
from tests.xlsx.handmade import package

NOW = datetime(2015, 12, 31, 9, 8, 7)  # noqa: DTZ001  the office's own clock
OLD, NEW = package({"a.xml": "旧"}), package({"a.xml": "新"})


@pytest.fixture
def master(tmp_path: Path) -> Path:
    path = tmp_path / "述职评议考核.xlsm"
    path.write_bytes(OLD)
    return path


def put(path: Path, content: bytes = NEW, expect: str | None = None) -> None:
    """Replace with a backup, not waiting between attempts."""
    replace_file(path, content, expect=expect, backup=path.parent / "备份", now=NOW, sleep=lambda _: None)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_new_content_with_the_old_kept(master: Path) -> None:
    master.chmod(0o664)
    mode = master.stat().st_mode
    put(master, expect=fingerprint(OLD))
    put(master, OLD, expect=fingerprint(NEW))
    assert master.read_bytes() == OLD
    assert master.stat().st_mode == mode
    assert names(master.parent) == ["备份", "述职评议考核.xlsm"]
    backups = master.parent / "备份"
    assert names(backups) == ["述职评议考核_20151231-090807.xlsm", "述职评议考核_20151231-090807_2.xlsm"]
    assert [(backups / name).read_bytes() for name in names(backups)] == [OLD, NEW]


def test_other_version_is_not_overwritten(master: Path) -> None:
    with pytest.raises(FileChanged):
        put(master, expect=fingerprint(NEW))
    with pytest.raises(FileChanged):
        put(master.with_name("没有.xlsm"), expect=fingerprint(OLD))
    assert master.read_bytes() == OLD


def test_version_changed_while_writing(master: Path) -> None:
    def colleague(_: Path) -> None:
        master.write_bytes(b"colleague")

    with pytest.raises(FileChanged):
        replace_file(master, NEW, expect=fingerprint(OLD), backup=None, now=NOW, verify=colleague)
    assert master.read_bytes() == b"colleague"
    assert names(master.parent) == [master.name]


def test_what_cannot_be_read_back_is_not_put_in_place(master: Path) -> None:
    broken = bytearray(NEW)
    at = broken.index(b"PK\x03\x04", 10) + 50
    broken[at : at + 9] = b"\xff" * 9
    for content in (b"text", bytes(broken), package({"_rels/.rels": "<Relationships/>"})):
        with pytest.raises(NotAWorkbook):
            put(master, content)
    assert master.read_bytes() == OLD
    assert names(master.parent) == [master.name]


def failing(
    real: Callable[..., object], at: int, error: BaseException, calls: list[int]
) -> Callable[..., object]:
    """A system call that fails the `at`-th time any watched call is made."""

    def call(*arguments: object, **keywords: object) -> object:
        calls[0] += 1
        if calls[0] == at:
            raise error
        return real(*arguments, **keywords)

    return call


@pytest.mark.parametrize(
    "error", [OSError(errno.EIO, "坏"), OSError(errno.ENOSPC, "满"), KeyboardInterrupt()]
)
def test_any_failing_call_leaves_old_or_new(master: Path, error: BaseException) -> None:
    outcomes = []
    for at in range(1, 40):
        master.write_bytes(OLD)
        shutil.rmtree(master.parent / "备份", ignore_errors=True)
        calls = [0]
        with pytest.MonkeyPatch.context() as patch:
            for module, call in (
                (os, "fsync"),
                (os, "replace"),
                (os, "fdopen"),
                (Path, "read_bytes"),
                (Path, "open"),
            ):
                patch.setattr(module, call, failing(getattr(module, call), at, error, calls))
            try:
                put(master, expect=fingerprint(OLD))
            except (FolderRefused, KeyboardInterrupt):
                outcomes.append("refused")
            else:
                outcomes.append("done")
        assert master.read_bytes() in (OLD, NEW)
        assert names(master.parent)[-1] == master.name
        assert not [name for name in names(master.parent) if name.startswith(".~")]
        if calls[0] < at:
            break
    assert outcomes[-1] == "done"
    assert outcomes.count("refused") >= 6


def test_killed_at_any_call_leaves_old_or_new(master: Path) -> None:
    program = """
import os, sys
from datetime import datetime
from pathlib import Path
from shuzhi_xl.xlsx.files.atomic_replace import replace_file
path, new, at = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes(), int(sys.argv[3])
seen = 0
def killing(real):
    def call(*arguments, **named):
        global seen
        seen += 1
        if seen == at:
            os._exit(9)
        return real(*arguments, **named)
    return call
os.fsync, os.replace = killing(os.fsync), killing(os.replace)
replace_file(path, new, expect=None, backup=path.parent / "备份", now=datetime(2015, 12, 31))
"""
    source = master.with_name("new.bin")
    source.write_bytes(NEW)
    # Windows puts no folder on the disk by itself: two calls less, one of them after the move.
    calls, move = (6, 5) if os.name == "posix" else (4, 4)
    codes = []
    for at in range(1, calls + 2):
        master.write_bytes(OLD)
        run = subprocess.run([sys.executable, "-c", program, master, source, str(at)], check=False)
        codes.append(run.returncode)
        assert master.read_bytes() == (OLD if at <= move else NEW)
        backups = list((master.parent / "备份").glob("述职评议考核*"))
        assert [path.read_bytes() for path in backups] == [OLD] * len(backups)
        shutil.rmtree(master.parent / "备份", ignore_errors=True)
    assert codes == [*[9] * calls, 0]
    put(master)
    assert [name for name in names(master.parent) if name.startswith(".~")] == []


def test_program_that_holds_the_file_is_waited_for(master: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, waits = os.replace, list[float]()

    def refuse_thrice(source: Path, target: Path) -> None:
        if len(waits) < 3:
            raise PermissionError(errno.EACCES, "held")
        real(source, target)

    monkeypatch.setattr(os, "replace", refuse_thrice)
    replace_file(master, NEW, expect=None, backup=None, now=NOW, sleep=waits.append)
    assert master.read_bytes() == NEW
    assert waits == sorted(waits)
    master.with_name(f".~lock.{master.name}#").write_text(",张三,pc,31.12.2015 09:00,file:///x;", "utf-8")
    monkeypatch.setattr(os, "replace", failing(real, 2, PermissionError(errno.EACCES, "held"), [0]))
    monkeypatch.setattr(new_copy, "_PAUSES", ())
    with pytest.raises(FileBusy) as caught:
        put(master, OLD)
    assert caught.value.holder == "张三"
    assert master.read_bytes() == NEW


@pytest.mark.parametrize(
    ("code", "reason"),
    [(errno.ENOSPC, "空间不足"), (errno.EROFS, "只读"), (errno.EACCES, "只读"), (errno.EIO, "坏")],
)
def test_refusals_say_why(master: Path, monkeypatch: pytest.MonkeyPatch, code: int, reason: str) -> None:
    monkeypatch.setattr(os, "fsync", failing(os.fsync, 1, OSError(code, "坏"), [0]))
    with pytest.raises(FolderRefused) as caught:
        put(master)
    assert (caught.value.reason, caught.value.path) == (reason, master)


def test_read_only_file_is_refused(master: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(FolderRefused, match="只读"):
        put(master)
    assert master.read_bytes() == OLD


@pytest.mark.skipif(os.name != "posix", reason="rights of Windows folders are not file modes")
def test_read_only_folder_is_refused() -> None:
    program = """
import os, sys
from datetime import datetime
from pathlib import Path
from shuzhi_xl.xlsx.files.atomic_replace import FolderRefused, holding, replace_file, write_new
if os.geteuid() == 0:
    os.setuid(65534)
path, now = Path(sys.argv[1]), datetime(2015, 12, 31)
def locked():
    with holding(path, holder="张三", now=now):
        pass
for write in (lambda: replace_file(path, b"", expect=None, backup=None, now=now),
              lambda: write_new(path, b""), locked):
    try:
        write()
    except FolderRefused as refused:
        print(refused.reason)
"""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        arguments: list[str | Path] = [sys.executable, "-X", "utf8", "-c", program, folder / "总表.xlsm"]
        run = subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8", check=False)
        folder.chmod(0o755)
    assert (run.stdout.split(), run.stderr) == (["只读"] * 3, "")


def test_new_files_are_written_once(tmp_path: Path) -> None:
    path = tmp_path / "发出" / "2015" / f"{'长' * 80}.xlsx"
    assert write_new(path, NEW)
    stamp = path.stat().st_mtime_ns
    assert not write_new(path, NEW)
    assert path.stat().st_mtime_ns == stamp
    assert write_new(path, OLD)
    assert path.read_bytes() == OLD
    with pytest.raises(FolderRefused):
        write_new(path / "不是文件夹.xlsx", NEW)


def test_two_clerks_do_not_hold_one_file(master: Path) -> None:
    with holding(master, holder="李四\n电脑", now=NOW):
        with pytest.raises(FileBusy) as caught, holding(master, holder="王五", now=NOW):
            pass
        assert (caught.value.holder, caught.value.since) == ("李四 电脑", NOW)
    with holding(master, holder="王五", now=NOW):
        master.with_name(f".~锁_{master.name}.txt").write_text("残", "utf-8")
        with pytest.raises(FileBusy) as caught, holding(master, holder="王五", now=NOW):
            pass
        assert caught.value.holder is None
    with pytest.raises(FolderRefused), holding(master / "内" / "x.xlsm", holder="王五", now=NOW):
        pass


@pytest.mark.parametrize(
    ("name", "content", "opener"),
    [
        (
            "~${}",
            b"\x04Zhang" + b" " * 49 + b"\x02\x00" + "张三".encode("utf-16-le").ljust(108, b" "),
            "张三",
        ),
        ("~${}", b"\x04" + "李四".encode("gbk") + b" " * 50, "李四"),
        (".~{}", b"", ""),
        (".~lock.{}#", b"Wang Wu,wang,pc,31.12.2015 09:00,file:///x;", "Wang Wu"),
        (".~lock.{}#", b"", ""),
    ],
)
def test_who_has_it_open(master: Path, name: str, content: bytes, opener: str) -> None:
    assert find_opener(master) is None
    master.with_name(name.format(master.name)).write_bytes(content)
    assert find_opener(master) == opener
