"""What becomes of each returned file (回收): counted, a repeat, held or refused; never lost, never doubled.

The outcome depends on the register and on the set of files, never on their order or names.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shuzhi_xl.findings import Severity
from shuzhi_xl.rules.forms.form_states import is_void
from shuzhi_xl.rules.forms.identity import survey_form
from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.rules.receipt.contents import (
    LIVE,
    Arrival,
    Contents,
    FormContent,
    by_content,
    is_counted,
    known_contents,
)
from shuzhi_xl.rules.receipt.decide_double_typing import decide_double_typing
from shuzhi_xl.rules.receipt.decide_reply import decide_reply
from shuzhi_xl.rules.receipt.fingerprint import Fingerprint
from shuzhi_xl.rules.receipt.outcome import (
    NO_CHANGE,
    FormOutcome,
    announce_blank,
    dispute,
    enter,
    hold,
    mark_updated,
    recall,
    refuse,
    refuse_void,
    repeat,
    together,
    withdraw,
)
from shuzhi_xl.rules.receipt.typing_side import RowsByKind
from shuzhi_xl.sheets.master.vocabulary import (
    ADOPTED,
    FEEDBACK,
    PENDING,
    RETURNED,
    SURVEY_FORM,
    TYPING_A,
    TYPING_B,
    UPDATED,
    VOID,
)
from shuzhi_xl.sheets.master.votes import RegisteredForm


def decide_all(
    register: Sequence[RegisteredForm],
    arrivals: Sequence[Arrival],
    typed: Mapping[Fingerprint, Answers],
    *,
    double_typing: bool,
) -> FormOutcome:
    """Decide on every form: those that came back, and those whose state the clerk has changed since.

    A meeting's ballots are compared in pairs while a form of 录票乙 is out for it, even if 双人录入 was
    changed to 否 meanwhile: counting both workbooks singly would count every ballot twice.

    Args:
        register: All rows of 票单登记.
        arrivals: All files of this run that could be understood.
        typed: Answers of the typing workbooks among them, by fingerprint; only these are compared.
        double_typing: 双人录入.
    """
    rows = _by_form(row for row in register if row.kind != SURVEY_FORM)
    surveys = _by_form(row for row in register if row.kind == SURVEY_FORM)
    # Forms without a file take part too: the clerk may have set 采用 or 作废 since the last run
    files: dict[str, list[Arrival]] = {form: [] for form in rows}
    for arrival in arrivals:
        files.setdefault(arrival.identity.form, []).append(arrival)
    pairs = _pairs(rows, double_typing=double_typing)
    forms_of_pairs = [sorted({row.form for of_kind in pair.values() for row in of_kind}) for pair in pairs]
    paired = {form for forms in forms_of_pairs for form in forms}
    single = [
        decide(rows.get(form, []), files[form], surveys.get(survey_form(form), []))
        for form in sorted(files.keys() - paired)
    ]
    double = [
        decide_double_typing(pair, [arrival for form in forms for arrival in files[form]], typed)
        for pair, forms in zip(pairs, forms_of_pairs, strict=True)
    ]
    return together([*single, *double])


def _by_form(register: Iterable[RegisteredForm]) -> dict[str, list[RegisteredForm]]:
    rows: dict[str, list[RegisteredForm]] = {}
    for row in register:
        rows.setdefault(row.form, []).append(row)
    return rows


def _pairs(forms: dict[str, list[RegisteredForm]], *, double_typing: bool) -> list[RowsByKind]:
    """Rows of the typing workbooks that are compared, by kind, for each meeting."""
    meetings: dict[str, dict[str, list[RegisteredForm]]] = {}
    for rows in forms.values():
        # A workbook declared 作废 was issued again under another number, and only that one is compared
        if rows[0].kind in (TYPING_A, TYPING_B) and not is_void(rows):
            pair = meetings.setdefault(rows[0].meeting, {TYPING_A: [], TYPING_B: []})
            pair[rows[0].kind] += rows
    return [pair for _, pair in sorted(meetings.items()) if double_typing or pair[TYPING_B]]


def decide(
    rows: Sequence[RegisteredForm], arrivals: Sequence[Arrival], surveys: Sequence[RegisteredForm]
) -> FormOutcome:
    """Decide on one form (回收规则).

    Args:
        rows: Its rows in the register; empty when it was never issued from here.
        arrivals: All files of this run that are this form; maybe none.
        surveys: The register's rows of its survey.
    """
    files = by_content(arrivals)
    if not rows:
        return together(hold(copies, "form_unregistered", Severity.NOTICE) for copies in files.values())
    # Asked before contents are compared: after a re-issue the old form must not count beside the new one
    if is_void(rows):
        return refuse(arrivals, "form_void")
    contents = Contents(rows[0].form, known_contents(rows), files)
    if rows[0].kind == FEEDBACK:
        return decide_reply(contents)
    return _decide_votes(_Issued(rows[0], surveys), contents)


@dataclass(frozen=True)
class _Issued:
    """A form as it went out: its row in the register, and the rows of its survey."""

    row: RegisteredForm
    survey_rows: Sequence[RegisteredForm]

    @property
    def surveys(self) -> int:
        """发出数 of its survey."""
        return self.survey_rows[-1].issued if self.survey_rows else 0

    def is_blank(self, row: RegisteredForm | None, copies: Sequence[Arrival]) -> bool:
        """Whether a content brings in no vote at all, by its files, else by the register."""
        # The file first: the register has no numbers of a content that is not counted
        if copies or row is None:
            return copies[0].votes.is_blank
        returned = [survey.returned for survey in self.survey_rows if survey.fingerprint == row.fingerprint]
        return is_counted(row) and not row.returned and not any(returned)


def _decide_votes(issued: _Issued, contents: Contents) -> FormOutcome:
    states = {content: row.state for content, row in contents.registered.items()}
    older = [content for content, state in states.items() if state == UPDATED]
    possible = [
        content
        for content in dict.fromkeys([*contents.registered, *contents.files])
        if states.get(content) not in (VOID, UPDATED)
    ]
    blank = _blank_contents(issued, possible, contents)
    in_question = [content for content in possible if content not in blank]
    # An already counted content is withdrawn as well: which one came first must not decide
    if len(in_question) > 1 or (PENDING in states.values() and not blank):
        decision = dispute(contents, in_question)
    elif not in_question:
        decision = withdraw(contents.form) if contents.registered else NO_CHANGE
    elif in_question[0] in contents.files:
        decision = _accept(issued, in_question[0], contents)
    else:
        decision = _fetch(contents.registered[in_question[0]])
    refused = refuse(_files(contents, blank), "blank_beside_filled")
    outcome = together([refuse_void(contents), repeat(_files(contents, older)), decision, refused])
    return mark_updated(outcome, contents, blank)


def _files(contents: Contents, fingerprints: Iterable[Fingerprint]) -> list[Arrival]:
    return [arrival for content in fingerprints for arrival in contents.copies(content)]


def _blank_contents(
    issued: _Issued, possible: Sequence[Fingerprint], contents: Contents
) -> list[Fingerprint]:
    """Contents without any vote, which never outrank one with votes; none where the clerk adopted one."""
    rows = contents.registered
    blank = [content for content in possible if issued.is_blank(rows.get(content), contents.copies(content))]
    filled = [content for content in possible if content not in blank]
    is_chosen = any(content in rows and rows[content].state == ADOPTED for content in blank)
    is_here = any(content in contents.files or rows[content].state in LIVE for content in filled)
    # A package sent again without any vote, by mistake, must not withdraw the filled one
    return blank if is_here and not is_chosen else []


def _accept(issued: _Issued, fingerprint: Fingerprint, contents: Contents) -> FormOutcome:
    row, copies = contents.registered.get(fingerprint), contents.copies(fingerprint)
    if row is not None and is_counted(row):
        return repeat(copies)
    votes = copies[0].votes
    # Which of its ballots are surplus cannot be known, so none counts
    if votes.ballots > issued.row.issued:
        outcome = hold(copies, "more_than_issued", value=votes.ballots, issued=issued.row.issued)
        return outcome | withdraw(contents.form)
    if votes.surveys > issued.surveys:
        outcome = hold(copies, "more_surveys_than_issued", value=votes.surveys, issued=issued.surveys)
        return outcome | withdraw(contents.form)
    is_blank = votes.is_blank and (issued.row.issued or issued.surveys)
    announced = announce_blank(copies[0], issued.row.issued, issued.surveys) if is_blank else NO_CHANGE
    # 采用 is the clerk's decision between contents and stays in view after it has been carried out
    state = ADOPTED if row is not None and row.state == ADOPTED else RETURNED
    return announced | enter(contents, FormContent(fingerprint, state, votes))


def _fetch(row: RegisteredForm) -> FormOutcome:
    """The clerk chose a content whose votes are not entered: fetch its file; nothing else may count."""
    return withdraw(row.form) | recall(row) if row.state in LIVE and not is_counted(row) else NO_CHANGE
