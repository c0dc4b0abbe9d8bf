"""What all papers of a meeting have in common (会议材料; 通知 四、3)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from shuzhi_xl.sheets.documents.meeting_papers import SecretaryLine
from shuzhi_xl.sheets.master.organisations_and_meetings import Meeting, Organisation
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.outgoing.printed_lists import chinese_date
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.documents.blanks import or_blank


def describe_meeting(year: Year, settings: Settings, meeting: Meeting) -> Mapping[str, Any]:
    """Fields of `MeetingContent` (评议会议).

    Args:
        year: The year.
        settings: Its settings.
        meeting: The meeting.
    """
    track = next((track for track in year.tracks if track.name == meeting.track), None)
    return {
        "year": str(settings.year),
        "committee": settings.party_committee,
        "track": meeting.track,
        "debriefs_to": track.debriefs_to if track else "",
        "meeting": meeting.number,
        "held_on": chinese_date(meeting.held_on),
        "place": or_blank(meeting.place),
        "chair": or_blank(meeting.chair),
    }


def list_secretaries(organisations: Iterable[Organisation]) -> Sequence[SecretaryLine]:
    """Secretaries in roster order, numbered (组织名册; 通知 四、3)."""
    return [
        SecretaryLine(
            order=str(order),
            number=organisation.number,
            organisation=organisation.name,
            secretary=organisation.secretary,
            debrief_form=organisation.debrief_form,
        )
        for order, organisation in enumerate(organisations, start=1)
    ]


def count_seats(year: Year, meeting: Meeting) -> Mapping[str, int]:
    """Seats of a meeting by 票类, in the order of 参会人员 (应到人数; 通知 四、3)."""
    seats: dict[str, int] = {}
    for attendee in year.attendees:
        if attendee.meeting == meeting.number:
            seats[attendee.voter_class] = seats.get(attendee.voter_class, 0) + (attendee.count or 1)
    return seats
