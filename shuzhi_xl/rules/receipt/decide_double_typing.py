"""Two people's typing of one meeting's ballots (双人录入): only equal ballots count."""

from collections.abc import Mapping, Sequence

from shuzhi_xl.findings import Severity
from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.rules.receipt.compare_typing import compare_typing
from shuzhi_xl.rules.receipt.contents import LIVE, Arrival, BroughtVotes, Contents, FormContent, is_counted
from shuzhi_xl.rules.receipt.fingerprint import Fingerprint
from shuzhi_xl.rules.receipt.outcome import (
    NO_CHANGE,
    Fate,
    FormOutcome,
    announce_blank,
    dispute,
    hold,
    recall,
    refuse,
    refuse_void,
    repeat,
    take,
    together,
    withdraw,
)
from shuzhi_xl.rules.receipt.typing_side import (
    RowsByKind,
    TypingSide,
    blank_files,
    choose_content,
    typing_contents,
)
from shuzhi_xl.sheets.master.vocabulary import RETURNED, TYPING_A, TYPING_B


def decide_double_typing(
    registered: RowsByKind, arrivals: Sequence[Arrival], typed: Mapping[Fingerprint, Answers]
) -> FormOutcome:
    """Decide on two people's typing of one meeting's ballots.

    A corrected workbook that is dropped in again replaces its held version. One that differs from a
    version without open ballots does not: then the clerk decides, as with any other form.

    Args:
        registered: The register's rows of the current forms of 录票甲 and 录票乙.
        arrivals: All files of this run that are one of the two; maybe none.
        typed: Their answers, by fingerprint.
    """
    contents = [typing_contents(registered, kind, arrivals) for kind in (TYPING_A, TYPING_B)]
    first, second = map(choose_content, contents)
    if first.disputed or second.disputed:
        decision = _dispute(first, second)
    elif first.arrivals and second.arrivals:
        decision = _compare(first, second, registered[TYPING_A][0].issued, typed)
    else:
        decision = _wait(first, second)
    refused = [part for side in contents for part in (refuse_void(side), _refuse_blank(side))]
    return together([*refused, decision])


def _refuse_blank(contents: Contents) -> FormOutcome:
    files = [arrival for copies in blank_files(contents).values() for arrival in copies]
    return refuse(files, "blank_beside_filled")


def _dispute(first: TypingSide, second: TypingSide) -> FormOutcome:
    """The clerk must choose between contents of one side, at least; until then neither counts."""
    sides = [_dispute_side(side) for side in (first, second)]
    return together([*(withdraw(side.form) for side in (first, second) if side.form), *sides])


def _dispute_side(side: TypingSide) -> FormOutcome:
    if side.disputed:
        return dispute(side, side.disputed)
    outcome = _keep_waiting(side)
    if any(content in side.registered for content in side.replaced):
        waiting = [FormContent(side.content, RETURNED)]
        outcome |= FormOutcome(contents=side.without_replaced().listed(waiting))
    return outcome


def _wait(first: TypingSide, second: TypingSide) -> FormOutcome:
    """At most one of the two is here."""
    present, absent = (first, second) if first.arrivals else (second, first)
    if not present.arrivals:
        return _fetch(first, second)
    # Both were equal and are entered, so the file of one is the same file dropped in once more
    if present.is_complete:
        return repeat(present.arrivals)
    return _keep_waiting(present) | (recall(absent.row) if absent.row is not None else NO_CHANGE)


def _fetch(first: TypingSide, second: TypingSide) -> FormOutcome:
    """No file is here: fetch both, if the register has a version whose ballots are not entered."""
    rows = [side.row for side in (first, second) if side.row is not None]
    if not any(row.state in LIVE and not is_counted(row) for row in rows):
        return NO_CHANGE
    return together(withdraw(row.form) | recall(row) for row in rows)


def _keep_waiting(side: TypingSide) -> FormOutcome:
    if side.arrivals:
        return hold(side.arrivals, "other_typing_missing", Severity.NOTICE) | _refuse_replaced(side)
    recalled = ((side.form, side.content),) if side.row is not None else ()
    return FormOutcome(recalled=recalled)


def _refuse_replaced(side: TypingSide) -> FormOutcome:
    return together(refuse(side.copies(content), "typing_replaced") for content in side.replaced)


def _compare(
    first: TypingSide, second: TypingSide, issued: int, typed: Mapping[Fingerprint, Answers]
) -> FormOutcome:
    """Both are here: equal ballots count."""
    if first.is_complete and second.is_complete:
        return repeat([*first.arrivals, *second.arrivals])
    first_answers, second_answers = typed[first.content], typed[second.content]
    # Over both sides together: each may have a number that the other lacks
    orders = first_answers.orders | second_answers.orders
    replaced = _refuse_replaced(first) | _refuse_replaced(second)
    if len(orders) > issued:
        outcomes = [
            hold(side.arrivals, "more_than_issued", value=len(orders), issued=issued)
            for side in (first, second)
        ]
        return together([replaced, *outcomes])
    agreed, differences = compare_typing(first_answers, second_answers)
    is_blank = not orders and issued
    announced = announce_blank(first.arrivals[0], issued) if is_blank else NO_CHANGE
    fate = Fate.HELD if differences else Fate.ACCEPTED
    # Every other number that either typed is held, so that both sides' numbers in the register agree
    votes = BroughtVotes(len(agreed), len(orders) - len(agreed))
    listed = [_list_compared(side, votes, fate) for side in (first, second)]
    # Under 甲's form only, though both are listed in the register: entering 乙's too would count twice
    entered = FormOutcome(
        counted={first.form: first.content}, agreed={first.form: agreed}, findings=tuple(differences)
    )
    return together([replaced, announced, *listed, entered])


def _list_compared(side: TypingSide, votes: BroughtVotes, fate: Fate) -> FormOutcome:
    state = side.row.state if side.row is not None else RETURNED
    return take(side.without_replaced(), FormContent(side.content, state, votes), fate)
