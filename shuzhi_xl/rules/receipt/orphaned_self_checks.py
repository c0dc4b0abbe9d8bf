"""Problems of 问题自查 whose form does not count any more: they are told, never deleted."""

from collections.abc import Sequence

from shuzhi_xl.findings import Finding, notice
from shuzhi_xl.rules.receipt.contents import is_counted
from shuzhi_xl.rules.receipt.outcome import FormOutcome
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.results import Problem
from shuzhi_xl.sheets.master.vocabulary import CLOSED, PACKAGE, SELF_CHECK
from shuzhi_xl.sheets.reading.year import Year


def left_behind(year: Year, decisions: Sequence[FormOutcome]) -> list[Finding]:
    """A notice for each self-named problem that stands in 整改清单 but in no form that counts now.

    Work on it may have begun, or the clerk may have written it: nobody but the clerk can say whether the row
    is to go.

    Args:
        year: The year as it was before this run.
        decisions: What the forms of this run came to.
    """
    stands = _named_now(year, decisions)
    return [
        notice(
            "self_check_left", each.at("content"), value=each.content, problem=each.problem, state=each.state
        )
        for each in year.problems
        if each.source == SELF_CHECK and each.state != CLOSED
        if any(clean(each.content) not in stands[number] for number in _named_by(each) & stands.keys())
    ]


def _named_by(problem: Problem) -> set[str]:
    """Whose it is by 编号, and all whose it may have been by 问题编号 before they were merged into others."""
    parts = problem.problem.split("-")
    return {problem.number, *("-".join(parts[:end]) for end in range(1, len(parts)))}


def _named_now(year: Year, decisions: Sequence[FormOutcome]) -> dict[str, set[str]]:
    """Problems by 编号 that forms name which were counted anew, or none where a counted one was withdrawn."""
    packages = [row for row in year.forms if row.kind == PACKAGE]
    # Where the clerk has yet to choose between contents, the choice will tell.
    gone = {form for each in decisions for form in each.withdrawn - each.contents.keys()}
    counted = [answers for decision in decisions for answers in decision.counted.values()]
    stands: dict[str, set[str]] = {
        row.number: set() for row in packages if row.form in gone and is_counted(row)
    }
    came_before = {row.number for row in packages if row.fingerprint}
    for answers in counted:
        number = answers.identity.number
        if answers.identity.kind == PACKAGE and number in came_before:
            stands[number] = {clean(each.content) for each in answers.problems}
    return stands
