"""Problems of 问题自查 whose form does not count any more (不再计入的自查问题): reported, never deleted."""

from collections.abc import Iterable

from shuzhi_xl.findings import Finding, notice
from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.rules.receipt.contents import is_counted
from shuzhi_xl.rules.receipt.outcome import FormOutcome
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.declaration.units import Number
from shuzhi_xl.sheets.master.results import Problem
from shuzhi_xl.sheets.master.vocabulary import CLOSED, PACKAGE, SELF_CHECK
from shuzhi_xl.sheets.reading.year import Year


def find_orphaned_self_checks(year: Year, decision: FormOutcome, counted: Iterable[Answers]) -> list[Finding]:
    """A notice for each self-named problem (问题自查) in 整改清单 that no form names which counts now.

    Work on it may have begun, or the clerk may have written it: only the clerk can say whether the row
    is to be deleted.

    Args:
        year: The year as it was before this run.
        decision: What becomes of the forms of this run.
        counted: Answers of those that are entered.
    """
    contents = _contents_now(year, decision, counted)
    return [
        notice(
            "self_check_left",
            problem.at("content"),
            value=problem.content,
            problem=problem.problem,
            state=problem.state,
        )
        for problem in year.problems
        if problem.source == SELF_CHECK and problem.state != CLOSED
        if any(
            clean(problem.content) not in contents[number] for number in _owners(problem) & contents.keys()
        )
    ]


def _owners(problem: Problem) -> set[Number]:
    """Whose it is by 编号, and all whose it may have been by 问题编号 before they were merged into others."""
    parts = problem.problem.split("-")
    return {problem.number, *("-".join(parts[:end]) for end in range(1, len(parts)))}


def _contents_now(year: Year, decision: FormOutcome, counted: Iterable[Answers]) -> dict[Number, set[str]]:
    """Problems by 编号 that a newly counted form names; none where a counted form was withdrawn."""
    packages = [row for row in year.forms if row.kind == PACKAGE]
    # Where the clerk has yet to choose between contents, the choice decides.
    withdrawn = decision.withdrawn - decision.contents.keys()
    contents: dict[Number, set[str]] = {
        row.number: set() for row in packages if row.form in withdrawn and is_counted(row)
    }
    # A first package leaves no earlier problem behind; what the clerk entered before it is not reported
    came_before = {row.number for row in packages if row.fingerprint}
    for answers in counted:
        number = answers.identity.number
        if answers.identity.kind == PACKAGE and number in came_before:
            contents[number] = {clean(problem.content) for problem in answers.problems}
    return contents
