"""All votes of a source (来源) with the lists they are checked against, for the places of findings."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from shuzhi_xl.rules.tally.admission import Vote
from shuzhi_xl.rules.tally.electorate import Electorate
from shuzhi_xl.sheets.declaration.long_tables import column
from shuzhi_xl.sheets.declaration.units import FormNumber, MeetingNumber, Number, VoterClass
from shuzhi_xl.sheets.master.organisations_and_meetings import Attendee
from shuzhi_xl.sheets.reading.year import Year


@dataclass(frozen=True)
class SourceVotes:
    """All votes of a source, with what they are checked against (算法 一).

    Attributes:
        year: The year.
        voters: Its eligible voters.
        rows: All votes of the source that count.
        needs_eligible: Scores or shares are taken of the eligible voters.
        is_listed: The lists of eligible voters could be read whole; if not, reading has reported it.
    """

    year: Year
    voters: Electorate
    rows: Sequence[Vote]
    needs_eligible: bool
    is_listed: bool

    def first_vote(self, number: Number, voter_class: VoterClass) -> Vote | None:
        """First vote of a class on an organisation."""
        index = self._first_votes.get((number, voter_class))
        return None if index is None else self.rows[index]

    @cached_property
    def _first_votes(self) -> Mapping[tuple[str, str], int]:
        return _first(zip(column(self.rows, "number"), column(self.rows, "voter_class"), strict=True))

    def first_attendee(self, meeting: MeetingNumber, voter_class: VoterClass) -> Attendee | None:
        """First row of 参会人员 of a class at a meeting."""
        index = self._first_attendees.get((meeting, voter_class))
        return None if index is None else self.year.attendees[index]

    @cached_property
    def _first_attendees(self) -> Mapping[tuple[str, str], int]:
        return _first((attendee.meeting, attendee.voter_class) for attendee in self.year.attendees)

    def forms_of_class(self, number: Number, voter_class: VoterClass) -> Counter[FormNumber]:
        """How many votes of a class on an organisation each form brought; ``""`` where there is no form."""
        return self._forms.get((number, voter_class), Counter())

    @cached_property
    def _forms(self) -> Mapping[tuple[str, str], Counter[FormNumber]]:
        """The same for all organisations, by one pass over the votes."""
        names = ("number", "voter_class", "form")
        rows = Counter(zip(*(column(self.rows, name) for name in names), strict=True))
        forms: dict[tuple[str, str], Counter[FormNumber]] = {}
        for (number, voter_class, form), count in rows.items():
            forms.setdefault((number, voter_class), Counter())[form] += count
        return forms


def _first(pairs: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], int]:
    indexes: dict[tuple[str, str], int] = {}
    for index, pair in enumerate(pairs):
        indexes.setdefault(pair, index)
    return indexes
