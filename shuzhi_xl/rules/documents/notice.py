"""The notice that opens the year, with this town's tracks, dates and limits (述职评议考核通知)."""

from collections.abc import Sequence

from shuzhi_xl.rules.debrief.limits import focus_items
from shuzhi_xl.sheets.documents.notice import NoticeContent, NoticeMeeting
from shuzhi_xl.sheets.master.organisations_and_meetings import Meeting
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.sheets.outgoing.printed_lists import chinese_date
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.documents import notice as say
from shuzhi_xl.wording.documents.meeting_papers import listed


def make_notice(year: Year, settings: Settings) -> NoticeContent:
    """Make the content of the notice (通知 一 to 六).

    Args:
        year: The year.
        settings: Its settings.
    """
    meetings = [_describe(meeting) for meeting in year.meetings]
    return NoticeContent(
        year=str(settings.year),
        committee=settings.party_committee,
        parts=say.counted(len(year.tracks), "块"),
        arrangements=_arrange(year),
        departments=listed(list(dict.fromkeys(track.lead_department for track in year.tracks))),
        # One way of saying it is enough for a reader; the others are for 读取报告
        focus=listed([item.partition("/")[0].strip() for item in focus_items(settings)]),
        length=say.length(settings.report_least, settings.report_most),
        achievements_most=say.share(settings.achievements_most),
        problems_least=say.share(settings.problems_least),
        grades=listed(GRADES),
        grade_count=say.counted(len(GRADES), "个"),
        has_meetings=bool(meetings),
        meetings=meetings,
        tasks=_list_tasks(year),
        scope=settings.scope or say.SOME_SCOPE,
    )


def _arrange(year: Year) -> str:
    """通知 二: who organises what."""
    return say.joined(
        [
            say.arrangement(track.lead_department, track.organisation_types, track.debriefs_to)
            for track in year.tracks
        ]
    )


def _describe(meeting: Meeting) -> NoticeMeeting:
    return NoticeMeeting(
        track=meeting.track,
        meeting=meeting.number,
        held_on=chinese_date(meeting.held_on),
        place=meeting.place,
    )


def _list_tasks(year: Year) -> Sequence[str]:
    """通知 五, in the order of 日程安排."""
    return [
        say.task(chinese_date(milestone.ends), milestone.task, milestone.department)
        for milestone in year.schedule
    ]
