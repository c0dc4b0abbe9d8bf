"""Votes that count (计入的票), and what becomes of the others: listed with their reason, never dropped."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.year.cells_to_mend import locate_vote_cell, mark_finding
from shuzhi_xl.rules.year.unreliable_rows import Pair
from shuzhi_xl.sheets.declaration.long_tables import beside, column, picked
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.vocabulary import (
    ADOPTED,
    GRADES,
    MEETING,
    OVERALL,
    PACKAGE,
    PENDING,
    RETURNED,
    SPOILED,
    UPDATED,
    VOID,
)
from shuzhi_xl.sheets.master.votes import Ballot, RegisteredForm, SurveyAnswer
from shuzhi_xl.sheets.reading.year import TABLE_OF, Year

Vote = Ballot | SurveyAnswer
Reason = tuple[str, str, str]
"""Finding code, the value in the vote, and what it should be or the form's state."""

# Whoever edits 测评票 by hand may write anything; what is none of these withholds the result
_MARKS = frozenset(("", *GRADES, SPOILED))
_OTHER_MEETING = "ballot_of_other_meeting"
_UNKNOWN_FORM = "votes_of_unknown_form"
_OPEN_FORM = "votes_of_open_form"
_OWN = "own_votes_left_out"


@dataclass(frozen=True)
class CountedVotes:
    """Votes of one source (来源) that count.

    Attributes:
        rows: The rows, in sheet order.
        numbers: 编号 of each.
        voter_classes: 票类 of each.
        marks: By 测评项目 the mark of each.
        unsure: Organisations whose votes are in doubt; their results of this source are withheld.
        findings: What was left out, or is in error.
    """

    rows: Sequence[Vote]
    numbers: Sequence[str]
    voter_classes: Sequence[str]
    marks: Mapping[str, Sequence[str]]
    unsure: frozenset[Pair]
    findings: tuple[Finding, ...]


def counted_votes(year: Year, source: str, criteria: Sequence[str]) -> CountedVotes:
    """The votes of 现场测评 or 问卷调查 that count (通知 四、3 and 四、4).

    A vote counts when its organisation is appraised, its form is 已收回 or 采用 (or it has none, since the
    clerk typed it), and under 回避 (基本设置) it is not from the secretary's own branch.

    Args:
        year: The year; its settings are known.
        source: 现场测评 or 问卷调查.
        criteria: Names of all 测评项目.
    """
    name = "ballots" if source == MEETING else "surveys"
    sifted = _sift(year, getattr(year, name))
    columns = {criterion: _read_marks(year, name, sifted.rows, criterion) for criterion in criteria}
    unsure = sifted.unsure.union(*(marks.unsure for marks in columns.values()))
    return CountedVotes(
        sifted.rows,
        column(sifted.rows, "number"),
        column(sifted.rows, "voter_class"),
        {criterion: marks.marks for criterion, marks in columns.items()},
        frozenset((number, source) for number in unsure),
        (*sifted.findings, *(finding for marks in columns.values() for finding in marks.findings)),
    )


@dataclass(frozen=True)
class _Sifted:
    """The votes that count, findings about the others, and organisations that these leave in doubt."""

    rows: Sequence[Vote]
    findings: Sequence[Finding] = ()
    unsure: frozenset[str] = frozenset()


def _sift(year: Year, votes: Sequence[Vote]) -> _Sifted:
    meetings = {organisation.number: organisation.meeting for organisation in year.appraised}
    rules = _Rules(meetings, form_states(year), _own_forms(year))
    is_counted = rules.counting(votes)
    # Nearly always so: a town's votes are then passed on without being copied
    if all(is_counted):
        return _Sifted(votes)
    left_out: dict[Reason, list[Vote]] = {}
    for vote in picked(votes, [not counts for counts in is_counted]):
        reason = rules.reason(vote)
        # A blank of the own secretary is what 回避 asks for; only a mark there is worth a finding
        if reason[0] != _OWN or vote.overall:
            left_out.setdefault(reason, []).append(vote)
    findings = [_reported(reason, rows[0], len(rows)) for reason, rows in left_out.items()]
    # Only these may hide a vote that should count; the register explains why any other is left out
    doubtful = (_UNKNOWN_FORM, _OTHER_MEETING)
    unsure = {vote.number for reason, rows in left_out.items() if reason[0] in doubtful for vote in rows}
    return _Sifted(picked(votes, is_counted), findings, frozenset(unsure))


@dataclass(frozen=True)
class _Rules:
    """What decides whether a vote counts: the appraised, their meetings, the forms and whose they are."""

    meeting_of: Mapping[str, str]
    states: Mapping[str, str]
    own: AbstractSet[tuple[str, str]]

    def counting(self, votes: Sequence[Vote]) -> list[bool]:
        """Whether each vote counts; by columns, because there may be a million of them."""
        meeting_of, own_forms = self.meeting_of, self.own
        # "" is a vote without a form, which the clerk typed into the sheet
        live = {"", *(form for form, state in self.states.items() if state in (RETURNED, ADOPTED))}
        numbers, forms = column(votes, "number"), column(votes, "form")
        # A survey has neither a meeting nor an own secretary: it is the branch's people who are asked
        if not votes or isinstance(votes[0], SurveyAnswer):
            return [
                number in meeting_of and form in live for number, form in zip(numbers, forms, strict=True)
            ]
        return [
            number in meeting_of
            and form in live
            # An organisation without 场次 is accepted at any meeting; a check of 组织名册 reports it
            and meeting_of[number] in ("", meeting)
            and (form, number) not in own_forms
            for number, form, meeting in zip(numbers, forms, column(votes, "meeting"), strict=True)
        ]

    def reason(self, vote: Vote) -> Reason:
        """Why a vote does not count."""
        if vote.number not in self.meeting_of:
            return "votes_for_not_appraised", vote.number, ""
        if vote.form and self.states.get(vote.form) not in (RETURNED, ADOPTED):
            return _form_reason(vote.form, self.states.get(vote.form, ""))
        expected = self.meeting_of[vote.number]
        if isinstance(vote, Ballot) and expected not in ("", vote.meeting):
            return _OTHER_MEETING, vote.number, expected
        return _OWN, vote.number, ""


def _form_reason(form: str, state: str) -> Reason:
    code = {"": _UNKNOWN_FORM, VOID: "votes_of_void_form"}.get(state, _OPEN_FORM)
    return code, form, state


def form_states(year: Year) -> Mapping[str, str]:
    """State of each form: of several contents the one that counts, else one that is not 作废."""
    states: dict[str, str] = {}
    for row in year.forms:
        state = PENDING if _awaits_entry(row) else VOID if row.state == UPDATED else row.state
        if states.get(row.form, VOID) not in (RETURNED, ADOPTED) and not (
            state == VOID and row.form in states
        ):
            states[row.form] = state
    return states


def _awaits_entry(row: RegisteredForm) -> bool:
    """Whether the clerk chose this content but 回收 has not entered it yet: other votes are entered."""
    return row.state in (RETURNED, ADOPTED) and bool(row.fingerprint) and row.returned is None


def _own_forms(year: Year) -> set[tuple[str, str]]:
    if year.settings is None or not year.settings.own_excluded:
        return set()
    # Own marks can be recognised in a package only: a paper ballot does not say whose it is
    return {(row.form, row.number) for row in year.forms if row.kind == PACKAGE}


def _reported(reason: Reason, first: Vote, count: int) -> Finding:
    code, value, expected = reason
    if code == _OTHER_MEETING and isinstance(first, Ballot):
        return blocking(code, first.at("meeting"), value=first.meeting, meeting=expected, count=count)
    if code == _UNKNOWN_FORM:
        return blocking(code, first.at("form"), value=value, count=count)
    if code == _OPEN_FORM:
        # A form in dispute is reported by 回收, which says what to do; here only that it is not counted
        return notice(code, first.at("form"), value=value, count=count, state=expected)
    at = first.at("form" if value == first.form else "number")
    return notice(code, at, value=value, count=count)


@dataclass(frozen=True)
class _Marks:
    """Marks of one 测评项目, findings about those that are none, and organisations in doubt."""

    marks: Sequence[str]
    findings: Sequence[Finding] = ()
    unsure: frozenset[str] = frozenset()


def _read_marks(year: Year, name: str, rows: Sequence[Vote], criterion: str) -> _Marks:
    """Marks of one 测评项目; those beside 总体评价 are in columns that reading does not check."""
    if criterion == OVERALL:
        return _Marks(column(rows, "overall"))
    table = TABLE_OF[name]
    if rows and criterion not in year.raw[table.name].headers:
        frame = year.raw[table.name].frame
        at = Location(frame.file, frame.sheet)
        # Without its column every mark would be an abstention and change the score
        missing = blocking("criterion_missing", at, table=table.name, header=criterion)
        return _Marks([""] * len(rows), [missing], frozenset(column(rows, "number")))
    cells = beside(rows, criterion)
    marks = [clean(cell) for cell in cells]
    odd = [(rows[index], cells[index]) for index, mark in enumerate(marks) if mark not in _MARKS]
    findings = [
        mark_finding(locate_vote_cell(year, name, criterion, row.line), cell, criterion) for row, cell in odd
    ]
    return _Marks(marks, findings, frozenset(row.number for row, _ in odd))
