"""The sheet on which those who come to a meeting sign in (签到表; 通知 四、3)."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice, repeat

from shuzhi_xl.rules.documents.meeting.meeting_content import count_seats, describe_meeting, list_secretaries
from shuzhi_xl.sheets.documents.meeting_papers import AttendeeLine, SignInContent
from shuzhi_xl.sheets.master.organisations_and_meetings import Attendee, Meeting
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import GROUP
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.documents import meeting_papers as say

_MOST_LINES = 1000  # more is a slip of the pen, and would fill the disk


def make_sign_in(year: Year, settings: Settings, meeting: Meeting) -> SignInContent:
    """Make the content of a meeting's sign-in sheet (签到表; 通知 四、3).

    Args:
        year: The year.
        settings: Its settings.
        meeting: The meeting.
    """
    seats = count_seats(year, meeting)
    return SignInContent(
        **describe_meeting(year, settings, meeting),
        eligible=say.eligible(max(sum(seats.values()), meeting.eligible), seats),
        attendees=_list_attendees(year, meeting, list(seats)),
        secretaries=list_secretaries(year.appraised_at.get(meeting.number, ())),
    )


def _list_attendees(year: Year, meeting: Meeting, voter_classes: Sequence[str]) -> Sequence[AttendeeLine]:
    # By class: each gets another ballot, which is handed out where people sign in
    people = sorted(
        (attendee for attendee in year.attendees if attendee.meeting == meeting.number),
        key=lambda attendee: voter_classes.index(attendee.voter_class),
    )
    seats = list(islice(chain.from_iterable(map(_list_seats, people)), _MOST_LINES))
    # Lines without a name for those who are expected and not listed yet
    seats += [("", "", "")] * (min(meeting.eligible, _MOST_LINES) - len(seats))
    return [AttendeeLine(str(order), *seat) for order, seat in enumerate(seats, start=1)]


def _list_seats(attendee: Attendee) -> Iterator[tuple[str, str, str]]:
    """姓名, 身份 and 票类 of everybody in a row of 参会人员."""
    if attendee.count is None:
        return iter([(attendee.name, attendee.role, attendee.voter_class)])
    role = say.member_of(attendee.name.removesuffix(GROUP), attendee.role)
    return repeat(("", role, attendee.voter_class), attendee.count)
