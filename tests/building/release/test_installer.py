"""What the zip file holds, and that Windows can read its scripts."""

import re
import zipfile
from pathlib import Path

import pytest
import tree_sitter_powershell
from tree_sitter import Language, Node, Parser

from shuzhi_xl.building.release.bundle import BLANK, TOP, installer, write_bundle
from shuzhi_xl.building.release.wheelhouse import PYTHONS
from shuzhi_xl.xlsx.files.shipped import MANUAL_NAME
from tests.building.release.office_computer import ROOT

SCRIPT = (ROOT / "workbook" / "install" / "install.ps1").read_text(encoding="utf-8")
# Read from the console, the registry and the folder; change nothing but the folder.
ALLOWED = {
    "Copy-Item", "Get-Command", "Get-Item", "Join-Path", "Out-Host", "Select-Object", "Split-Path",
    "Test-Path", "Unblock-File", "Where-Object", "Write-Host", "Write-Verbose",
}  # fmt: skip
APPROVED_VERBS = {"Exit", "Get", "Invoke", "Test", "Write"}


@pytest.fixture(scope="module")
def tree() -> Node:
    return Parser(Language(tree_sitter_powershell.language())).parse(SCRIPT.encode()).root_node


def find_names(node: Node, kind: str) -> set[str]:
    names = {(node.text or b"").decode()} if node.type == kind else set()
    return names.union(*(find_names(child, kind) for child in node.children))


def test_the_script_is_well_formed_powershell(tree: Node) -> None:
    assert not tree.has_error


def test_a_cut_script_is_noticed() -> None:
    cut = SCRIPT[: SCRIPT.rindex("}")].encode()
    assert Parser(Language(tree_sitter_powershell.language())).parse(cut).root_node.has_error


def test_the_script_calls_only_what_reads_or_stays_in_its_folder(tree: Node) -> None:
    functions = find_names(tree, "function_name")
    assert {name.partition("-")[0] for name in functions} <= APPROVED_VERBS
    assert find_names(tree, "command_name") - functions == ALLOWED


def test_the_script_needs_nothing_newer_than_windows_powershell() -> None:
    assert not re.search(r"\?\?|&&|\|\||\?\.|-Parallel|-AsByteStream|ForEach-Object -P", SCRIPT)


def test_the_script_looks_for_the_versions_that_the_wheelhouse_serves() -> None:
    match = re.search(r"^\$Versions = (.*)$", SCRIPT, re.MULTILINE)
    assert match
    assert sorted(re.findall(r"3\.\d+", match[1])) == sorted(PYTHONS)


def test_windows_reads_the_scripts_whatever_git_did_to_their_lines() -> None:
    files = installer(ROOT)
    assert files["install.ps1"].startswith(b"\xef\xbb\xbf")
    for name, data in files.items():
        assert data.count(b"\n") == data.count(b"\r\n") > 5, name
    # In GB 2312 no byte of a Chinese character looks like a sign that cmd.exe would act on.
    assert all(line < 0x80 or line > 0xA0 for line in files["install.cmd"])
    assert "全部解压".encode("cp936") in files["install.cmd"]


def test_the_batch_file_jumps_only_to_its_own_labels() -> None:
    text = installer(ROOT)["install.cmd"].decode("gb2312")
    assert set(re.findall(r"goto (\w+)", text)) == set(re.findall(r"^:(\w+)", text, re.MULTILINE))
    assert text.count("exit /b") == 2


def test_the_zip_file_unpacks_into_one_folder_with_all_that_is_needed(tmp_path: Path) -> None:
    wheelhouse = tmp_path / "wheels"
    wheelhouse.mkdir()
    (wheelhouse / "shuzhi_xl-0-py3-none-any.whl").write_bytes(b"PK")
    write_bundle(ROOT, wheelhouse, tmp_path / "dist" / "a.zip")
    with zipfile.ZipFile(tmp_path / "dist" / "a.zip") as archive:
        names = set(archive.namelist())
        assert archive.testzip() is None
        assert all(name.startswith(f"{TOP}/") for name in names)
        assert (
            archive.read(f"{TOP}/{BLANK}/templates/测评表.xlsx")
            == (ROOT / "templates" / "测评表.xlsx").read_bytes()
        )
    expected = {
        "install.cmd", "install.ps1", "安装说明.txt", "空白总表/述职评议考核.xlsm",
        "空白总表/templates/方案/演示方案.toml", MANUAL_NAME,
        "wheelhouse/shuzhi_xl-0-py3-none-any.whl",
    }  # fmt: skip
    assert {f"{TOP}/{name}" for name in expected} <= names
    # Unpacked over a folder in use it must not touch the year's master or templates that staff restyled.
    assert not {f"{TOP}/{name}" for name in ("述职评议考核.xlsm", "templates/测评表.xlsx")} & names


def test_a_master_in_use_is_upgraded_and_never_replaced() -> None:
    copied = SCRIPT.index("Copy-Item -LiteralPath $Blank -Destination $Workbook")
    assert SCRIPT[:copied].rstrip().endswith("if (-not (Test-Path -LiteralPath $Workbook)) {")
    steps = [
        SCRIPT.index(step) for step in ("'--configure', $Workbook", "'upgrade', $Workbook", "$Checked =")
    ]
    assert [copied, *steps] == sorted([copied, *steps])
