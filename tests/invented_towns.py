"""Towns and digests for tests: sound defaults, any field given."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from shuzhi_xl.rules.district.town_checks import TownChecks
from shuzhi_xl.rules.district.town_figures import SourceTurnout, TownDigest, TownFigures
from shuzhi_xl.rules.district.town_prints import TownPrints
from shuzhi_xl.rules.rectification.problems import ProblemCounts

_TOWN = TownFigures(
    committee="",
    year=2015,
    stage=("整改销号", 2, 9),
    organisations=12,
    appraised=10,
    reports=9,
    ballots=SourceTurnout(40, 38, is_counted=True),
    surveys=SourceTurnout(200, 150, is_counted=True),
    grades=(4, 4, 2, 0),
    by_type=(("村", (3, 3, 1, 0)), ("机关", (1, 1, 1, 0))),
    mean=Fraction(8512, 100),
    median=Fraction(86),
    problems=ProblemCounts(30, 21, 3, 9),
    tracking_day=date(2016, 4, 28),
    checks=TownChecks(0, are_results_current=True),
    prints=TownPrints("", (), ()),
    unusual=(),
)


def town(committee: str, **more: Any) -> TownFigures:
    return replace(_TOWN, committee=committee, **more)


def digest(file: str, committee: str = "", **more: Any) -> TownDigest:
    """A file's town, called as the file unless it has another name."""
    return TownDigest(file, town(committee or f"{file}镇党委", **more))
