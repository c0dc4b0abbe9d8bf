"""An invented town's whole year (虚构的镇): the office's entries and the true votes of everybody."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from shuzhi_xl.demo.town import office_entries, people, year_plan
from shuzhi_xl.demo.town.names import Names
from shuzhi_xl.demo.town.report_texts import InventedReport, write_report
from shuzhi_xl.demo.town.votes import BranchReply, RatedSecretaries, branch_reply, paper_ballots
from shuzhi_xl.rules.intake.answers import BallotAnswer
from shuzhi_xl.sheets.declaration.row import Record, Row
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.master.office_entries import (
    DEBRIEF_REPORT,
    HOLIDAY,
    MILESTONE,
    ROUTINE_TABLE,
    VISIT_TABLE,
    Remark,
    Visit,
)
from shuzhi_xl.sheets.master.organisations_and_meetings import (
    ATTENDEE,
    MEETING_TABLE,
    ORGANISATION,
    Attendee,
    Meeting,
    Organisation,
)
from shuzhi_xl.sheets.master.results import PROBLEM
from shuzhi_xl.sheets.master.scheme_tables import CLASS_WEIGHT, TRACK
from shuzhi_xl.sheets.master.vocabulary import MEETING, REMARK, SURVEY, VISIT
from shuzhi_xl.xlsx.textfiles.scheme_toml import Scheme

_BEST, _WORST = 0.97, 0.5
_CARRIED: Final = 0.08


@dataclass(frozen=True)
class InventedTown:
    """A town and its year.

    Attributes:
        settings: 取值 of 基本设置 by 名称.
        tables: Rows of the master before 分发, by table name.
        remarks: Rows of 现场点评, entered after the meetings.
        raised: Problems that remarks and visits raise, by 编号, 来源 and text.
        organisations: 组织名册, typed.
        meetings: 评议会议, typed.
        paper: The paper ballots of each meeting, by 场次.
        replies: The answers of each branch, by 编号.
        reports: The debrief reports, by 编号.
    """

    settings: Mapping[str, Any]
    tables: Mapping[str, tuple[Record, ...]]
    remarks: tuple[Record, ...]
    raised: frozenset[tuple[str, str, str]]
    organisations: tuple[Organisation, ...]
    meetings: tuple[Meeting, ...]
    paper: Mapping[str, tuple[BallotAnswer, ...]]
    replies: Mapping[str, BranchReply]
    reports: Mapping[str, InventedReport]


def invent(seed: int, branches: int, scheme: Scheme) -> InventedTown:
    """Invent a town; the same seed, number and scheme give the same town.

    Args:
        seed: Seed of the random generator.
        branches: Number of branches, 4–300, in three tracks.
        scheme: The source of 票类 and settings.
    """
    # One generator for the whole town: a further draw anywhere changes everything that is drawn after it.
    chance = random.Random(f"{seed}:{branches}")
    names = Names(chance)
    roster = people.organisations(chance, names, branches)
    peer = str(scheme.settings["互评票类"])
    classes = [voter_class for voter_class in _classes(scheme, MEETING) if voter_class != peer]
    voters = people.attendees(chance, names, classes)
    meetings = people.meetings(names, voters)
    qualities = {organisation.number: chance.uniform(_WORST, _BEST) for organisation in roster}
    leaders = [voter.name for voter in voters if voter.voter_class == classes[0]]
    visits = _visits(chance, roster, qualities)
    remarks = [office_entries.remark(chance, organisation, leaders) for organisation in roster]
    town = RatedSecretaries(qualities, peer, _classes(scheme, SURVEY))
    paper, replies = _votes(chance, roster, meetings, voters, town)
    reports = {organisation.number: write_report(chance, organisation) for organisation in roster}
    rows: dict[Table[Any], Sequence[Row]] = {
        **_fixed(roster, meetings, voters),
        VISIT_TABLE: visits,
        DEBRIEF_REPORT: [report.row() for report in reports.values()],
        **_drawn_last(chance, roster, qualities),
    }
    return InventedTown(
        settings={**scheme.settings, **year_plan.settings(scheme.name)},
        tables={table.name: _records(table_rows) for table, table_rows in rows.items()}
        | dict(scheme.records),
        remarks=_records(remarks),
        raised=_raised(remarks, visits),
        organisations=roster,
        meetings=meetings,
        paper=paper,
        replies=replies,
        reports=reports,
    )


def _classes(scheme: Scheme, source: str) -> list[str]:
    rows = scheme.records[CLASS_WEIGHT.name]
    return [str(row["票类"]) for row in rows if row["来源"] == source]


def _fixed(
    roster: Sequence[Organisation], meetings: Sequence[Meeting], voters: Sequence[Attendee]
) -> dict[Table[Any], Sequence[Row]]:
    return {
        TRACK: year_plan.TRACKS,
        ORGANISATION: roster,
        MILESTONE: year_plan.schedule(),
        HOLIDAY: year_plan.holidays(),
        MEETING_TABLE: meetings,
        ATTENDEE: voters,
    }


def _visits(
    chance: random.Random, roster: Sequence[Organisation], qualities: Mapping[str, float]
) -> list[Visit]:
    return [
        row
        for organisation in roster
        for row in office_entries.visits(chance, organisation, qualities[organisation.number])
    ]


def _drawn_last(
    chance: random.Random, roster: Sequence[Organisation], qualities: Mapping[str, float]
) -> dict[Table[Any], Sequence[Row]]:
    """日常年度, and the problems left from last year."""
    routine = [
        office_entries.routine(chance, organisation, qualities[organisation.number])
        for organisation in roster
    ]
    carried = [office_entries.carried(organisation) for organisation in roster if chance.random() < _CARRIED]
    return {ROUTINE_TABLE: routine, PROBLEM: carried}


def _records(rows: Sequence[Row]) -> tuple[Record, ...]:
    return tuple(row.record() for row in rows)


def _raised(remarks: Sequence[Remark], visits: Sequence[Visit]) -> frozenset[tuple[str, str, str]]:
    from_remarks = [(remark.number, REMARK, remark.content) for remark in remarks if remark.is_problem]
    from_visits = [(visit.number, VISIT, visit.summary) for visit in visits if visit.is_problem]
    return frozenset([*from_remarks, *from_visits])


def _votes(
    chance: random.Random,
    roster: Sequence[Organisation],
    meetings: Sequence[Meeting],
    voters: Sequence[Attendee],
    town: RatedSecretaries,
) -> tuple[Mapping[str, tuple[BallotAnswer, ...]], Mapping[str, BranchReply]]:
    """Paper ballots by 场次, and replies by 编号; no secretary rates himself."""
    rated = {
        meeting.number: [
            organisation.number for organisation in roster if organisation.meeting == meeting.number
        ]
        for meeting in meetings
    }
    chair = {meeting.number: meeting.chair for meeting in meetings}
    paper = {
        meeting.number: paper_ballots(chance, meeting, voters, rated[meeting.number], town)
        for meeting in meetings
    }
    replies = {
        organisation.number: branch_reply(
            chance,
            organisation,
            [number for number in rated[organisation.meeting] if number != organisation.number],
            town,
            chair[organisation.meeting],
        )
        for organisation in roster
    }
    return paper, replies
