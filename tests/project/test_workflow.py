"""The workflow for a Windows runner names files and folders that exist, and no address of a registry."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # has no types of its own

ROOT = Path(__file__).parents[2]
WORKFLOW = ROOT / ".github" / "workflows" / "windows.yml"


@pytest.fixture
def steps() -> list[dict[str, Any]]:
    """The steps of its only job."""
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    (job,) = workflow["jobs"].values()
    assert job["runs-on"] == "windows-latest"
    steps: list[dict[str, Any]] = job["steps"]
    return steps


def test_every_step_is_an_action_or_a_script(steps: list[dict[str, Any]]) -> None:
    assert all(("uses" in step) != ("run" in step) for step in steps)
    # An action is pinned to a version.
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@v\d+", step["uses"]) for step in steps if "uses" in step)


def test_every_file_and_folder_of_the_scripts_exists(steps: list[dict[str, Any]]) -> None:
    script = "\n".join(step.get("run", "") for step in steps)
    places = re.findall(r"\b(?:tests/[\w/]+|requirements[\w-]*\.lock)", script)
    assert len(places) > 5
    assert [place for place in places if not (ROOT / place).exists()] == []
    assert (ROOT / "workbook" / "install" / "install.cmd").is_file()


def test_packages_come_by_hash_and_from_no_address() -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    assert "--require-hashes" in text
    assert "://" not in text
