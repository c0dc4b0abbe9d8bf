"""A town of any size (任意大小的镇) for the bench, whose ballots list as many secretaries as a real town's.

One meeting of 10,000 branches would be absurd: every ballot would list 10,000 secretaries. A big town is
therefore made of quarters (片) of at most 100 branches, each invented by the demo, with a meeting (场次) for
each of its three tracks; a ballot lists 25 to 48 secretaries whatever the size of the town.

There are fewer voters than in the demo, at every size the same, so that the 测评票 of 10,000 branches, some
900,000 rows, fit into one sheet: 60 seats at a meeting, and one 互评 ballot from each branch.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from shuzhi_xl.demo.town.town import InventedTown, invent
from shuzhi_xl.demo.town.votes import BranchReply
from shuzhi_xl.rules.intake.answers import BallotAnswer
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.master.office_entries import HOLIDAY, MILESTONE
from shuzhi_xl.sheets.master.organisations_and_meetings import (
    ATTENDEE,
    MEETING_TABLE,
    ORGANISATION,
    Attendee,
    Meeting,
    Organisation,
)
from shuzhi_xl.sheets.master.scheme_tables import SCORING_SHEET, TRACK
from shuzhi_xl.xlsx.textfiles.scheme_toml import Scheme

_QUARTER: Final = 100
_BALLOTS: Final = 1
_SEATS: Final = (9, 20, 31)
"""Seats of each 票类 at a meeting, in the order of 票类权重."""
_COMMON: Final = {TRACK.name, MILESTONE.name, HOLIDAY.name, *(table.name for table in SCORING_SHEET.tables)}
_KEYS: Final = ("编号", "场次", "问题编号")
_NAMES: Final = ("组织名称", "书记姓名")


def big_town(branches: int, scheme: Scheme) -> InventedTown:
    """A town of that many branches; the same number gives the same town.

    Args:
        branches: 4 or more.
        scheme: 票类 and settings come from it.
    """
    count = -(-branches // _QUARTER)
    sizes = [branches // count + (order < branches % count) for order in range(count)]
    return _together([_quarter(order, size, scheme) for order, size in enumerate(sizes)])


def _quarter(order: int, size: int, scheme: Scheme) -> InventedTown:
    town = _thinned(invent(order + 1, size, scheme))
    mark = f"{order:02d}"

    def with_own_numbers(record: Record) -> Record:
        keys = {header: f"{mark}{record[header]}" for header in _KEYS if record.get(header)}
        names = {header: f"{record[header]}{mark}" for header in _NAMES if record.get(header)}
        return {**record, **keys, **names}

    tables = {
        name: tuple(map(with_own_numbers, rows)) for name, rows in town.tables.items() if name not in _COMMON
    }
    return replace(
        town,
        tables={**town.tables, **tables},
        remarks=tuple(map(with_own_numbers, town.remarks)),
        raised=frozenset(),
        organisations=tuple(Organisation.model_validate(row) for row in tables[ORGANISATION.name]),
        meetings=tuple(Meeting.model_validate(row) for row in tables[MEETING_TABLE.name]),
        paper={mark + meeting: _of_quarter(mark, ballots) for meeting, ballots in town.paper.items()},
        replies={
            mark + number: replace(reply, ballots=_of_quarter(mark, reply.ballots))
            for number, reply in town.replies.items()
        },
    )


def _of_quarter(mark: str, ballots: Iterable[BallotAnswer]) -> tuple[BallotAnswer, ...]:
    return tuple(
        replace(ballot, marks={(mark + number, of): value for (number, of), value in ballot.marks.items()})
        for ballot in ballots
    )


def _thinned(town: InventedTown) -> InventedTown:
    """The town with fewer seats at its meetings and fewer ballots from its branches."""
    voters = _seated([Attendee.model_validate(row) for row in town.tables[ATTENDEE.name]])
    present = Counter(voter.meeting for voter in voters if voter.attended)
    seats = Counter(voter.meeting for voter in voters)
    meetings = [
        {**row, "应到人数": seats[row["场次"]], "实到人数": present[row["场次"]]}
        for row in town.tables[MEETING_TABLE.name]
    ]
    branches = [{**row, "测评票数": _BALLOTS} for row in town.tables[ORGANISATION.name]]
    return replace(
        town,
        tables={
            **town.tables,
            ATTENDEE.name: tuple(voter.record() for voter in voters),
            MEETING_TABLE.name: tuple(meetings),
            ORGANISATION.name: tuple(branches),
        },
        paper={
            meeting: _handed_in(ballots, [voter for voter in voters if voter.meeting == meeting])
            for meeting, ballots in town.paper.items()
        },
        replies={number: _short(reply) for number, reply in town.replies.items()},
    )


def _short(reply: BranchReply) -> BranchReply:
    return replace(reply, ballots=reply.ballots[:_BALLOTS])


def _seated(voters: Sequence[Attendee]) -> list[Attendee]:
    """As many of each class at each meeting as there are seats."""
    limits: dict[str, int] = {}
    for voter in voters:
        limits.setdefault(voter.voter_class, _SEATS[min(len(limits), len(_SEATS) - 1)])
    seats: Counter[tuple[str, str]] = Counter()
    attendees = []
    for voter in voters:
        seats[voter.meeting, voter.voter_class] += 1
        if seats[voter.meeting, voter.voter_class] <= limits[voter.voter_class]:
            attendees.append(voter)
    return attendees


def _handed_in(ballots: Iterable[BallotAnswer], voters: Iterable[Attendee]) -> tuple[BallotAnswer, ...]:
    """Of a meeting's paper ballots those of the voters who have a seat, numbered again."""
    remaining = Counter(voter.voter_class for voter in voters if voter.attended)
    ballots_in: list[BallotAnswer] = []
    for ballot in ballots:
        if remaining[ballot.voter_class]:
            remaining[ballot.voter_class] -= 1
            ballots_in.append(replace(ballot, order=len(ballots_in) + 1))
    return tuple(ballots_in)


def _together(quarters: Sequence[InventedTown]) -> InventedTown:
    first = quarters[0]
    rows: Mapping[str, tuple[Record, ...]] = {
        name: rows if name in _COMMON else tuple(row for town in quarters for row in town.tables[name])
        for name, rows in first.tables.items()
    }
    return replace(
        first,
        tables=rows,
        remarks=tuple(row for town in quarters for row in town.remarks),
        organisations=tuple(organisation for town in quarters for organisation in town.organisations),
        meetings=tuple(meeting for town in quarters for meeting in town.meetings),
        paper={place: papers for town in quarters for place, papers in town.paper.items()},
        replies={number: reply for town in quarters for number, reply in town.replies.items()},
    )
