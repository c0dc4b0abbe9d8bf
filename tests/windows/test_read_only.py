"""Files and folders with the attribute 只读: what must be replaced is named, all else goes on.

Windows replaces no read-only file, and removes none; Wine 8 does both, so here the sentence shows that we
ask before. A folder's attribute is only a mark of Explorer's. Wine cannot show an access list that forbids
writing: its one user may do everything.
"""

import stat
from pathlib import Path

import pytest
import win32api
import win32con

from shuzhi_xl.xlsx.files.lock import FolderRefused
from shuzhi_xl.xlsx.town_folder import Folder
from tests.windows.conftest import Shuzhi
from tests.year_stages import Stages, TownOffice

FOLDERS = ("", "发出", "收回", "结果", "备份", "述职报告")


def protect(path: Path) -> None:
    path.chmod(stat.S_IREAD)


def test_a_master(decided: TownOffice, shuzhi: Shuzhi) -> None:
    before = decided.master.read_bytes()
    protect(decided.master)
    status, printed = shuzhi("compute", decided.master)
    assert (status, printed["findings"][0]["code"]) == (2, "folder_refused")
    assert f"无法写入“{decided.master.name}”（只读）" in printed["summary"]
    assert "在“属性”中去掉“只读”" in printed["summary"]
    assert decided.master.read_bytes() == before
    decided.master.chmod(stat.S_IWRITE)
    assert shuzhi("compute", decided.master)[0] == 0


def test_a_package_that_is_reissued(issued: TownOffice, shuzhi: Shuzhi) -> None:
    package = next(issued.root.glob("发出/*/*/测评表_C001_*"))
    before = package.read_bytes()
    protect(package)
    status, printed = shuzhi("distribute", issued.master, "--reissue", "C001")
    assert (status, printed["findings"][0]["file"]) == (2, package.name)
    assert "只读" in printed["summary"]
    assert package.read_bytes() == before
    package.chmod(stat.S_IWRITE)
    assert shuzhi("distribute", issued.master)[0] == 0
    assert package.read_bytes() != before


def test_any_file_that_the_program_writes(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write_all([("结果/甲.xlsx", b"old")])
    protect(tmp_path / "结果/甲.xlsx")
    folder.write_all([("结果/甲.xlsx", b"old")])
    with pytest.raises(FolderRefused, match="只读"):
        folder.write_all([("结果/甲.xlsx", b"new")])
    assert [path.read_bytes() for path in (tmp_path / "结果").iterdir()] == [b"old"]


def test_returned_files_and_folders(issued: TownOffice, stages: Stages, shuzhi: Shuzhi) -> None:
    """Files from a CD or an e-mail program are read-only, and Explorer marks folders that have an icon."""
    filled = stages.filled()
    for name, content in filled.items():
        issued.drop(name, content)
        protect(issued.root / "收回" / name)
    for folder in FOLDERS:
        (issued.root / folder).mkdir(exist_ok=True)
        win32api.SetFileAttributes(str(issued.root / folder), win32con.FILE_ATTRIBUTE_READONLY)
    _, printed = shuzhi("collect", issued.master)
    assert printed["counts"]["accepted"] == len(filled)
    done = list((issued.root / "收回").glob("*/_已处理/*"))
    assert sorted(path.read_bytes() for path in done) == sorted(filled.values())
