"""The wheelhouse holds all that an offline installation needs, and nothing that may not be passed on."""

import csv
import hashlib
import io
import shutil
import subprocess
import zipfile
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest

from shuzhi_xl.building.release.changed_wheels import leave_out
from shuzhi_xl.building.release.wheelhouse import PYTHONS, pins, resolve, windows
from shuzhi_xl.doctor.workbook import read_settings
from shuzhi_xl.wording.file_names import MASTER_NAME
from tests.building.release.office_computer import ROOT, Office, wheel

LOCK = (ROOT / "requirements-paper.lock").read_text(encoding="utf-8")


def test_the_wheelhouse_installs_without_a_network_and_every_command_starts(office: Office) -> None:
    pip = next((office.folder / "wheelhouse").glob("pip-*.whl"))
    assert office.run(str(pip / "pip"), "check").returncode == 0
    helped = office.run("-m", "shuzhi_xl.cli.commands")
    assert helped.returncode == 0, helped.stderr
    process = office.run(
        "-c", "from shuzhi_xl.cli import main; main(['new', '新 总表.xlsm', '--year', '2015'])"
    )
    assert process.returncode == 0, process.stderr
    assert (office.folder / "新 总表.xlsm").is_file()


def test_the_installer_connects_the_master_with_its_environment(office: Office) -> None:
    settings = read_settings((office.folder / MASTER_NAME).read_bytes())
    assert settings["interpreter_win"][1] == str(office.python)
    checked = office.run("-m", "shuzhi_xl.doctor")
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stdout
    assert "✘" not in checked.stdout
    assert "组件 xlwings" in checked.stdout


def test_the_self_check_speaks_to_a_console_of_code_page_936(office: Office) -> None:
    process = office.run("-m", "shuzhi_xl.doctor", "没有𠮷.xlsm", encoding="cp936")
    assert process.returncode == 1
    assert "× 打不开总表“没有" in process.stdout
    assert process.stdout.splitlines()[-1].startswith("自检发现 1 处不妥")


def test_xlwings_works_without_the_part_that_is_not_bsd(office: Office, wheelhouse: Path) -> None:
    package = wheel("xlwings", wheelhouse)
    assert not [name for name in package.namelist() if "/pro/" in name]
    assert [name for name in package.namelist() if name.endswith("LICENSE.txt")]
    process = office.run(
        "-c",
        "import xlwings as xw, importlib.util as u; f = xw.func(lambda a: a + 1);"
        "print(xw.__pro__, u.find_spec('xlwings.pro'), f(1), xw.Book.__name__)",
    )
    assert process.stdout.split() == ["False", "None", "2", "Book"], process.stderr


def test_an_office_can_read_paper_ballots(office: Office) -> None:
    process = office.run(
        "-c",
        "import cv2, zxingcpp, pypdfium2, PIL.Image;"
        "from shuzhi_xl.scanning.extra import missing_packages; print(missing_packages())",
    )
    assert process.stdout.strip() == "[]", process.stderr


def test_what_reads_paper_ballots_may_not_be_missing_either(tmp_path: Path) -> None:
    metadata = (
        "Metadata-Version: 2.4\nName: shuzhi_xl\nVersion: 0\nProvides-Extra: paper\n"
        'Requires-Dist: zxing-cpp>=2; extra == "paper"\n'
    )
    with zipfile.ZipFile(tmp_path / "shuzhi_xl-0-py3-none-any.whl", "w") as package:
        package.writestr("shuzhi_xl-0.dist-info/METADATA", metadata)
        package.writestr("shuzhi_xl-0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        package.writestr("shuzhi_xl-0.dist-info/RECORD", "")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        resolve(tmp_path, "3.13")
    assert "zxing-cpp" in str(refused.value.stderr)


def test_the_record_of_the_changed_wheel_is_true(wheelhouse: Path) -> None:
    package = wheel("xlwings", wheelhouse)
    record = next(name for name in package.namelist() if name.endswith("RECORD"))
    rows = {name: digest for name, digest, _ in csv.reader(io.StringIO(package.read(record).decode()))}
    assert set(rows) == set(package.namelist())
    for name in set(rows) - {record}:
        digest = urlsafe_b64encode(hashlib.sha256(package.read(name)).digest()).rstrip(b"=").decode()
        assert rows[name] == f"sha256={digest}"


def test_a_wheel_is_changed_only_once(wheelhouse: Path) -> None:
    stripped = next(wheelhouse.glob("xlwings-*.whl"))
    before = stripped.read_bytes()
    assert leave_out(stripped) == stripped
    assert stripped.read_bytes() == before


@pytest.mark.parametrize("python", PYTHONS)
def test_windows_gets_packages_for_windows_whatever_builds_the_bundle(python: str) -> None:
    names = [line.partition("==")[0] for line in pins(LOCK, windows(python).environment)]
    assert {"pywin32", "colorama", "xlwings"} <= set(names)
    assert {"opencv-python-headless", "zxing-cpp", "pypdfium2", "pillow", "numpy"} <= set(names)
    assert not {"appscript", "psutil"} & set(names)
    assert len(names) == len(set(names))


def test_a_wheelhouse_that_lacks_a_package_is_refused(wheelhouse: Path, tmp_path: Path) -> None:
    shutil.copy(next(wheelhouse.glob("shuzhi_xl-*.whl")), tmp_path)
    with pytest.raises(subprocess.CalledProcessError) as refused:
        resolve(tmp_path, "3.13")
    assert "xlwings" in str(refused.value.stderr)


def test_every_fetched_package_has_a_hash() -> None:
    assert all("--hash=sha256:" in line for line in pins(LOCK, windows("3.12").environment))
