"""The office's entries for each branch (经办人录入的内容): visits, scores, remarks."""

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Final

from shuzhi_xl.demo.town.clock import REPORTS_DUE, YEAR
from shuzhi_xl.demo.town.phrases import ADJUSTMENTS, REMARKS, VETO, VISITS
from shuzhi_xl.sheets.master.office_entries import Remark, Routine, Visit
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.results import Problem
from shuzhi_xl.sheets.master.vocabulary import CARRIED_OVER, IN_PROGRESS

_ADJUSTED: Final = 0.08
# In towns of 35 branches or more; smaller ones have no veto.
_VETOED: Final = "C017"


def visits(chance: random.Random, organisation: Organisation, quality: float) -> Iterator[Visit]:
    """One or two rows of 座谈调研, with points or with a show of hands."""
    for way in chance.sample(("座谈会", "个别谈话", "实地察看", "随机调研"), chance.randint(1, 2)):
        summary, is_problem = chance.choice(VISITS)
        held_on = REPORTS_DUE - timedelta(days=chance.randint(1, 30))
        row = {"held_on": held_on, "number": organisation.number, "way": way}
        entry = {"summary": summary, "is_problem": is_problem}
        if way == "座谈会":
            yield Visit(**row, **_show_of_hands(chance, quality), **entry)
        else:
            yield Visit(**row, people=chance.randint(1, 6), points=_points(chance, quality), **entry)


def _show_of_hands(chance: random.Random, quality: float) -> dict[str, int]:
    people_there = chance.randint(8, 20)
    good = round(people_there * quality * chance.uniform(0.7, 1))
    poor = chance.choice((0, 0, 0, 1)) if good < people_there else 0
    average = min(chance.randint(0, 2), people_there - good - poor)
    rest = people_there - good - average - poor
    return {"people": people_there, "good": good, "fairly_good": rest, "average": average, "poor": poor}


def _points(chance: random.Random, quality: float) -> Decimal:
    points = min(100.0, 62 + 38 * quality + chance.gauss(0, 3))
    # In halves, as people give points
    return Decimal(round(points * 2)) / 2


def routine(chance: random.Random, organisation: Organisation, quality: float) -> Routine:
    """A row of 日常年度; a few have an adjustment, one has a veto."""
    adjustment, reason = chance.choice(ADJUSTMENTS) if chance.random() < _ADJUSTED else (None, "")
    veto = organisation.number == _VETOED
    return Routine(
        number=organisation.number,
        routine=_points(chance, quality),
        annual=_points(chance, quality),
        adjustment=adjustment,
        adjustment_reason=reason,
        veto=veto,
        veto_reason=VETO if veto else "",
    )


def remark(chance: random.Random, organisation: Organisation, leaders: Sequence[str]) -> Remark:
    """A remark (现场点评) made at the branch's meeting."""
    content, is_problem = chance.choice(REMARKS)
    return Remark(
        meeting=organisation.meeting,
        number=organisation.number,
        speaker=chance.choice(leaders),
        content=content,
        is_problem=is_problem,
    )


def carried(organisation: Organisation) -> Problem:
    """A problem left over from last year (上年结转), under way and not overdue."""
    return Problem(
        problem=f"{organisation.number}-1",
        number=organisation.number,
        source=CARRIED_OVER,
        content="上年查摆的党员活动阵地不足问题尚未解决",
        owner=organisation.secretary,
        measure="与相邻单位合用活动室，上半年启用",
        due=REPORTS_DUE.replace(month=3, day=31),
        state=IN_PROGRESS,
        carried_from=f"{YEAR - 1}-{organisation.number}-1",
    )
