"""Ballots read from a scan beside 应到, 实到 and 应印份数 (读票清单; 测评票)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from shuzhi_xl.findings import Finding, Location, notice
from shuzhi_xl.rules.forms.contents import count_voters
from shuzhi_xl.rules.scanning.placed_pages import AssembledBallot
from shuzhi_xl.sheets.declaration.units import MeetingNumber, VoterClass
from shuzhi_xl.sheets.reading.year import Year


@dataclass(frozen=True)
class BallotCount:
    """The ballots of one 票类 at a meeting (测评票).

    Attributes:
        eligible: 应到; None where 参会人员 does not list the class.
        present: 实到; None where it is not recorded for everybody.
        issued: 应印份数; None where it is not known.
        read: Ballots read, without those that look scanned twice.
        repeated: Those.
        incomplete: Ballots read of which a page is missing.
    """

    meeting: MeetingNumber
    voter_class: VoterClass
    eligible: int | None
    present: int | None
    issued: int | None
    read: int
    repeated: int
    incomplete: int


def count_ballots(
    year: Year,
    ballots: Sequence[AssembledBallot],
    issued: Mapping[tuple[MeetingNumber, VoterClass], int],
) -> list[BallotCount]:
    """Count the ballots (测评票) of each meeting and 票类 of which any was read.

    Args:
        year: The year's tables.
        ballots: The ballots of the first scan.
        issued: 应印份数 by 场次 and 票类, where it is known.
    """
    return [
        _count_class(year, pile, [ballot for ballot in ballots if _pile_of(ballot) == pile], issued.get(pile))
        for pile in dict.fromkeys(map(_pile_of, ballots))
    ]


def _pile_of(ballot: AssembledBallot) -> tuple[MeetingNumber, VoterClass]:
    return ballot.meeting, ballot.voter_class


def _count_class(
    year: Year,
    pile: tuple[MeetingNumber, VoterClass],
    ballots: Sequence[AssembledBallot],
    issued: int | None,
) -> BallotCount:
    meeting, voter_class = pile
    once = [ballot for ballot in ballots if ballot.repeats is None]
    return BallotCount(
        meeting,
        voter_class,
        count_voters(year, meeting, [voter_class]).get(voter_class),
        count_present(year, meeting).get(voter_class),
        issued,
        len(once),
        len(ballots) - len(once),
        sum(_lacks_page(ballot) for ballot in once),
    )


def _lacks_page(ballot: AssembledBallot) -> bool:
    return len(ballot.pages) < max(page.layout.pages for page in ballot.pages.values())


def count_present(year: Year, meeting: MeetingNumber) -> Mapping[VoterClass, int]:
    """实到 of a meeting by 票类, of classes whose 出席 is filled in for everybody (参会人员)."""
    people = [attendee for attendee in year.attendees if attendee.meeting == meeting]
    unknown = {attendee.voter_class for attendee in people if attendee.attended is None}
    counts: Counter[VoterClass] = Counter()
    for attendee in people:
        if attendee.voter_class not in unknown:
            counts[attendee.voter_class] += (attendee.count or 1) * bool(attendee.attended)
    return counts


def check_counts(counts: Iterable[BallotCount], at: Location) -> Iterator[Finding]:
    """Hold the ballots read against 应印份数, 实到 and 应到: too many, too few, pages missing (测评票).

    Of each 票类 the gravest surplus is said, or else what is missing. All of them are notices: 回收 decides
    what counts.

    Args:
        counts: From `count_ballots`.
        at: Where 读票清单 is.
    """
    for count in counts:
        values = {"meeting": count.meeting, "voter_class": count.voter_class, "read": count.read}
        if code := _judge_count(count):
            yield notice(code, at, **values, **_limits(count))
        if count.incomplete:
            yield notice("scan_pages_missing", at, **(values | {"incomplete": count.incomplete}))


def _limits(count: BallotCount) -> dict[str, int | None]:
    return {"issued": count.issued, "present": count.present, "eligible": count.eligible}


def _judge_count(count: BallotCount) -> str | None:
    """Code of the finding for the number of ballots; None where it is as expected."""
    if count.issued is not None and count.read > count.issued:
        return "scan_more_than_issued"
    if count.present is not None:
        if count.read > count.present:
            return "scan_more_than_present"
        return "scan_fewer_than_present" if count.read < count.present else None
    if count.eligible is None:
        return None
    if count.read > count.eligible:
        return "scan_more_than_eligible"
    return "scan_fewer_than_eligible" if count.read < count.eligible else None
