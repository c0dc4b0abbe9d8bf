"""What a command prints to a pipe or file, by code page 936 and by UTF-8 (65001).

Wine 8 starts no Python whose output goes to a file or to a console without a screen (`WinError 6`); a pipe
takes the same way as a file.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = "from shuzhi_xl.cli import main; main()"
NAME = "𠮷村总表.xlsm"
"""Its first character is missing in code page 936."""


def check(
    folder: Path, *options: str, interpreter: tuple[str, ...] = ()
) -> "subprocess.CompletedProcess[bytes]":
    (folder / NAME).write_bytes(b"no workbook")
    command = [sys.executable, *interpreter, "-c", COMMAND, "check", folder / NAME, *options]
    return subprocess.run([*map(str, command)], stdin=subprocess.DEVNULL, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("interpreter", "encoding", "shown"),
    [((), "gbk", NAME.replace("𠮷", "?")), (("-X", "utf8"), "utf-8", NAME)],
)
def test_a_sentence_is_printed_in_the_code_page(
    tmp_path: Path, interpreter: tuple[str, ...], encoding: str, shown: str
) -> None:
    process = check(tmp_path, interpreter=interpreter)
    assert (process.returncode, process.stdout) == (2, b"")
    assert f"打不开“{shown}”：它不是完整的 Excel 工作簿" in process.stderr.decode(encoding)


def test_json_is_whole_in_the_code_page(tmp_path: Path) -> None:
    process = check(tmp_path, "--json")
    printed = json.loads(process.stdout.decode("gbk"))
    assert (process.returncode, printed["findings"][0]["code"], process.stderr) == (
        2,
        "master_unreadable",
        b"",
    )
