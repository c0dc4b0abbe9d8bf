"""What happens at a meeting in which order (会议议程; 通知 四、3)."""

from collections.abc import Mapping
from typing import Any

from shuzhi_xl.rules.documents.meeting.meeting_content import describe_meeting, list_secretaries
from shuzhi_xl.sheets.documents.meeting_papers import AgendaContent
from shuzhi_xl.sheets.master.organisations_and_meetings import Meeting
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import DEBRIEF_FORMS
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.documents import meeting_papers as say

_SPOKEN, _WRITTEN = DEBRIEF_FORMS


def make_agenda(year: Year, settings: Settings, meeting: Meeting) -> AgendaContent:
    """Make the content of a meeting's agenda (会议议程; 通知 四、3).

    Args:
        year: The year.
        settings: Its settings.
        meeting: The meeting.
    """
    return AgendaContent(**describe_agenda(year, settings, meeting))


def describe_agenda(year: Year, settings: Settings, meeting: Meeting) -> Mapping[str, Any]:
    """Fields of `AgendaContent`: who speaks in which order, and who reports in writing (述职形式)."""
    members = year.appraised_at.get(meeting.number, ())
    speakers, writers = (
        [organisation for organisation in members if organisation.debrief_form == form]
        for form in (_SPOKEN, _WRITTEN)
    )
    return {
        **describe_meeting(year, settings, meeting),
        "speaking": say.speaking(len(speakers), len(writers)),
        "is_spoken": bool(speakers),
        "is_written": bool(writers),
        "speakers": list_secretaries(speakers),
        "writers": list_secretaries(writers),
    }
