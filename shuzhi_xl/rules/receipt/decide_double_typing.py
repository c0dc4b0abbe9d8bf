"""What two people's typing of one meeting's ballots comes to (双人录入): only equal ballots count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shuzhi_xl.findings import Location, notice
from shuzhi_xl.rules.intake.answers import Answers, BallotAnswer
from shuzhi_xl.rules.receipt.compare_typing import pair
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
from shuzhi_xl.sheets.master.vocabulary import PENDING, RETURNED, TYPING_A, TYPING_B, VOID
from shuzhi_xl.sheets.master.votes import RegisteredForm


@dataclass(frozen=True)
class _Hand:
    """One typist's workbook.

    Attributes:
        form: Its form number; ``""`` when none is out.
        known: Contents in the register.
        files: Files of this run, by content.
        chosen: Fingerprint of the content to compare; ``""`` when there is none or they are disputed.
        replaced: Held versions that the chosen one takes the place of.
        disputed: Contents between which the clerk must choose.
    """

    form: str
    known: Rows
    files: Files
    chosen: str = ""
    replaced: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()

    @property
    def row(self) -> RegisteredForm | None:
        """The register's row of the chosen content."""
        return self.known.get(self.chosen)

    @property
    def copies(self) -> Sequence[Arrival]:
        """Files of the chosen content."""
        return self.files.get(self.chosen, ())

    @property
    def is_settled(self) -> bool:
        """Whether the chosen content is entered, with no ballot left open."""
        return self.row is not None and _is_settled(self.row)


def decide_pair(
    registered: Mapping[str, Sequence[RegisteredForm]], arrivals: Sequence[Arrival]
) -> FormOutcome:
    """What two people's typing of one meeting's ballots comes to.

    A corrected workbook that is dropped in again replaces its held version. One that differs from a
    version without open ballots does not: then the clerk decides, as with any other form.

    Args:
        registered: The register's rows of 录票甲 and 录票乙 by kind, of their current forms.
        arrivals: All files of this run that are one of the two; maybe none.
    """
    out = FormOutcome()
    first, second = (_hand(kind, registered, arrivals, out) for kind in (TYPING_A, TYPING_B))
    if first.disputed or second.disputed:
        _dispute(first, second, out)
    elif first.copies and second.copies:
        _meet(first, second, registered[TYPING_A][0].issued, out)
    else:
        _wait(first, second, out)
    return out


def _hand(
    kind: str,
    registered: Mapping[str, Sequence[RegisteredForm]],
    arrivals: Sequence[Arrival],
    out: FormOutcome,
) -> _Hand:
    rows = registered.get(kind, ())
    known = known_contents(rows)
    files = by_content(each for each in arrivals if each.answers.identity.kind == kind)
    refuse_void(known, files, out)
    return _choose(rows[0].form if rows else "", known, _without_blank(known, files, out))


def _without_blank(known: Rows, files: Files, out: FormOutcome) -> Files:
    """New files without any ballot never outrank one with ballots."""
    blank = {each for each, copies in files.items() if each not in known and not votes_in(copies[0].answers)}
    has_ballots = any(_is_firm(row) for row in known.values()) or any(
        votes_in(copies[0].answers) for copies in files.values()
    )
    if not has_ballots:
        return files
    out.refuse((each for fingerprint in blank for each in files[fingerprint]), "blank_beside_filled")
    return {fingerprint: copies for fingerprint, copies in files.items() if fingerprint not in blank}


def _choose(form: str, known: Rows, files: Files) -> _Hand:
    live = [fingerprint for fingerprint, row in known.items() if row.state != VOID]
    new = [fingerprint for fingerprint in files if fingerprint not in known]
    fresh = [fingerprint for fingerprint in new if not files[fingerprint][0].was_aside] or new
    pending = any(known[each].state == PENDING for each in live)
    is_firm = any(_is_firm(known[each]) for each in live)
    if pending or len(live) > 1 or len(fresh) > 1 or (new and is_firm):
        return _Hand(form, known, files, disputed=(*live, *new))
    chosen = next(iter([*fresh, *live]), "")
    replaced = tuple(each for each in (*live, *new) if each != chosen)
    return _Hand(form, known, files, chosen, replaced)


def _is_settled(row: RegisteredForm) -> bool:
    return is_counted(row) and not row.spoiled


def _is_firm(row: RegisteredForm) -> bool:
    """Whether a content may not simply be replaced: all but one entered with ballots left open, or blank."""
    return not (row.state == RETURNED and is_counted(row) and (row.spoiled or not row.returned))


def _dispute(first: _Hand, second: _Hand, out: FormOutcome) -> None:
    out.withdrawn |= {hand.form for hand in (first, second) if hand.form}
    for hand in (first, second):
        for fingerprint in hand.disputed:
            copies = hand.files.get(fingerprint, ())
            if copies:
                out.hold(copies, "contents_differ", count=len(hand.disputed))
            else:
                out.recalled.append((hand.form, fingerprint))
        if hand.disputed:
            answers = {each: hand.files[each][0].answers for each in hand.disputed if each in hand.files}
            listed = [FormContent(each, PENDING, answers.get(each)) for each in hand.disputed]
            out.contents[hand.form] = kept(hand.known, listed)
        else:
            _keep_waiting(hand, out)
            if any(each in hand.known for each in hand.replaced):
                out.contents[hand.form] = kept(_rest(hand), [FormContent(hand.chosen, RETURNED)])


def _rest(hand: _Hand) -> Rows:
    """Contents in the register, without the version that was replaced."""
    return {each: row for each, row in hand.known.items() if each not in hand.replaced}


def _wait(first: _Hand, second: _Hand, out: FormOutcome) -> None:
    """At most one of the two is here."""
    here, other = (first, second) if first.copies else (second, first)
    if here.copies and here.is_settled:
        out.repeat(here.copies)
    elif here.copies:
        _keep_waiting(here, out)
        if other.row is not None:
            out.recall(other.row)
    else:
        _look_for(first, second, out)


def _look_for(first: _Hand, second: _Hand, out: FormOutcome) -> None:
    """No file is here: fetch both, if the register has a version whose ballots are not entered."""
    rows = [hand.row for hand in (first, second) if hand.row is not None]
    if any(row.state in LIVE and not is_counted(row) for row in rows):
        out.withdrawn |= {row.form for row in rows}
        for row in rows:
            out.recall(row)


def _keep_waiting(hand: _Hand, out: FormOutcome) -> None:
    if hand.copies:
        out.hold(hand.copies, "other_typing_missing", grave=False)
        _replace(hand, out)
    elif hand.row is not None:
        out.recalled.append((hand.form, hand.chosen))


def _replace(hand: _Hand, out: FormOutcome) -> None:
    for fingerprint in hand.replaced:
        out.refuse(hand.files.get(fingerprint, ()), "typing_replaced")


def _meet(first: _Hand, second: _Hand, issued: int, out: FormOutcome) -> None:
    if first.is_settled and second.is_settled:
        out.repeat([*first.copies, *second.copies])
        return
    one, other = first.copies[0].answers, second.copies[0].answers
    agreed, differences = pair(one, other)
    orders = {*_orders(one), *_orders(other)}
    for hand in (first, second):
        _replace(hand, out)
    if len(orders) > issued:
        for hand in (first, second):
            out.hold(hand.copies, "more_than_issued", value=len(orders), issued=issued)
        return
    out.findings += differences
    if not orders and issued:
        told = {"form": first.form, "issued": issued, "surveys": 0}
        out.findings.append(notice("return_blank", Location(first.copies[0].name), **told))
    for hand in (first, second):
        _enter(hand, agreed, orders, Fate.HELD if differences else Fate.ACCEPTED, out)
    out.counted[first.form] = _only(one, agreed, orders)


def _enter(
    hand: _Hand, agreed: Sequence[BallotAnswer], orders: set[int], fate: Fate, out: FormOutcome
) -> None:
    out.fates[hand.copies[0].name] = fate
    out.repeat(hand.copies[1:])
    state = hand.row.state if hand.row is not None else RETURNED
    answers = _only(hand.copies[0].answers, agreed, orders)
    out.contents[hand.form] = kept(_rest(hand), [FormContent(hand.chosen, state, answers)])


def _orders(answers: Answers) -> set[int]:
    return {ballot.order for ballot in answers.ballots} | set(answers.held_ballots)


def _only(answers: Answers, agreed: Sequence[BallotAnswer], orders: set[int]) -> Answers:
    """Agreed ballots; every other number that either typed is held, so that both hands' numbers agree."""
    left = sorted(orders - {ballot.order for ballot in agreed})
    held = {order: answers.held_ballots.get(order, "typed_differently") for order in left}
    return Answers(answers.identity, tuple(agreed), held_ballots=held)
