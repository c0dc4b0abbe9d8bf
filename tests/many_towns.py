"""Many invented towns' masters made quickly from one: its cells are patched, so that no town is played."""

from pathlib import Path
from random import Random
from typing import Any, Final

from other_town import other_town

from shuzhi_xl.sheets.results import APPRAISAL, Appraisal
from shuzhi_xl.sheets.tables import RawTable, Table
from shuzhi_xl.sheets.vocabulary import GRADES
from shuzhi_xl.xlsx.closed import ClosedStore
from shuzhi_xl.xlsx.patch import Workbook

_FIRST: Final = "云明沙月桥石平青白龙"
_SECOND: Final = "溪山泉塘川桥湾河"
_LINES: Final = (88.0, 80.0, 60.0, 0.0)


def names(count: int, random: Random) -> list[str]:
    """Distinct invented names of towns, in an order of their own."""
    each = [f"{first}{second}" for first in _FIRST for second in _SECOND]
    random.shuffle(each)
    return [f"{each[index % len(each)]}{index // len(each) or ''}镇党委" for index in range(count)]


def make_towns(master: Path, into: Path, count: int, seed: int = 1) -> list[Path]:
    """Write masters that differ in name, 匿名下限, 综合得分 and 最终等次.

    Args:
        master: A played town's master.
        into: Folder for the copies, in one sub-folder a town.
        count: How many.
        seed: The same one gives the same towns.
    """
    random = Random(seed)  # noqa: S311 -- a repeatable generator is wanted
    made = []
    for index, committee in enumerate(names(count, random), start=1):
        folder = into / f"{index:03}_{committee.removesuffix('党委')}"
        folder.mkdir(parents=True)
        made.append(folder / master.name)
        made[-1].write_bytes(_town(master, committee, index, random))
    return made


def _town(master: Path, committee: str, index: int, random: Random) -> bytes:
    content = other_town(master.read_bytes(), committee, anonymity_floor=1 if index % 3 else 5)
    book, store = Workbook.load(content), ClosedStore(master, content)
    appraisals = store.read_table(APPRAISAL)
    shift = random.gauss(0, 1.5) + (6 if index % 17 == 5 else 0)
    header = Appraisal.columns()["composite_score"].header
    for row in appraisals.rows:
        score = min(100.0, max(0.0, round(float(row.values[header]) + shift + random.gauss(0, 1), 2)))
        grade = next(grade for grade, line in zip(GRADES, _LINES, strict=True) if score >= line)
        for name, entry in (("composite_score", score), ("final_grade", grade)):
            book.set_cell(appraisals.frame.sheet, _cell(APPRAISAL, appraisals, name, row.line), entry)
    return book.to_bytes()


def _cell(table: Table[Any], raw: RawTable, name: str, line: int) -> str:
    return raw.frame.at(table.model.columns()[name].header, line).cell
