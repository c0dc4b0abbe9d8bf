"""The number of eligible voters (应到) of the second count: seats, ballots and survey sheets issued."""

from collections import Counter

from shuzhi_xl.recount.inputs import Inputs
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.vocabulary import PACKAGE, SURVEY_FORM, VOID


class SeatCount:
    """The number of eligible voters (应到): seats at meetings, ballots and survey sheets issued."""

    def __init__(self, inputs: Inputs) -> None:
        self._peer_class = inputs.settings.peer_class
        self._own_excluded = inputs.settings.own_excluded
        self._seats: Counter[tuple[str, str]] = Counter()
        for row in inputs.attendees:
            # A row of 参会人员 is one person unless 人数 makes it a group
            self._seats[row.meeting, row.voter_class] += 1 if row.count is None else row.count
        self._listed = {meeting for meeting, _ in self._seats}
        self._packages = _count_issued(inputs, PACKAGE)
        self._package_classes = _classes_in_packages(inputs)
        self._surveys = _count_issued(inputs, SURVEY_FORM)
        self._meeting_of = {row.number: row.meeting for row in inputs.organisations}

    def at_meeting(self, organisation: Organisation, voter_class: str) -> int | None:
        """Eligible voters of a class at the organisation's meeting; None when the master does not say.

        A class that the meeting's list does not name has none. Branches' ballots may be of any class unless
        互评票类 names theirs.
        """
        meeting = organisation.meeting
        if not self._peer_class and (meeting, voter_class) in self._package_classes:
            return None
        sent = self._issued_ballots(meeting) if voter_class == self._peer_class else {}
        if not sent and meeting not in self._listed:
            return None
        # Under 回避 a branch's own ballots are no votes for its secretary, so they are not eligible either
        own_ballots = sent.get(organisation.number, 0) if self._own_excluded else 0
        return self._seats[meeting, voter_class] + sum(sent.values()) - own_ballots

    def classes(self, organisation: Organisation) -> set[str]:
        """票类 that may vote at the organisation's meeting."""
        meeting = organisation.meeting
        peers = {self._peer_class} if self._peer_class and self._issued_ballots(meeting) else set()
        return peers | {voter_class for place, voter_class in self._seats if place == meeting}

    def _issued_ballots(self, meeting: str) -> dict[str, int]:
        """Ballots issued to the branches of a meeting, by 编号."""
        return {
            number: issued
            for number, issued in self._packages.items()
            if issued and meeting and self._meeting_of.get(number) == meeting
        }

    def of_survey(self, organisation: Organisation, classes: int) -> int | None:
        """Survey sheets issued to the organisation; known for a class only when there is just one."""
        return self._surveys.get(organisation.number) if classes == 1 else None


def _classes_in_packages(inputs: Inputs) -> set[tuple[str, str]]:
    """场次 and 票类 of votes that came in by live packages."""
    packages = {row.form for row in inputs.forms if row.kind == PACKAGE and row.state != VOID}
    return {(row.meeting, row.voter_class) for row in inputs.ballots if row.form in packages}


def _count_issued(inputs: Inputs, kind: str) -> dict[str, int]:
    """发出数 by 编号 of forms that are not void; a second content of a form is no second form."""
    totals: dict[str, int] = {}
    form_numbers: set[str] = set()
    for row in inputs.forms:
        if row.kind == kind and row.state != VOID and row.form not in form_numbers:
            form_numbers.add(row.form)
            totals[row.number] = totals.get(row.number, 0) + row.issued
    return totals
