"""How much a clerk types and reads in the year of the notice; the README prints both figures."""

import re
from pathlib import Path

import pytest

from shuzhi_xl.wording.causes.sentences import CAUSES
from shuzhi_xl.wording.findings.all import SENTENCES
from tests.journey.clerks_year import play
from tests.journey.counting_office import TYPED, CountingOffice
from tests.journey.journey import MOST_CELLS, MOST_LINES, describe

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
ACTION = re.compile("请|不用处理|应")


def readme_figures(branches: int) -> tuple[int, ...]:
    """Cells and lines that the README promises for a town of so many organisations."""
    row = re.search(rf"(?m)^\| {branches} 个党组织 \| (\d+) 格 \| (\d+) 行 \|", README)
    assert row
    return tuple(map(int, row.groups()))


def assert_light(office: CountingOffice, branches: int) -> None:
    figures = office.total(TYPED), len(office.lines)
    description = "\n".join(describe(office))
    assert figures[0] <= MOST_CELLS, description
    assert figures[1] <= MOST_LINES, description
    assert readme_figures(branches) == figures, description
    assert [line.sentence for line in office.lines if not ACTION.search(line.sentence)] == []


def test_a_small_town(tmp_path: Path) -> None:
    assert_light(play(tmp_path, 12), 12)


@pytest.mark.soak
def test_a_town_of_a_hundred(tmp_path: Path) -> None:
    assert_light(play(tmp_path, 100), 100)


def test_every_sentence_says_what_to_do() -> None:
    texts = [*SENTENCES.items(), *CAUSES.items()]
    assert [code for code, text in texts if not ACTION.search(text)] == []
