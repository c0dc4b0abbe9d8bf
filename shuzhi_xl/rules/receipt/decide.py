"""What becomes of each returned file (回收): counted, a repeat, held or refused; never lost, never doubled.

The outcome depends on the register and on the set of files, never on their order or names.
"""

from collections.abc import Iterable, Mapping, Sequence

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
from shuzhi_xl.rules.receipt.issued_form import IssuedForm
from shuzhi_xl.rules.receipt.later_content import find_last, lets_last_count
from shuzhi_xl.rules.receipt.outcome import (
    NO_CHANGE,
    FormOutcome,
    announce_blank,
    announce_last,
    announce_older,
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
from shuzhi_xl.wording.findings.forms import LAST_MAY_COUNT


def decide_all(
    register: Sequence[RegisteredForm],
    arrivals: Sequence[Arrival],
    typed: Mapping[Fingerprint, Answers],
    *,
    double_typing: bool,
    last_counts: bool = False,
) -> FormOutcome:
    """Decide on every form: those that came back, and those whose state the clerk has changed since.

    A meeting's ballots are compared in pairs while a form of 录票乙 is out for it, even if 双人录入 was
    changed to 否 meanwhile: counting both workbooks singly would count every ballot twice.

    Args:
        register: All rows of 票单登记.
        arrivals: All files of this run that could be understood.
        typed: Answers of the typing workbooks among them, by fingerprint; only these are compared.
        double_typing: 双人录入.
        last_counts: Whether the last content of a form counts where its rows do not say so (后交替换).
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
        decide(rows.get(form, []), files[form], surveys.get(survey_form(form), []), last_counts=last_counts)
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
    rows: Sequence[RegisteredForm],
    arrivals: Sequence[Arrival],
    surveys: Sequence[RegisteredForm],
    *,
    last_counts: bool = False,
) -> FormOutcome:
    """Decide on one form (回收规则).

    Args:
        rows: Its rows in the register; empty when it was never issued from here.
        arrivals: All files of this run that are this form; maybe none.
        surveys: The register's rows of its survey.
        last_counts: Whether its last content counts where the rows do not say so (后交替换).
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
    last_counts = lets_last_count([*rows, *surveys], by_default=last_counts)
    return _decide_votes(IssuedForm(rows[0], surveys), contents, last_counts=last_counts)


def _decide_votes(issued: IssuedForm, contents: Contents, *, last_counts: bool) -> FormOutcome:
    states = {content: row.state for content, row in contents.registered.items()}
    older = [content for content, state in states.items() if state == UPDATED]
    possible = [
        content
        for content in dict.fromkeys([*contents.registered, *contents.files])
        if states.get(content) not in (VOID, UPDATED)
    ]
    blank = _blank_contents(issued, possible, contents)
    filled = [content for content in possible if content not in blank]
    # New contents with more votes than were issued are held by themselves: the one that counts stays
    surplus = _find_surplus(issued, filled, contents) if last_counts and len(filled) > 1 else []
    in_question = [content for content in filled if content not in surplus]
    last = find_last(issued, contents, in_question)
    replaced = [content for content in in_question if content != last] if last and last_counts else []
    if replaced:
        decision = _accept(issued, last, contents) | _announce_last(issued, contents, last, replaced)
    # An already counted content is withdrawn as well: which one came first must not decide
    elif len(in_question) > 1 or (PENDING in states.values() and not blank):
        decision = dispute(contents, in_question, hint=LAST_MAY_COUNT if last else "")
    elif not in_question:
        decision = withdraw(contents.form) if contents.registered else NO_CHANGE
    elif in_question[0] in contents.files:
        decision = _accept(issued, in_question[0], contents)
    else:
        decision = _fetch(contents.registered[in_question[0]])
    parts = [
        refuse_void(contents),
        repeat(_files(contents, [*older, *replaced])),
        announce_older(_files(contents, older)),
        *(_hold_surplus(issued, contents.copies(content)) for content in surplus),
    ]
    refused = refuse(_files(contents, blank), "blank_beside_filled")
    return mark_updated(together([*parts, decision, refused]), contents, [*blank, *replaced])


def _find_surplus(issued: IssuedForm, filled: Sequence[Fingerprint], contents: Contents) -> list[Fingerprint]:
    new = [content for content in filled if content not in contents.registered]
    return [content for content in new if issued.find_surplus(contents.copies(content)[0].votes)]


def _hold_surplus(issued: IssuedForm, copies: Sequence[Arrival]) -> FormOutcome:
    surplus = issued.find_surplus(copies[0].votes)
    return hold(copies, surplus.code, value=surplus.votes, issued=surplus.issued) if surplus else NO_CHANGE


def _announce_last(
    issued: IssuedForm, contents: Contents, last: Fingerprint, replaced: Sequence[Fingerprint]
) -> FormOutcome:
    votes = [issued.votes_of(contents, content) for content in replaced]
    return announce_last(contents, last, issued.votes_of(contents, last), votes)


def _files(contents: Contents, fingerprints: Iterable[Fingerprint]) -> list[Arrival]:
    return [arrival for content in fingerprints for arrival in contents.copies(content)]


def _blank_contents(
    issued: IssuedForm, possible: Sequence[Fingerprint], contents: Contents
) -> list[Fingerprint]:
    """Contents without any vote, which never outrank one with votes; none where the clerk adopted one."""
    rows = contents.registered
    blank = [content for content in possible if issued.is_blank(contents, content)]
    filled = [content for content in possible if content not in blank]
    is_chosen = any(content in rows and rows[content].state == ADOPTED for content in blank)
    is_here = any(content in contents.files or rows[content].state in LIVE for content in filled)
    # A package sent again without any vote, by mistake, must not withdraw the filled one
    return blank if is_here and not is_chosen else []


def _accept(issued: IssuedForm, fingerprint: Fingerprint, contents: Contents) -> FormOutcome:
    row, copies = contents.registered.get(fingerprint), contents.copies(fingerprint)
    if row is not None and is_counted(row):
        return repeat(copies)
    votes = copies[0].votes
    # Which of its ballots are surplus cannot be known, so none counts
    if issued.find_surplus(votes):
        return _hold_surplus(issued, copies) | withdraw(contents.form)
    is_blank = votes.is_blank and (issued.row.issued or issued.surveys)
    announced = announce_blank(copies[0], issued.row.issued, issued.surveys) if is_blank else NO_CHANGE
    # 采用 is the clerk's decision between contents and stays in view after it has been carried out
    state = ADOPTED if row is not None and row.state == ADOPTED else RETURNED
    return announced | enter(contents, FormContent(fingerprint, state, votes))


def _fetch(row: RegisteredForm) -> FormOutcome:
    """The clerk chose a content whose votes are not entered: fetch its file; nothing else may count."""
    return withdraw(row.form) | recall(row) if row.state in LIVE and not is_counted(row) else NO_CHANGE
