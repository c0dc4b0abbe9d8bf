"""The results of one track (板块), from which its summary is made."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from shuzhi_xl.rules.grading.suggestion import TrackGrades
from shuzhi_xl.rules.policy.model import Policy, TrackPolicy
from shuzhi_xl.rules.results.disclosure.rounded_score import RoundedScore
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
        graded: Effects of caps and quotas.
        hidden: 编号 and 来源 of which nothing exact is shown (匿名下限, 基本设置).
        rounded: Scores of some of them that are shown rounded.
    """

    name: str
    year: Year
    policy: Policy
    tallied: TallyResult
    rows: tuple[Appraisal, ...]
    graded: TrackGrades
    hidden: Collection[Pair]
    rounded: Mapping[Pair, RoundedScore]

    @property
    def settings(self) -> Settings:
        """The town's settings."""
        return self.policy.settings

    @property
    def track_policy(self) -> TrackPolicy:
        """The policy of the track."""
        return self.policy.tracks[self.name]

    @cached_property
    def members(self) -> tuple[Organisation, ...]:
        """Its appraised organisations, in roster order."""
        return tuple(organisation for organisation in self.year.appraised if organisation.track == self.name)

    @cached_property
    def standing(self) -> tuple[Appraisal, ...]:
        """Its rows of 综合评定, without those of organisations that are no longer appraised."""
        numbers = {organisation.number for organisation in self.members}
        return tuple(row for row in self.rows if row.number in numbers)
