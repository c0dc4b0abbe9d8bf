"""The tally of one branch in one source (测评统计): its votes by 测评项目 and 票类, counted and scored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from shuzhi_xl.rules.policy.model import Policy, TrackPolicy
from shuzhi_xl.rules.tally.counts import Count, Counts, total
from shuzhi_xl.rules.tally.electorate import Electorate
from shuzhi_xl.rules.tally.scores import (
    ClassTally,
    ItemTally,
    SourceTally,
    class_score,
    item_tally,
    source_tally,
)
from shuzhi_xl.rules.year.unreliable_rows import Pair
from shuzhi_xl.sheets.declaration.units import CriterionName, Source, VoterClass, Weight
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.vocabulary import MEETING, OVERALL


@dataclass(frozen=True)
class RatedBranch:
    """An organisation rated in one source (来源), by the policy of its track.

    Attributes:
        organisation: Who is rated.
        source: 现场测评 or 问卷调查.
        track: The policy of its track.
    """

    organisation: Organisation
    source: Source
    track: TrackPolicy

    @property
    def pair(self) -> Pair:
        """Its 编号 and the 来源."""
        return self.organisation.number, self.source

    @property
    def class_weights(self) -> Mapping[VoterClass, Weight]:
        """票类权重 in the source."""
        return self.track.class_weights.get(self.source, {})


@dataclass(frozen=True)
class EligibleVoters:
    """Eligible voters (应到人数) of one branch in one source; None where unknown.

    Attributes:
        by_class: By 票类, in the order of 票类权重, then others.
        together: Of all classes together.
    """

    by_class: Mapping[VoterClass, int | None]
    together: int | None


def tally_branch(
    branch: RatedBranch, policy: Policy, voters: Electorate, counts: Mapping[CriterionName, Counts]
) -> SourceTally | None:
    """Score the votes on one branch, or None when it has none in this source.

    Args:
        branch: Who is rated, in which source.
        policy: The policy.
        voters: The year's eligible voters.
        counts: The source's votes by 测评项目.
    """
    number = branch.organisation.number
    # A source without any vote is missing (缺项处理), not 0
    if not counts[OVERALL].get(number):
        return None
    eligible = _eligible_voters(branch, voters, sorted(counts[OVERALL][number]))
    items = [
        _tally_item(branch, policy, criterion, counts[criterion].get(number, {}), eligible)
        for criterion in policy.criteria
    ]
    return source_tally(items, policy.settings.empty_class)


def _tally_item(
    branch: RatedBranch,
    policy: Policy,
    criterion: CriterionName,
    counts: Mapping[VoterClass, Count],
    eligible: EligibleVoters,
) -> ItemTally:
    """One 测评项目: each class counted against its eligible voters, scored and weighed."""
    classes = []
    for voter_class, number_eligible in eligible.by_class.items():
        count = replace(counts.get(voter_class, Count()), eligible=number_eligible)
        score = class_score(count, branch.track.points, policy.settings.denominator)
        # Without a weight the result is withheld by its finding; 0 only brings the class that far
        weight = branch.class_weights.get(voter_class, Fraction(0))
        classes.append(ClassTally(voter_class, weight, count, score))
    whole = replace(total(tally.count for tally in classes), eligible=eligible.together)
    return item_tally(criterion, policy.criteria[criterion], classes, whole, policy.settings.empty_class)


def _eligible_voters(branch: RatedBranch, voters: Electorate, voted: Sequence[VoterClass]) -> EligibleVoters:
    """Eligible voters of all classes expected, eligible or voted.

    For 问卷调查 they are the questionnaires issued; of a class only if it is the only one.
    """
    organisation, expected = branch.organisation, branch.class_weights
    if branch.source == MEETING:
        # Expected classes first: 测评统计 lists them in the order of 票类权重
        classes = dict.fromkeys([*expected, *voters.classes(organisation), *voted])
        by_class = {of: voters.at_meeting(organisation, of) for of in classes}
        eligible = [number for number in by_class.values() if number is not None]
        # A sum without an unknown class would be too small, and a share of it too large
        return EligibleVoters(by_class, sum(eligible) if len(eligible) == len(by_class) else None)
    classes = dict.fromkeys([*expected, *voted])
    # 发出数 does not say how the questionnaires were shared out among several classes
    issued = voters.surveys.get(organisation.number)
    return EligibleVoters(dict.fromkeys(classes, issued if len(classes) == 1 else None), issued)
