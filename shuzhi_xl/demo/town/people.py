"""The people of the invented town (虚构的镇): branches with secretaries, meetings with voters."""

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from shuzhi_xl.demo.town.clock import MEETINGS_FROM
from shuzhi_xl.demo.town.names import TOWN, Names
from shuzhi_xl.demo.town.year_plan import LETTERS, SHARES, TRACKS, TYPES
from shuzhi_xl.sheets.master.organisations_and_meetings import Attendee, Meeting, Organisation

LEAST, MOST = 4, 300
"""Limits of the number of branches: at least two in the first track, and names for all."""

# 通知 四、3: those who attend by their office, those who are invited, 群众代表
_ROLES: Final = (
    ("镇党政班子",),
    ("党的十八大代表", "区党代表", "镇党代表", "人大代表", "政协委员", "区党代表、人大代表"),
    ("群众代表",),
)
_HEADS: Final = (11, 30, 44)
_ABSENT: Final = 0.05
_WRITTEN: Final = 0.15


def split(branches: int) -> tuple[int, ...]:
    """Number of branches in each track, 48 : 27 : 25, at least one each.

    >>> split(100), split(12), split(4)
    ((48, 27, 25), (6, 3, 3), (2, 1, 1))
    """
    if not LEAST <= branches <= MOST:
        raise ValueError(f"{branches} branches; {LEAST} to {MOST} can be invented")
    counts = [max(1, branches * share // 100) for share in SHARES]
    # Largest remainder, so that the tracks always sum to the number asked for.
    by_rest = sorted(range(len(SHARES)), key=lambda track: -(branches * SHARES[track] % 100))
    for track in by_rest[: branches - sum(counts)]:
        counts[track] += 1
    return tuple(counts)


def meeting_number(track: int) -> str:
    """场次 of a track's meeting.

    >>> meeting_number(0)
    '第1场'
    """
    return f"第{track + 1}场"


def organisations(chance: random.Random, names: Names, branches: int) -> tuple[Organisation, ...]:
    """组织名册."""
    return tuple(
        _organisation(chance, names, track, order)
        for track, count in enumerate(split(branches))
        for order in range(1, count + 1)
    )


def _organisation(chance: random.Random, names: Names, track: int, order: int) -> Organisation:
    kind = TYPES[track][(order - 1) % len(TYPES[track])]
    return Organisation(
        number=f"{LETTERS[track]}{order:03d}",
        name=names.organisation(kind),
        organisation_type=kind,
        track=TRACKS[track].name,
        meeting=meeting_number(track),
        secretary=names.person(),
        members=chance.randint(18, 140),
        # 通知 四、3: 现场述职和书面述职两种形式结合进行
        debrief_form="书面" if chance.random() < _WRITTEN else "现场",
        appraised=True,
        ballots=chance.randint(1, 4),
        surveys=chance.randint(10, 40),
        contact=names.person(),
        telephone=f"5550{chance.randint(0, 9999):04d}",
    )


def attendees(chance: random.Random, names: Names, classes: Sequence[str]) -> tuple[Attendee, ...]:
    """参会人员 of all meetings.

    Args:
        chance: The generator.
        names: The source of their names.
        classes: 票类 of the meetings' own voters, in the order of 票类权重: leaders, deputies, the public.
    """
    return tuple(
        voter
        for track in range(len(TRACKS))
        for voter in _voters(chance, names, meeting_number(track), classes)
    )


def _voters(chance: random.Random, names: Names, meeting: str, classes: Sequence[str]) -> Iterator[Attendee]:
    for voter_class, roles, heads in zip(classes, _ROLES, _HEADS, strict=True):
        for _ in range(heads):
            yield Attendee(
                meeting=meeting,
                name=names.person(),
                role=chance.choice(roles),
                voter_class=voter_class,
                attended=chance.random() >= _ABSENT,
            )


def meetings(names: Names, voters: Sequence[Attendee]) -> tuple[Meeting, ...]:
    """评议会议, one per track on three consecutive days; the counts are those of 参会人员."""
    return tuple(_meeting(names, track, voters) for track in range(len(TRACKS)))


def _meeting(names: Names, track: int, voters: Sequence[Attendee]) -> Meeting:
    voters_of_track = [voter for voter in voters if voter.meeting == meeting_number(track)]
    return Meeting(
        number=meeting_number(track),
        track=TRACKS[track].name,
        held_on=MEETINGS_FROM + timedelta(days=track),
        place=f"{TOWN}政府{track + 1}号会议室",
        # The first row is one of 镇党政班子, which chairs the meetings.
        chair=voters_of_track[0].name,
        eligible=len(voters_of_track),
        present=sum(voter.attended for voter in voters_of_track),
        scrutineer=names.person(),
        teller=names.person(),
    )
