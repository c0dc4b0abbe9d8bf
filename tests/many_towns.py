"""Many invented towns' masters made from one: scores are changed and counted, but no town is played."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Final

from shuzhi_xl.rules.grading.compute_year import compute_year
from shuzhi_xl.sheets.master.office_entries import ROUTINE_TABLE, Routine
from shuzhi_xl.sheets.master.results import APPRAISAL
from shuzhi_xl.sheets.reading.year import Year, parse_year
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from tests.other_town import other_town

_FIRST: Final = "云明沙月桥石平青白龙"
_SECOND: Final = "溪山泉塘川桥湾河"
_NOW: Final = datetime(2016, 2, 6, 9, 0, 0)  # noqa: DTZ001 -- a workbook's times know no zone


def names(count: int, random: Random) -> list[str]:
    """Distinct invented names of towns, in an order of their own."""
    names_in_pairs = [f"{first}{second}" for first in _FIRST for second in _SECOND]
    random.shuffle(names_in_pairs)
    return [
        f"{names_in_pairs[index % len(names_in_pairs)]}{index // len(names_in_pairs) or ''}镇党委"
        for index in range(count)
    ]


def make_towns(master: Path, into: Path, count: int, seed: int = 1) -> list[Path]:
    """Write masters that differ in name, 匿名下限, 日常年度 and what follows from it.

    Args:
        master: A played town's master.
        into: Folder for the copies, in one sub-folder a town.
        count: How many.
        seed: The same one gives the same towns.
    """
    random = Random(seed)  # noqa: S311 -- a repeatable generator is wanted
    paths = []
    for index, committee in enumerate(names(count, random), start=1):
        folder = into / f"{index:03}_{committee.removesuffix('党委')}"
        folder.mkdir(parents=True)
        path = folder / master.name
        floor = 1 if index % 3 else 5
        path.write_bytes(other_town(master.read_bytes(), committee, anonymity_floor=floor))
        _score(path, random.gauss(0, 6) + (20 if index % 17 == 5 else 0), random)
        paths.append(path)
    return paths


def _score(path: Path, shift: float, random: Random) -> None:
    """Change 日常年度 by a shift, count, and let the committee follow every suggestion."""
    store = ClosedStore(path)
    year, _ = parse_year(store.read_table)
    routine = tuple(_shifted(row, shift, random) for row in year.routine)
    store.write_table(ROUTINE_TABLE, [row.record() for row in routine])
    undecided = tuple(row.model_copy(update={"decided_on": None}) for row in year.appraisals)
    computed = _counted(replace(year, routine=routine, appraisals=undecided))
    decided = tuple(row.model_copy(update={"decided_on": _NOW.date()}) for row in computed.appraisals)
    final = _counted(replace(computed, appraisals=decided))
    store.write_table(APPRAISAL, [row.record() for row in final.appraisals])
    store.commit(_NOW)


def _shifted(row: Routine, shift: float, random: Random) -> Routine:
    def moved(score: Decimal | None) -> Decimal | None:
        by = Decimal(round(shift + random.gauss(0, 3), 1)).quantize(Decimal("0.1"))
        return None if score is None else min(Decimal(100), max(Decimal(0), score + by))

    return row.model_copy(update={"routine": moved(row.routine), "annual": moved(row.annual)})


def _counted(year: Year) -> Year:
    result, _ = compute_year(year)
    assert result is not None
    return replace(year, appraisals=tuple(result.graded.appraisals))
