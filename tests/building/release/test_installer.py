"""What the zip file contains, and how the installer behaves when something is in its way."""

import importlib.util
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from shuzhi_xl.building.release.bundle import BLANK, PANEL, TOP, installer, write_bundle
from shuzhi_xl.building.release.wheelhouse import PYTHONS
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.files.shipped import MANUAL_NAME
from tests.building.release.office_computer import ROOT, Office, unpack_bundle

BATCH_FILES = {name: data.decode("gb2312") for name, data in installer(ROOT).items() if name.endswith(".cmd")}
COMMANDS = BATCH_FILES["install.cmd"]


@pytest.fixture
def bundle(tmp_path: Path, wheelhouse: Path) -> Office:
    """The unpacked bundle, nothing installed yet."""
    return unpack_bundle(tmp_path, wheelhouse)


@pytest.fixture
def installed(office: Office) -> Iterator[Office]:
    """The installation that all tests share, put back as it was."""
    master = office.folder / MASTER_NAME
    content = master.read_bytes()
    yield office
    master.write_bytes(content)


def test_windows_reads_the_scripts_whatever_git_did_to_their_lines() -> None:
    files = installer(ROOT)
    for name, data in files.items():
        assert data.count(b"\n") == data.count(b"\r\n") > 5, name
    # In GB 2312 no byte of a Chinese character looks like a sign that cmd.exe would act on.
    assert all(byte < 0x80 or byte > 0xA0 for name in BATCH_FILES for byte in files[name])
    assert "全部解压".encode("cp936") in files["install.cmd"]


@pytest.mark.parametrize("name", BATCH_FILES)
def test_a_batch_file_jumps_only_to_existing_labels_and_starts_no_powershell(name: str) -> None:
    commands = BATCH_FILES[name]
    targets = set(re.findall(r"(?:goto |call :)(\w+)", commands))
    assert targets == set(re.findall(r"^:(\w+)", commands, re.MULTILINE))
    assert "powershell" not in commands.lower()


def test_the_panel_starts_from_wherever_its_folder_is_and_leaves_no_console() -> None:
    commands = [line for line in BATCH_FILES[PANEL].splitlines() if not line.startswith(("echo ", "rem "))]
    (start,) = (line for line in commands if line.startswith("start "))
    module = "shuzhi_xl.cli.panel"
    assert start == f'start "" "%SCRIPTS%pythonw.exe" -P -m {module} "%PLACE%"'
    assert importlib.util.find_spec(f"{module}.__main__")
    # Beside this file, not in the current folder, which is another one on a network drive. Chinese is for the
    # eye alone: where Windows' code page is UTF-8, these bytes are no names.
    assert not any("cd " in line or not line.isascii() for line in commands)
    assert {line for line in commands if "_venv" in line} == {
        'set "SCRIPTS=%~dp0_venv\\Scripts\\"',
        'if not exist "%SCRIPTS%pythonw.exe" set "SCRIPTS=%~dp0_venv\\"',
    }


@pytest.mark.parametrize("label", ["missing", "broken", "no_window"])
def test_a_panel_that_does_not_start_says_what_to_do_and_waits(label: str) -> None:
    _, _, section = BATCH_FILES[PANEL].partition(f"\n:{label}")
    lines = section.split("\r\n:")[0].splitlines()
    assert any("install.cmd" in line for line in lines)
    assert lines[-2:] == ["pause", "exit /b 1"]


def test_the_batch_file_looks_for_the_versions_that_the_wheelhouse_serves() -> None:
    lists = re.findall(r"for %%V in \(([\d. ]+)\)", COMMANDS)
    assert {tuple(sorted(versions.split())) for versions in lists} == {PYTHONS}
    (accepted,) = re.findall(r"not in \(([^)]+)\)", COMMANDS)
    assert sorted(re.findall(r"[\d.]+", accepted)) == sorted(PYTHONS)


def test_the_zip_file_unpacks_into_one_folder_with_everything_that_is_needed(tmp_path: Path) -> None:
    wheelhouse = tmp_path / "wheels"
    wheelhouse.mkdir()
    (wheelhouse / "shuzhi_xl-0-py3-none-any.whl").write_bytes(b"PK")
    write_bundle(ROOT, wheelhouse, tmp_path / "dist" / "a.zip")
    with zipfile.ZipFile(tmp_path / "dist" / "a.zip") as package:
        names = set(package.namelist())
        assert package.testzip() is None
        assert all(name.startswith(f"{TOP}/") for name in names)
        template = package.read(f"{TOP}/{BLANK}/templates/测评表.xlsx")
    assert template == (ROOT / "templates" / "测评表.xlsx").read_bytes()
    needed = {
        "install.cmd", "install.py", PANEL, "安装说明.txt", "空白总表/述职评议考核.xlsm",
        "空白总表/templates/方案/演示方案.toml", MANUAL_NAME,
        "wheelhouse/shuzhi_xl-0-py3-none-any.whl",
    }  # fmt: skip
    assert {f"{TOP}/{name}" for name in needed} <= names
    # Unpacked over a folder in use it must not touch the year's master or templates that staff restyled.
    assert not {f"{TOP}/{name}" for name in ("述职评议考核.xlsm", "templates/测评表.xlsx")} & names


@pytest.mark.soak
def test_a_second_installation_keeps_the_master_and_removes_its_download_mark(installed: Office) -> None:
    master = installed.folder / MASTER_NAME
    before = master.read_bytes()
    # Where files have no streams, a file of that name stands in for the one that Windows keeps.
    mark = installed.folder / f"{MASTER_NAME}:Zone.Identifier"
    mark.write_text("[ZoneTransfer]\nZoneId=3\n")
    again = installed.install()
    assert (again.returncode, again.stderr.strip()) == (0, ""), again.stdout
    assert master.read_bytes() == before
    assert not mark.exists()


@pytest.mark.parametrize("owner_file", ["~$述职评议考核.xlsm", ".~述职评议考核.xlsm"])
def test_an_open_master_stops_the_installation(bundle: Office, owner_file: str) -> None:
    (bundle.folder / owner_file).touch()
    refused = bundle.install()
    assert refused.returncode == 1
    assert "正打开着。请先保存并关闭它" in refused.stdout
    assert not (bundle.folder / "_venv").exists()


@pytest.mark.parametrize(
    "missing",
    [
        f"{BLANK}/{MASTER_NAME}",
        "wheelhouse/pip.txt",
        f"wheelhouse/requirements-3.{sys.version_info.minor}.txt",
    ],
)
def test_a_bundle_that_was_not_unpacked_whole_is_refused(bundle: Office, missing: str) -> None:
    (bundle.folder / missing).unlink()
    refused = bundle.install()
    assert refused.returncode == 1
    assert f"本文件夹里缺少“{missing}”" in refused.stdout


def test_a_damaged_package_is_named_before_the_old_environment_is_removed(bundle: Office) -> None:
    old = bundle.folder / "_venv" / "旧的.txt"
    old.parent.mkdir()
    old.touch()
    wheel = next((bundle.folder / "wheelhouse").glob("typer-*.whl"))
    wheel.write_bytes(wheel.read_bytes()[:-1])
    next((bundle.folder / "wheelhouse").glob("xlrd-*.whl")).unlink()
    refused = bundle.install()
    assert refused.returncode == 1
    assert re.search("“typer==[^”]+、xlrd==[^”]+”与发布时不一致", refused.stdout)
    assert old.exists()


def test_a_python_without_venv_gets_an_environment_by_copy(bundle: Office, tmp_path: Path) -> None:
    # python.org's embeddable Python is a folder with a *._pth file; the copy looks for packages in itself.
    embeddable = tmp_path / "python"
    embeddable.mkdir()
    (embeddable / Path(sys.executable).name).touch()
    (embeddable / "python313._pth").write_text("python313.zip\n.\n")
    sources = {"source": embeddable, "folder": bundle.folder / "_venv"}
    code = (
        "import install, pathlib; "
        f"print(install.copy_interpreter(*map(pathlib.Path, {[str(path) for path in sources.values()]!r})))"
    )
    copied = bundle.start(Path(sys.executable), "-c", code)
    interpreter = bundle.folder / "_venv" / Path(sys.executable).name
    assert copied.stdout.strip() == str(interpreter), copied.stderr
    assert "import site" in (bundle.folder / "_venv" / "python313._pth").read_text()
    assert (bundle.folder / "_venv" / "Lib" / "site-packages").is_dir()
    # As the manual has it for every environment: _venv\Scripts\python -m …
    assert (bundle.folder / "_venv" / "Scripts" / "python.cmd").read_text() == '@"%~dp0..\\python.exe" %*\n'


def test_an_environment_that_cannot_be_removed_is_explained(bundle: Office) -> None:
    (bundle.folder / "_venv").write_text("")
    refused = bundle.install()
    assert refused.returncode == 1
    assert "建立专用环境没有成功" in refused.stdout


def test_the_installer_uses_the_standard_library_alone() -> None:
    script = ROOT / "workbook" / "install" / "install.py"
    compiled = subprocess.run(
        [sys.executable, "-I", "-S", "-c", "import runpy, sys; runpy.run_path(sys.argv[1])", str(script)],
        capture_output=True,
        check=False,
    )
    assert (compiled.returncode, compiled.stderr) == (0, b"")
