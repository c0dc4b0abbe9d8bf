"""All votes that count (有效的票): the marks of live forms for 参评 organisations."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.recount.inputs import Inputs
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.vocabulary import (
    ABSTENTION,
    ADOPTED,
    GRADES,
    MEETING,
    OVERALL,
    PACKAGE,
    RETURNED,
    SPOILED,
    SURVEY,
)
from shuzhi_xl.sheets.master.votes import BALLOT, SURVEY_ANSWER, Ballot, SurveyAnswer

MARKS = (*GRADES, ABSTENTION, SPOILED)


@dataclass(frozen=True)
class Votes:
    """All votes that count.

    Attributes:
        marks: Numbers of marks by 编号, 来源, 票类 and 项目.
        ballots: Different ballots (测评票) counted.
        answers: Survey answers (问卷) counted.
        unsure: 编号 and 来源 of which votes came by an unknown form or from another meeting.
    """

    marks: Mapping[tuple[str, str, str, str], Counter[str]]
    ballots: int
    answers: int
    unsure: AbstractSet[tuple[str, str]]

    @cached_property
    def classes(self) -> Mapping[tuple[str, str], set[str]]:
        """票类 that have votes, by 编号 and 来源."""
        by_source: dict[tuple[str, str], set[str]] = {}
        for number, source, voter_class, _ in self.marks:
            by_source.setdefault((number, source), set()).add(voter_class)
        return by_source


def count_votes(inputs: Inputs) -> tuple[Votes, list[Finding]]:
    """Count the marks of live forms for 参评 organisations; unknown marks in added columns are findings."""
    ballots, answers = list(_select_ballots(inputs)), list(_select_answers(inputs))
    kinds: Sequence[tuple[str, str, Sequence[Ballot | SurveyAnswer]]] = (
        (MEETING, BALLOT.name, ballots),
        (SURVEY, SURVEY_ANSWER.name, answers),
    )
    marks: dict[tuple[str, str, str, str], Counter[str]] = {}
    findings: list[Finding] = []
    for source, table, rows in kinds:
        for row, criterion in product(rows, [criterion.name for criterion in inputs.criteria]):
            mark = _mark(row, criterion)
            if mark in MARKS:
                marks.setdefault((row.number, source, row.voter_class, criterion), Counter())[mark] += 1
            else:
                at = inputs.frames[table].at(criterion, row.line)
                findings.append(_report_unknown_mark(at, mark, criterion))
    unsure = set(_find_unsure_votes(inputs))
    # A ballot has a row for each secretary on it
    return Votes(marks, len({row.ballot for row in ballots}), len(answers), unsure), findings


def _mark(row: Ballot | SurveyAnswer, criterion: str) -> str:
    mark = row.overall if criterion == OVERALL else clean(row.undeclared.get(criterion))
    # A ballot exists once its 票类 is filled in; a blank mark on it is 弃权
    return mark or ABSTENTION


def _report_unknown_mark(at: Location, mark: str, criterion: str) -> Finding:
    choices = "、".join((*GRADES, SPOILED))
    return blocking("not_a_choice", at, value=mark, header=criterion, choices=choices)


def _live_forms(inputs: Inputs) -> set[str]:
    """Forms whose votes count; the empty number means votes entered without a form."""
    entered = (row for row in inputs.forms if row.returned is not None or not row.fingerprint)
    # Of two contents of one form neither counts until the clerk has chosen 采用 for one of them
    return {"", *(row.form for row in entered if row.state in (RETURNED, ADOPTED))}


def _find_unsure_votes(inputs: Inputs) -> Iterator[tuple[str, str]]:
    """Votes on 参评 organisations that are not counted because their origin is unknown."""
    form_numbers, live, appraised = (
        {"", *(row.form for row in inputs.forms)},
        _live_forms(inputs),
        inputs.appraised,
    )
    for row in inputs.ballots:
        # A ballot of another meeting: its voters are not those whom this organisation faced
        if row.number in appraised and row.form in live and not _is_at_own_meeting(row, inputs):
            yield row.number, MEETING
    sources: Sequence[tuple[str, Sequence[Ballot | SurveyAnswer]]] = (
        (MEETING, inputs.ballots),
        (SURVEY, inputs.surveys),
    )
    for source, rows in sources:
        for vote in rows:
            if vote.number in appraised and vote.form not in form_numbers:
                yield vote.number, source


def _is_at_own_meeting(row: Ballot, inputs: Inputs) -> bool:
    return inputs.appraised[row.number].meeting in ("", row.meeting)


def _select_ballots(inputs: Inputs) -> Iterator[Ballot]:
    live, appraised = _live_forms(inputs), inputs.appraised
    package_of = {row.form: row.number for row in inputs.forms if row.kind == PACKAGE}
    for row in inputs.ballots:
        # 回避: the entries of a branch's own package about its own secretary are no votes
        is_own = inputs.settings.own_excluded and package_of.get(row.form) == row.number
        if row.form in live and row.number in appraised and not is_own and _is_at_own_meeting(row, inputs):
            yield row


def _select_answers(inputs: Inputs) -> Iterator[SurveyAnswer]:
    live, appraised = _live_forms(inputs), inputs.appraised
    return (row for row in inputs.surveys if row.form in live and row.number in appraised)
