"""Names that Windows keeps for devices, cuts at the end, or takes for one another.

Wine 8 lets a file be named ``AUX`` or ``NUL.xlsx``, so Python's own list of reserved names is asked.
"""

import os
from pathlib import Path

import pytest

from shuzhi_xl.xlsx.files.file_names import safe_name
from shuzhi_xl.xlsx.files.shipped import read_template
from shuzhi_xl.xlsx.town_folder import Folder
from tests.jobs.test_odd_names import *  # noqa: F403 -- the same tests, where such names do harm
from tests.windows.conftest import Shuzhi
from tests.year_stages import TownOffice

DEVICES = (
    "CON",
    "aux",
    "NUL.xlsx",
    "COM1",
    "com¹.toml",
    "lpt9.a.b",
    "CON .txt",
    "conin$",
    "尾. .",
    "a|b",
)


@pytest.mark.parametrize("name", DEVICES)
def test_no_name_is_a_device(tmp_path: Path, name: str) -> None:
    assert os.path.isreserved(name)  # type: ignore[attr-defined]  # since Python 3.13
    plain = safe_name(name)
    assert not os.path.isreserved(plain)  # type: ignore[attr-defined]
    Folder(tmp_path).write_all([(f"结果/{plain}/{plain}", b"content")])
    assert [path.name for path in (tmp_path / "结果" / plain).iterdir()] == [plain]


def test_files_whose_names_differ_in_case_are_both_kept(tmp_path: Path) -> None:
    """They come in two folders and are put away in one."""
    folder, form = Folder(tmp_path).returned(2016), read_template("测评表.xlsx", tmp_path)
    for place, content in (("东片/A村.xlsx", form), ("西片/a村.xlsx", b"another")):
        (tmp_path / "收回" / place).parent.mkdir(parents=True)
        (tmp_path / "收回" / place).write_bytes(content)
    moved = [folder.put_aside(name) for name in folder.names()]
    assert moved == ["2016/_有问题/A村.xlsx", "2016/_有问题/a村(2).xlsx"]
    assert [(tmp_path / "收回" / place).read_bytes() for place in moved] == [form, b"another"]


def test_a_master_is_one_file_however_its_name_is_typed(issued: TownOffice, shuzhi: Shuzhi) -> None:
    typed = issued.master.with_suffix(".XLSM")
    status, printed = shuzhi("distribute", typed, "--reissue", "C001")
    assert (status, printed["counts"]["packages"]) == (0, 1)
    owner = issued.root / f"~${issued.master.name}"
    owner.write_bytes(bytes([6]) + "王会计".encode("gb18030"))
    status, printed = shuzhi("distribute", typed)
    assert status == 2
    assert "王会计" in printed["summary"]
