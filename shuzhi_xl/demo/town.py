"""An invented town's whole year (虚构的镇): what the office enters, and what everybody really voted."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from shuzhi_xl.demo import people, year_plan
from shuzhi_xl.demo.clock import REPORTS_DUE, YEAR
from shuzhi_xl.demo.names import Names
from shuzhi_xl.demo.phrases import ADJUSTMENTS, REMARKS, VETO, VISITS
from shuzhi_xl.demo.votes import Electorate, Reply, branch_reply, paper_ballots
from shuzhi_xl.rules.answers import BallotAnswer
from shuzhi_xl.sheets.people import ATTENDEE, MEETING_TABLE, ORGANISATION, Meeting, Organisation
from shuzhi_xl.sheets.process import (
    DEBRIEF_REPORT,
    HOLIDAY,
    MILESTONE,
    ROUTINE_TABLE,
    VISIT_TABLE,
    DebriefReport,
    Remark,
    Routine,
    Visit,
)
from shuzhi_xl.sheets.results import PROBLEM, Problem
from shuzhi_xl.sheets.scoring import CLASS_WEIGHT, TRACK
from shuzhi_xl.sheets.tables import Record, Row, Table
from shuzhi_xl.sheets.vocabulary import CARRIED_OVER, IN_PROGRESS, MEETING, REMARK, SURVEY, VISIT
from shuzhi_xl.xlsx.scheme import Scheme

_BEST, _WORST = 0.97, 0.5
_CARRIED, _ADJUSTED = 0.08, 0.08
_VETOED: Final = "C017"


@dataclass(frozen=True)
class Town:
    """A town and its year.

    Attributes:
        settings: 取值 of 基本设置 by 名称.
        tables: Rows that stand in the master before 分发, by table name.
        remarks: Rows of 现场点评, entered after the meetings.
        raised: Problems that remarks and visits raise, by 编号, 来源 and text.
        organisations: 组织名册, typed.
        meetings: 评议会议, typed.
        paper: The paper ballots of each meeting, by 场次.
        replies: What each branch sends back, by 编号.
    """

    settings: Mapping[str, Any]
    tables: Mapping[str, tuple[Record, ...]]
    remarks: tuple[Record, ...]
    raised: frozenset[tuple[str, str, str]]
    organisations: tuple[Organisation, ...]
    meetings: tuple[Meeting, ...]
    paper: Mapping[str, tuple[BallotAnswer, ...]]
    replies: Mapping[str, Reply]


def invent(seed: int, branches: int, scheme: Scheme) -> Town:
    """Invent a town; the same seed, number and scheme give the same town.

    Args:
        seed: Decides everything that is left to chance.
        branches: Number of branches, 4–300, in three tracks.
        scheme: 票类 and settings come from it.
    """
    chance = random.Random(f"{seed}:{branches}")
    names = Names(chance)
    roster = people.organisations(chance, names, branches)
    peer = str(scheme.settings["互评票类"])
    classes = [each for each in _classes(scheme, MEETING) if each != peer]
    voters = people.attendees(chance, names, classes)
    held = people.meetings(names, voters)
    qualities = {each.number: chance.uniform(_WORST, _BEST) for each in roster}
    town = Electorate(qualities, peer, _classes(scheme, SURVEY))
    leaders = [each.name for each in voters if each.voter_class == classes[0]]
    rows: dict[Table[Any], Sequence[Row]] = {
        TRACK: year_plan.TRACKS,
        ORGANISATION: roster,
        MILESTONE: year_plan.schedule(),
        HOLIDAY: year_plan.holidays(),
        DEBRIEF_REPORT: [_report(chance, each) for each in roster],
        MEETING_TABLE: held,
        ATTENDEE: voters,
        VISIT_TABLE: visits,
        ROUTINE_TABLE: [_routine(chance, each, qualities[each.number]) for each in roster],
        PROBLEM: [_carried(each) for each in roster if chance.random() < _CARRIED],
    }
    remarks = [_remark(chance, each, leaders) for each in roster]
    visits = [row for each in roster for row in _visits(chance, each, qualities[each.number])]
    rated = {each.number: [one.number for one in roster if one.meeting == each.number] for each in held}
    return Town(
        settings={**scheme.settings, **year_plan.settings(scheme.name)},
        tables={table.name: _records(given) for table, given in rows.items()} | dict(scheme.records),
        remarks=_records(remarks),
        raised=frozenset(
            [(each.number, REMARK, each.content) for each in remarks if each.is_problem]
            + [(each.number, VISIT, each.summary) for each in visits if each.is_problem]
        ),
        organisations=roster,
        meetings=held,
        paper={each.number: paper_ballots(chance, each, voters, rated[each.number], town) for each in held},
        replies={
            each.number: branch_reply(chance, each, _others(rated, each), town, chance.choice(leaders))
            for each in roster
        },
    )


def _classes(scheme: Scheme, source: str) -> list[str]:
    rows = scheme.records[CLASS_WEIGHT.name]
    return [str(row["票类"]) for row in rows if row["来源"] == source]


def _records(rows: Sequence[Row]) -> tuple[Record, ...]:
    return tuple(row.record() for row in rows)


def _others(rated: Mapping[str, Sequence[str]], organisation: Organisation) -> list[str]:
    return [each for each in rated[organisation.meeting] if each != organisation.number]


def _report(chance: random.Random, organisation: Organisation) -> DebriefReport:
    characters = chance.randint(1850, 2150)
    return DebriefReport(
        number=organisation.number,
        handed_in=REPORTS_DUE - timedelta(days=chance.randint(0, 9)),
        characters=characters,
        achievement_characters=characters * chance.randint(24, 33) // 100,
        problem_characters=characters * chance.randint(22, 35) // 100,
        covers_focus=True,
        includes_self=True,
    )


def _visits(chance: random.Random, organisation: Organisation, quality: float) -> Iterator[Visit]:
    for way in chance.sample(("座谈会", "个别谈话", "实地察看", "随机调研"), chance.randint(1, 2)):
        summary, is_problem = chance.choice(VISITS)
        held_on = REPORTS_DUE - timedelta(days=chance.randint(1, 30))
        row = {"held_on": held_on, "number": organisation.number, "way": way}
        said = {"summary": summary, "is_problem": is_problem}
        if way == "座谈会":
            yield Visit(**row, **_show_of_hands(chance, quality), **said)
        else:
            yield Visit(**row, people=chance.randint(1, 6), points=_points(chance, quality), **said)


def _show_of_hands(chance: random.Random, quality: float) -> dict[str, int]:
    people_there = chance.randint(8, 20)
    good = round(people_there * quality * chance.uniform(0.7, 1))
    poor = chance.choice((0, 0, 0, 1)) if good < people_there else 0
    average = min(chance.randint(0, 2), people_there - good - poor)
    rest = people_there - good - average - poor
    return {"people": people_there, "good": good, "fairly_good": rest, "average": average, "poor": poor}


def _points(chance: random.Random, quality: float) -> Decimal:
    found = min(100.0, 62 + 38 * quality + chance.gauss(0, 3))
    return Decimal(round(found * 2)) / 2


def _routine(chance: random.Random, organisation: Organisation, quality: float) -> Routine:
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


def _remark(chance: random.Random, organisation: Organisation, leaders: Sequence[str]) -> Remark:
    content, is_problem = chance.choice(REMARKS)
    return Remark(
        meeting=organisation.meeting,
        number=organisation.number,
        speaker=chance.choice(leaders),
        content=content,
        is_problem=is_problem,
    )


def _carried(organisation: Organisation) -> Problem:
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
