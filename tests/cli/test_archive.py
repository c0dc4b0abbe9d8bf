"""`shuzhi archive` and `--verify`, whatever state the master is in."""

import json
from pathlib import Path
from typing import Any

import pytest

from shuzhi_xl.cli import main
from shuzhi_xl.demo.town.clock import YEAR
from tests.year_stages import TownOffice


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[object, Any]:
    with pytest.raises(SystemExit) as end:
        main(["archive", *map(str, arguments), "--json"])
    return end.value.code, json.loads(capsys.readouterr().out)


def test_an_archive_is_checked_even_without_the_master(
    generated: TownOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    status, printed = run(capsys, generated.master)
    assert (status, printed["job"]) == (0, "archive")
    assert run(capsys, generated.master, "--verify")[0] == 0
    generated.master.write_bytes(b"broken")
    before = generated.files()
    status, printed = run(capsys, generated.master, "--verify")
    assert status == 0
    assert [finding["code"] for finding in printed["findings"]] == ["archive_log_not_compared"]
    (generated.root / f"归档/{YEAR}/卷宗目录.xlsx").unlink()
    status, printed = run(capsys, generated.master, "--verify")
    assert (status, printed["counts"]["missing"]) == (1, 1)
    assert generated.files().keys() == before.keys() - {f"归档/{YEAR}/卷宗目录.xlsx"}


def test_without_an_archive_the_check_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, printed = run(capsys, tmp_path / "总表.xlsm", "--verify")
    assert status == 2
    assert printed["findings"][0]["code"] == "archive_missing"
