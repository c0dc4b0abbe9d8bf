"""Problems that a new year takes over from last year's 整改清单: all that are not closed (上年结转)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shuzhi_xl.findings import Finding, blocking
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.results import PROBLEM, Problem
from shuzhi_xl.sheets.master.vocabulary import CARRIED_OVER, CLOSED

_COLUMNS = Problem.columns()
_PROBLEM, _NUMBER, _SOURCE, _STATE, _FROM, _CLOSED_BY, _CLOSED_ON = (
    _COLUMNS[name].header
    for name in ("problem", "number", "source", "state", "carried_from", "closed_by", "closed_on")
)
# A signature under a problem that is not closed has no effect, and is not taken over
_WITHOUT_SIGNATURE = {_SOURCE: CARRIED_OVER, _CLOSED_BY: None, _CLOSED_ON: None}
# 组织名称 is not taken over, because the problem may have gone to another organisation
_AS_CARRIED = {**_WITHOUT_SIGNATURE, **dict.fromkeys(column.header for column in PROBLEM.following)}
_OWN, _INTO = (Organisation.columns()[name].header for name in ("number", "merged_into"))


@dataclass(frozen=True)
class CarriedProblems:
    """Open problems as rows of the new 整改清单.

    Attributes:
        records: Values by header; unreadable values are taken over unchanged and reported by 校验.
        moved: Number of problems now under the organisation that theirs was merged into.
        findings: Problems that were left out because their organisation is not in the roster.
    """

    records: list[dict[str, Any]]
    moved: int
    findings: list[Finding]


def carry_over_problems(problems: RawTable, roster: RawTable) -> CarriedProblems:
    """Carry over last year's open problems (上年结转) with new numbers; 结转自 is the old 问题编号.

    Args:
        problems: Last year's 整改清单, as read.
        roster: Last year's 组织名册; problems of a merged organisation go to the one that took it in.
    """
    into = {clean(row.values.get(_OWN)): clean(row.values.get(_INTO)) for row in roster.rows}
    records: list[dict[str, Any]] = []
    findings: list[Finding] = []
    moved, last = 0, Counter[str]()
    for row in problems.rows:
        if clean(row.values.get(_STATE)) == CLOSED:
            continue
        own_number = clean(row.values.get(_NUMBER))
        number, before = _find_successor(own_number, into), clean(row.values.get(_PROBLEM))
        if number not in into:
            at = problems.frame.at(_NUMBER, row.line)
            findings.append(blocking("carry_unknown", at, value=own_number, problem=before))
            continue
        moved += number != own_number
        last[number] += 1
        # A new number, since `problems_of_branch` recognises a branch's own problems by their beginning
        numbering = {_PROBLEM: f"{number}-{last[number]}", _NUMBER: number, _FROM: before}
        records.append({**dict.fromkeys(PROBLEM.headers), **row.values, **_AS_CARRIED, **numbering})
    return CarriedProblems(records, moved, findings)


def _find_successor(number: str, into: Mapping[str, str]) -> str:
    """The organisation that a merged one now belongs to, through several mergers if necessary."""
    visited = {number}
    # Two organisations that are merged into each other by mistake must not loop for ever
    while (further := into.get(number, "")) and further not in visited:
        visited.add(further)
        number = further
    return number
