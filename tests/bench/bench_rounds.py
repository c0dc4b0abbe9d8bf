"""The rounds of the bench: for each size of town a whole year, then the same work done in the other ways.

They take turns, so that a busy minute burdens all of them alike.
"""

import argparse
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

from tests.bench.bench_documents import compare_texts
from tests.bench.bench_tables import NOTES, Line, Stage, scale_table, stage_table
from tests.bench.bench_ways import Way, counting, documenting, sizes, ways
from tests.bench.bench_year import play, prepare
from tests.bench.measurement import Cost, measured

_SIZES: Final = (100, 1_000, 10_000)
_VOTES: Final = ((1_000_000, 100), (10_000_000, 10_000))
"""Votes to count, and on how many branches; a sheet holds a million rows."""
_TIMES: Final = 5
_ONCE_FROM: Final = 5_000
"""Branches from which a year, a quarter of an hour, is played once unless more is asked for."""
_PLAIN: Final = "上面四步各自第一种朴素做法相加（样本按份数推算）"
_STAGES: Final = ("distribute", "collect", "compute", "generate")
_MADE: Final = "made.xlsx"
_PATIENCE: Final = 45
"""Seconds after which a slow way is not gone again; how often it was gone stands in the table."""


@dataclass
class Round:
    """All that was measured of one size of town.

    Attributes:
        branches: Number of branches.
        years: The cost of each click, in each year.
        gone: The other ways and their runs.
        sizes: Number of files, or rows of votes, by stage.
    """

    branches: int
    years: list[Mapping[str, Cost]] = field(default_factory=list)
    gone: list[tuple[Way, list[Cost]]] = field(default_factory=list)
    sizes: Mapping[str, int] = field(default_factory=dict)


def run(root: Path, branches: int, times: int, *, alone: bool) -> Round:
    """Play the years and go the other ways after each.

    Args:
        root: Folder of this size of town.
        branches: Number of branches.
        times: How many years.
        alone: The other ways are not gone.
    """
    prepare(root, branches)
    year = root / "year"
    result = Round(branches)
    for order in range(times):
        result.years.append(play(root, year))
        _say(f"{branches}: {order + 1}/{times}", result.years[-1])
        if not order:
            result.sizes = sizes(root, year)
            result.gone = [] if alone else [(way, []) for way in ways(root, year, branches)]
        for way, costs in result.gone:
            if sum(cost.seconds for cost in costs) < _PATIENCE:
                costs.append(_go(way, root / "scratch"))
    return result


def count(scratch: Path, votes: int, branches: int, times: int) -> Stage:
    """Count votes that are in memory, in all ways by turns."""
    gone: list[tuple[Way, list[Cost]]] = [(way, []) for way in counting(votes, branches)]
    for _ in range(times):
        for way, costs in gone:
            costs.append(_go(way, scratch))
    return _own_and_others("count", branches, gone)


def documents(root: Path, branches: int, times: int) -> Stage:
    """Fill the documents of the year that `run` played last, in all ways by turns; all must say the same."""
    gone: list[tuple[Way, list[Cost]]] = [(way, []) for way in documenting(root, root / "year", branches)]
    for _ in range(times):
        texts: dict[str, list[str]] = {}
        for way, costs in gone:
            costs.append(_go(way, root / "scratch"))
            compare_texts(root / "scratch" / _MADE, texts)
    return _own_and_others("documents", branches, gone)


def _own_and_others(name: str, branches: int, gone: Sequence[tuple[Way, Sequence[Cost]]]) -> Stage:
    lines = [Line(way.label, way.pieces, costs, is_floor=way.is_floor) for way, costs in gone]
    return Stage(name, branches, lines[0], lines[1:])


def _go(way: Way, scratch: Path) -> Cost:
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    cost = measured(way.task, scratch / _MADE, *way.arguments)
    _say(f"    {way.stage} {way.label}", {"": cost})
    return cost


def _say(label: str, costs: Mapping[str, Cost]) -> None:
    figures = "  ".join(
        f"{name} {cost.seconds:.2f} s {cost.megabytes:.0f} MB" for name, cost in costs.items()
    )
    sys.stderr.write(f"{label}  {figures}\n")


def stages(result: Round) -> Iterator[Stage]:
    """What was measured, by stage; the whole year last."""
    plain = []
    for name in _STAGES:
        clicks = [year[name] for year in result.years]
        other_ways = [
            Line(way.label, way.pieces, costs, is_floor=way.is_floor)
            for way, costs in result.gone
            if way.stage == name
        ]
        product = Line("", result.sizes[name], clicks)
        plain += [_for_all(line, product) for line in other_ways[:1]]
        yield Stage(name, result.branches, product, other_ways)
    whole = [_together(list(year.values())) for year in result.years]
    naive = [Line(_PLAIN, result.branches, [_together(plain)])] if plain else []
    yield Stage("year", result.branches, Line("", result.branches, whole), naive)


def _for_all(plain: Line, product: Line) -> Cost:
    """What the plain way would cost for all that the product does."""
    share = product.pieces / plain.pieces
    cpu = median(cost.cpu for cost in plain.costs)
    return Cost(plain.seconds * share, cpu * share, plain.megabytes)


def _together(costs: Sequence[Cost]) -> Cost:
    seconds, cpu = sum(cost.seconds for cost in costs), sum(cost.cpu for cost in costs)
    return Cost(seconds, cpu, max(cost.megabytes for cost in costs))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", type=Path, help="where the towns are; those of an earlier run are used again"
    )
    parser.add_argument("--branches", type=int, nargs="+", default=_SIZES)
    parser.add_argument("--times", type=int, help="runs of each, less of slow ones")
    parser.add_argument("--alone", action="store_true", help="only the product")
    arguments = parser.parse_args()
    table_stages: list[Stage] = []
    for branches in arguments.branches:
        times = arguments.times or (_TIMES if branches < _ONCE_FROM else 1)
        root = arguments.folder / str(branches)
        table_stages += stages(run(root, branches, times, alone=arguments.alone))
        table_stages += [] if arguments.alone else [documents(root, branches, times)]
    if not arguments.alone:
        table_stages += [
            count(arguments.folder / "count", votes, rated, arguments.times or _TIMES)
            for votes, rated in _VOTES
        ]
    sys.stdout.write("\n\n".join([*map(stage_table, table_stages), scale_table(table_stages), NOTES]) + "\n")
