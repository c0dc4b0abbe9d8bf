"""Which votes count (计入的票), and what becomes of the others: listed with their reason, never dropped."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.doubts import Pair
from shuzhi_xl.rules.places import vote_cell
from shuzhi_xl.sheets.texts import clean
from shuzhi_xl.sheets.vocabulary import (
    ADOPTED,
    GRADES,
    MEETING,
    OVERALL,
    PACKAGE,
    PENDING,
    RETURNED,
    SPOILED,
    VOID,
)
from shuzhi_xl.sheets.votes import Ballot, RegisteredForm, SurveyAnswer
from shuzhi_xl.sheets.year import TABLE_OF, Year

Vote = Ballot | SurveyAnswer
Reason = tuple[str, str, str]
"""Finding code, what stands in the vote, and what it should be or the form's state."""

_MARKS = frozenset(("", *GRADES, SPOILED))
_OTHER_MEETING = "ballot_of_other_meeting"
_UNKNOWN_FORM = "votes_of_unknown_form"
_OPEN_FORM = "votes_of_open_form"
_OWN = "own_votes_left_out"


@dataclass(frozen=True)
class Counted:
    """Votes of one source (来源) that count.

    Attributes:
        rows: The rows, in sheet order.
        marks: By 测评项目, 编号, 票类 and mark of each vote, in the same order.
        unsure: Organisations whose votes are in doubt; their results of this source are withheld.
        findings: What was left out or is wrong.
    """

    rows: Sequence[Vote]
    marks: Mapping[str, Sequence[tuple[str, str, str]]]
    unsure: frozenset[Pair]
    findings: tuple[Finding, ...]


def counted_votes(year: Year, source: str, criteria: Sequence[str]) -> Counted:
    """The votes of 现场测评 or 问卷调查 that count.

    A vote counts when its organisation is appraised, its form is 已收回 or 采用 (or it has none, since the
    clerk typed it), and under 回避 it is not from the secretary's own branch.

    Args:
        year: The year; its settings are known.
        source: 现场测评 or 问卷调查.
        criteria: Names of all 测评项目.
    """
    name = "ballots" if source == MEETING else "surveys"
    rows, findings, unsure = _sifted(year, getattr(year, name))
    marks = {}
    for criterion in criteria:
        given, wrong, lost = _marks(year, name, rows, criterion)
        marks[criterion] = [
            (row.number, row.voter_class, mark) for row, mark in zip(rows, given, strict=True)
        ]
        findings += wrong
        unsure |= lost
    pairs = frozenset((number, source) for number in unsure)
    return Counted(rows, marks, pairs, tuple(findings))


def _sifted(year: Year, votes: Sequence[Vote]) -> tuple[list[Vote], list[Finding], set[str]]:
    judge = _judge(year)
    rows: list[Vote] = []
    left: dict[Reason, list[Vote]] = {}
    for vote in votes:
        reason = judge(vote)
        if reason is None:
            rows.append(vote)
        elif reason[0] != _OWN or vote.overall:
            left.setdefault(reason, []).append(vote)
    findings = [_reported(reason, out[0], len(out)) for reason, out in left.items()]
    doubtful = (_UNKNOWN_FORM, _OTHER_MEETING)
    return (
        rows,
        findings,
        {vote.number for reason, out in left.items() if reason[0] in doubtful for vote in out},
    )


def _judge(year: Year) -> Callable[[Vote], Reason | None]:
    """Why a vote does not count, or None when it does."""
    meeting_of = {each.number: each.meeting for each in year.appraised}
    states = form_states(year)
    own = _own_forms(year)

    def reason(vote: Vote) -> Reason | None:
        if vote.number not in meeting_of:
            return "votes_for_not_appraised", vote.number, ""
        if vote.form and states.get(vote.form) not in (RETURNED, ADOPTED):
            return _form_reason(vote.form, states.get(vote.form, ""))
        if isinstance(vote, SurveyAnswer):
            return None
        expected = meeting_of[vote.number]
        if expected and vote.meeting != expected:
            return _OTHER_MEETING, vote.number, expected
        return (_OWN, vote.number, "") if (vote.form, vote.number) in own else None

    return reason


def _form_reason(form: str, state: str) -> Reason:
    code = {"": _UNKNOWN_FORM, VOID: "votes_of_void_form"}.get(state, _OPEN_FORM)
    return code, form, state


def form_states(year: Year) -> Mapping[str, str]:
    """State of each form: of several contents the one that counts, else one that is not 作废."""
    found: dict[str, str] = {}
    for each in year.forms:
        state = PENDING if _awaits_entry(each) else each.state
        if found.get(each.form, VOID) not in (RETURNED, ADOPTED) and not (
            state == VOID and each.form in found
        ):
            found[each.form] = state
    return found


def _awaits_entry(row: RegisteredForm) -> bool:
    """Whether the clerk chose this content but 回收 has not entered it yet: others' votes stand."""
    return row.state in (RETURNED, ADOPTED) and bool(row.fingerprint) and row.returned is None


def _own_forms(year: Year) -> set[tuple[str, str]]:
    if year.settings is None or not year.settings.own_excluded:
        return set()
    return {(each.form, each.number) for each in year.forms if each.kind == PACKAGE}


def _reported(reason: Reason, first: Vote, count: int) -> Finding:
    code, value, expected = reason
    if code == _OTHER_MEETING and isinstance(first, Ballot):
        return blocking(code, first.at("meeting"), value=first.meeting, meeting=expected, count=count)
    if code == _UNKNOWN_FORM:
        return blocking(code, first.at("form"), value=value, count=count)
    if code == _OPEN_FORM:
        return notice(code, first.at("form"), value=value, count=count, state=expected)
    at = first.at("form" if value == first.form else "number")
    return notice(code, at, value=value, count=count)


def _marks(
    year: Year, name: str, rows: Sequence[Vote], criterion: str
) -> tuple[list[str], list[Finding], set[str]]:
    """Marks of one 测评项目; those beside 总体评价 stand in columns that reading does not check."""
    if criterion == OVERALL:
        return [row.overall for row in rows], [], set()
    table = TABLE_OF[name]
    if rows and criterion not in year.raw[table.name].headers:
        frame = year.raw[table.name].frame
        at = Location(frame.file, frame.sheet)
        lost = blocking("criterion_missing", at, table=table.name, header=criterion)
        return [""] * len(rows), [lost], {row.number for row in rows}
    marks = [clean(row.others.get(criterion)) for row in rows]
    odd = [(row, mark) for row, mark in zip(rows, marks, strict=True) if mark not in _MARKS]
    findings = [
        blocking("mark_unknown", vote_cell(year, name, criterion, row.line), value=mark, header=criterion)
        for row, mark in odd
    ]
    return marks, findings, {row.number for row, _ in odd}
