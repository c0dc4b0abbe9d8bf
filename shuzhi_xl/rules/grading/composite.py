"""The composite score (综合得分; 通知 四、4): weighted sources, adjustment, limits, rounded once."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.rules.arithmetic.rounding import round_half_up
from shuzhi_xl.rules.policy.model import Policy
from shuzhi_xl.rules.tally.scores import weighted_mean
from shuzhi_xl.rules.tally.tally import TallyResult
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.rules.year.unreliable_rows import ROUTINE_ROW
from shuzhi_xl.sheets.declaration.units import Number, Points, Source, Weight
from shuzhi_xl.sheets.master.office_entries import Routine
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.vocabulary import ANNUAL, MISSING_ERROR, ROUTINE
from shuzhi_xl.sheets.reading.year import Year

_ENTERED = {ROUTINE: "routine", ANNUAL: "annual"}


Entry = tuple[Organisation, Routine | None]
"""An organisation, and its row of 日常年度."""


@dataclass(frozen=True)
class WeightedSource:
    """One source (来源) of the composite: its weight in per cent and its unrounded score."""

    source: Source
    weight: Weight
    score: Points


@dataclass(frozen=True)
class Composite:
    """A composite score (综合得分) and its parts.

    Attributes:
        parts: Sources with weight that have a score.
        missing: Sources with weight that have none; the weights of the others were scaled up (缺项处理).
        weighted: Σ W·S / Σ W over the parts.
        adjustment: 加减分.
        score: After adjustment, limited to 0–100, rounded half up; the printed value decides the grade.
    """

    parts: tuple[WeightedSource, ...]
    missing: tuple[Source, ...]
    weighted: Points
    adjustment: Points
    score: Decimal


def combine_sources(
    parts: Sequence[WeightedSource], adjustment: Points, decimals: int, missing: Sequence[Source] = ()
) -> Composite | None:
    """Compute the composite of some sources (综合得分); None when none of them has a score.

    Args:
        parts: Sources with weight that have a score.
        adjustment: 加减分 in points, within 加减分上限 (基本设置).
        decimals: 小数位数 (基本设置).
        missing: Sources with weight that have no score.

    >>> meeting = WeightedSource("现场测评", Fraction(60), Fraction(90))
    >>> annual = WeightedSource("年度考核", Fraction(40), Fraction(80))
    >>> combine_sources([meeting, annual], Fraction(1, 2), 2).score
    Decimal('86.50')
    """
    weighted = weighted_mean((part.weight, part.score) for part in parts)
    if weighted is None:
        return None
    # Limited before it is rounded, and rounded once: every earlier rounding could change a grade
    limited = min(max(weighted + adjustment, Fraction(0)), Fraction(100))
    return Composite(tuple(parts), tuple(missing), weighted, adjustment, round_half_up(limited, decimals))


def compute_composites(
    year: Year, policy: Policy, tallied: TallyResult
) -> tuple[dict[Number, Composite], list[Finding]]:
    """Composite by 编号 of each appraised organisation that has one, and findings on those that have none."""
    routine = {row.number: row for row in year.routine}
    composite_of: dict[str, Composite] = {}
    findings: list[Finding] = []
    lacking: dict[tuple[str, str], list[Entry]] = {}
    for organisation in year.appraised:
        if organisation.track in policy.tracks:
            row = routine.get(organisation.number)
            composite, errors, missing = _compute_composite(organisation, row, policy, tallied)
            findings += errors
            for source in missing:
                lacking.setdefault((organisation.track, source), []).append((organisation, row))
            if composite:
                composite_of[organisation.number] = composite
    return composite_of, [
        *findings,
        *(_missing_source_finding(source, rows) for (_, source), rows in lacking.items()),
    ]


def _compute_composite(
    organisation: Organisation, routine: Routine | None, policy: Policy, tallied: TallyResult
) -> tuple[Composite | None, list[Finding], Sequence[str]]:
    """The composite of one organisation, or None; its findings, and the sources missing for it."""
    number = organisation.number
    weights = {
        source: weight
        for source, weight in policy.tracks[organisation.track].source_weights.items()
        if weight
    }
    scores = {source: tallied.source_scores.get((number, source)) for source in weights}
    is_held_back = any(tallied.holds_back(number, part) for part in (*weights, ROUTINE_ROW))
    # A source of weight 0 is not asked for, so it is never missing
    missing = [source for source, score in scores.items() if score is None]
    findings = _check_adjustment(routine, policy)
    # Before the missing ones: a source withheld by an error is not absent, and its error is reported
    if is_held_back:
        return None, findings, ()
    # With no source at all there is nothing to scale up, whatever 缺项处理 says
    if missing and (policy.settings.missing_source == MISSING_ERROR or len(missing) == len(weights)):
        return None, findings, missing
    # A 加减分 beyond its limit is neither cut nor counted: only the clerk knows which of the two is mistyped
    if findings:
        return None, findings, ()
    parts = [
        WeightedSource(source, weights[source], score)
        for source, score in scores.items()
        if score is not None
    ]
    return combine_sources(parts, adjustment_of(routine), policy.settings.decimals, missing), [], ()


def adjustment_of(routine: Routine | None) -> Points:
    """加减分 of one organisation, in points (日常年度); 0 where none is entered."""
    return Fraction(routine.adjustment or 0) if routine else Fraction(0)


def _check_adjustment(routine: Routine | None, policy: Policy) -> list[Finding]:
    limit = policy.settings.adjustment_limit
    # Exactly as entered, not as rounded for the sheet: 5.004 exceeds a limit of 5
    if routine is None or abs(adjustment_of(routine)) <= limit:
        return []
    return [blocking("adjustment_exceeds", routine.at("adjustment"), value=routine.adjustment, limit=limit)]


def _missing_source_finding(source: str, rows: Sequence[Entry]) -> Finding:
    """One finding for all organisations of a track without a source, at the first of them."""
    organisation, routine = rows[0]
    at: Location = organisation.at("number")
    if routine is not None and source in _ENTERED:
        at = routine.at(_ENTERED[source])
    names = join_names([member.name for member, _ in rows])
    return blocking("source_missing", at, value=organisation.number, source=source, names=names)
