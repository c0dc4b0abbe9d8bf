"""Which meetings are still to come, so that their papers may change."""

from typing import Any

from shuzhi_xl.rules.documents.meeting.coming_meetings import is_notice_out, list_coming_meetings
from tests.rules.small_town import form, meeting, organisation, year_of

MEETINGS = [meeting(), meeting("M2"), meeting("M3")]
MEMBERS = [organisation("V001"), organisation("V002", 场次="M2")]


def coming(*forms: dict[str, Any]) -> tuple[list[str], bool]:
    year = year_of(meetings=MEETINGS, organisations=MEMBERS, forms=list(forms))
    return [meeting.number for meeting in list_coming_meetings(year)], is_notice_out(year)


def test_meetings_with_secretaries_are_to_come_until_their_paper_ballots_are_typed() -> None:
    sent = form("T1", "", "录票甲", state="已发出", 场次="M1")
    assert coming() == (["M1", "M2"], False)
    assert coming(sent) == (["M1", "M2"], False)
    assert coming({**sent, "状态": "已收回"}) == (["M2"], True)
    assert coming({**sent, "状态": "作废"}) == (["M1", "M2"], False)


def test_a_package_that_is_back_does_not_say_that_the_meeting_is_over() -> None:
    assert coming(form("P1", "V001", 场次="M1")) == (["M1", "M2"], True)
