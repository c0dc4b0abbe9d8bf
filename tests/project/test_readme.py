"""What the README, pyproject.toml and the lock files promise about names, commands and dependencies."""

import re
import tomllib
from pathlib import Path

from shuzhi_xl import __version__
from shuzhi_xl.sheets.master.all_sheets import TABLES

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def glossary() -> list[tuple[str, str]]:
    lines = README.partition("## 术语对照")[2].splitlines()
    cells = [
        line.strip("|").split("|") for line in lines if line.startswith("| ") and "identifier" not in line
    ]
    pairs = [(row[at].strip(), row[at + 1].strip()) for row in cells for at in (0, 2)]
    return [pair for pair in pairs if pair[0]]


def test_it_is_short() -> None:
    assert len(README.splitlines()) <= 200


def test_every_term_of_the_glossary_has_one_identifier_and_every_identifier_one_term() -> None:
    identifiers, terms = zip(*glossary(), strict=True)
    assert len(set(identifiers)) == len(identifiers) >= 55
    assert len(set(terms)) == len(terms)


def test_a_column_whose_field_is_a_glossary_word_carries_its_chinese_term() -> None:
    words = {identifier: re.split(r"[、（）]", term) for identifier, term in glossary()}
    errors = [
        (table.name, name, column.header)
        for table in TABLES.values()
        for name, column in table.model.columns().items()
        if name in words and not any(word and word in column.header for word in words[name])
    ]
    assert not errors


def test_it_names_what_make_test_installs() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    packages = re.findall(r"(?m)^(?:APT|NODE)_PACKAGES := (.*)$", makefile)
    assert f"`{' '.join(packages)}`" in README


def test_the_version_is_one_and_has_a_heading_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert PROJECT["version"] == __version__
    assert re.findall(r"(?m)^## \[([\d.]+)\]", changelog)[0] == __version__


def test_every_dependency_says_why() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    dependencies = [line.strip() for line in lines if re.match(r'\s+"[A-Za-z][\w\[\]-]+[>=]=', line)]
    assert len(dependencies) >= 20
    assert all("# " in line for line in dependencies)


def names_of(requirements: list[str]) -> set[str]:
    return {re.sub(r"[-_.]+", "-", re.split(r"[><=\[]", name)[0]).lower() for name in requirements}


def test_lock_files_contain_hashes_and_no_addresses() -> None:
    extras = PROJECT["optional-dependencies"]
    required = {
        "requirements.lock": [],
        "requirements-paper.lock": extras["paper"],
        "requirements-dev.lock": [name for extra in extras.values() for name in extra],
    }
    for name, more in required.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        pinned = re.findall(r"(?m)^([\w.-]+)==", text)
        assert names_of([*PROJECT["dependencies"], *more]) <= names_of(pinned)
        assert len(pinned) <= text.count("--hash=sha256:")


def test_a_larger_lock_file_contains_the_smaller_one_with_the_same_versions() -> None:
    locks = [f"requirements{name}.lock" for name in ("", "-paper", "-dev")]
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in locks]
    pinned = [set(re.findall(r"(?m)^([\w.-]+==[\w.]+)", text)) for text in texts]
    assert pinned[0] < pinned[1] < pinned[2]
    assert not {name for name in pinned[0] if name.startswith(("opencv", "zxing", "pypdfium2", "pillow"))}
