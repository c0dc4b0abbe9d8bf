"""A sample of make scan-bench: nothing that is accepted is wrong, and damage is noticed."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from shuzhi_xl.rules.scanning import judge_rows as judge
from shuzhi_xl.rules.scanning.thresholds import THRESHOLDS
from tests.scanning.bench.tally import Tally, read_simulated
from tests.scanning.drawn_ballots import DrawnBallots
from tests.scanning.simulator.damage import DAMAGES
from tests.scanning.simulator.marked_pages import Simulator

COMMON = 0.03
"""Share of pages from which a damage is sampled twice."""


@pytest.fixture(scope="session")
def simulator(drawn_ballots: DrawnBallots) -> Simulator:
    return Simulator([drawn_ballots.as_excel[0], drawn_ballots.as_libreoffice[0]])


def read_sample(simulator: Simulator, seed: int) -> Iterator[Tally]:
    """The pages of the sample, each as it is read."""
    for order, (name, damage) in enumerate(DAMAGES.items()):
        for page in range(2 if damage.share >= COMMON else 1):
            tally = Tally()
            read_simulated(simulator, (seed, order, page), tally, name)
            yield tally


def test_nothing_that_is_accepted_is_wrong(simulator: Simulator) -> None:
    tally = Tally()
    for page in read_sample(simulator, 11):
        tally.add(page)
    assert tally.errors == []
    assert tally.count("right", "kind") > 300
    for kind in ("blank", "two", "between", "hidden"):
        assert tally.counts[f"right kind {kind}"] == 0


def test_hardly_a_plain_mark_is_left_to_a_person(simulator: Simulator) -> None:
    """The share itself is in the report of make scan-bench; of few pages it is uncertain."""
    tally = Tally()
    for page in range(8):
        read_simulated(simulator, (12, page), tally, "clean")
    right, doubtful = (tally.count(fate, "orderly-one") for fate in ("right", "doubtful"))
    assert right + doubtful > 40
    assert doubtful <= 0.06 * (right + doubtful)


def test_a_careless_threshold_is_noticed(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    careless = replace(
        THRESHOLDS,
        ink_empty=3.0,
        ink_mark=3.0,
        extent_empty=7.0,
        extent_mark=7.0,
        heavy=9.0,
        blot=0.0,
        filled_wider=99.0,
        filled_stronger=999.0,
        larger=9.0,
        smaller=0.0,
        paler=0.0,
        level=99.0,
    )
    monkeypatch.setattr(judge.judge_rows, "__defaults__", (careless,))
    assert any(page.errors for page in read_sample(simulator, 11))
