"""The sheet carried along on visits to the branches of a meeting (调研记录表; 通知 四、1)."""

from shuzhi_xl.rules.documents.meeting.meeting_content import describe_meeting, list_secretaries
from shuzhi_xl.sheets.documents.meeting_papers import VisitContent
from shuzhi_xl.sheets.master.organisations_and_meetings import Meeting
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import VISIT_WAYS
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.documents import meeting_papers as say


def make_visit_sheet(year: Year, settings: Settings, meeting: Meeting) -> VisitContent:
    """Make the content of the sheet for visits (调研记录表; 通知 四、1), with the columns of 座谈调研.

    Args:
        year: The year.
        settings: Its settings.
        meeting: The meeting.
    """
    return VisitContent(
        **describe_meeting(year, settings, meeting),
        ways=say.listed(VISIT_WAYS),
        secretaries=list_secretaries(year.appraised_at.get(meeting.number, ())),
    )
