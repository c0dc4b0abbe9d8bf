"""Two people's typing of one meeting's ballots (双人录入): only equal ballots count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shuzhi_xl.findings import Severity
from shuzhi_xl.rules.intake.answers import Answers, BallotAnswer
from shuzhi_xl.rules.receipt.compare_typing import compare_typing
from shuzhi_xl.rules.receipt.contents import (
    LIVE,
    Arrival,
    Contents,
    Files,
    FormContent,
    Rows,
    by_content,
    is_counted,
    known_contents,
    votes_in,
)
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
from shuzhi_xl.sheets.master.vocabulary import PENDING, RETURNED, TYPING_A, TYPING_B, VOID
from shuzhi_xl.sheets.master.votes import RegisteredForm

RowsByKind = Mapping[str, Sequence[RegisteredForm]]
"""The register's rows of 录票甲 and 录票乙, by kind."""


@dataclass(frozen=True)
class TypingSide(Contents):
    """One typist's workbook (录票甲 or 录票乙).

    Attributes:
        chosen: Fingerprint of the content to compare; ``""`` when there is none or they are disputed.
        replaced: Held versions that the chosen one replaces.
        disputed: Contents between which the clerk must choose.
    """

    chosen: str = ""
    replaced: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()

    @property
    def row(self) -> RegisteredForm | None:
        """The register's row of the chosen content."""
        return self.known.get(self.chosen)

    @property
    def arrivals(self) -> Sequence[Arrival]:
        """Files of the chosen content."""
        return self.copies(self.chosen)

    @property
    def is_complete(self) -> bool:
        """Whether the chosen content is entered, with no ballot left open."""
        return self.row is not None and is_counted(self.row) and not self.row.spoiled

    def without_replaced(self) -> Contents:
        """Its contents, without the versions that were replaced."""
        rows = {content: row for content, row in self.known.items() if content not in self.replaced}
        return Contents(self.form, rows, self.files)


def decide_double_typing(registered: RowsByKind, arrivals: Sequence[Arrival]) -> FormOutcome:
    """Decide on two people's typing of one meeting's ballots.

    A corrected workbook that is dropped in again replaces its held version. One that differs from a
    version without open ballots does not: then the clerk decides, as with any other form.

    Args:
        registered: The register's rows of the current forms of 录票甲 and 录票乙.
        arrivals: All files of this run that are one of the two; maybe none.
    """
    contents = [_contents(registered, kind, arrivals) for kind in (TYPING_A, TYPING_B)]
    # Blank files are taken out first: an empty workbook in the folder must not open a dispute
    first, second = (_choose(side.form, side.known, _without_blank(side)) for side in contents)
    if first.disputed or second.disputed:
        decision = _dispute(first, second)
    elif first.arrivals and second.arrivals:
        decision = _compare(first, second, registered[TYPING_A][0].issued)
    else:
        decision = _wait(first, second)
    refused = [part for side in contents for part in (refuse_void(side), _refuse_blank(side))]
    return together([*refused, decision])


def _contents(registered: RowsByKind, kind: str, arrivals: Sequence[Arrival]) -> Contents:
    rows = registered.get(kind, ())
    files = by_content(arrival for arrival in arrivals if arrival.answers.identity.kind == kind)
    return Contents(rows[0].form if rows else "", known_contents(rows), files)


def _blank(contents: Contents) -> set[str]:
    """New files without any ballot, which never outrank one with ballots."""
    rows, files = contents.known, contents.files
    has_ballots = any(_is_firm(row) for row in rows.values()) or any(
        votes_in(copies[0].answers) for copies in files.values()
    )
    if not has_ballots:
        return set()
    return {new for new, copies in files.items() if new not in rows and not votes_in(copies[0].answers)}


def _without_blank(contents: Contents) -> Files:
    blank = _blank(contents)
    return {content: copies for content, copies in contents.files.items() if content not in blank}


def _refuse_blank(contents: Contents) -> FormOutcome:
    blank = _blank(contents)
    files = [arrival for content in blank for arrival in contents.files[content]]
    return refuse(files, "blank_beside_filled")


def _choose(form: str, rows: Rows, files: Files) -> TypingSide:
    live = [content for content, row in rows.items() if row.state != VOID]
    new = [content for content in files if content not in rows]
    # A corrected version beside the one held earlier: the held one is still in 收回/_有问题
    fresh = [content for content in new if not files[content][0].was_aside] or new
    is_pending = any(rows[content].state == PENDING for content in live)
    is_firm = any(_is_firm(rows[content]) for content in live)
    if is_pending or len(live) > 1 or len(fresh) > 1 or (new and is_firm):
        return TypingSide(form, rows, files, disputed=(*live, *new))
    fingerprint = next(iter([*fresh, *live]), "")
    replaced = tuple(content for content in (*live, *new) if content != fingerprint)
    return TypingSide(form, rows, files, fingerprint, replaced)


def _is_firm(row: RegisteredForm) -> bool:
    """Whether a content may not simply be replaced: all but one entered with ballots left open, or blank."""
    # Its 作废数 are the ballots that differed; with none left, nothing is waiting for a correction
    return not (row.state == RETURNED and is_counted(row) and (row.spoiled or not row.returned))


def _dispute(first: TypingSide, second: TypingSide) -> FormOutcome:
    """The clerk must choose between contents of one side, at least; until then neither counts."""
    sides = [_dispute_side(side) for side in (first, second)]
    return together([*(withdraw(side.form) for side in (first, second) if side.form), *sides])


def _dispute_side(side: TypingSide) -> FormOutcome:
    if side.disputed:
        return dispute(side, side.disputed)
    outcome = _keep_waiting(side)
    if any(content in side.known for content in side.replaced):
        waiting = [FormContent(side.chosen, RETURNED)]
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
    recalled = ((side.form, side.chosen),) if side.row is not None else ()
    return FormOutcome(recalled=recalled)


def _refuse_replaced(side: TypingSide) -> FormOutcome:
    return together(refuse(side.copies(content), "typing_replaced") for content in side.replaced)


def _compare(first: TypingSide, second: TypingSide, issued: int) -> FormOutcome:
    """Both are here: equal ballots count."""
    if first.is_complete and second.is_complete:
        return repeat([*first.arrivals, *second.arrivals])
    first_answers, absent = first.arrivals[0].answers, second.arrivals[0].answers
    orders = {*_orders(first_answers), *_orders(absent)}
    outcome = _refuse_replaced(first) | _refuse_replaced(second)
    # Over both sides together: each may have a number that the other lacks
    if len(orders) > issued:
        outcomes = [
            hold(side.arrivals, "more_than_issued", value=len(orders), issued=issued)
            for side in (first, second)
        ]
        return together([outcome, *outcomes])
    agreed, differences = compare_typing(first_answers, absent)
    outcome |= FormOutcome(findings=tuple(differences))
    if not orders and issued:
        outcome |= announce_blank(first.arrivals[0], issued)
    fate = Fate.HELD if differences else Fate.ACCEPTED
    entered = [_enter(side, agreed, orders, fate) for side in (first, second)]
    # Under 甲's form only, though both are listed in the register: entering 乙's too would count twice
    counted = FormOutcome(counted={first.form: _only(first_answers, agreed, orders)})
    return together([outcome, *entered, counted])


def _enter(side: TypingSide, agreed: Sequence[BallotAnswer], orders: set[int], fate: Fate) -> FormOutcome:
    state = side.row.state if side.row is not None else RETURNED
    answers = _only(side.arrivals[0].answers, agreed, orders)
    return take(side.without_replaced(), FormContent(side.chosen, state, answers), fate)


def _orders(answers: Answers) -> set[int]:
    return {ballot.order for ballot in answers.ballots} | set(answers.held_ballots)


def _only(answers: Answers, agreed: Sequence[BallotAnswer], orders: set[int]) -> Answers:
    """Agreed ballots; every other number that either typed is held, so that both sides' numbers agree."""
    differing = sorted(orders - {ballot.order for ballot in agreed})
    outcomes = {order: answers.held_ballots.get(order, "typed_differently") for order in differing}
    return Answers(answers.identity, tuple(agreed), held_ballots=outcomes)
