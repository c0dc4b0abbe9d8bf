"""Microsoft's own Open XML SDK finds no error in any kind of file that the program makes."""

import json
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.year_stages import TownOffice

ROOT = Path(__file__).resolve().parents[2]
PLACES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("workbook/*.xlsm"), *ROOT.glob("templates/*.xlsx"))
)
DOCUMENTS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("templates/公文/*.docx"))
VALIDATOR = ROOT / ".venv/node/node_modules/.bin/ooxml-validator"


def errors_of(workbook: Path) -> list[dict[str, str]]:
    if not VALIDATOR.exists():
        raise RuntimeError("the validator is missing: run `make office` first")
    process = subprocess.run([str(VALIDATOR), str(workbook)], capture_output=True, check=False, timeout=120)
    printed = json.loads(process.stdout)
    assert printed["ok"] is (process.returncode == 0)
    return list(printed["errors"])


@pytest.mark.parametrize("place", [*PLACES, *DOCUMENTS])
def test_a_shipped_file_is_valid(place: str, tmp_path: Path) -> None:
    path = tmp_path / Path(place).name
    path.write_bytes((ROOT / place).read_bytes())
    assert errors_of(path) == []


def test_everything_made_in_a_year_is_valid(generated: TownOffice) -> None:
    # What lies in 收回 are the workbooks of 发出, as people returned them.
    folders = (generated.root / name for name in ("发出", "结果"))
    files = (path for folder in folders for path in folder.rglob("*"))
    outputs = (path for path in files if path.suffix in {".xlsx", ".docx"})
    kinds = {path.name.partition("_")[0]: path for path in (generated.master, *outputs)}
    assert {"述职评议考核.xlsm", "测评表", "录票", "测评票", "反馈", "汇总", "核对"} <= set(kinds)
    assert {name: errors for name, path in kinds.items() if (errors := errors_of(path))} == {}


@pytest.mark.parametrize("place", PLACES)
def test_no_typed_list_of_choices_is_longer_than_excel_takes(place: str) -> None:
    """The SDK does not look at this: 255 characters, or Excel drops the list when it opens the file."""
    book = load_workbook(BytesIO((ROOT / place).read_bytes()), keep_vba=True)
    lists = [rule for sheet in book for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    typed = [rule.formula1 for rule in lists if (rule.formula1 or "").startswith('"')]
    assert lists or Path(place).stem in ("反馈", "测评票")
    assert all(len(line) <= 257 for line in typed)
