"""What must not leave the office, because it could disclose how a single person voted (匿名)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from shuzhi_xl.rules.arithmetic.rounding import round_half_up
from shuzhi_xl.rules.grading.caps import SHARE_INDICATORS
from shuzhi_xl.rules.grading.fired_rules import NONE_FIRED, FiredRules, find_fired_rules
from shuzhi_xl.rules.grading.grade import GradingResult
from shuzhi_xl.rules.policy.model import Policy
from shuzhi_xl.rules.results.disclosure.rounded_score import RoundedScore
from shuzhi_xl.rules.tally.package_votes import PackageVotes
from shuzhi_xl.rules.tally.tally import TallyResult
from shuzhi_xl.rules.year.unreliable_rows import Pair
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.master.results import Appraisal, Tally
from shuzhi_xl.sheets.master.vocabulary import BALLOT_SOURCES, EVERY_CLASS, MEETING, SOURCES
from shuzhi_xl.wording.sheets.titles import UNSHOWN, WITHHELD

_NAMED = ("track", "number", "name", "secretary", "source", "voter_class", "criterion")
LEAST_BRANCHES = 5
"""A mean of fewer branches would let one work out another's score."""


def withheld(rows: Sequence[Tally], floor: int, packages: PackageVotes) -> frozenset[Pair]:
    """Sources with too few votes (匿名下限), by 编号 and 来源.

    One class of one 测评项目 with fewer votes than the floor withholds the whole source, since the others and
    the total would give it away. A class also has too few where one branch's package takes up so much of it
    that fewer than the floor are left: whoever knows that branch's ballots would subtract them.

    Args:
        rows: Lines of 测评统计.
        floor: 匿名下限 (基本设置); a class without votes identifies no voter.
        packages: Votes that single packages brought.
    """
    return frozenset(
        (row.number, row.source)
        for row in rows
        # 0 is no small class: where nobody voted, nobody can be recognised
        if row.voter_class != EVERY_CLASS
        and any(0 < votes < floor for votes in _possible_remainders(row, packages))
    )


def _possible_remainders(row: Tally, packages: PackageVotes) -> Iterator[int]:
    """Votes of a class, and what is left of them when any one package is taken away."""
    returned = row.returned or 0
    yield returned
    # Only here do several packages share a class; a survey is one branch's own
    if row.source == MEETING:
        for size in packages.get((row.number, row.voter_class), ()):
            yield returned - size


def unshown(tallied: TallyResult, policy: Policy) -> frozenset[Pair]:
    """Sources of which nothing exact leaves the office, as a rule (匿名下限; 算法 七), by 编号 and 来源.

    These are the sources with too few votes: of few votes a score with two decimals fits only one way of
    marking, most often. The composite is disclosed all the same, so the branch's other scores must not be,
    or it would give the score away again: those entered by the office, or where none of these counts, its
    other votes. `disclose` decides which of these scores may be shown rounded, or exactly after all.

    Args:
        tallied: The count.
        policy: The policy.
    """
    small = withheld(tallied.rows, policy.settings.anonymity_floor, tallied.packages)
    tracks = {row.number: row.track for row in tallied.rows}
    pairs = set(small)
    for number, source in small:
        weights = policy.tracks[tracks[number]].source_weights
        # Without weight the source is not in the composite, which therefore gives nothing away
        if weights.get(source):
            other_sources = [
                source
                for source in SOURCES
                if weights.get(source) and (number, source) in tallied.source_scores
            ]
            # Entered scores before votes: hiding them leaves the results of the other voters in view
            entered = [source for source in other_sources if source not in BALLOT_SOURCES]
            pairs |= {(number, source) for source in entered or other_sources}
    return frozenset(pairs)


def public_tally(row: Tally, hidden: Collection[Pair]) -> Record:
    """A line of 测评统计 as it may leave the office.

    Args:
        row: The line.
        hidden: Sources that are not shown.
    """
    if (row.number, row.source) not in hidden:
        return row.record()
    fields = {name: getattr(row, name) for name in _NAMED}
    # Built from the names up, not by blanking: a column added to 测评统计 cannot slip out
    shown = Tally.of(**fields).record()
    return {**shown, Tally.columns()["issued"].header: WITHHELD}


def public_appraisals(
    graded: GradingResult,
    rows: Sequence[Appraisal],
    hidden: Collection[Pair],
    rounded: Mapping[Pair, RoundedScore],
) -> list[Record]:
    """Lines of 综合评定 as they may leave the office (匿名).

    Args:
        graded: The grades, with what lowered each.
        rows: The lines.
        hidden: Sources of which nothing exact is shown, by 编号 and 来源.
        rounded: Scores of some of them that are shown rounded.
    """
    numbers = {row.number for row in rows}
    rules = {
        branch.number: find_fired_rules(branch) for branch in graded.branches if branch.number in numbers
    }
    return [public_appraisal(row, rules.get(row.number, NONE_FIRED), hidden, rounded) for row in rows]


def public_appraisal(
    row: Appraisal,
    rules: FiredRules,
    hidden: Collection[Pair],
    rounded: Mapping[Pair, RoundedScore] = MappingProxyType({}),
) -> Record:
    """A line without scores that are not shown, nor values of rules that give these away (算法 七).

    The values are left out before they are put into words: no change of wording can disclose one.

    Args:
        row: The line.
        rules: What lowered its grade.
        hidden: Sources of which nothing exact is shown, by 编号 and 来源.
        rounded: Scores of some of them that are shown rounded.
    """
    sources = [source for source in SOURCES if (row.number, source) in hidden]
    scores = {source: rounded.get((row.number, source)) for source in sources}
    # Shares of 现场测评 are figures of the same votes under another name
    fired = rules.without([*sources, *(SHARE_INDICATORS if MEETING in sources else ())]).text()
    return {
        **row.record(),
        Appraisal.columns()["fired_rules"].header: fired,
        **{source: score.figure if score else UNSHOWN for source, score in scores.items()},
    }


def track_mean(values: Iterable[Decimal | Fraction | None], decimals: int = 2) -> Decimal | None:
    """Mean score of a track's branches, or None when fewer than five have one.

    Args:
        values: Score of each branch, None where it has none.
        decimals: Decimal places, 小数位数 (基本设置).

    >>> track_mean([Decimal(90)] * 4), track_mean([Decimal(90)] * 4 + [Decimal(85)])
    (None, Decimal('89.00'))
    """
    # As fractions: dividing decimals would round once before the mean is rounded
    scores = [Fraction(value) for value in values if value is not None]
    return (
        round_half_up(sum(scores, start=Fraction(0)) / len(scores), decimals)
        if len(scores) >= LEAST_BRANCHES
        else None
    )
