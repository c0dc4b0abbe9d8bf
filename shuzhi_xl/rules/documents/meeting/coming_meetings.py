"""Which meetings are still to come, so that their papers may change (会议材料; 通知 四、3)."""

from collections.abc import Sequence

from shuzhi_xl.rules.forms.form_register import find_counted_forms
from shuzhi_xl.sheets.master.organisations_and_meetings import Meeting
from shuzhi_xl.sheets.reading.year import Year


def list_coming_meetings(year: Year) -> Sequence[Meeting]:
    """Meetings that have secretaries, and whose paper ballots are not typed yet (评议会议).

    The papers of the others were printed before they took place, and stay what they were then.
    """
    counted = find_counted_forms(year)
    past = {row.meeting for row in year.forms if row.form in counted and not row.number}
    return [
        meeting
        for meeting in year.meetings
        if meeting.number in year.appraised_at and meeting.number not in past
    ]


def is_notice_out(year: Year) -> bool:
    """Whether the notice was sent long ago, because something has come back already (票单登记)."""
    return bool(find_counted_forms(year))
