"""What a returned form says, once its cells are understood; the same from whichever reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from shuzhi_xl.sheets.outgoing.forms import Identity


@dataclass(frozen=True)
class BallotAnswer:
    """One ballot of a form (一张测评票).

    Attributes:
        order: The ballot's column number in a package, or in a typing workbook the number written on
            the paper.
        voter_class: 票类.
        marks: By organisation number and 测评项目: a grade, ``""`` for an abstention, or 作废.
    """

    order: int
    voter_class: str
    marks: Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class SurveyResponse:
    """One respondent of a survey (一份问卷): 票类, marks by 测评项目, and an opinion."""

    order: int
    voter_class: str
    marks: Mapping[str, str]
    opinion: str


@dataclass(frozen=True)
class SelfCheck:
    """One problem that the secretary names (问题自查)."""

    content: str
    owner: str = ""
    supervisor: str = ""
    measure: str = ""
    due: date | None = None


@dataclass(frozen=True)
class RectificationReply:
    """What a branch reports of one problem of its 整改清单."""

    problem: str
    owner: str
    supervisor: str
    measure: str
    due: date | None
    progress: str
    state: str
    done_on: date | None


@dataclass(frozen=True)
class Answers:
    """All answers of one returned form; ``held_ballots`` are those left out, by number and reason."""

    identity: Identity
    ballots: tuple[BallotAnswer, ...] = ()
    surveys: tuple[SurveyResponse, ...] = ()
    problems: tuple[SelfCheck, ...] = ()
    replies: tuple[RectificationReply, ...] = ()
    held_ballots: Mapping[int, str] = field(default_factory=dict)
