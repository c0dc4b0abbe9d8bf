"""Every command: its exit status, its sentence, its one JSON object; never a traceback."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from shuzhi_xl.cli import main
from shuzhi_xl.cli.json_objects import PrintedOutcome
from shuzhi_xl.sheets.master.office_entries import ROUTINE_TABLE
from shuzhi_xl.sheets.master.results import APPRAISAL
from shuzhi_xl.sheets.master.scheme_tables import SOURCE_WEIGHT
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.wording.screen import console
from tests.year_stages import BRANCHES, Stages, TownOffice

KEYS = {"job", "ok", "summary", "counts", "findings", "outputs"}
FINDING_KEYS = {"severity", "code", "file", "sheet", "cell", "value", "message"}
COUNTS = {
    "distribute": {"packages", "unchanged"},
    "reissue": {"packages", "typing", "refused"},
    "collect": {"files", "accepted", "duplicate", "held", "refused", "ballots", "survey_rows", "problems"},
    "compute": {"organisations", "ballots", "grades"},
    "generate": {"workbooks", "documents"},
    "publish": {"workbooks", "documents"},
    "track": {"workbooks", "documents"},
}
COMMANDS = ("check", *COUNTS, "recount")


class Terminal:
    """Runs commands and keeps what they print."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = self.err = ""

    def run(self, *arguments: object) -> int:
        with pytest.raises(SystemExit) as exit_info:
            main([str(argument) for argument in arguments])
        self.out, self.err = self._capsys.readouterr()
        assert "Traceback" not in self.out + self.err
        assert isinstance(exit_info.value.code, int)
        return exit_info.value.code

    def json(self, *arguments: object) -> tuple[int, dict[str, Any]]:
        status = self.run(*arguments, "--json")
        printed = json.loads(self.out)
        assert PrintedOutcome.model_validate_json(self.out).job == printed["job"]
        # Commands that only read list no causes
        assert printed.keys() - {"causes"} == KEYS
        assert all(finding.keys() == FINDING_KEYS for finding in printed["findings"])
        assert all(isinstance(value, str) for finding in printed["findings"] for value in finding.values())
        assert all(finding["message"] for finding in printed["findings"])
        assert printed["job"] == arguments[0]
        assert printed["ok"] is (status == 0)
        assert printed["summary"]
        return status, printed


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def test_the_whole_year_from_the_terminal(terminal: Terminal, drafted: TownOffice, stages: Stages) -> None:
    master = drafted.master
    run_to_end(terminal, "check", master)
    printed = run_to_end(terminal, "distribute", master)
    assert printed["counts"] == {"packages": BRANCHES, "unchanged": 0}
    assert all((drafted.root / output).is_file() for output in printed["outputs"])
    for name, content in stages.filled("issued").items():
        drafted.drop(name, content)
    printed = run_to_end(terminal, "collect", master)
    assert (printed["counts"]["files"], printed["counts"]["held"]) == (len(printed["outputs"]), 0)
    printed = run_to_end(terminal, "compute", master)
    assert printed["counts"]["grades"].keys() == set(GRADES)
    printed = run_to_end(terminal, "recount", master)
    rows = drafted.rows(APPRAISAL)
    with drafted.writing() as context:
        context.store.write_cells(APPRAISAL, {(row.line, "研究日期"): drafted.clock() for row in rows})
    run_to_end(terminal, "compute", master)
    assert run_to_end(terminal, "generate", master)["counts"] == {
        "workbooks": BRANCHES + 2 * 3,
        "documents": 2 * BRANCHES + 1,
    }
    assert run_to_end(terminal, "publish", master)["counts"] == {"workbooks": 3, "documents": 4}
    # lists; nothing is due
    assert run_to_end(terminal, "track", master)["counts"] == {"workbooks": 3, "documents": 0}


def run_to_end(terminal: Terminal, command: str, master: Path) -> dict[str, Any]:
    status, printed = terminal.json(command, master)
    assert status == 0, printed
    if command in COUNTS:
        assert printed["counts"].keys() == COUNTS[command]
    return printed


@pytest.mark.parametrize("command", COMMANDS)
def test_blocking_findings_are_status_1(terminal: Terminal, generated: TownOffice, command: str) -> None:
    generated.type_in(SOURCE_WEIGHT, generated.rows(SOURCE_WEIGHT)[0], 权重=1)
    generated.set_values(年度="去年")
    status, printed = terminal.json(command, generated.master)
    assert status == 1
    if command in COUNTS:
        assert printed["counts"].keys() == COUNTS[command]
    assert any(finding["severity"] == "须改" and finding["cell"] for finding in printed["findings"])


@pytest.mark.parametrize("command", COMMANDS)
def test_a_missing_master_is_status_2(terminal: Terminal, tmp_path: Path, command: str) -> None:
    assert terminal.run(command, tmp_path / "没有.xlsm") == 2
    assert "没有.xlsm" in terminal.err
    assert is_chinese(terminal.err)
    status, printed = terminal.json(command, tmp_path / "没有.xlsm")
    assert (status, printed["findings"][0]["code"]) == (2, "master_missing")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "a.xlsm", "b.xlsm"],
        ["nonsense"],
        ["check", "--nonsense", "a.xlsm"],
        ["new", "a.xlsm", "--year", "去年"],
        ["demo", "x", "--branches", "3"],
        ["distribute", "a.xlsm", "--reissue"],
        ["explain", "a.xlsm"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_explained_in_chinese_with_status_2(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: Sequence[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert terminal.run(*arguments) == 2
    assert console.USAGE in terminal.err
    assert terminal.out == ""
    assert list(tmp_path.iterdir()) == []


def test_help_is_in_chinese(terminal: Terminal) -> None:
    assert terminal.run("--help") == 0
    for command in (*COMMANDS, "explain", "new", "build", "demo"):
        assert command in terminal.out
    assert is_chinese(terminal.out)
    for command in (*COMMANDS, "explain", "new", "build", "demo"):
        assert terminal.run(command, "--help") == 0
        assert is_chinese(terminal.out)


def test_nothing_at_all_shows_the_help(terminal: Terminal) -> None:
    terminal.run()
    assert "distribute" in terminal.out + terminal.err


def test_a_new_master(terminal: Terminal, tmp_path: Path) -> None:
    master = tmp_path / "新.xlsm"
    status, printed = terminal.json("new", master, "--year", 2015, "--scheme", "演示方案")
    assert (status, printed["outputs"]) == (0, ["新.xlsm"])
    before = master.read_bytes()
    assert terminal.run("new", master) == 2
    assert "新.xlsm" in terminal.err
    assert master.read_bytes() == before
    assert terminal.run("new", tmp_path / "二.xlsm", "--scheme", "没有的方案") == 2
    assert "没有的方案" in terminal.err
    assert not (tmp_path / "二.xlsm").exists()


def test_an_empty_master_lists_what_is_to_be_filled_in(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("new", tmp_path / "新.xlsm")
    for command in COMMANDS:
        status, printed = terminal.json(command, tmp_path / "新.xlsm")
        assert status == 1, (command, printed["summary"])
        assert printed["findings"]


def test_findings_are_shown_with_their_place(terminal: Terminal, generated: TownOffice) -> None:
    row = generated.rows(ROUTINE_TABLE)[0]
    generated.type_in(ROUTINE_TABLE, row, 日常工作="优秀")
    assert terminal.run("check", generated.master) == 1
    squeezed = "".join(terminal.out.split())
    assert "日常年度" in squeezed
    assert "优秀" in squeezed
    assert "校验完成" in squeezed


def test_two_names_for_one_master_are_one_master(
    terminal: Terminal, generated: TownOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(generated.root)
    assert terminal.run("check", generated.master.name) == 0
