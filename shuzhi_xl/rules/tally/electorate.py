"""How many may vote (应到人数), by meeting, voter class and organisation."""

from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from shuzhi_xl.sheets.declaration.long_tables import column
from shuzhi_xl.sheets.declaration.units import FormNumber, MeetingNumber, Number, VoterClass
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.vocabulary import PACKAGE, SURVEY_FORM, VOID
from shuzhi_xl.sheets.reading.year import Year


@dataclass(frozen=True)
class Electorate:
    """Eligible voters (应到人数) of the year's meetings and surveys.

    Attributes:
        seats: Σ人数 of 参会人员 by 场次 and 票类.
        listed: Meetings with a list of attendees.
        packages: Ballots issued to the branches of a meeting, by 场次.
        own_ballots: Ballots issued to each branch, by 编号; taken off for its own secretary under 回避.
        surveys: Questionnaires issued about a branch, by 编号.
        peer_class: The 票类 of the branches' ballots (互评票类), or blank.
        shared: 票类 in which branches' ballots came in at a meeting, by 场次.
    """

    seats: Mapping[tuple[MeetingNumber, VoterClass], int]
    listed: frozenset[MeetingNumber]
    packages: Mapping[MeetingNumber, int]
    own_ballots: Mapping[Number, int]
    surveys: Mapping[Number, int]
    peer_class: VoterClass
    shared: frozenset[tuple[MeetingNumber, VoterClass]]

    def of_class(self, meeting: MeetingNumber, voter_class: VoterClass) -> int | None:
        """Voters of a class at a meeting, or None when it is unknown.

        Where branches' ballots came in but 互评票类 does not say in which class, that class's is unknown.
        """
        is_peer = self._is_peer(meeting, voter_class)
        if meeting not in self.listed and not is_peer:
            return None
        # Some of its ballots came from packages, so 参会人员 does not list all who could vote
        if not self.peer_class and (meeting, voter_class) in self.shared:
            return None
        return self.seats.get((meeting, voter_class), 0) + (self.packages[meeting] if is_peer else 0)

    def at_meeting(self, organisation: Organisation, voter_class: VoterClass) -> int | None:
        """E of a class for one secretary at the meeting; None likewise."""
        voters = self.of_class(organisation.meeting, voter_class)
        if voters is None or not self._is_peer(organisation.meeting, voter_class):
            return voters
        # Under 回避 the branch's own ballots cannot carry a mark for its secretary
        return voters - self.own_ballots.get(organisation.number, 0)

    def _is_peer(self, meeting: MeetingNumber, voter_class: VoterClass) -> bool:
        return voter_class == self.peer_class and meeting in self.packages

    def classes(self, organisation: Organisation) -> list[VoterClass]:
        """票类 with any eligible voter at the organisation's meeting."""
        classes = self._classes.get(organisation.meeting, [])
        peer = self.peer_class
        has_peers = bool(peer) and organisation.meeting in self.packages
        return [*classes, peer] if has_peers and peer not in classes else classes

    @cached_property
    def _classes(self) -> Mapping[MeetingNumber, list[VoterClass]]:
        classes: dict[MeetingNumber, list[VoterClass]] = {}
        for meeting, voter_class in self.seats:
            classes.setdefault(meeting, []).append(voter_class)
        return classes


def electorate(year: Year) -> Electorate:
    """Count the eligible voters from 参会人员 and 票单登记 (通知 四、3: who is invited to the meeting).

    A form counts once, as first registered, however many contents came back for it, unless all are 作废.
    """
    seats: Counter[tuple[MeetingNumber, VoterClass]] = Counter()
    for row in year.attendees:
        # Whether they attended or not: 应到人数 is who may vote (通知 四、3)
        seats[row.meeting, row.voter_class] += 1 if row.count is None else row.count
    meeting_of = {organisation.number: organisation.meeting for organisation in year.organisations}
    # Reversed, so that the first row of a form wins: later rows are further contents of the same ballots
    live = {form.form: form for form in reversed(year.forms) if form.state != VOID}
    packages: Counter[MeetingNumber] = Counter()
    own_ballots: Counter[Number] = Counter()
    surveys: Counter[Number] = Counter()
    for form in live.values():
        meeting = meeting_of.get(form.number, "")
        # 测评票数 0 means a package without 录票: it brings no voters
        if form.kind == PACKAGE and form.issued and meeting:
            packages[meeting] += form.issued
            own_ballots[form.number] += form.issued
        elif form.kind == SURVEY_FORM:
            surveys[form.number] += form.issued
    settings = year.settings
    return Electorate(
        seats,
        frozenset(meeting for meeting, _ in seats),
        packages,
        own_ballots if settings and settings.own_excluded else {},
        surveys,
        settings.peer_class if settings else "",
        _shared(year, {form.form for form in live.values() if form.kind == PACKAGE}),
    )


def _shared(
    year: Year, package_forms: AbstractSet[FormNumber]
) -> frozenset[tuple[MeetingNumber, VoterClass]]:
    names = ("form", "meeting", "voter_class")
    rows = zip(*(column(year.ballots, name) for name in names), strict=True)
    return frozenset((meeting, of) for form, meeting, of in rows if form in package_forms)
