"""The count alone (计票): a million votes through the whole tally, ten million through its counting.

The votes stand in memory as columns of texts, as the product has them once a master is read; more than a
million rows do not fit on a sheet.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from shuzhi_xl.rules.policy.make import make_policy
from shuzhi_xl.rules.tally.counts import count_marks
from shuzhi_xl.rules.tally.tally import tally
from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import Frame, Record
from shuzhi_xl.sheets.declaration.table import RawTable, Table
from shuzhi_xl.sheets.master.votes import BALLOT
from shuzhi_xl.sheets.reading.year import Year, parse_year
from shuzhi_xl.xlsx.textfiles.scheme_folder import DEMO_SCHEME, load_scheme
from tests.bench.big_town import big_town
from tests.bench.measurement import Work

Columns = Sequence[Sequence[str]]
_MARKS: Final = {"好": 50, "较好": 30, "一般": 12, "差": 6, "": 2}
_CLASSES: Final = ("A票", "B票", "C票")
_BLOCK: Final = 1_000_000


def columns(votes: int, branches: int) -> Columns:
    """编号, 票类 and mark of each vote, ballot after ballot; beyond a million they repeat."""
    numbers = [f"{order // 100:02d}C{order % 100:03d}" for order in range(branches)]
    block = min(votes, _BLOCK)
    chance = random.Random(1)  # noqa: S311 -- the same votes each time
    marks = chance.choices([*_MARKS], [*_MARKS.values()], k=block)
    of = [_CLASSES[order // branches % len(_CLASSES)] for order in range(block)]
    rated = [numbers[order % branches] for order in range(block)]
    return [column * (votes // block) for column in (rated, of, marks)]


def whole_tally(_into: Path, votes: int, branches: int) -> Work:
    """The product's tally of a year: which votes count, the count, all scores, all lines of 测评统计."""
    year = _year(votes, branches)
    policy, _ = make_policy(year)
    if policy is None:
        raise ValueError("the demo's scheme makes no policy")
    return partial(tally, year, policy)


def counting(_into: Path, votes: int, branches: int) -> Work:
    """The product's counting."""
    return partial(count_marks, *columns(votes, branches))


def in_pandas(_into: Path, votes: int, branches: int) -> Work:
    """`groupby` on a frame that is there already."""
    frame = pd.DataFrame(dict(enumerate(columns(votes, branches))))
    return lambda: frame.groupby([0, 1, 2]).size().unstack(fill_value=0)  # noqa: PD010 -- no pivot


def in_loops(_into: Path, votes: int, branches: int) -> Work:
    """A dictionary and a loop."""
    return partial(_in_loops, columns(votes, branches))


def _in_loops(votes: Columns) -> None:
    counts: dict[tuple[str, str, str], int] = {}
    for number, voter_class, mark in zip(*votes, strict=True):
        key = number, voter_class, mark
        counts[key] = counts.get(key, 0) + 1


def in_numpy(_into: Path, votes: int, branches: int) -> Work:
    """The least: whole numbers, which are there already, counted by `numpy.bincount`."""
    block = min(votes, _BLOCK)
    keys: dict[object, int] = {}
    codes = [keys.setdefault(vote, len(keys)) for vote in zip(*columns(block, branches), strict=True)]
    return partial(np.bincount, np.tile(codes, votes // block))


def _year(votes: int, branches: int) -> Year:
    scheme = load_scheme(DEMO_SCHEME, Path())
    town = big_town(branches, scheme)
    settings = [{"名称": name, "取值": value} for name, value in town.settings.items()]
    meeting_of = {organisation.number: organisation.meeting for organisation in town.organisations}
    tables = {**town.tables, "基本设置": settings, BALLOT.name: [*_ballots(votes, meeting_of)]}

    def read(table: Table[Any]) -> RawTable:
        rows = [RawRow(line, record) for line, record in enumerate(tables.get(table.name, ()), start=4)]
        return RawTable(table, Frame("", table.name, {}), table.headers, tuple(rows))

    return parse_year(read)[0]


def _ballots(votes: int, meeting_of: Mapping[str, str]) -> Iterator[Record]:
    numbers = [*meeting_of]
    for order, (_, voter_class, mark) in enumerate(zip(*columns(votes, len(numbers)), strict=True)):
        number = numbers[order % len(numbers)]
        yield {
            "票号": f"{meeting_of[number]}-{order // len(numbers)}",
            "场次": meeting_of[number],
            "票类": voter_class,
            "编号": number,
            "总体评价": mark or None,
        }
