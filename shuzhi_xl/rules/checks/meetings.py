"""评议会议, 参会人员 and 现场点评: the counts of people agree, and everyone is listed once (通知 四、3)."""

from collections import Counter
from collections.abc import Iterator

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.checks.lookups import index_organisations, is_complete
from shuzhi_xl.rules.completion.drafts import read_drafts
from shuzhi_xl.rules.forms.voter_classes import class_names
from shuzhi_xl.sheets.declaration.long_tables import column
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.declaration.units import MeetingNumber
from shuzhi_xl.sheets.master.organisations_and_meetings import ATTENDEE, MEETING_TABLE, Attendee
from shuzhi_xl.sheets.master.vocabulary import ADOPTED, MEETING, RETURNED, TYPING_A, TYPING_B
from shuzhi_xl.sheets.reading.year import Year


def _count_people(attendee: Attendee) -> int:
    # Most rows are one person, so 人数 may stay blank
    return 1 if attendee.count is None else attendee.count


def check_eligible_agrees(year: Year) -> Iterator[Finding]:
    """应到人数 is the sum of 人数 of the meeting's 参会人员, whether they attended or not (通知 四、3)."""
    listed: Counter[str] = Counter()
    for attendee in year.attendees:
        listed[attendee.meeting] += _count_people(attendee)
    for meeting in year.meetings if is_complete(year, "attendees") else ():
        count = listed[meeting.number]
        # A meeting without any attendee has its own finding (attendees_missing)
        if count and count != meeting.eligible:
            yield blocking("eligible_differs", meeting.at("eligible"), value=meeting.eligible, listed=count)


def check_present_within_eligible(year: Year) -> Iterator[Finding]:
    """实到人数 is at most 应到人数 (评议会议)."""
    for meeting in year.meetings:
        if meeting.present is not None and meeting.present > meeting.eligible:
            yield blocking(
                "present_exceeds", meeting.at("present"), value=meeting.present, eligible=meeting.eligible
            )


def check_present_agrees(year: Year) -> Iterator[Finding]:
    """实到人数 is the number of 参会人员 marked 出席; a notice, once 出席 is marked for all."""
    came: Counter[str] = Counter()
    for attendee in year.attendees:
        came[attendee.meeting] += _count_people(attendee) if attendee.attended else 0
    unmarked = {attendee.meeting for attendee in year.attendees if attendee.attended is None}
    for meeting in year.meetings if is_complete(year, "attendees") else ():
        if meeting.present is None or meeting.number in unmarked:
            continue
        count = came.get(meeting.number, meeting.present)
        # More present than eligible has its own finding (present_exceeds)
        if count != meeting.present <= meeting.eligible:
            yield notice("present_differs", meeting.at("present"), value=meeting.present, listed=count)


def check_typed_within_present(year: Year) -> Iterator[Finding]:
    """实到人数 is filled in once the ballots are typed, and is at least their number (通知 四、3)."""
    typed = _count_typed(year)
    for meeting in year.meetings:
        count = typed.get(meeting.number)
        # Before they are back nobody needs the number: a typing workbook has rows for all who may come
        if count is not None and meeting.present is None:
            yield notice("present_blank", meeting.at("present"), typed=count)
        elif count is not None and meeting.present is not None and count > meeting.present:
            yield notice("typed_over_present", meeting.at("present"), value=meeting.present, typed=count)


def _count_typed(year: Year) -> dict[MeetingNumber, int]:
    """Ballots of each meeting whose typing workbook is back."""
    # By the larger of 甲 and 乙: both type the same papers
    typed: dict[MeetingNumber, int] = {}
    for form in year.forms:
        if form.kind in (TYPING_A, TYPING_B) and form.state in (RETURNED, ADOPTED):
            typed[form.meeting] = max(typed.get(form.meeting, 0), form.returned or 0)
    return typed


def check_attendees_listed(year: Year) -> Iterator[Finding]:
    """A meeting at which secretaries are rated has its 参会人员 listed (通知 四、3).

    Blocking once it has votes, and where 应到人数, which follows from them, is blank too.
    """
    header = ATTENDEE.model.columns()["meeting"].header
    # From the cells as read: an attendee whose row has an error elsewhere is listed all the same
    listed = set(map(clean, year.raw[ATTENDEE.name].cells.column(header)))
    # A meeting at which no secretary is rated needs no list
    used = {organisation.meeting for organisation in year.appraised}
    voted = {*column(year.ballots, "meeting")}
    for meeting in year.meetings:
        if meeting.number in used - listed:
            # Once votes are in, nothing else says how many people of each 票类 could have cast them
            make = blocking if meeting.number in voted else notice
            yield make("attendees_missing", meeting.at("number"), value=meeting.number)
    raw = year.raw[MEETING_TABLE.name]
    for draft in read_drafts(raw):
        number = draft.values["number"]
        if number in used - listed and draft.values["eligible"] is None:
            at = raw.frame.at(MEETING_TABLE.model.columns()["number"].header, draft.line)
            yield blocking("attendees_missing", at, value=number)


def check_attendee_twice(year: Year) -> Iterator[Finding]:
    """A name written with and without a blank inside (张三, 张 三) is one person with one vote (参会人员)."""
    first: dict[tuple[str, str], Attendee] = {}
    for attendee in year.attendees:
        earlier = first.setdefault((attendee.meeting, "".join(attendee.name.split())), attendee)
        # The same spelling twice is a repeated key, which reading reports
        if earlier.name != attendee.name:
            yield blocking("attendee_twice", attendee.at("name"), value=attendee.name, line=earlier.line)


def check_attendee_class_weighted(year: Year) -> Iterator[Finding]:
    """A voter's 票类 has a row in 票类权重 for 现场测评 of the meeting's track; 0 is a weight too."""
    track_of = {meeting.number: meeting.track for meeting in year.meetings}
    weighted_classes = {row.voter_class for row in year.class_weights}
    reported = set()
    for attendee in year.attendees:
        case = (track_of.get(attendee.meeting, ""), attendee.voter_class)
        if (
            case[0]
            and case not in reported
            # A 票类 without a row in any track is reported as an unknown value
            and case[1] in weighted_classes.difference(class_names(year, case[0], MEETING))
        ):
            reported.add(case)
            at = attendee.at("voter_class")
            yield blocking(
                "class_without_weight", at, value=attendee.voter_class, track=case[0], source=MEETING
            )


def check_remark_at_own_meeting(year: Year) -> Iterator[Finding]:
    """A remark is entered under the meeting at which its secretary was rated (现场点评; 通知 四、3)."""
    roster = index_organisations(year)
    for remark in year.remarks:
        organisation = roster.get(remark.number)
        if organisation and organisation.meeting and organisation.meeting != remark.meeting:
            own_meeting = organisation.meeting
            yield notice(
                "remark_at_other_meeting", remark.at("meeting"), value=remark.meeting, meeting=own_meeting
            )
