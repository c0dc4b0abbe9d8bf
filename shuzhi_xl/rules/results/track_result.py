"""Everything that is known about one track (板块) when its summary is made."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from shuzhi_xl.rules.grading.suggestion import TrackGrades
from shuzhi_xl.rules.scheme.model import Policy, TrackPolicy
from shuzhi_xl.rules.tally.tally import TallyResult
from shuzhi_xl.rules.year.unreliable_rows import Pair
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.results import Appraisal
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.reading.year import Year


@dataclass(frozen=True)
class TrackResult:
    """Results of one track.

    Attributes:
        name: The track.
        rows: Its lines of 综合评定, best rank first.
        graded: What caps and quotas did.
        hidden: 编号 and 来源 whose counts and shares stay inside (匿名下限).
    """

    name: str
    year: Year
    policy: Policy
    tallied: TallyResult
    rows: tuple[Appraisal, ...]
    graded: TrackGrades
    hidden: Collection[Pair]

    @property
    def settings(self) -> Settings:
        """The town's settings."""
        return self.policy.settings

    @property
    def chosen(self) -> TrackPolicy:
        """What applies to the track."""
        return self.policy.tracks[self.name]

    @cached_property
    def members(self) -> tuple[Organisation, ...]:
        """Its appraised organisations, in roster order."""
        return tuple(organisation for organisation in self.year.appraised if organisation.track == self.name)

    @cached_property
    def standing(self) -> tuple[Appraisal, ...]:
        """Its lines of 综合评定 without those that stay there though their organisation is out."""
        numbers = {organisation.number for organisation in self.members}
        return tuple(row for row in self.rows if row.number in numbers)
