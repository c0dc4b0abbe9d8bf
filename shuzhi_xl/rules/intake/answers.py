"""Answers of a returned form (表单的答案), once its cells are understood; the same from either reader."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.intake.cell_grid import AnswerCells
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
    """All answers of one form (回收规则); ``held_ballots`` are those left out, by number and reason."""

    identity: Identity
    ballots: tuple[BallotAnswer, ...] = ()
    surveys: tuple[SurveyResponse, ...] = ()
    problems: tuple[SelfCheck, ...] = ()
    replies: tuple[RectificationReply, ...] = ()
    held_ballots: Mapping[int, str] = field(default_factory=dict)

    @property
    def orders(self) -> frozenset[int]:
        """Numbers (票号) of all its ballots, held ones too."""
        return frozenset((*(ballot.order for ballot in self.ballots), *self.held_ballots))

    def only(self, orders: Collection[int] | None) -> "Answers":
        """The same with the ballots of these numbers (票号) alone; all of them for None."""
        if orders is None:
            return self
        return replace(self, ballots=tuple(ballot for ballot in self.ballots if ballot.order in orders))


HELD_WHOLE = frozenset(
    {
        # What is counted of a form must be certain as a whole: where a column or a row is in doubt, the marks
        # beside it might belong to somebody else, so no single ballot is taken out of such a sheet.
        "sheet_ambiguous",
        "scan_undecided",
        "scan_repeat_undecided",
        "scan_choice_unknown",
        "scan_choice_conflict",
        "scan_cell_missing",
        "sheet_copied",
        "sheet_missing",
        "headers_missing",
        "columns_missing",
        "header_repeated",
        "class_row_missing",
        "class_row_repeated",
        "candidate_repeated",
        "candidate_missing",
        "candidate_added",
        "row_repeated",
        "kind_unknown",
        # No reader sees a value there, though Excel shows one: as 弃权 a vote would be lost
        "formula_unvalued",
        "marks_unreadable",
        "classes_unreadable",
    }
)
"""Codes that, when blocking, hold the whole form rather than a single ballot or row (整份暂存)."""


def holding_code(findings: Iterable[Finding]) -> str:
    """Code of the first finding that holds the whole form (整份暂扣; 回收规则); ``""`` when none does."""
    return next((finding.code for finding in findings if finding.code in HELD_WHOLE), "")


@dataclass(frozen=True)
class Intake:
    """What was read from a returned form, or from one of its sheets (回收规则).

    Attributes:
        answers: The answers; a part whose layout is in doubt is left out whole.
        findings: A finding for everything that is not counted. One whose code is in `HELD_WHOLE` holds the
            form; a single ballot or row that is held has a blocking finding of another code.
        cells: Where the answers were read from, a block for each sheet.
    """

    answers: Answers
    findings: tuple[Finding, ...] = ()
    cells: tuple[AnswerCells, ...] = ()

    @property
    def holds_form(self) -> bool:
        """Whether a finding holds the whole form (整份暂存)."""
        return bool(holding_code(self.findings))
