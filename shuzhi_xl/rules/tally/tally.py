"""The tally (测评统计): what was voted on each organisation, in counts, shares and scores."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from shuzhi_xl.findings import Finding, notice
from shuzhi_xl.rules.scheme.model import Policy, TrackPolicy
from shuzhi_xl.rules.tally.admissible_votes import counted_votes
from shuzhi_xl.rules.tally.branch_votes import BranchVotes, Scene, SourceFault, branch_votes, faults, told
from shuzhi_xl.rules.tally.counts import Count, count_marks
from shuzhi_xl.rules.tally.electorate import Electorate, electorate
from shuzhi_xl.rules.tally.entered_scores import entered_scores, uncounted_entries
from shuzhi_xl.rules.tally.package_votes import PackageVotes, package_votes
from shuzhi_xl.rules.tally.rows import tally_rows
from shuzhi_xl.rules.tally.scores import ClassTally, SourceTally, class_score, item_tally, source_tally
from shuzhi_xl.rules.year.unreliable_rows import Doubts, Pair, find_doubts, needs_eligible
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.results import Tally
from shuzhi_xl.sheets.master.vocabulary import (
    BALLOT_SOURCES,
    BY_ELIGIBLE,
    EMPTY_ERROR,
    GRADES,
    MEETING,
    OVERALL,
)
from shuzhi_xl.sheets.reading.year import Year

__all__ = ["Count", "TallyResult", "tally"]


@dataclass(frozen=True)
class TallyResult:
    """All counts and scores of the year.

    Attributes:
        rows: Lines of 测评统计; each source and 测评项目 ends with a line 票类 = 合计.
        source_scores: Unrounded score by 编号 and 来源, of all five sources; a missing one is absent.
        shares: Unrounded share in per cent of each grade in 现场测评, 总体评价, all classes, by 编号.
        tallies: How each score of votes came about, by 编号 and 来源.
        withheld: 编号 and what a blocking finding holds back: a source, 日常年度, 整改逾期数, 成绩占比.
        unscored: 编号 and 来源 whose score alone an empty class holds back (空票类处理 = 报错).
        unranked: Tracks whose list of organisations is in doubt.
        packages: Votes of 现场测评 that single packages brought.
    """

    rows: tuple[Tally, ...]
    source_scores: Mapping[Pair, Fraction]
    shares: Mapping[str, Mapping[str, Fraction]]
    tallies: Mapping[Pair, SourceTally] = field(default_factory=dict)
    withheld: frozenset[Pair] = frozenset()
    unranked: frozenset[str] = frozenset()
    unscored: frozenset[Pair] = frozenset()
    packages: PackageVotes = field(default_factory=dict)

    def holds_back(self, number: str, what: str) -> bool:
        """Whether a blocking finding holds back a score or an entry of an organisation."""
        return (number, what) in self.withheld or (number, what) in self.unscored


def tally(
    year: Year, policy: Policy, quarantined: frozenset[Pair] = frozenset()
) -> tuple[TallyResult, list[Finding]]:
    """Count and score all votes of the year (计算: 测评统计).

    Args:
        year: The year.
        policy: The scheme; organisations of tracks that are not in it are left out.
        quarantined: 编号 and 来源 whose votes another check holds back.

    Returns:
        The tally, and what was not counted or withholds a result.
    """
    doubt = find_doubts(year)
    voters = electorate(year)
    withheld = set(quarantined | doubt.withheld)
    tallies: dict[Pair, SourceTally] = {}
    unscored: set[Pair] = set()
    packages: dict[Pair, Sequence[int]] = {}
    findings: list[Finding] = []
    for source in BALLOT_SOURCES:
        counted = _source(year, policy, source, voters, doubt)
        tallies |= counted.tallies
        withheld |= counted.withheld
        unscored |= counted.unscored
        packages |= counted.packages
        findings += counted.findings
    scores = {pair: each.score for pair, each in tallies.items() if each.score is not None}
    scores |= entered_scores(year, policy)
    kept = {pair: score for pair, score in scores.items() if pair not in withheld}
    held = frozenset(withheld)
    rows = tuple(tally_rows(year, policy, tallies, held))
    shares = _shares(policy, tallies, held)
    result = TallyResult(rows, kept, shares, tallies, held, doubt.tracks, frozenset(unscored), packages)
    return result, findings + uncounted_entries(year)


@dataclass(frozen=True)
class _Source:
    """One source of all organisations: its tallies, and what is held back or said of them."""

    tallies: Mapping[Pair, SourceTally]
    withheld: frozenset[Pair]
    unscored: frozenset[Pair]
    packages: PackageVotes
    findings: list[Finding]


def _source(year: Year, policy: Policy, source: str, voters: Electorate, doubt: Doubts) -> _Source:
    counted = counted_votes(year, source, tuple(policy.criteria))
    voted = counted.numbers, counted.voter_classes
    counts = {criterion: count_marks(*voted, marks) for criterion, marks in counted.marks.items()}
    needed = needs_eligible(year)
    scene = Scene(year, voters, counted.rows, needs_eligible=needed, is_listed=not doubt.eligible)
    wrong: list[SourceFault] = []
    empty: list[SourceFault] = []
    remarks: list[SourceFault] = []
    found: dict[Pair, SourceTally] = {}
    for organisation, track in _appraised(year, policy):
        votes = branch_votes(organisation, source, track, voters, counts)
        if votes is not None:
            pair = organisation.number, source
            found[pair] = _scored(votes, track, policy)
            wrong += faults(votes, track, scene)
            empty += _empty(found[pair], track, policy, pair)
            remarks += _remarks(found[pair], track, policy, pair, year)
    withheld = _pairs(wrong, source) | counted.unsure
    remarks = [each for each in remarks if (each.number, source) not in withheld]
    findings = [*counted.findings, *told(wrong), *told(empty), *told(remarks, notice)]
    packages = package_votes(year, counted.rows) if source == MEETING else {}
    return _Source(found, withheld, _pairs(empty, source), packages, findings)


def _pairs(faults: Iterable[SourceFault], source: str) -> frozenset[Pair]:
    return frozenset((fault.number, source) for fault in faults)


def _appraised(year: Year, policy: Policy) -> Iterator[tuple[Organisation, TrackPolicy]]:
    for each in year.appraised:
        if each.track in policy.tracks:
            yield each, policy.tracks[each.track]


def _scored(votes: BranchVotes, track: TrackPolicy, policy: Policy) -> SourceTally:
    settings = policy.settings
    weights = track.class_weights.get(votes.source, {})
    items = []
    for criterion, weight in policy.criteria.items():
        classes = [
            ClassTally(
                of,
                weights.get(of, Fraction(0)),
                count,
                class_score(count, track.points, settings.denominator),
            )
            for of, count in votes.counts[criterion].items()
        ]
        items.append(item_tally(criterion, weight, classes, votes.whole(criterion), settings.empty_class))
    return source_tally(items, settings.empty_class)


def _empty(found: SourceTally, track: TrackPolicy, policy: Policy, pair: Pair) -> Iterator[SourceFault]:
    """空票类处理 = 报错: a class with weight but without votes withholds the score if it is needed."""
    number, source = pair
    is_needed = track.source_weights.get(source) or source in track.indicators
    if policy.settings.empty_class != EMPTY_ERROR or not is_needed:
        return
    for item in found.items:
        for each in item.classes if item.weight else ():
            if each.weight and each.score is None:
                context = (("value", each.voter_class), ("source", source), ("criterion", item.criterion))
                yield SourceFault("class_empty", track.class_cells[source, each.voter_class], number, context)


def _remarks(
    found: SourceTally, track: TrackPolicy, policy: Policy, pair: Pair, year: Year
) -> Iterator[SourceFault]:
    """What a score does not show by itself: a class that counts 0, a 测评项目 that is left out."""
    number, source = pair
    if not track.source_weights.get(source):
        return
    by_eligible = policy.settings.denominator == BY_ELIGIBLE
    for each in found.items[0].classes if by_eligible else ():
        if each.weight and each.score is not None and not each.count.returned:
            context = (("value", each.voter_class), ("source", source))
            yield SourceFault("class_not_cast", track.class_cells[source, each.voter_class], number, context)
    cells = {row.name: row.at("weight") for row in year.criteria}
    for item in found.items if found.score is not None else ():
        if item.weight and item.score is None:
            yield SourceFault(
                "criterion_unmarked",
                cells[item.criterion],
                number,
                (("value", item.criterion), ("source", source)),
            )


def _shares(
    policy: Policy, tallies: Mapping[Pair, SourceTally], held: frozenset[Pair]
) -> dict[str, dict[str, Fraction]]:
    """Shares (占比) that rules look at: of 现场测评, 总体评价, all classes together, unrounded."""
    found = {}
    for (number, source), each in tallies.items():
        whole = next(item.count for item in each.items if item.criterion == OVERALL)
        base = sum(whole.parts(policy.settings.share_denominator) or ())
        if source == MEETING and base > 0 and (number, source) not in held:
            found[number] = {
                grade: Fraction(100 * count, base) for grade, count in zip(GRADES, whole.grades, strict=True)
            }
    return found
