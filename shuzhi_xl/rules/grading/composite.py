"""The composite score (综合得分; 通知 四、4): weighted sources, adjustment, limits, rounded once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.rules.arithmetic.means import weighted_mean
from shuzhi_xl.rules.arithmetic.rounding import round_half_up
from shuzhi_xl.rules.policy.model import Policy
from shuzhi_xl.rules.tally.tally import TallyResult
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.rules.year.unreliable_rows import ROUTINE_ROW
from shuzhi_xl.sheets.declaration.units import Number, Points, Source, TrackName, Weight
from shuzhi_xl.sheets.master.office_entries import Routine
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.vocabulary import ANNUAL, MISSING_ERROR, ROUTINE
from shuzhi_xl.sheets.reading.year import Year

_ENTERED = {ROUTINE: "routine", ANNUAL: "annual"}


Entry = tuple[Organisation, Routine | None]
"""An organisation, and its row of 日常年度."""


@dataclass(frozen=True)
class WeightedSource:
    """One source (来源权重) of the composite: its weight in per cent and its unrounded score."""

    source: Source
    weight: Weight
    score: Points


@dataclass(frozen=True)
class Composite:
    """A composite score (综合得分) and its parts.

    Attributes:
        parts: Sources with weight that have a score; their weights are scaled up (缺项处理).
        weighted: Σ W·S / Σ W over the parts.
        adjustment: 加减分.
        score: After adjustment, limited to 0–100, rounded half up; the printed value decides the grade.
    """

    parts: tuple[WeightedSource, ...]
    weighted: Points
    adjustment: Points
    score: Decimal


def combine_sources(
    weights: Mapping[Source, Weight],
    scores: Mapping[Source, Points | None],
    adjustment: Points,
    decimals: int,
) -> Composite | None:
    """Compute the composite of some sources (综合得分); None when none of them has a score.

    Args:
        weights: 来源权重 of the track.
        scores: Score of each source; None or no entry where there is none.
        adjustment: 加减分 in points, within 加减分上限 (基本设置).
        decimals: 小数位数 (基本设置).

    >>> weights = {"现场测评": Fraction(60), "年度考核": Fraction(40)}
    >>> scores = {"现场测评": Fraction(90), "年度考核": Fraction(80)}
    >>> combine_sources(weights, scores, Fraction(1, 2), 2).score
    Decimal('86.50')
    """
    parts = [
        WeightedSource(source, weight, score)
        for source, weight in weights.items()
        if weight and (score := scores.get(source)) is not None
    ]
    weighted = weighted_mean((part.weight, part.score) for part in parts)
    if weighted is None:
        return None
    # Limited before it is rounded, and rounded once: every earlier rounding could change a grade
    limited = min(max(weighted + adjustment, Fraction(0)), Fraction(100))
    return Composite(tuple(parts), weighted, adjustment, round_half_up(limited, decimals))


def compute_composites(
    year: Year, policy: Policy, tallied: TallyResult
) -> tuple[dict[Number, Composite], list[Finding]]:
    """Composites (综合得分; 通知 四、4) by 编号, and findings on the organisations that have none."""
    routine = {row.number: row for row in year.routine}
    incomplete, findings = _find_incomplete(year, policy, tallied)
    composite_of: dict[Number, Composite | None] = {}
    for organisation in year.appraised:
        number = organisation.number
        if organisation.track in policy.tracks and number not in incomplete:
            weights = policy.tracks[organisation.track].source_weights
            scores = {source: tallied.source_scores.get((number, source)) for source in weights}
            adjustment = adjustment_of(routine.get(number))
            composite_of[number] = combine_sources(weights, scores, adjustment, policy.settings.decimals)
    return {number: composite for number, composite in composite_of.items() if composite}, findings


def _find_incomplete(year: Year, policy: Policy, tallied: TallyResult) -> tuple[set[Number], list[Finding]]:
    """Organisations that get no composite yet: a part is withheld, missing, or beyond its limit."""
    routine = {row.number: row for row in year.routine}
    incomplete: set[Number] = set()
    findings: list[Finding] = []
    lacking: dict[tuple[TrackName, Source], list[Entry]] = {}
    for organisation in year.appraised:
        if organisation.track in policy.tracks:
            row = routine.get(organisation.number)
            errors = _check_adjustment(row, policy)
            findings += errors
            is_held_back = _is_held_back(organisation, policy, tallied)
            # A source withheld by an error is not absent, and its error is reported
            missing = [] if is_held_back else _missing_sources(organisation, policy, tallied)
            for source in missing:
                lacking.setdefault((organisation.track, source), []).append((organisation, row))
            # A 加减分 beyond its limit is neither cut nor counted: only the clerk knows what is mistyped
            if errors or missing or is_held_back:
                incomplete.add(organisation.number)
    findings += [_missing_source_finding(source, rows) for (_, source), rows in lacking.items()]
    return incomplete, findings


def _weighted_sources(organisation: Organisation, policy: Policy) -> list[Source]:
    # A source of weight 0 is not asked for, so it is never missing
    weights = policy.tracks[organisation.track].source_weights
    return [source for source, weight in weights.items() if weight]


def _is_held_back(organisation: Organisation, policy: Policy, tallied: TallyResult) -> bool:
    parts = (*_weighted_sources(organisation, policy), ROUTINE_ROW)
    return any(tallied.holds_back(organisation.number, part) for part in parts)


def _missing_sources(organisation: Organisation, policy: Policy, tallied: TallyResult) -> list[Source]:
    """Sources without which there is no composite, by 缺项处理 (基本设置)."""
    sources = _weighted_sources(organisation, policy)
    missing = [source for source in sources if (organisation.number, source) not in tallied.source_scores]
    # With no source at all there is nothing to scale up, whatever 缺项处理 says
    is_needed = policy.settings.missing_source == MISSING_ERROR or len(missing) == len(sources)
    return missing if is_needed else []


def adjustment_of(routine: Routine | None) -> Points:
    """加减分 of one organisation, in points (日常年度); 0 where none is entered."""
    return Fraction(routine.adjustment or 0) if routine else Fraction(0)


def _check_adjustment(routine: Routine | None, policy: Policy) -> list[Finding]:
    limit = policy.settings.adjustment_limit
    # Exactly as entered, not as rounded for the sheet: 5.004 exceeds a limit of 5
    if routine is None or abs(adjustment_of(routine)) <= limit:
        return []
    return [blocking("adjustment_exceeds", routine.at("adjustment"), value=routine.adjustment, limit=limit)]


def _missing_source_finding(source: Source, rows: Sequence[Entry]) -> Finding:
    """One finding for all organisations of a track without a source, at the first of them."""
    organisation, routine = rows[0]
    at: Location = organisation.at("number")
    if routine is not None and source in _ENTERED:
        at = routine.at(_ENTERED[source])
    names = join_names([member.name for member, _ in rows])
    return blocking("source_missing", at, value=organisation.number, source=source, names=names)
