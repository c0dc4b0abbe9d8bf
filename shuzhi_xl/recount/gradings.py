"""The second count's ranks and grades (复核的名次和等次) of every 参评 organisation, track by track."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from shuzhi_xl.recount.grades import apply_quotas, find_fired_rules, grade_by_score, rank_scores, worst_grade
from shuzhi_xl.recount.inputs import Inputs
from shuzhi_xl.recount.standings import Standing
from shuzhi_xl.sheets.master.office_entries import Routine
from shuzhi_xl.sheets.master.vocabulary import POOR

_VETO = Routine.columns()["veto"].header


@dataclass(frozen=True)
class Grading:
    """One organisation's rank and grade within its track (名次、建议等次).

    Attributes:
        rank: None where withheld.
        grade: 建议等次; None where withheld.
        fired: Names of the rules that fired, 一票否决 among them.
        lowered: Whether the grade is below the one that the composite alone would give.
    """

    rank: int | None = None
    grade: str | None = None
    fired: tuple[str, ...] = ()
    lowered: bool = False


def work_out_gradings(inputs: Inputs, every: Mapping[str, Standing]) -> dict[str, Grading]:
    """Ranks and 建议等次 by 编号 (通知 四、4), track by track; a track with a gap has neither."""
    by_number: dict[str, Grading] = {}
    for track in dict.fromkeys(standing.organisation.track for standing in every.values()):
        track_standings = {
            number: standing for number, standing in every.items() if standing.organisation.track == track
        }
        by_number |= _grade_track(inputs, track_standings)
    return by_number


def _grade_track(inputs: Inputs, track_standings: Mapping[str, Standing]) -> dict[str, Grading]:
    scores = {
        number: standing.composite
        for number, standing in track_standings.items()
        if isinstance(standing.composite, Fraction)
    }
    # Ranks and quotas among the others would change with the missing composite
    if len(scores) < len(track_standings):
        return dict.fromkeys(track_standings, Grading())
    ranks = rank_scores(scores)
    first = {
        number: grade_by_score(scores[number], standing.policy)
        for number, standing in track_standings.items()
    }
    fired = {
        number: find_fired_rules(standing.indicators, standing.policy)
        for number, standing in track_standings.items()
    }
    capped = _cap_grades(track_standings, first, fired)
    if capped is None:
        return dict.fromkeys(track_standings, Grading())
    policy = next(iter(track_standings.values())).policy
    suggestions = apply_quotas(capped, scores, policy, inputs.settings)
    return {
        number: Grading(
            ranks[number],
            suggestions.get(number),
            (*(fired[number] or ()), *([_VETO] if _is_vetoed(track_standings[number]) else [])),
            number in suggestions and suggestions[number] != first[number],
        )
        for number in track_standings
    }


def _cap_grades(
    track_standings: Mapping[str, Standing],
    first: Mapping[str, str | None],
    fired: Mapping[str, Mapping[str, str] | None],
) -> dict[str, str] | None:
    """Grades after rules and veto; None while the grade of one organisation is open."""
    # Caps before quotas: whoever is lowered by a rule takes no place of a higher grade
    capped = {}
    for number, standing in track_standings.items():
        grade, caps = first[number], fired[number]
        # One open grade leaves all of the track open: it decides who else gets a place
        if grade is None or caps is None:
            return None
        capped[number] = worst_grade([grade, *caps.values(), *([POOR] if _is_vetoed(standing) else [])])
    return capped


def _is_vetoed(standing: Standing) -> bool:
    return standing.routine is not None and bool(standing.routine.veto)
