"""评议会议: 应到人数 is the sum of 人数 in 参会人员 (通知 四、3)."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from shuzhi_xl.rules.completion.drafts import Values, read_drafts, read_whole
from shuzhi_xl.sheets.master.organisations_and_meetings import ATTENDEE, MEETING_TABLE
from shuzhi_xl.sheets.master.vocabulary import GROUP
from shuzhi_xl.sheets.reading.year import Year

_GROUP_ENDINGS: Final = ("代表", "委员", "成员", "人员", "班子", "群众", "组", GROUP)
"""How names of groups end, such as 群众代表."""


def is_group(name: str) -> bool:
    """Whether a 姓名 of 参会人员 is that of several people.

    >>> is_group("区党代表、人大代表"), is_group("群众代表（一组）"), is_group("王小明")
    (True, True, False)
    """
    return "、" in name or name.endswith(_GROUP_ENDINGS)


def fill_meetings(year: Year) -> Mapping[int, Values]:
    """应到人数 of meetings (评议会议) that lack it: values by field name, by sheet row.

    Only when 参会人员 can be counted: every row fits, and no group of people lacks its 人数.
    """
    rows = [row for row in read_drafts(year.raw[MEETING_TABLE.name]) if row.values["eligible"] is None]
    people = _count_people(read_whole(year.raw[ATTENDEE.name])) if rows else {}
    return {
        row.line: {"eligible": people[row.values["number"]]} for row in rows if row.values["number"] in people
    }


def _count_people(attendees: list[Values]) -> Mapping[str, int]:
    """People by 场次; a 场次 of which a group is not counted has 0."""
    people: Counter[str] = Counter()
    uncounted = set()
    for attendee in attendees:
        people[attendee["meeting"]] += attendee["count"] or 1
        # A blank 人数 means one person, and a group is more
        if attendee["count"] is None and is_group(attendee["name"] or ""):
            uncounted.add(attendee["meeting"])
    return {meeting: count for meeting, count in people.items() if meeting not in uncounted | {None}}
