"""What branches report of their problems (整改清单 of 反馈), taken over as far as it is theirs to say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shuzhi_xl.findings import Finding, Location, notice
from shuzhi_xl.rules.intake.answers import RectificationReply
from shuzhi_xl.rules.intake.marks import plain
from shuzhi_xl.sheets.master.results import PROBLEM, Problem
from shuzhi_xl.sheets.master.vocabulary import CLOSED, DONE, RECTIFICATION_STATES
from shuzhi_xl.sheets.reading.year import Year

_PLAIN = ("owner", "supervisor", "measure", "due", "progress")
_OFFICE = ("owner", "supervisor", "due")
"""责任人, 责任领导 and 整改时限: a branch may fill them in while they are blank, later only the office."""


@dataclass(frozen=True)
class CellChange:
    """One cell of 整改清单 to write: sheet row (1-based), header and value."""

    line: int
    header: str
    value: Any


@dataclass(frozen=True)
class AnsweredProblem:
    """A reply beside the problem it answers."""

    problem: Problem
    given: RectificationReply
    at: Location


def apply_replies(
    year: Year, number: str, replies: Sequence[RectificationReply], at: Location
) -> tuple[list[CellChange], list[Finding]]:
    """Changes of 整改清单 that a branch's reply makes, and notices of what was not taken over.

    A blank answer erases nothing. 销号 is the office's: a branch's 已销号 is refused, 销号人 and 销号日期 are
    never written, and a closed problem is not changed any more. What the office has set stays as it is, or a
    branch could put off what it is late with. Applying a reply twice changes nothing.

    Args:
        year: The year.
        number: 编号 of the branch that replied; problems of others are refused.
        replies: Its answers.
        at: The returned file, for the notices.
    """
    own = own_problems(year, number)
    changes: list[CellChange] = []
    findings: list[Finding] = []
    answered: set[str] = set()
    for given in replies:
        if given.problem not in own:
            findings.append(notice("reply_problem_unknown", at, value=given.problem))
        elif given.problem in answered:
            findings.append(notice("reply_repeated", at, value=given.problem))
        else:
            answered.add(given.problem)
            wanted, refused = _sorted_out(AnsweredProblem(own[given.problem], given, at))
            changes += _changes(own[given.problem], wanted)
            findings += refused
    return changes, findings


def own_problems(year: Year, number: str) -> dict[str, Problem]:
    """Problems of a branch, those included that moved to the one that took it in."""
    own = year.organisation_of.get(number)
    moved_on = year.problems_of.get(own.merged_into if own else "", ())
    return {
        each.problem: each
        for each in (
            *(each for each in moved_on if each.problem.startswith(f"{number}-")),
            *year.problems_of.get(number, ()),
        )
    }


def problems_reported_on(year: Year, number: str) -> frozenset[str]:
    """问题编号 on which a branch may report: its own, and those whose row in 整改清单 is not in order."""
    return frozenset(map(plain, own_problems(year, number).keys() | year.unfit_problems))


def _sorted_out(reply: AnsweredProblem) -> tuple[Mapping[str, Any], list[Finding]]:
    """Fields to set, and what is refused."""
    wanted = {name: getattr(reply.given, name) for name in _PLAIN if getattr(reply.given, name)}
    refused = list(_refusals(reply))
    if reply.problem.state == CLOSED:
        return {}, refused
    settled = _settled(reply)
    wanted = {name: value for name, value in wanted.items() if name not in settled}
    office = [_kept_by_office(reply, name) for name in settled]
    if reply.given.state and not refused:
        wanted["state"] = reply.given.state
    if reply.given.done_on and wanted.get("state", reply.problem.state) == DONE:
        wanted["done_on"] = reply.given.done_on
    elif reply.given.done_on and not refused:
        named = {"value": reply.given.done_on, "problem": reply.problem.problem}
        refused.append(notice("reply_date_unused", reply.at, **named))
    return wanted, [*refused, *office]


def _settled(reply: AnsweredProblem) -> list[str]:
    """Fields that the branch reports otherwise than the office has set them."""
    both = {name: (getattr(reply.problem, name), getattr(reply.given, name)) for name in _OFFICE}
    return [name for name, (old, new) in both.items() if old and new and old != new]


def _kept_by_office(reply: AnsweredProblem, name: str) -> Finding:
    header = Problem.columns()[name].header
    old, new = getattr(reply.problem, name), getattr(reply.given, name)
    return notice(
        "reply_of_office", reply.at, value=new, old=old, header=header, problem=reply.problem.problem
    )


def _refusals(reply: AnsweredProblem) -> Iterator[Finding]:
    problem, given = reply.problem, reply.given
    named = {"value": given.state, "problem": problem.problem}
    if problem.state == CLOSED:
        if _differs(reply):
            yield notice("reply_to_closed", reply.at, **named)
    elif given.state == CLOSED:
        yield notice("reply_closes", reply.at, **named)
    elif given.state and given.state not in RECTIFICATION_STATES:
        yield notice("reply_state_unknown", reply.at, choices="、".join(RECTIFICATION_STATES[:-1]), **named)
    elif given.state == DONE and not (given.done_on or problem.done_on):
        yield notice("reply_done_undated", reply.at, **named)


def _differs(reply: AnsweredProblem) -> bool:
    given = {name: getattr(reply.given, name) for name in (*_PLAIN, "state", "done_on")}
    return any(value and value != getattr(reply.problem, name) for name, value in given.items())


def _changes(problem: Problem, wanted: Mapping[str, Any]) -> Iterator[CellChange]:
    for name, value in wanted.items():
        if value != getattr(problem, name):
            yield CellChange(problem.line, Problem.columns()[name].header, value)


def moved(year: Year) -> list[CellChange]:
    """编号 of the merged organisations' open problems becomes that of the one that took them in.

    Their 问题编号 stays, so that what was printed can still be found.
    """
    heir = {each.number: each.merged_into for each in year.organisations if each.merged_into}
    header = PROBLEM.model.columns()["number"].header
    return [
        CellChange(each.line, header, heir[each.number])
        for each in year.problems
        if each.number in heir and each.state != CLOSED
    ]
