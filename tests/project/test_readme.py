"""What the README promises about names, files and dependencies holds for the code."""

import re
import tomllib
from collections import Counter
from pathlib import Path

from shuzhi_xl.cli.commands import app
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF, TABLES
from shuzhi_xl.sheets.master.buttons import BUTTONS
from shuzhi_xl.wording.findings.all import SENTENCES
from shuzhi_xl.wording.screen.console import STOPPED

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def glossary() -> list[tuple[str, str]]:
    lines = README.partition("### 术语对照")[2].splitlines()
    cells = [
        line.strip("|").split("|") for line in lines if line.startswith("| ") and "identifier" not in line
    ]
    pairs = [(row[at].strip(), row[at + 1].strip()) for row in cells for at in (0, 2)]
    return [pair for pair in pairs if pair[0]]


def test_every_term_of_the_glossary_has_one_identifier_and_every_identifier_one_term() -> None:
    identifiers, terms = zip(*glossary(), strict=True)
    assert len(set(identifiers)) == len(identifiers) >= 55
    assert len(set(terms)) == len(terms)


def test_a_column_whose_field_is_a_glossary_word_carries_its_chinese_term() -> None:
    words = {identifier: re.split(r"[、（）]", term) for identifier, term in glossary()}
    wrong = [
        (table.name, name, column.header)
        for table in TABLES.values()
        for name, column in table.model.columns().items()
        if name in words and not any(word and word in column.header for word in words[name])
    ]
    assert not wrong


def test_every_command_is_in_the_readme() -> None:
    named = {
        command.name or (command.callback and command.callback.__name__)
        for command in app.registered_commands
    }
    missing = {
        name for name in named if name and f"shuzhi {name}" not in README and f"make {name}" not in README
    }
    assert not missing


def section(title: str) -> str:
    return re.split(r"(?m)^##", README.partition(f"# {title}\n")[2])[0]


def test_every_picture_of_the_readme_is_there_and_small_and_none_is_left_over() -> None:
    shown = set(re.findall(r"\]\((workbook/[^)]+\.png)\)", README))
    drawn = {f"workbook/pictures/{path.name}" for path in (ROOT / "workbook" / "pictures").glob("*.png")}
    assert shown == drawn
    assert max((ROOT / picture).stat().st_size for picture in drawn) < 150_000


def test_every_finding_is_helped_with_in_exactly_one_row() -> None:
    rows = [line.split("|") for line in section("四、看到问题怎么办").splitlines() if "`" in line]
    codes = Counter(code for row in rows for code in re.findall(r"`(\w+)`", row[-2]))
    assert codes == Counter({*SENTENCES, *STOPPED})
    assert len({row[1] for row in rows}) == len(rows)


def test_every_button_is_described_with_the_sheet_it_moves_to() -> None:
    told = re.split(r"(?m)^\*\*\d+ ", section("三、每个按钮"))[1:]
    for text, button in zip(told, BUTTONS, strict=True):
        assert text.startswith(f"{button.caption}**")
        assert f"转到“{SHEET_OF[button.shows.name].title}”" in text


def test_every_dependency_says_why() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    named = [line.strip() for line in lines if re.match(r'\s+"[A-Za-z][\w\[\]-]+[>=]=', line)]
    assert len(named) >= 20
    assert all("# " in line for line in named)


def test_lock_files_hold_hashes_and_no_addresses() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        pinned = {re.sub(r"[-_.]+", "-", each).lower() for each in re.findall(r"(?m)^([\w.-]+)==", text)}
        wanted = {re.split(r"[><=\[]", each)[0].lower().replace("_", "-") for each in project["dependencies"]}
        assert wanted <= pinned
        assert len(re.findall(r"(?m)^[\w.-]+==", text)) <= text.count("--hash=sha256:")


def test_every_promise_has_a_test_of_its_name() -> None:
    promised = re.findall(r"`(test_\w+)` \|", README)
    kept = (ROOT / "tests/jobs/test_promises.py").read_text(encoding="utf-8")
    assert len(promised) >= 7
    assert [each for each in promised if f"def {each}(" not in kept] == []
