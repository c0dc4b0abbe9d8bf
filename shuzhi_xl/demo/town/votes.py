"""The votes of an invented town (虚构的票): each secretary has a quality that shows in all marks."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shuzhi_xl.demo.town.clock import DUE_DAYS
from shuzhi_xl.demo.town.phrases import OPINIONS, PROBLEMS
from shuzhi_xl.rules.intake.answers import BallotAnswer, SelfCheck, SurveyResponse
from shuzhi_xl.sheets.master.organisations_and_meetings import Attendee, Meeting, Organisation
from shuzhi_xl.sheets.master.vocabulary import AVERAGE, FAIRLY_GOOD, GOOD, OVERALL, POOR

_LIMITS = ((0.74, GOOD), (0.5, FAIRLY_GOOD), (0.27, AVERAGE))
_ABSTAINS, _LOST, _SPEAKS = 0.01, 0.01, 0.15
_NOISE, _TEMPER = 0.16, 0.08
_MOST_PROBLEMS = 3


@dataclass(frozen=True)
class BranchReply:
    """The answers of one branch: 互评 ballots, survey and self-check."""

    ballots: tuple[BallotAnswer, ...]
    surveys: tuple[SurveyResponse, ...]
    problems: tuple[SelfCheck, ...]


@dataclass(frozen=True)
class RatedSecretaries:
    """The rated secretaries and their qualities.

    Attributes:
        qualities: Latent quality of each secretary by 编号, 0–1.
        peer_class: 票类 of the branches' own ballots.
        survey_classes: 票类 of the surveys.
    """

    qualities: Mapping[str, float]
    peer_class: str
    survey_classes: Sequence[str]


def mark(chance: random.Random, quality: float, temper: float) -> str:
    """Draw a mark from the secretary's quality, the voter's temper and chance; rarely an abstention."""
    if chance.random() < _ABSTAINS:
        return ""
    # A voter's temper is the same on the whole ballot, so that ballots differ as those of people do.
    felt = quality + temper + chance.gauss(0, _NOISE)
    return next((grade for least, grade in _LIMITS if felt >= least), POOR)


def _ballot(
    chance: random.Random, order: int, voter_class: str, rated: Sequence[str], town: RatedSecretaries
) -> BallotAnswer:
    temper = chance.gauss(0, _TEMPER)
    marks = {(number, OVERALL): mark(chance, town.qualities[number], temper) for number in rated}
    return BallotAnswer(order, voter_class, marks)


def paper_ballots(
    chance: random.Random,
    meeting: Meeting,
    attendees: Sequence[Attendee],
    rated: Sequence[str],
    town: RatedSecretaries,
) -> tuple[BallotAnswer, ...]:
    """Draw the meeting's paper ballots, in mixed order; a few are never handed in."""
    voters = [attendee for attendee in attendees if attendee.meeting == meeting.number and attendee.attended]
    classes = [voter.voter_class for voter in voters if chance.random() >= _LOST]
    # The papers are mixed before they are counted: their order must not say who marked which.
    chance.shuffle(classes)
    return tuple(
        _ballot(chance, order, voter_class, rated, town) for order, voter_class in enumerate(classes, start=1)
    )


def branch_reply(
    chance: random.Random,
    organisation: Organisation,
    rated: Sequence[str],
    town: RatedSecretaries,
    supervisor: str,
) -> BranchReply:
    """Draw the answers of a branch.

    Args:
        chance: The generator.
        organisation: The branch.
        rated: 编号 of the other secretaries of its 场次.
        town: The voters.
        supervisor: 责任领导 of its problems.
    """
    orders = range(1, (organisation.ballots or 0) + 1)
    ballots = [_ballot(chance, order, town.peer_class, rated, town) for order in orders]
    answered = (organisation.surveys or 0) - chance.choice((0, 0, 0, 1, 2))
    surveys = [_response(chance, order, organisation.number, town) for order in range(1, answered + 1)]
    return BranchReply(tuple(ballots), tuple(surveys), _problems(chance, organisation.secretary, supervisor))


def _response(chance: random.Random, order: int, number: str, town: RatedSecretaries) -> SurveyResponse:
    # The classes take turns, so that none stays empty.
    voter_class = town.survey_classes[order % len(town.survey_classes)]
    answer = mark(chance, town.qualities[number], chance.gauss(0, _TEMPER))
    opinion = chance.choice(OPINIONS) if chance.random() < _SPEAKS else ""
    return SurveyResponse(order, voter_class, {OVERALL: answer}, opinion)


def _problems(chance: random.Random, secretary: str, supervisor: str) -> tuple[SelfCheck, ...]:
    contents = chance.sample(PROBLEMS, chance.randint(1, _MOST_PROBLEMS))
    return tuple(
        SelfCheck(content, secretary, supervisor, measure, chance.choice(DUE_DAYS))
        for content, measure in contents
    )
