"""Replies of branches about their problems (整改清单 of 反馈), applied where the branch may decide."""

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
    """A reply with the problem that it answers (整改清单; 通知 四、5)."""

    problem: Problem
    reply: RectificationReply
    at: Location


def apply_replies(
    year: Year, number: str, replies: Sequence[RectificationReply], at: Location
) -> tuple[list[CellChange], list[Finding]]:
    """Changes of 整改清单 from a branch's reply (通知 四、5), and notices of answers that are not applied.

    A blank answer erases nothing. Only the office closes problems: a branch's 已销号 is refused, 销号人 and
    销号日期 are never written, and a closed problem does not change. Values set by the office stay unchanged;
    otherwise a branch could postpone its own deadlines. Applying a reply twice changes nothing.

    Args:
        year: The year.
        number: 编号 of the branch that replied; problems of others are refused.
        replies: Its answers.
        at: The returned file, for the notices.
    """
    problems = problems_of_branch(year, number)
    changes: list[CellChange] = []
    findings: list[Finding] = []
    answered: set[str] = set()
    for reply in replies:
        if reply.problem not in problems:
            findings.append(notice("reply_problem_unknown", at, value=reply.problem))
        elif reply.problem in answered:
            findings.append(notice("reply_repeated", at, value=reply.problem))
        else:
            answered.add(reply.problem)
            problem = problems[reply.problem]
            values, refusals = _split_reply(AnsweredProblem(problem, reply, at))
            changes += _changed_cells(problem, values)
            findings += refusals
    return changes, findings


def problems_of_branch(year: Year, number: str) -> dict[str, Problem]:
    """Problems of a branch by 问题编号, including those moved to the branch that took it in."""
    organisation = year.organisation_of.get(number)
    moved_on = year.problems_of.get(organisation.merged_into if organisation else "", ())
    return {
        problem.problem: problem
        for problem in (
            # A moved problem keeps its 问题编号, which begins with the 编号 of the branch it came from
            *(problem for problem in moved_on if problem.problem.startswith(f"{number}-")),
            *year.problems_of.get(number, ()),
        )
    }


def reportable_problems(year: Year, number: str) -> frozenset[str]:
    """问题编号 on which a branch may reply: its own, and those whose row of 整改清单 has errors."""
    return frozenset(map(plain, problems_of_branch(year, number).keys() | year.unfit_problems))


def _split_reply(answered: AnsweredProblem) -> tuple[Mapping[str, Any], list[Finding]]:
    """Fields to set, and findings for the answers that are refused."""
    values = {name: getattr(answered.reply, name) for name in _PLAIN if getattr(answered.reply, name)}
    refusals = list(_find_refusals(answered))
    if answered.problem.state == CLOSED:
        return {}, refusals
    office_fields = _fields_of_office(answered)
    values = {name: value for name, value in values.items() if name not in office_fields}
    kept_fields = [_office_finding(answered, name) for name in office_fields]
    # A refused 状态 costs the branch this cell only; its measures and progress are applied
    if answered.reply.state and not refusals:
        values["state"] = answered.reply.state
    if answered.reply.done_on and values.get("state", answered.problem.state) == DONE:
        values["done_on"] = answered.reply.done_on
    elif answered.reply.done_on and not refusals:
        context = {"value": answered.reply.done_on, "problem": answered.problem.problem}
        refusals.append(notice("reply_date_unused", answered.at, **context))
    return values, [*refusals, *kept_fields]


def _fields_of_office(answered: AnsweredProblem) -> list[str]:
    """Fields that the branch reports with a value other than the office's."""
    pairs = {name: (getattr(answered.problem, name), getattr(answered.reply, name)) for name in _OFFICE}
    return [name for name, (old, new) in pairs.items() if old and new and old != new]


def _office_finding(answered: AnsweredProblem, name: str) -> Finding:
    header = Problem.columns()[name].header
    old, new = getattr(answered.problem, name), getattr(answered.reply, name)
    return notice(
        "reply_of_office", answered.at, value=new, old=old, header=header, problem=answered.problem.problem
    )


def _find_refusals(answered: AnsweredProblem) -> Iterator[Finding]:
    problem, reply = answered.problem, answered.reply
    context = {"value": reply.state, "problem": problem.problem}
    if problem.state == CLOSED:
        # A list sent back as it was issued asks for no change of a closed problem
        if _has_changes(answered):
            yield notice("reply_to_closed", answered.at, **context)
    elif reply.state == CLOSED:
        yield notice("reply_closes", answered.at, **context)
    elif reply.state and reply.state not in RECTIFICATION_STATES:
        # The choices end before 已销号, which only the office may set
        yield notice(
            "reply_state_unknown", answered.at, choices="、".join(RECTIFICATION_STATES[:-1]), **context
        )
    elif reply.state == DONE and not (reply.done_on or problem.done_on):
        yield notice("reply_done_undated", answered.at, **context)


def _has_changes(answered: AnsweredProblem) -> bool:
    answers = {name: getattr(answered.reply, name) for name in (*_PLAIN, "state", "done_on")}
    return any(value and value != getattr(answered.problem, name) for name, value in answers.items())


def _changed_cells(problem: Problem, values: Mapping[str, Any]) -> Iterator[CellChange]:
    for name, value in values.items():
        if value != getattr(problem, name):
            yield CellChange(problem.line, Problem.columns()[name].header, value)


def move_merged_problems(year: Year) -> list[CellChange]:
    """Move open problems of merged organisations to the one that took them in (整改清单: 编号).

    Their 问题编号 stays the same, so that printed lists remain valid.
    """
    heir = {
        organisation.number: organisation.merged_into
        for organisation in year.organisations
        if organisation.merged_into
    }
    header = PROBLEM.model.columns()["number"].header
    return [
        CellChange(problem.line, header, heir[problem.number])
        for problem in year.problems
        if problem.number in heir and problem.state != CLOSED
    ]
