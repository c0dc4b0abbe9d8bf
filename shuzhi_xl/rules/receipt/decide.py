"""What becomes of each returned file (回收): counted, a repeat, held or refused; never lost, never doubled.

The outcome depends on the register and on the set of files, never on their order or names.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from shuzhi_xl.findings import Location, notice
from shuzhi_xl.rules.forms.form_states import is_void
from shuzhi_xl.rules.forms.identity import survey_form
from shuzhi_xl.rules.receipt.decide_double_typing import decide_pair
from shuzhi_xl.rules.receipt.outcome import (
    LIVE,
    Arrival,
    Fate,
    Files,
    FormContent,
    FormOutcome,
    Rows,
    by_content,
    is_counted,
    kept,
    known_contents,
    refuse_void,
    votes_in,
)
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

__all__ = ["Arrival", "Fate", "FormContent", "FormOutcome", "decide", "decide_all", "decide_pair"]


def decide_all(
    register: Sequence[RegisteredForm], arrivals: Sequence[Arrival], *, double_typing: bool
) -> list[FormOutcome]:
    """What every form comes to: those that came back, and those whose state the clerk has changed since.

    A meeting's ballots are compared in pairs while a form of 录票乙 is out for it, even if 双人录入 was
    changed to 否 meanwhile: counting both hands singly would count every ballot twice.

    Args:
        register: All rows of 票单登记.
        arrivals: All files of this run that could be understood.
        double_typing: 双人录入.
    """
    rows: dict[str, list[RegisteredForm]] = {}
    for row in register:
        if row.kind != SURVEY_FORM:
            rows.setdefault(row.form, []).append(row)
    files: dict[str, list[Arrival]] = {form: [] for form in rows}
    for arrival in arrivals:
        files.setdefault(arrival.answers.identity.form, []).append(arrival)
    surveys: dict[str, list[RegisteredForm]] = {}
    for row in register:
        if row.kind == SURVEY_FORM:
            surveys.setdefault(row.form, []).append(row)
    pairs = _pairs(rows, double_typing=double_typing)
    paired = {row.form for hands in pairs for each in hands.values() for row in each}
    return [
        *(
            decide(rows.get(form, []), files[form], surveys.get(survey_form(form), []))
            for form in sorted(files.keys() - paired)
        ),
        *(decide_pair(hands, _files_of(hands, files)) for hands in pairs),
    ]


Hands = dict[str, list[RegisteredForm]]


def _pairs(rows: dict[str, list[RegisteredForm]], *, double_typing: bool) -> list[Hands]:
    meetings: dict[str, Hands] = {}
    for each in rows.values():
        if each[0].kind in (TYPING_A, TYPING_B) and not is_void(each):
            hands = meetings.setdefault(each[0].meeting, {TYPING_A: [], TYPING_B: []})
            hands[each[0].kind] += each
    return [hands for _, hands in sorted(meetings.items()) if double_typing or hands[TYPING_B]]


def _files_of(hands: Hands, files: dict[str, list[Arrival]]) -> list[Arrival]:
    forms = sorted({row.form for rows in hands.values() for row in rows})
    return [arrival for form in forms for arrival in files[form]]


def decide(
    rows: Sequence[RegisteredForm], arrivals: Sequence[Arrival], surveys: Sequence[RegisteredForm]
) -> FormOutcome:
    """What a form comes to.

    Args:
        rows: Its rows in the register; empty when it was never issued from here.
        arrivals: All files of this run that are this form; maybe none.
        surveys: The register's rows of its survey.
    """
    out = FormOutcome()
    files = by_content(arrivals)
    if not rows:
        for copies in files.values():
            out.hold(copies, "form_unregistered", grave=False)
    elif is_void(rows):
        out.refuse(arrivals, "form_void")
    elif rows[0].kind == FEEDBACK:
        _take_reply(rows[0].form, known_contents(rows), files, out)
    else:
        _take_form(_Issued(rows[0], surveys), known_contents(rows), files, out)
    return out


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
        if copies or row is None:
            return not votes_in(copies[0].answers)
        returned = [each.returned for each in self.survey_rows if each.fingerprint == row.fingerprint]
        return is_counted(row) and not row.returned and not any(returned)


def _take_form(issued: _Issued, known: Rows, files: Files, out: FormOutcome) -> None:
    refuse_void(known, files, out)
    states = {fingerprint: row.state for fingerprint, row in known.items()}
    replaced = [fingerprint for fingerprint, state in states.items() if state == UPDATED]
    out.repeat(arrival for fingerprint in replaced for arrival in files.get(fingerprint, ()))
    in_question = [
        each for each in dict.fromkeys([*known, *files]) if states.get(each) != VOID and each not in replaced
    ]
    blank = _blank_ones(issued, in_question, known, files)
    in_question = [each for each in in_question if each not in blank]
    if len(in_question) > 1 or (PENDING in states.values() and not blank):
        _dispute(issued.row.form, in_question, known, files, out)
    elif not in_question:
        out.withdrawn |= {issued.row.form} if known else set()
    elif in_question[0] in files:
        _accept(issued, in_question[0], known, files[in_question[0]], out)
    else:
        _look_for(known[in_question[0]], out)
    out.refuse((each for fingerprint in blank for each in files.get(fingerprint, ())), "blank_beside_filled")
    _update(issued.row.form, blank, known, out)


def _blank_ones(issued: _Issued, in_question: Sequence[str], known: Rows, files: Files) -> list[str]:
    """Contents without any vote, which never outrank one with votes; none where the clerk has adopted one."""
    blank = [each for each in in_question if issued.is_blank(known.get(each), files.get(each, ()))]
    filled = [each for each in in_question if each not in blank]
    is_chosen = any(each in known and known[each].state == ADOPTED for each in blank)
    is_here = any(each in files or known[each].state in LIVE for each in filled)
    return blank if is_here and not is_chosen else []


def _accept(issued: _Issued, chosen: str, known: Rows, copies: Sequence[Arrival], out: FormOutcome) -> None:
    if chosen in known and is_counted(known[chosen]):
        out.repeat(copies)
        return
    answers, form = copies[0].answers, issued.row.form
    ballots, surveys = len(answers.ballots) + len(answers.held_ballots), len(answers.surveys)
    if ballots > issued.row.issued:
        out.hold(copies, "more_than_issued", value=ballots, issued=issued.row.issued)
        out.withdrawn.add(form)
    elif surveys > issued.surveys:
        out.hold(copies, "more_surveys_than_issued", value=surveys, issued=issued.surveys)
        out.withdrawn.add(form)
    else:
        state = ADOPTED if chosen in known and known[chosen].state == ADOPTED else RETURNED
        if not votes_in(answers) and (issued.row.issued or issued.surveys):
            told = {"form": form, "issued": issued.row.issued, "surveys": issued.surveys}
            out.findings.append(notice("return_blank", Location(copies[0].name), **told))
        _count(form, FormContent(chosen, state, answers), known, copies, out)


def _count(form: str, content: FormContent, known: Rows, copies: Sequence[Arrival], out: FormOutcome) -> None:
    out.fates[copies[0].name] = Fate.ACCEPTED
    out.repeat(copies[1:])
    out.counted[form] = copies[0].answers
    out.contents[form] = kept(known, [content])


def _look_for(row: RegisteredForm, out: FormOutcome) -> None:
    """The clerk chose a content whose votes are not entered: fetch its file; nothing else may count."""
    if row.state in LIVE and not is_counted(row):
        out.withdrawn.add(row.form)
        out.recall(row)


def _dispute(form: str, in_question: Sequence[str], known: Rows, files: Files, out: FormOutcome) -> None:
    listed = []
    for fingerprint in in_question:
        copies = files.get(fingerprint, ())
        if copies:
            out.hold(copies, "contents_differ", count=len(in_question))
        else:
            out.recalled.append((form, fingerprint))
        listed.append(FormContent(fingerprint, PENDING, copies[0].answers if copies else None))
    out.contents[form] = kept(known, listed)
    out.withdrawn.add(form)


def _take_reply(form: str, known: Rows, files: Files, out: FormOutcome) -> None:
    """A branch reports on its problems again and again: what came last holds, none is in dispute."""
    refuse_void(known, files, out)
    current = _newest(known)
    fresh = [fingerprint for fingerprint in files if fingerprint not in known]
    for fingerprint, copies in files.items():
        if fingerprint in fresh and len(fresh) > 1:
            out.hold(copies, "replies_differ", count=len(fresh))
        elif fingerprint not in fresh and known[fingerprint].state != VOID:
            out.repeat(copies)
            if fingerprint != current:
                out.findings.append(notice("reply_older", Location(copies[0].name), form=form))
    if len(fresh) == 1:
        current = fresh[0]
        _count(form, FormContent(current, RETURNED, files[current][0].answers), known, files[current], out)
    _update(form, [each for each, row in known.items() if row.state in LIVE and each != current], known, out)


def _newest(known: Rows) -> str:
    """The content of a 反馈 that holds: the one that came back last, the lower row of two at once."""
    live = [each for each, row in known.items() if row.state in LIVE]
    return max(
        live,
        key=lambda each: (known[each].returned_at or known[each].issued_at, known[each].line),
        default="",
    )


def _update(form: str, older: Sequence[str], known: Rows, out: FormOutcome) -> None:
    """Contents in whose place another one has come become 已更新."""
    if older:
        others = [each for each in out.contents.get(form, []) if each.fingerprint not in older]
        out.contents[form] = kept(known, [*others, *(FormContent(each, UPDATED) for each in older)])
