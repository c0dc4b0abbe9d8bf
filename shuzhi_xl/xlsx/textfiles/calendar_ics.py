"""The schedule (日程安排) as a calendar file (RFC 5545) for phones and mail programs."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Final

from icalendar import Calendar, Event

from shuzhi_xl.rules.forms.identity import identity_code
from shuzhi_xl.sheets.master.office_entries import Milestone
from shuzhi_xl.wording.sheets.schedule import CALENDAR_NAME, event_name, event_text

_PRODUCT: Final = "-//shuzhi_xl//schedule//ZH"


def build_calendar(year: int, tasks: Sequence[Milestone], key: bytes) -> bytes:
    """Build a calendar with all tasks as all-day events; the same tasks give the same bytes.

    The UID of an event depends on 年度 and 序号 only, so a changed task replaces the old event when the file
    is opened again. There is no METHOD (RFC 5545, 3.7.2): the file is a calendar, not an invitation.

    Args:
        year: 年度.
        tasks: Rows of 日程安排.
        key: The master's key, so that two towns' events never share a name.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    # Not in RFC 5545, but most programs show it as the calendar's name
    calendar.add("x-wr-calname", f"{CALENDAR_NAME} {year}")
    for task in tasks:
        calendar.add_component(_make_event(year, task, key))
    content: bytes = calendar.to_ical()
    return content


def _make_event(year: int, task: Milestone, key: bytes) -> Event:
    event = Event()
    event.add("uid", f"{identity_code(key, ['schedule', year, task.order])}@shuzhi-xl")
    # RFC 5545 requires DTSTAMP; the clock would give other bytes on each run, so it is the first day.
    event.add("dtstamp", datetime.combine(task.starts, time(), UTC))
    event.add("dtstart", task.starts)
    # The end is not part of the event (RFC 5545, 3.6.1)
    event.add("dtend", task.ends + timedelta(days=1))
    event.add("summary", event_name(task.stage, task.task))
    event.add("description", event_text(task.department, task.memo))
    event.add("categories", [task.stage])
    # A deadline makes nobody busy (RFC 5545, 3.8.2.7)
    event.add("transp", "TRANSPARENT")
    return event
