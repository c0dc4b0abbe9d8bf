"""What is shown of every branch's scores (得分): exactly, rounded, or not at all (匿名)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from shuzhi_xl.rules.grading.composite import Composite, WeightedSource
from shuzhi_xl.rules.grading.grade import GradingResult
from shuzhi_xl.rules.policy.model import Condition, Policy, TrackPolicy
from shuzhi_xl.rules.results.anonymity import unshown, withheld
from shuzhi_xl.rules.results.disclosure.branch_scores import BranchScores, ClassVotes, EnteredScore
from shuzhi_xl.rules.results.disclosure.finest_step import finest_step
from shuzhi_xl.rules.results.disclosure.rounded_score import RoundedScore
from shuzhi_xl.rules.tally.scores import ClassTally
from shuzhi_xl.rules.tally.tally import TallyResult
from shuzhi_xl.rules.year.unreliable_rows import Pair
from shuzhi_xl.sheets.declaration.units import Number, Source
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import BALLOT_SOURCES, EMPTY_ZERO, MEETING, OVERALL


@dataclass(frozen=True)
class Disclosure:
    """What is shown of the scores (匿名; 算法 七).

    Attributes:
        hidden: 编号 and 来源 of which no count, share or exact score leaves the office.
        rounded: Scores of some of them that are shown all the same, rounded.
    """

    hidden: frozenset[Pair]
    rounded: Mapping[Pair, RoundedScore]


def disclose(policy: Policy, tallied: TallyResult, graded: GradingResult) -> Disclosure:
    """What may be shown of every branch's scores (匿名; 算法 七).

    Args:
        policy: The policy.
        tallied: The count.
        graded: The grades, with the composites.
    """
    hidden = unshown(tallied, policy)
    small = withheld(tallied.rows, policy.settings.anonymity_floor, tallied.packages)
    steps: dict[Pair, Fraction] = {}
    for branch in graded.branches:
        composite, number = branch.composite, branch.number
        few = [part for part in composite.parts if (number, part.source) in small] if composite else []
        # Two sources of few votes in one composite are rare, and stay hidden
        if composite and len(few) == 1:
            reading = _Reading(number, policy, policy.tracks[branch.organisation.track], tallied)
            steps |= reading.find_steps(composite, few[0], hidden)
    exact = {pair for pair, step in steps.items() if not step and pair[1] not in BALLOT_SOURCES}
    decimals = policy.settings.decimals
    rounded = {
        pair: RoundedScore.of(tallied.source_scores[pair], step, decimals)
        for pair, step in steps.items()
        if pair not in exact
    }
    return Disclosure(hidden - exact, rounded)


@dataclass(frozen=True)
class _SameEffect:
    """Whether another score would meet the same conditions of 评定规则, which are named when they fire."""

    conditions: tuple[tuple[Condition, bool], ...]

    def __call__(self, score: Fraction) -> bool:
        return all(condition.holds(score) == is_met for condition, is_met in self.conditions)


@dataclass(frozen=True)
class _Reading:
    """One branch, by what it is judged."""

    number: Number
    policy: Policy
    track: TrackPolicy
    tallied: TallyResult

    @property
    def settings(self) -> Settings:
        """The settings of the policy (基本设置)."""
        return self.policy.settings

    def find_steps(
        self, composite: Composite, few: WeightedSource, hidden: frozenset[Pair]
    ) -> dict[Pair, Fraction]:
        """The steps of the branch's hidden sources; none where nothing may be shown."""
        rounded = [part for part in composite.parts if (self.number, part.source) in hidden and part != few]
        scores = self._make_scores(composite, few, rounded)
        # Without an entered score the composite alone gives the votes away; other votes are not rounded
        if scores is None or not rounded or any(part.source in BALLOT_SOURCES for part in rounded):
            return {}
        step = finest_step(scores)
        return {} if step is None else {(self.number, part.source): step for part in (few, *rounded)}

    def _make_scores(
        self, composite: Composite, few: WeightedSource, rounded: Sequence[WeightedSource]
    ) -> BranchScores | None:
        classes = self._list_classes(few)
        if classes is None:
            return None
        return BranchScores(
            weight=few.weight,
            classes=tuple(classes),
            grades=self.track.points,
            entered=tuple(EnteredScore(part.weight, part.score, self._same_effect(part)) for part in rounded),
            rest=sum(
                (part.weight * part.score for part in composite.parts if part not in (few, *rounded)),
                start=Fraction(0),
            ),
            composite=_bounds(composite, self.settings.decimals),
            decimals=self.settings.decimals,
            admits=self._same_effect(few),
        )

    def _same_effect(self, part: WeightedSource) -> "_SameEffect":
        conditions = [condition for rule in self.track.rules for condition in rule.conditions]
        of_source = [condition for condition in conditions if condition.indicator == part.source]
        return _SameEffect(tuple((condition, condition.holds(part.score)) for condition in of_source))

    def _list_classes(self, few: WeightedSource) -> list[ClassVotes] | None:
        """Classes of the source of few votes; None where its score is not simply made of them."""
        items = [item for item in self.tallied.tallies[self.number, few.source].items if item.weight]
        # Scores of several 测评项目 are not rounded: each would have to be looked at by itself
        if [item.criterion for item in items] != [OVERALL]:
            return None
        weighted = [tally for tally in items[0].classes if tally.weight]
        scored = [tally for tally in weighted if tally.score is not None]
        counts_empty = self.settings.empty_class == EMPTY_ZERO
        counted = weighted if counts_empty else scored
        whole = sum((tally.weight for tally in counted), start=Fraction(0))
        classes = [self._make_class(tally, few, whole) for tally in scored]
        # A small class without a score abstained as one
        if any(tally.count.returned for tally in weighted if tally.score is None):
            return None
        total = sum((votes.factor * votes.points for votes in classes), start=Fraction(0))
        return classes if total == few.weight * few.score else None

    def _make_class(self, tally: ClassTally, few: WeightedSource, whole: Fraction) -> ClassVotes:
        denominator = sum(tally.count.parts(self.settings.denominator) or ())
        points = sum(
            (number * count for number, count in zip(self.track.points, tally.count.grades, strict=True)),
            start=Fraction(0),
        )
        unknown = sorted(set(self._list_unknown(tally, few.source)))
        return ClassVotes(
            tally.count.valid, few.weight * tally.weight / (whole * denominator), points, tuple(unknown)
        )

    def _list_unknown(self, tally: ClassTally, source: Source) -> Iterator[int]:
        """Numbers of valid votes that few people cast, for each person who may know the others."""
        count, floor = tally.count, self.settings.anonymity_floor
        if 0 < count.returned < floor:
            yield count.valid
        if source == MEETING:
            for size, valid in self.tallied.package_marks.get((self.number, tally.voter_class), ()):
                if 0 < count.returned - size < floor:
                    yield count.valid - valid


def _bounds(composite: Composite, decimals: int) -> tuple[Fraction | None, Fraction | None]:
    """Bounds of Σ W·S by the printed composite, which is limited to 0–100 before it is rounded."""
    whole = sum(part.weight for part in composite.parts)
    blur, exact = Fraction(1, 2 * 10**decimals), Fraction(composite.score) - composite.adjustment
    low = None if composite.score == 0 else (exact - blur) * whole
    high = None if composite.score == 100 else (exact + blur) * whole
    return low, high
