"""The command `rollup`: exit status, sentence, JSON object."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from shuzhi_xl.cli import main
from shuzhi_xl.wording.file_names import MASTER_NAME
from tests.year_stages import BRANCHES, Stages, TownOffice


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, Any]]:
    with pytest.raises(SystemExit) as exit_info:
        main(["rollup", *map(str, arguments), "--json"])
    printed, err = capsys.readouterr()
    assert "Traceback" not in err
    assert isinstance(exit_info.value.code, int)
    return exit_info.value.code, json.loads(printed)


def test_a_folder_is_rolled_up_by_processes_of_this_computer(
    generated: TownOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    status, printed = run(capsys, generated.root, "--workers", 1)
    assert status == 0, printed
    assert printed["counts"] == {"towns": 1, "organisations": BRANCHES, "left_out": 0}
    assert printed["outputs"] == ["区汇总_2015.xlsx"]
    assert (generated.root / "区汇总_2015.xlsx").is_file()


def test_nothing_rolled_up_is_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "甲镇.xlsx").write_bytes(plain_workbook())
    status, printed = run(capsys, tmp_path, "--workers", 1)
    assert (status, printed["ok"], printed["outputs"]) == (1, False, [])
    assert {finding["code"] for finding in printed["findings"]} == {"no_town_taken_in", "town_not_master"}


def plain_workbook() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def test_a_damaged_master_is_status_1_and_explained_in_chinese(
    stages: Stages, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "甲镇.xlsm").write_bytes(stages.files("decided")[MASTER_NAME])
    (tmp_path / "乙镇.xlsm").write_bytes(b"x")
    with pytest.raises(SystemExit) as exit_info:
        main(["rollup", str(tmp_path), "--workers", "1", "--k", "4"])
    assert exit_info.value.code == 1
    assert "并入 1 个镇" in capsys.readouterr().out.replace("\n", "")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["没有"], "folder_missing"),
        (["."], "no_masters"),
        ([".", "--engine", "spark"], "engine_unknown"),
        ([".", "--engine", "dask://"], "engine_unknown"),
    ],
)
def test_what_cannot_be_done_is_status_2(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    status, printed = run(capsys, *arguments)
    assert (status, printed["findings"][0]["code"]) == (2, code)
    assert printed["job"] == "rollup"
