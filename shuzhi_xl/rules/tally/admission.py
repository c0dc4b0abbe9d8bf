"""Rules by which a vote counts (计入), and the reasons why one does not; nothing is dropped unsaid."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.sheets.declaration.long_tables import column
from shuzhi_xl.sheets.declaration.units import FormNumber, MeetingNumber, Number
from shuzhi_xl.sheets.master.vocabulary import ADOPTED, PACKAGE, PENDING, RETURNED, UPDATED, VOID
from shuzhi_xl.sheets.master.votes import Ballot, RegisteredForm, SurveyAnswer
from shuzhi_xl.sheets.reading.year import Year

Vote = Ballot | SurveyAnswer
Reason = tuple[str, str, str]
"""Finding code, the value in the vote, and what it should be or the form's state."""

_OTHER_MEETING = "ballot_of_other_meeting"
_UNKNOWN_FORM = "votes_of_unknown_form"
_OPEN_FORM = "votes_of_open_form"
_OWN = "own_votes_left_out"


@dataclass(frozen=True)
class LeftOut:
    """Votes or marks that are not counted (回收规则): the findings, and the organisations in doubt."""

    findings: Sequence[Finding] = ()
    unsure: frozenset[Number] = frozenset()


@dataclass(frozen=True)
class AdmissionRules:
    """What decides whether a vote counts (计入 or not).

    Attributes:
        meeting_of: 场次 of each appraised organisation, by 编号; blank where it has none.
        states: State of each form, by 表单编号.
        own_packages: Form and 编号 of each branch's own package under 回避.
    """

    meeting_of: Mapping[Number, MeetingNumber]
    states: Mapping[FormNumber, str]
    own_packages: AbstractSet[tuple[FormNumber, Number]]

    def counting(self, votes: Sequence[Vote]) -> list[bool]:
        """Whether each vote counts; by columns, because there may be a million of them."""
        meeting_of, own_forms = self.meeting_of, self.own_packages
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

    def explain(self, left_out: Iterable[Vote]) -> LeftOut:
        """Why votes do not count: a finding for each reason, and the organisations in doubt."""
        votes_of: dict[Reason, list[Vote]] = {}
        for vote in left_out:
            reason = self._reason(vote)
            # A blank of the own secretary is what 回避 asks for; only a mark there is worth a finding
            if reason[0] != _OWN or vote.overall:
                votes_of.setdefault(reason, []).append(vote)
        findings = [_report(reason, votes[0], len(votes)) for reason, votes in votes_of.items()]
        # Only these may hide a vote that should count; the register explains why any other is left out
        doubtful = (_UNKNOWN_FORM, _OTHER_MEETING)
        in_doubt = [votes for reason, votes in votes_of.items() if reason[0] in doubtful]
        return LeftOut(findings, frozenset(vote.number for votes in in_doubt for vote in votes))

    def _reason(self, vote: Vote) -> Reason:
        if vote.number not in self.meeting_of:
            return "votes_for_not_appraised", vote.number, ""
        if vote.form and self.states.get(vote.form) not in (RETURNED, ADOPTED):
            return _form_reason(vote.form, self.states.get(vote.form, ""))
        expected = self.meeting_of[vote.number]
        if isinstance(vote, Ballot) and expected not in ("", vote.meeting):
            return _OTHER_MEETING, vote.number, expected
        return _OWN, vote.number, ""


def admission_rules(year: Year) -> AdmissionRules:
    """What decides in a year whether a vote counts (通知 四、3 and 四、4).

    A vote counts when its organisation is appraised, its form is 已收回 or 采用 (or it has none, since the
    clerk typed it), and under 回避 (基本设置) it is not from the secretary's own branch.
    """
    meetings = {organisation.number: organisation.meeting for organisation in year.appraised}
    return AdmissionRules(meetings, form_states(year), _own_forms(year))


def _form_reason(form: str, state: str) -> Reason:
    code = {"": _UNKNOWN_FORM, VOID: "votes_of_void_form"}.get(state, _OPEN_FORM)
    return code, form, state


def form_states(year: Year) -> Mapping[FormNumber, str]:
    """State of each form (票单登记): of several contents the one that counts, else one that is not 作废."""
    states: dict[FormNumber, str] = {}
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


def _own_forms(year: Year) -> set[tuple[FormNumber, Number]]:
    if year.settings is None or not year.settings.own_excluded:
        return set()
    # Own marks can be recognised in a package only: a paper ballot does not say whose it is
    return {(row.form, row.number) for row in year.forms if row.kind == PACKAGE}


def _report(reason: Reason, first: Vote, count: int) -> Finding:
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
