"""Computed results by organisation (各组织的结果), from which each feedback is made."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from shuzhi_xl.rules.grading.grade import GradingResult
from shuzhi_xl.rules.grading.suggestion import TrackGrades
from shuzhi_xl.rules.policy.model import Policy
from shuzhi_xl.rules.rectification.opinions import publishable_problems
from shuzhi_xl.rules.results.anonymity import track_mean
from shuzhi_xl.rules.results.disclosure.disclose import disclose
from shuzhi_xl.rules.results.disclosure.rounded_score import RoundedScore
from shuzhi_xl.rules.tally.tally import TallyResult
from shuzhi_xl.rules.year.unreliable_rows import Pair
from shuzhi_xl.sheets.master.results import Appraisal, Problem, Tally
from shuzhi_xl.sheets.reading.year import Year

Scores = Mapping[Pair, Fraction]


@dataclass(frozen=True)
class Results:
    """Computed results by organisation, from which each feedback is made.

    Attributes:
        tallies: Lines of 测评统计 by 编号.
        appraisals: Line of 综合评定 by 编号.
        scores: Exact source scores by 编号 and 来源.
        hidden: 编号 and 来源 of which nothing exact is shown (匿名下限).
        rounded: Scores of some of them that are shown rounded.
        graded: The effects of caps and quotas, by track.
    """

    year: Year
    policy: Policy
    tallies: Mapping[str, Sequence[Tally]]
    appraisals: Mapping[str, Appraisal]
    scores: Scores
    hidden: Collection[Pair]
    rounded: Mapping[Pair, RoundedScore]
    graded: Mapping[str, TrackGrades]

    @cached_property
    def composite_means(self) -> Mapping[str, Decimal | None]:
        """Mean of 综合得分 by track."""
        return {
            track: self._mean([appraisal.composite_score for appraisal in members])
            for track, members in self._members.items()
        }

    @cached_property
    def score_means(self) -> Mapping[Pair, Decimal | None]:
        """Mean of the scores shown in 汇总, by track and 来源; a hidden score in it could be worked out."""
        return {
            (track, source): self._mean([self._public_score((member.number, source)) for member in members])
            for track, members in self._members.items()
            for source in self.policy.tracks[track].source_weights
        }

    @cached_property
    def disclosable(self) -> Mapping[str, Sequence[Problem]]:
        """Open problems that may be disclosed, by 编号."""
        problems: dict[str, list[Problem]] = {}
        for problem in publishable_problems(self.year):
            problems.setdefault(problem.number, []).append(problem)
        return problems

    @cached_property
    def _members(self) -> Mapping[str, Sequence[Appraisal]]:
        members: dict[str, list[Appraisal]] = {}
        for appraisal in self.appraisals.values():
            members.setdefault(appraisal.track, []).append(appraisal)
        return members

    def _public_score(self, pair: Pair) -> Fraction | None:
        return None if pair in self.hidden else self.scores.get(pair)

    def _mean(self, values: Sequence[Decimal | Fraction | None]) -> Decimal | None:
        return track_mean(values, self.policy.settings.decimals)


def results_of(year: Year, policy: Policy, tallied: TallyResult, graded: GradingResult) -> Results:
    """Results arranged by organisation (反馈; 通知 四、3)."""
    by_number: dict[str, list[Tally]] = {}
    for row in tallied.rows:
        by_number.setdefault(row.number, []).append(row)
    disclosure = disclose(policy, tallied, graded)
    of_number = {appraisal.number: appraisal for appraisal in graded.appraisals}
    return Results(
        year,
        policy,
        by_number,
        of_number,
        tallied.source_scores,
        disclosure.hidden,
        disclosure.rounded,
        graded.tracks,
    )
