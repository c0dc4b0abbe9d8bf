"""The recipes of CONTRIBUTING.md are short, name what exists, and work when they are followed in a copy."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tests.project.test_added_column_and_button import BUTTON, COLUMN, JOB_FILES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = {
    title: steps.strip()
    for title, steps in re.findall(r"(?ms)^## How to add (?:a|an) (\w+)\n(.*?)(?=^## |\Z)", PAGE)
}

FINDING = {
    "wording/findings/checks.py": (
        '    "meeting_needed":',
        '    "secretary_short": "书记姓名“{value}”只有一个字，请核对。",\n',
    ),
    "building/manual/finding_groups.py": ('        "required_blank ', '        "secretary_short "\n'),
}
CHECK = """def check_secretary_name(year: Year) -> Iterator[Finding]:
    for organisation in year.organisations:
        if len(organisation.secretary) == 1:
            yield notice("secretary_short", organisation.at("secretary"), value=organisation.secretary)


"""
RULE = {
    "rules/checks/roster.py": ("def check_meeting_entered", CHECK),
    "rules/checks/__init__.py": (
        "    roster.check_meeting_entered,",
        "    roster.check_secretary_name,\n",
    ),
}
FOLLOWED = """
from shuzhi_xl.building.manual.finding_groups import GROUPS
from shuzhi_xl.building.manual.findings_page import findings_page
from shuzhi_xl.rules.checks import check_year
from shuzhi_xl.wording.findings.all import sentence
from tests.rules.small_town import organisation, year_of

findings = check_year(year_of(organisations=[organisation("V001", 书记姓名="王")]))
(finding,) = (finding for finding in findings if finding.code == "secretary_short")
assert finding.at.sheet == "组织名册", finding
assert sentence(finding) == "书记姓名“王”只有一个字，请核对。"
assert sum("secretary_short" in group.codes for group in GROUPS) == 1
assert "| `secretary_short` | 书记姓名“……”只有一个字，请核对。 |" in findings_page()
"""


def insert(folder: Path, additions: Mapping[str, tuple[str, str]]) -> None:
    """Insert lines into some modules, each before the first place that begins with the given text."""
    for module, (before, lines) in additions.items():
        path = folder / "shuzhi_xl" / module
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, lines + before, 1), encoding="utf-8")


@pytest.mark.parametrize("title", ["column", "finding", "rule", "button"])
def test_a_recipe_takes_ten_lines_at_most(title: str) -> None:
    assert 2 <= len(RECIPES[title].splitlines()) <= 10


def test_the_recipes_of_a_finding_and_a_rule_work(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "shuzhi_xl", tmp_path / "shuzhi_xl")  # with what is compiled already
    insert(tmp_path, {**FINDING, **RULE})
    path = os.pathsep.join((str(tmp_path), str(ROOT)))
    command = [sys.executable, "-c", FOLLOWED]
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("title", "places"),
    [
        ("column", COLUMN),
        ("finding", [f"shuzhi_xl/{module}" for module in FINDING]),
        ("rule", [f"shuzhi_xl/{module}" for module in RULE]),
        ("button", [*BUTTON, *JOB_FILES]),
    ],
)
def test_a_recipe_names_every_place_that_changes(title: str, places: Iterable[str]) -> None:
    mentioned = re.findall(r"(?<![\w/])((?:shuzhi_xl|tests|docs)/[\w/.]+\w)", RECIPES[title])
    assert [place for place in places if not any(place.startswith(name) for name in mentioned)] == []
