"""Double typing (双人录入): two people type the same paper ballots, and only equal ballots count."""

from collections.abc import Mapping

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.rules.intake.answers import Answers, BallotAnswer
from shuzhi_xl.sheets.master.vocabulary import ABSTENTION, OVERALL
from shuzhi_xl.sheets.outgoing.forms import CLASS_LABEL, ENTRY, secretary_header

_SHOWN = 10  # differences named in one sentence; a shifted row differs in every mark


def pair(first: Answers, second: Answers) -> tuple[tuple[BallotAnswer, ...], list[Finding]]:
    """Ballots that both typists entered alike, and a blocking finding for each that they did not.

    Args:
        first: Answers of 甲.
        second: Answers of 乙.

    Returns:
        Each agreed ballot once, by number (票号); and one finding per ballot that differs or that only one
        has. A ballot held in both files is named by their own findings only.
    """
    left = {each.order: each for each in first.ballots}
    right = {each.order: each for each in second.ballots}
    agreed, findings = [], []
    for order in sorted(left.keys() | right.keys()):
        one, other = left.get(order), right.get(order)
        if one and other and (one.voter_class, one.marks) == (other.voter_class, other.marks):
            agreed.append(one)
        elif one and other:
            findings.append(_differing(first, second, one, other))
        else:
            findings.append(_one_sided(first, second, order, second if one else first))
    return tuple(agreed), findings


def _differing(first: Answers, second: Answers, one: BallotAnswer, other: BallotAnswer) -> Finding:
    left, right = _entries(one), _entries(other)
    unequal = [name for name in left | right if left.get(name) != right.get(name)]
    named = [f"{name}甲“{_shown(left, name)}”乙“{_shown(right, name)}”" for name in unequal[:_SHOWN]]
    more = f"，等共 {len(unequal)} 处" if len(unequal) > _SHOWN else ""
    return blocking(
        "typed_differently",
        Location(sheet=ENTRY),
        order=one.order,
        first=first.identity.form,
        second=second.identity.form,
        differences="；".join(named) + more,
    )


def _one_sided(first: Answers, second: Answers, order: int, lacking: Answers) -> Finding:
    held = order in lacking.held_ballots
    return blocking(
        "typed_held_once" if held else "typed_once",
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
