"""The tables that a new year begins with (新建): what the notice says, and what the office entered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.declaration.texts import clean, is_blank
from shuzhi_xl.sheets.master.new_year import NewYear
from shuzhi_xl.sheets.master.office_entries import Milestone
from shuzhi_xl.sheets.master.organisations_and_meetings import ATTENDEE, MEETING_TABLE, Attendee, Meeting
from shuzhi_xl.sheets.master.scheme_tables import CLASS_WEIGHT, TRACK, ClassWeight, Track
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import GRADING_STAGE, GROUP, MEETING, SCOPES

_COLUMNS = Settings.columns()
_SOURCE, _CLASS = (ClassWeight.columns()[name].header for name in ("source", "voter_class"))


@dataclass(frozen=True)
class VoterGroup:
    """A group of people who are invited to every meeting (参会人员; 通知 四、3).

    Attributes:
        name: What they are called (姓名).
        roles: 身份类别.
        voter_class: 票类.
    """

    name: str
    roles: str
    voter_class: str


@dataclass(frozen=True)
class StartPlan:
    """What a year begins with (起步), apart from dates and scores (通知 二, 三 and 四、3).

    Attributes:
        tracks: Rows of 板块设置.
        groups: Who is invited to each meeting.
        report_focus: 报告重点内容.
    """

    tracks: Sequence[Track]
    groups: Sequence[VoterGroup]
    report_focus: str


@dataclass(frozen=True)
class PreparedYear:
    """What 新建 enters into an empty master.

    Attributes:
        settings: 取值 by 名称 of 基本设置.
        tables: Rows by table name.
        omitted: 票类 of groups that are left out, because the scheme has no such class at the meeting.
    """

    settings: Mapping[str, Any]
    tables: Mapping[str, Sequence[Record]]
    omitted: Sequence[str]


def prepare_year(
    entries: NewYear,
    plan: StartPlan,
    schedule: Sequence[Milestone],
    scoring: Mapping[str, Sequence[Record]],
) -> PreparedYear:
    """Prepare what the notice fixes for a year (新建; 通知 二 to 五); all of it may be edited afterwards.

    A meeting for each track, and at each meeting the groups of voters that have a 票类 in the scheme. Their
    人数 stay blank, and until the office enters it a group is no voter at all.

    Args:
        entries: What the office entered.
        plan: What a year begins with.
        schedule: 日程安排 of the year.
        scoring: Rows of 评分设置 that will be in effect, by table name.
    """
    weighted = {
        clean(row.get(_CLASS)) for row in scoring[CLASS_WEIGHT.name] if clean(row.get(_SOURCE)) == MEETING
    }
    groups = [group for group in plan.groups if group.voter_class in weighted]
    meetings = _make_meetings(entries, plan.tracks)
    numbering = Meeting.columns()["number"].header
    tables: dict[str, Sequence[Record]] = {
        TRACK.name: [track.record() for track in plan.tracks],
        MEETING_TABLE.name: meetings,
        ATTENDEE.name: [_make_group(meeting[numbering], group) for meeting in meetings for group in groups],
    }
    omitted = dict.fromkeys(group.voter_class for group in plan.groups if group not in groups)
    return PreparedYear(_make_settings(entries, plan, schedule), tables, tuple(omitted))


def _make_settings(entries: NewYear, plan: StartPlan, schedule: Sequence[Milestone]) -> Mapping[str, Any]:
    # 通知 四、4: the results are decided in this stage, and what is overdue by its end counts
    decided = [milestone.ends for milestone in schedule if milestone.stage == GRADING_STAGE]
    values = {
        "year": entries.year,
        "party_committee": entries.party_committee,
        "scheme": entries.scheme,
        "report_focus": plan.report_focus,
        "reference_day": max(decided, default=None),
        "scope": SCOPES[0],
    }
    return {_COLUMNS[name].header: value for name, value in values.items()}


def _make_meetings(entries: NewYear, tracks: Sequence[Track]) -> list[Record]:
    days = [*entries.meeting_days, *([None] * len(tracks))]
    return [
        Meeting.recorded({"number": f"第{order}场", "track": track.name, "held_on": days[order - 1]})
        for order, track in enumerate(tracks, start=1)
    ]


def _make_group(meeting: str, group: VoterGroup) -> Record:
    values = {"meeting": meeting, "name": f"{group.name}{GROUP}", "role": group.roles}
    return Attendee.recorded({**values, "voter_class": group.voter_class})


def repeat_meetings(rows: Sequence[Record]) -> list[Record]:
    """Last year's 评议会议 for the next year (通知 四、3): where each track meets, but not when or who."""
    headers = [Meeting.columns()[name].header for name in ("number", "track", "place")]
    return [{header: row.get(header) for header in headers} for row in rows]


def repeat_groups(rows: Sequence[Record]) -> list[Record]:
    """Last year's groups of 参会人员 for the next year, to be counted again (通知 四、3)."""
    names = ("meeting", "name", "role", "voter_class", "count")
    meeting, name, role, voter_class, count = (Attendee.columns()[field].header for field in names)
    return [
        {
            **{header: row.get(header) for header in (meeting, role, voter_class)},
            name: f"{clean(row.get(name)).removesuffix(GROUP)}{GROUP}",
        }
        for row in rows
        if not is_blank(row.get(count)) or clean(row.get(name)).endswith(GROUP)
    ]
