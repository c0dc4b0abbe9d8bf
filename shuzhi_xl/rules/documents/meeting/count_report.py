"""The paper on which the ballots of a meeting are counted and signed for (计票报告单; 通知 四、3)."""

from shuzhi_xl.rules.documents.meeting.meeting_content import count_seats, describe_meeting
from shuzhi_xl.rules.forms.voter_classes import typed_classes
from shuzhi_xl.sheets.documents.meeting_papers import ClassLine, CountContent
from shuzhi_xl.sheets.master.organisations_and_meetings import Meeting
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.documents import meeting_papers as say
from shuzhi_xl.wording.documents.blanks import or_blank


def make_count_report(year: Year, settings: Settings, meeting: Meeting) -> CountContent:
    """Make the content of a meeting's count report (计票报告单; 通知 四、3); the counts are written by hand.

    Args:
        year: The year.
        settings: Its settings.
        meeting: The meeting.
    """
    seats = count_seats(year, meeting)
    # 互评票 come back in packages and are not counted in the hall
    lines = [ClassLine(of, str(seats.get(of, 0)) if seats else "") for of in typed_classes(year, meeting)]
    total = sum(seats.get(line.voter_class, 0) for line in lines)
    return CountContent(
        **describe_meeting(year, settings, meeting),
        classes=[*lines, ClassLine(say.TOTAL, str(total) if seats else "")],
        scrutineer=or_blank(meeting.scrutineer),
        teller=or_blank(meeting.teller),
    )
