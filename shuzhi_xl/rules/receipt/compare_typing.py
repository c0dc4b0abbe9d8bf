"""Double typing (双人录入, 基本设置): two people type the same paper ballots; only equal ones count."""

from collections.abc import Mapping

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.rules.intake.answers import Answers, BallotAnswer
from shuzhi_xl.sheets.master.vocabulary import ABSTENTION, OVERALL
from shuzhi_xl.sheets.outgoing.forms import CLASS_LABEL, ENTRY, secretary_header

_SHOWN = 10  # differences named in one sentence; a shifted row differs in every mark


def compare_typing(first: Answers, second: Answers) -> tuple[frozenset[int], list[Finding]]:
    """Ballots that both typists entered identically (双人录入), and a blocking finding for each other one.

    Args:
        first: Answers of 甲.
        second: Answers of 乙.

    Returns:
        Numbers (票号) of the agreed ballots; and a blocking finding for each ballot that differs or that
        only one has. A ballot held in both files is named by their own findings only.
    """
    # By 票号, not by row: the two typists take the papers from the pile in an order of their own
    first_ballots = {ballot.order: ballot for ballot in first.ballots}
    second_ballots = {ballot.order: ballot for ballot in second.ballots}
    agreed, findings = set(), []
    for order in sorted(first_ballots.keys() | second_ballots.keys()):
        first_ballot, second_ballot = first_ballots.get(order), second_ballots.get(order)
        if first_ballot == second_ballot:
            agreed.add(order)
        elif first_ballot and second_ballot:
            findings.append(_differing(first, second, first_ballot, second_ballot))
        else:
            findings.append(_one_sided(first, second, order, second if first_ballot else first))
    return frozenset(agreed), findings


def _differing(
    first: Answers, second: Answers, first_ballot: BallotAnswer, second_ballot: BallotAnswer
) -> Finding:
    first_entries, second_entries = _entries(first_ballot), _entries(second_ballot)
    # From both sides, since a column may be deleted in one of the two workbooks
    unequal = [
        name for name in first_entries | second_entries if first_entries.get(name) != second_entries.get(name)
    ]
    quoted = [
        f"{name}甲“{_shown(first_entries, name)}”乙“{_shown(second_entries, name)}”"
        for name in unequal[:_SHOWN]
    ]
    more = f"，等共 {len(unequal)} 处" if len(unequal) > _SHOWN else ""
    return blocking(
        "typed_differently",
        Location(sheet=ENTRY),
        order=first_ballot.order,
        first=first.identity.form,
        second=second.identity.form,
        differences="；".join(quoted) + more,
    )


def _one_sided(first: Answers, second: Answers, order: int, lacking: Answers) -> Finding:
    # Said differently, because the ballot is not missing there: its own finding names the cell to correct
    is_held = order in lacking.held_ballots
    return blocking(
        "typed_held_once" if is_held else "typed_once",
        Location(sheet=ENTRY),
        order=order,
        hand="甲" if lacking is first else "乙",
        first=first.identity.form,
        second=second.identity.form,
    )


def _entries(ballot: BallotAnswer) -> dict[str, str]:
    marks = {
        secretary_header(number, "" if criterion == OVERALL else criterion): mark
        for (number, criterion), mark in sorted(ballot.marks.items())
    }
    return {CLASS_LABEL: ballot.voter_class, **marks}


def _shown(entries: Mapping[str, str], name: str) -> str:
    return entries.get(name, "（无此列）") or ABSTENTION
