"""The second count's piles and scores (复核的票和得分) of every 参评 organisation, before grading."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from shuzhi_xl.recount.grades import work_out_share_indicators
from shuzhi_xl.recount.inputs import Inputs
from shuzhi_xl.recount.piles import Pile, merge_piles
from shuzhi_xl.recount.policy import RecountPolicy, work_out_policy
from shuzhi_xl.recount.scores import Gap, Score, composite_score, item_score, source_score, visit_score
from shuzhi_xl.recount.seat_count import SeatCount
from shuzhi_xl.recount.votes import Votes
from shuzhi_xl.sheets.master.office_entries import Routine
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.results import Problem
from shuzhi_xl.sheets.master.vocabulary import (
    ANNUAL,
    BALLOT_SOURCES,
    BY_ELIGIBLE,
    CLOSED,
    DONE,
    INDICATORS,
    MEETING,
    OVERALL,
    ROUTINE,
    SURVEY,
    VISITS,
)

*_, _COMPOSITE, _OVERDUE, _ACHIEVEMENTS = INDICATORS


@dataclass(frozen=True)
class Standing:
    """One organisation's piles and scores, before it is compared with others.

    Attributes:
        policy: The policy of its track.
        piles: Votes by source, item and 票类.
        items: Score by source and item.
        scores: Score by source.
        routine: Its row of 日常年度, if any.
        composite: Rounded 综合得分.
        indicators: Value by 指标.
        sheets: Questionnaires issued (问卷的应到), of all classes together.
        doubtful: Sources with counts but no score, because something must be corrected first.
    """

    organisation: Organisation
    policy: RecountPolicy
    piles: Mapping[tuple[str, str], Mapping[str, Pile]]
    items: Mapping[tuple[str, str], Score]
    scores: Mapping[str, Score]
    routine: Routine | None
    composite: Score
    indicators: Mapping[str, Score]
    sheets: int | None
    doubtful: AbstractSet[str]


def work_out_standings(inputs: Inputs, votes: Votes) -> dict[str, Standing]:
    """Piles and scores of each 参评 organisation, by 编号."""
    electorate = SeatCount(inputs)
    policies = {
        organisation.track: work_out_policy(organisation.track, inputs)
        for organisation in inputs.appraised.values()
    }
    return {
        number: _work_out_standing(organisation, policies[organisation.track], inputs, votes, electorate)
        for number, organisation in inputs.appraised.items()
    }


def _work_out_standing(
    organisation: Organisation, policy: RecountPolicy, inputs: Inputs, votes: Votes, electorate: SeatCount
) -> Standing:
    piles = _make_piles(organisation, policy, votes, electorate)
    # As for a single class: the number issued is known for all classes together
    sheets = electorate.of_survey(organisation, 1)
    doubtful = {
        source
        for source in BALLOT_SOURCES
        if _is_doubtful(source, piles, policy, inputs, sheets)
        # A vote of unknown origin may belong to this source, so it has no score until that is settled
        or (organisation.number, source) in votes.unsure
    }
    items = {
        (source, name): Gap.BLOCKED
        if source in doubtful
        else item_score(by_class, policy.classes[source], policy.points, inputs.settings)
        for (source, name), by_class in piles.items()
    }
    routine = next((row for row in inputs.routine if row.number == organisation.number), None)
    scores = _score_sources(organisation.number, policy, inputs, items, routine)
    adjustment = Fraction((routine and routine.adjustment) or 0)
    total = composite_score(scores, adjustment, policy, inputs.settings)
    # The shares in 评定规则 are those of the 总体评价 at the meeting, over all 票类
    overall = merge_piles(piles.get((MEETING, OVERALL), {}).values())
    shares = work_out_share_indicators(overall, inputs.settings.share_denominator)
    indicators = {
        **(dict.fromkeys(shares, Gap.BLOCKED) if MEETING in doubtful else shares),
        **scores,
        _COMPOSITE: total,
        _OVERDUE: _count_overdue(organisation.number, inputs),
        _ACHIEVEMENTS: _achievement_share(organisation.number, inputs),
    }
    return Standing(organisation, policy, piles, items, scores, routine, total, indicators, sheets, doubtful)


def _score_sources(
    number: str,
    policy: RecountPolicy,
    inputs: Inputs,
    items: Mapping[tuple[str, str], Score],
    routine: Routine | None,
) -> dict[str, Score]:
    scores = {
        source: source_score({name: items[source, name] for name in policy.criteria}, policy.criteria)
        for source in BALLOT_SOURCES
    }
    scores[VISITS] = visit_score([row for row in inputs.visits if row.number == number], policy.points)
    # 日常工作 and 年度综合考核 are entered by the office (通知 四、4)
    scores[ROUTINE] = _entered_score(routine and routine.routine)
    scores[ANNUAL] = _entered_score(routine and routine.annual)
    return scores


def _is_doubtful(
    source: str,
    piles: Mapping[tuple[str, str], Mapping[str, Pile]],
    policy: RecountPolicy,
    inputs: Inputs,
    sheets: int | None,
) -> bool:
    """Whether the votes of a source can't be scored: a class has no weight, or its voters are in doubt."""
    by_class = piles.get((source, OVERALL), {})
    if not any(pile.cast for pile in by_class.values()):
        return False
    whole = replace(merge_piles(by_class.values()), eligible=sheets)
    # An unknown number of voters matters only where a figure is divided by it
    needed = BY_ELIGIBLE in (inputs.settings.denominator, inputs.settings.share_denominator)
    return (
        # A class without a weight is a gap in the settings; weight 0 must be entered as such
        not by_class.keys() <= policy.classes[source].keys()
        or any(pile.overfull for pile in by_class.values())
        or (source == SURVEY and whole.overfull)
        or (needed and any(pile.eligible is None for pile in by_class.values()))
    )


def _make_piles(
    organisation: Organisation, policy: RecountPolicy, votes: Votes, electorate: SeatCount
) -> dict[tuple[str, str], dict[str, Pile]]:
    piles: dict[tuple[str, str], dict[str, Pile]] = {}
    for source in BALLOT_SOURCES:
        voting = votes.classes.get((organisation.number, source), set())
        seated = electorate.classes(organisation) if source == MEETING else set()
        # Also classes without a vote: under 应到人数 a class that may vote and did not scores 0
        classes = sorted(set(policy.classes[source]) | voting | seated)
        sheets = electorate.of_survey(organisation, len(classes))
        for name in policy.criteria:
            piles[source, name] = {
                voter_class: Pile(
                    votes.marks.get((organisation.number, source, voter_class, name), {}),
                    sheets if source == SURVEY else electorate.at_meeting(organisation, voter_class),
                )
                for voter_class in classes
            }
    return piles


def _entered_score(value: object) -> Score:
    return Gap.MISSING if value is None else Fraction(str(value))


def _count_overdue(number: str, inputs: Inputs) -> Fraction:
    problems = [row for row in inputs.problems if row.number == number]
    return Fraction(sum(_is_overdue(row, inputs.settings.reference_day) for row in problems))


def _is_overdue(row: Problem, day: date | None) -> bool:
    """Whether its 整改时限 had passed on 基准日期 without its being done by then."""
    # 基准日期, never today: a later run must give the same grades
    return day is not None and row.due is not None and row.due < day and not _is_done_by(row, day)


def _is_done_by(row: Problem, day: date) -> bool:
    # What was done after 基准日期 was still open on that day
    return row.state in (DONE, CLOSED) and (row.done_on is None or row.done_on <= day)


def _achievement_share(number: str, inputs: Inputs) -> Score:
    row = next((row for row in inputs.reports if row.number == number), None)
    if row is None or not row.characters or row.achievement_characters is None:
        return Gap.MISSING
    return Fraction(100 * row.achievement_characters, row.characters)
