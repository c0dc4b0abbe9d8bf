"""What becomes of each returned file (回收): counted, a repeat, held or refused; never lost, never doubled.

The outcome depends on the register and on the set of files, never on their order or names.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from shuzhi_xl.findings import Finding, Location, Severity
from shuzhi_xl.rules.answers import Answers, BallotAnswer
from shuzhi_xl.rules.pairing import pair
from shuzhi_xl.sheets.vocabulary import (
    ADOPTED,
    FEEDBACK,
    PENDING,
    RETURNED,
    TYPING_A,
    TYPING_B,
    VOID,
)
from shuzhi_xl.sheets.votes import RegisteredForm


class Fate(StrEnum):
    """What becomes of a returned file; every file has exactly one."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    HELD = "held"
    REFUSED = "refused"


@dataclass(frozen=True)
class Arrival:
    """One returned file, understood.

    Attributes:
        name: The file, relative to 收回.
        fingerprint: Of its answers, not of its bytes.
        was_aside: It was already held by an earlier run.
    """

    name: str
    answers: Answers
    fingerprint: str
    was_aside: bool = False


@dataclass(frozen=True)
class Content:
    """One content of a form, as the register will have it; ``answers`` is None without a file."""

    fingerprint: str
    state: str
    answers: Answers | None = None


@dataclass
class Decision:
    """What one form, or the pair of typing workbooks of a meeting, comes to.

    Attributes:
        fates: By file name.
        contents: The form's contents for the register, by form number.
        counted: Ballots to enter, by form number; a form that is missing here keeps what it has.
        withdrawn: Forms whose votes leave 测评票 and 问卷调查.
        recalled: Fingerprints whose processed file must come back to 收回/_有问题.
        findings: Why something is held or refused.
    """

    fates: dict[str, Fate] = field(default_factory=dict)
    contents: dict[str, list[Content]] = field(default_factory=dict)
    counted: dict[str, Answers] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    recalled: list[tuple[str, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def hold(self, arrival: Arrival, code: str, *, grave: bool = True, **context: object) -> None:
        """Leave a file uncounted for now, with the reason."""
        self._put(arrival, Fate.HELD, code, grave=grave, **context)

    def refuse(self, arrival: Arrival, code: str, **context: object) -> None:
        """Leave a file uncounted for good, with the reason."""
        self._put(arrival, Fate.REFUSED, code, grave=False, **context)

    def _put(self, arrival: Arrival, fate: Fate, code: str, *, grave: bool, **context: object) -> None:
        self.fates[arrival.name] = fate
        severity = Severity.BLOCKING if grave else Severity.NOTICE
        form = arrival.answers.identity.form
        self.findings.append(Finding(code, Location(arrival.name), severity, {"form": form, **context}))


def decide(rows: Sequence[RegisteredForm], arrivals: Sequence[Arrival]) -> Decision:
    """What a form comes to.

    Args:
        rows: Its rows in the register; empty when it was never issued from here.
        arrivals: All files of this run that are this form, by file name.
    """
    out = Decision()
    if not rows:
        for arrival in arrivals:
            out.hold(arrival, "form_unregistered", grave=False)
        return out
    if all(row.state == VOID for row in rows):
        for arrival in arrivals:
            out.refuse(arrival, "form_void")
        return out
    states = {row.fingerprint: row.state for row in rows if row.fingerprint}
    if rows[0].kind == FEEDBACK:
        return _take_reply(states, arrivals, out)
    return _take_form(rows[0], states, arrivals, out)


def _take_form(
    base: RegisteredForm, states: Mapping[str, str], arrivals: Sequence[Arrival], out: Decision
) -> Decision:
    files = _by_content(arrivals)
    in_question = [each for each in dict.fromkeys([*states, *files]) if states.get(each) != VOID]
    settled = [each for each in in_question if states.get(each) == ADOPTED]
    if len(settled) == 1 and len(in_question) == 1:
        return _adopt(base, settled[0], states, files, out)
    if len(in_question) == 1 and states.get(in_question[0]) != PENDING:
        return _accept(base, in_question[0], states, files, out)
    return _dispute(base, in_question, states, files, out)


def _by_content(arrivals: Iterable[Arrival]) -> dict[str, list[Arrival]]:
    found: dict[str, list[Arrival]] = {}
    for arrival in sorted(arrivals, key=lambda each: (each.was_aside, each.name)):
        found.setdefault(arrival.fingerprint, []).append(arrival)
    return found


def _accept(
    base: RegisteredForm,
    chosen: str,
    states: Mapping[str, str],
    files: Mapping[str, list[Arrival]],
    out: Decision,
) -> Decision:
    copies = files.get(chosen, [])
    _void_ones(states, files, out)
    if chosen not in states and copies:
        first = copies[0].answers
        if len(first.ballots) + len(first.held_ballots) > base.issued:
            counted = len(first.ballots) + len(first.held_ballots)
            for arrival in copies:
                out.hold(arrival, "more_than_issued", value=counted, issued=base.issued)
            return out
        _count(base.form, chosen, RETURNED, copies, out)
    else:
        for arrival in copies:
            out.fates[arrival.name] = Fate.DUPLICATE
    _keep_rows(base.form, states, out)
    return out


def _count(form: str, chosen: str, state: str, copies: Sequence[Arrival], out: Decision) -> None:
    for index, arrival in enumerate(copies):
        out.fates[arrival.name] = Fate.DUPLICATE if index else Fate.ACCEPTED
    out.counted[form] = copies[0].answers
    out.contents.setdefault(form, []).append(Content(chosen, state, copies[0].answers))


def _adopt(
    base: RegisteredForm,
    chosen: str,
    states: Mapping[str, str],
    files: Mapping[str, list[Arrival]],
    out: Decision,
) -> Decision:
    _void_ones(states, files, out)
    if chosen in files:
        _count(base.form, chosen, ADOPTED, files[chosen], out)
    _keep_rows(base.form, states, out)
    return out


def _void_ones(states: Mapping[str, str], files: Mapping[str, list[Arrival]], out: Decision) -> None:
    for fingerprint, copies in files.items():
        if states.get(fingerprint) == VOID:
            for arrival in copies:
                out.refuse(arrival, "content_void")


def _keep_rows(form: str, states: Mapping[str, str], out: Decision) -> None:
    listed = out.contents.setdefault(form, [])
    known = {content.fingerprint for content in listed}
    listed += [Content(each, state) for each, state in states.items() if each not in known]


def _dispute(
    base: RegisteredForm,
    in_question: Sequence[str],
    states: Mapping[str, str],
    files: Mapping[str, list[Arrival]],
    out: Decision,
) -> Decision:
    _void_ones(states, files, out)
    for fingerprint in in_question:
        copies = files.get(fingerprint, [])
        for index, arrival in enumerate(copies):
            if index:
                out.fates[arrival.name] = Fate.DUPLICATE
            else:
                out.hold(arrival, "contents_differ", count=len(in_question))
        if not copies and states.get(fingerprint) in (RETURNED, ADOPTED):
            out.recalled.append((base.form, fingerprint))
        answers = copies[0].answers if copies else None
        out.contents.setdefault(base.form, []).append(Content(fingerprint, PENDING, answers))
    out.withdrawn.add(base.form)
    _keep_rows(base.form, states, out)
    return out


def _take_reply(states: Mapping[str, str], arrivals: Sequence[Arrival], out: Decision) -> Decision:
    files = _by_content(arrivals)
    fresh = [each for each in files if each not in states]
    if len(fresh) > 1:
        for fingerprint in fresh:
            out.hold(files[fingerprint][0], "replies_differ", count=len(fresh))
            for arrival in files[fingerprint][1:]:
                out.fates[arrival.name] = Fate.DUPLICATE
    elif fresh:
        form = files[fresh[0]][0].answers.identity.form
        _count(form, fresh[0], RETURNED, files[fresh[0]], out)
        _keep_rows(form, states, out)
    for fingerprint, copies in files.items():
        if fingerprint in states:
            out.fates.update({arrival.name: Fate.DUPLICATE for arrival in copies})
    return out


def decide_pair(
    registered: Mapping[str, Sequence[RegisteredForm]], arrivals: Sequence[Arrival]
) -> Decision:
    """What two people's typing of one meeting's ballots comes to (双人录入).

    A corrected workbook that is dropped in again replaces its held version.

    Args:
        registered: The register's rows of 录票甲 and 录票乙 by kind, of their current forms.
        arrivals: All files of this run that are one of the two.
    """
    out = Decision()
    current: dict[str, Arrival] = {}
    for kind in (TYPING_A, TYPING_B):
        mine = [each for each in arrivals if each.answers.identity.kind == kind]
        chosen = _latest(list(registered.get(kind, ())), mine, out)
        if chosen is not None:
            current[kind] = chosen
    if len(current) == 2:
        return _compare(registered, current[TYPING_A], current[TYPING_B], out)
    known = {row.fingerprint for rows in registered.values() for row in rows if row.state == RETURNED}
    for arrival in current.values():
        if arrival.fingerprint in known:
            out.fates[arrival.name] = Fate.DUPLICATE
        else:
            out.hold(arrival, "other_typing_missing", grave=False)
    return out


def _latest(rows: list[RegisteredForm], arrivals: Sequence[Arrival], out: Decision) -> Arrival | None:
    known = {row.fingerprint for row in rows if row.state in (RETURNED, ADOPTED)}
    files = _by_content(arrivals)
    fresh = [each for each, copies in files.items() if not copies[0].was_aside and each not in known]
    if len(fresh) > 1:
        for fingerprint in fresh:
            out.hold(files[fingerprint][0], "contents_differ", count=len(fresh))
        chosen = None
    else:
        held = [each for each, copies in files.items() if copies[0].was_aside]
        chosen = next(iter([*fresh, *held, *files]), None)
    for fingerprint, copies in files.items():
        rest = copies[1:] if fingerprint == chosen or fingerprint in fresh else copies
        out.fates.update({arrival.name: Fate.DUPLICATE for arrival in rest})
    return files[chosen][0] if chosen else None


def _compare(
    registered: Mapping[str, Sequence[RegisteredForm]], first: Arrival, second: Arrival, out: Decision
) -> Decision:
    agreed, differences = pair(first.answers, second.answers)
    issued = registered[TYPING_A][0].issued
    total = len(agreed) + len({each.context.get("ballot") for each in differences})
    if total > issued:
        for arrival in (first, second):
            out.hold(arrival, "more_than_issued", value=total, issued=issued)
        return out
    out.findings += differences
    fate = Fate.HELD if differences else Fate.ACCEPTED
    for arrival in (first, second):
        form = arrival.answers.identity.form
        out.fates[arrival.name] = fate
        out.contents[form] = [Content(arrival.fingerprint, RETURNED, arrival.answers)]
    out.counted[first.answers.identity.form] = _only(first.answers, agreed)
    return out


def _only(answers: Answers, agreed: Sequence[BallotAnswer]) -> Answers:
    kept = {ballot.order for ballot in agreed}
    left = {ballot.order: "甲乙不一致" for ballot in answers.ballots if ballot.order not in kept}
    return Answers(answers.identity, tuple(agreed), held_ballots={**answers.held_ballots, **left})
