"""The tally (测评统计): the votes on each organisation, in counts, shares and scores."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from shuzhi_xl.findings import Finding, notice
from shuzhi_xl.rules.policy.model import Policy
from shuzhi_xl.rules.tally.admissible_votes import counted_votes
from shuzhi_xl.rules.tally.branch_tally import RatedBranch, tally_branch
from shuzhi_xl.rules.tally.counts import count_marks
from shuzhi_xl.rules.tally.electorate import Electorate, electorate
from shuzhi_xl.rules.tally.entered_scores import entered_scores, uncounted_entries
from shuzhi_xl.rules.tally.package_votes import PackageMarks, PackageVotes, count_votes, package_marks
from shuzhi_xl.rules.tally.rows import tally_rows
from shuzhi_xl.rules.tally.scores import SourceTally
from shuzhi_xl.rules.tally.source_votes import SourceVotes
from shuzhi_xl.rules.tally.tally_errors import (
    TallyError,
    find_empty_classes,
    find_errors,
    find_silent_effects,
    report_errors,
)
from shuzhi_xl.rules.year.unreliable_rows import Doubts, Pair, find_doubts, needs_eligible
from shuzhi_xl.sheets.declaration.units import GradeName, Number, Points, Share, Source, TrackName
from shuzhi_xl.sheets.master.results import Tally
from shuzhi_xl.sheets.master.vocabulary import (
    BALLOT_SOURCES,
    GRADES,
    MEETING,
    OVERALL,
)
from shuzhi_xl.sheets.reading.year import Year


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
        package_marks: Votes of 现场测评 that single packages brought, and the valid ones.
    """

    rows: tuple[Tally, ...]
    source_scores: Mapping[Pair, Points]
    shares: Mapping[Number, Mapping[GradeName, Share]]
    tallies: Mapping[Pair, SourceTally] = field(default_factory=dict)
    withheld: frozenset[Pair] = frozenset()
    unranked: frozenset[TrackName] = frozenset()
    unscored: frozenset[Pair] = frozenset()
    package_marks: PackageMarks = field(default_factory=dict)

    @property
    def packages(self) -> PackageVotes:
        """Votes of 现场测评 that single packages brought."""
        return count_votes(self.package_marks)

    def holds_back(self, number: Number, subject: str) -> bool:
        """Whether a blocking finding holds back a score or an entry of an organisation."""
        return (number, subject) in self.withheld or (number, subject) in self.unscored


def tally(
    year: Year, policy: Policy, quarantined: frozenset[Pair] = frozenset()
) -> tuple[TallyResult, list[Finding]]:
    """Count and score all votes of the year (计算: 测评统计; 通知 四、3 and 四、4).

    Args:
        year: The year.
        policy: The policy; organisations of tracks that are not in it are left out.
        quarantined: 编号 and 来源 whose votes another check holds back.

    Returns:
        The tally, and what was not counted or withholds a result.
    """
    doubt = find_doubts(year)
    voters = electorate(year)
    sources = [_tally_source(year, policy, source, voters, doubt) for source in BALLOT_SOURCES]
    tallies = {pair: tally for source in sources for pair, tally in source.tallies.items()}
    withheld = frozenset(quarantined | doubt.withheld).union(*(source.withheld for source in sources))
    scores = {pair: tally.score for pair, tally in tallies.items() if tally.score is not None}
    scores |= entered_scores(year, policy)
    result = TallyResult(
        rows=tuple(tally_rows(year, policy, tallies, withheld)),
        source_scores={pair: score for pair, score in scores.items() if pair not in withheld},
        shares=_shares(policy, tallies, withheld),
        tallies=tallies,
        withheld=withheld,
        unranked=doubt.tracks,
        unscored=frozenset[Pair]().union(*(source.unscored for source in sources)),
        package_marks={pair: marks for source in sources for pair, marks in source.packages.items()},
    )
    findings = [finding for source in sources for finding in source.findings]
    return result, findings + uncounted_entries(year)


@dataclass(frozen=True)
class _SourceResult:
    """One source of all branches.

    Attributes:
        tallies: Its tallies, by 编号 and 来源.
        withheld: Branches whose result of the source is held back.
        unscored: Branches whose score alone an empty class holds back.
        packages: Votes of 现场测评 that single packages brought, and the valid ones.
        findings: What was not counted, or holds back a result.
    """

    tallies: Mapping[Pair, SourceTally]
    withheld: frozenset[Pair]
    unscored: frozenset[Pair]
    packages: PackageMarks
    findings: Sequence[Finding]


def _tally_source(
    year: Year, policy: Policy, source: Source, voters: Electorate, doubt: Doubts
) -> _SourceResult:
    counted = counted_votes(year, source, tuple(policy.criteria))
    votes = SourceVotes(
        year, voters, counted.rows, needs_eligible=needs_eligible(year), is_listed=not doubt.eligible
    )
    counts = {
        criterion: count_marks(counted.numbers, counted.voter_classes, marks)
        for criterion, marks in counted.marks.items()
    }
    tallies: dict[Pair, SourceTally] = {}
    errors: list[TallyError] = []
    empty: list[TallyError] = []
    remarks: list[TallyError] = []
    for branch in _rated_branches(year, policy, source):
        tally = tally_branch(branch, policy, voters, counts)
        if tally is not None:
            tallies[branch.pair] = tally
            errors += find_errors(branch, tally, votes)
            empty += find_empty_classes(branch, tally, policy)
            remarks += find_silent_effects(branch, tally, policy, year)
    withheld = _pairs(errors, source) | counted.unsure
    # A remark on a withheld score would distract from the error that withholds it
    remarks = [remark for remark in remarks if (remark.number, source) not in withheld]
    reported = [*report_errors(errors), *report_errors(empty), *report_errors(remarks, notice)]
    # Surveys come from one branch each, whose total the floor of anonymity covers
    packages = package_marks(year, counted.rows) if source == MEETING else {}
    findings = [*counted.findings, *reported]
    return _SourceResult(tallies, withheld, _pairs(empty, source), packages, findings)


def _pairs(errors: Iterable[TallyError], source: Source) -> frozenset[Pair]:
    return frozenset((error.number, source) for error in errors)


def _rated_branches(year: Year, policy: Policy, source: Source) -> Iterator[RatedBranch]:
    for organisation in year.appraised:
        if organisation.track in policy.tracks:
            yield RatedBranch(organisation, source, policy.tracks[organisation.track])


def _shares(
    policy: Policy, tallies: Mapping[Pair, SourceTally], withheld: frozenset[Pair]
) -> dict[Number, dict[GradeName, Share]]:
    """Shares (占比) that rules look at: of 现场测评, 总体评价, all classes together, unrounded."""
    shares = {}
    for (number, source), tally in tallies.items():
        whole = next(item.count for item in tally.items if item.criterion == OVERALL)
        # 占比分母, not 计票分母: a town may score the valid votes and publish shares of those eligible
        base = sum(whole.parts(policy.settings.share_denominator) or ())
        # The shares that rules know (指标) are of 现场测评; a share of no votes is missing, not 0
        if source == MEETING and base > 0 and (number, source) not in withheld:
            shares[number] = {
                grade: Fraction(100 * count, base) for grade, count in zip(GRADES, whole.grades, strict=True)
            }
    return shares
