"""Judging ballots (测评票) as read: counted, held with a reason, or unused; and what both layouts share."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.intake.answers import BallotAnswer
from shuzhi_xl.rules.intake.cell_grid import NO_CELLS, AnswerCells, Place, Struck, Unclear
from shuzhi_xl.rules.intake.marks import plain, read_mark
from shuzhi_xl.rules.intake.misreadings import gathered
from shuzhi_xl.rules.intake.page import HELD_WHOLE, FormRules, Page, listed
from shuzhi_xl.rules.year.cells_to_mend import join_names as joined
from shuzhi_xl.sheets.master.vocabulary import OVERALL, SPOILED

Choice = tuple[str, str]  # organisation number, 测评项目


@dataclass(frozen=True)
class RawBallot:
    """One ballot as it stands in the sheet.

    Attributes:
        order: Number of the ballot (票号).
        classes: Cells for its 票类; several where further 测评项目 have columns of their own.
        marks: Cell of every mark, blank ones too.
    """

    order: int
    classes: Sequence[Place]
    marks: Mapping[Choice, Place]


@dataclass(frozen=True)
class Ballots:
    """What one 录票 sheet says: ballots counted, ballots held with the finding's code, and the cells read."""

    counted: tuple[BallotAnswer, ...] = ()
    held: Mapping[int, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    cells: AnswerCells = NO_CELLS


def criteria(rules: FormRules) -> tuple[str, ...]:
    """All 测评项目 of a form, 总体评价 first."""
    return (OVERALL, *(each for each in rules.further if plain(each) != OVERALL))


def read_class(raw: Any, allowed: frozenset[str]) -> str | None:
    """The 票类 that a cell names, as the settings spell it; ``None`` for another text."""
    return _spelt(allowed).get(plain(raw))


@lru_cache(maxsize=64)
def _spelt(allowed: frozenset[str]) -> Mapping[str, str]:
    return {plain(each): each for each in allowed}


def grade_of(page: Page, place: Place, criterion: str) -> tuple[str, list[Finding]]:
    """The mark of one cell, spoiled (作废) and listed when it cannot be read."""
    raw = page.answers.get(place)
    if isinstance(raw, Unclear):
        code = "mark_struck" if isinstance(raw, Struck) else "mark_merged"
        return SPOILED, [notice(code, page.at(*place), value=str(raw), criterion=criterion)]
    mark = read_mark(raw)
    if mark is not None:
        return mark, []
    return SPOILED, [notice("mark_unreadable", page.at(*place), value=raw, criterion=criterion)]


def ballots_gone(at: Location, there: Collection[int], rules: FormRules) -> list[Finding]:
    """A notice that names the prepared ballots whose row or column is no more.

    Args:
        at: The head of the list.
        there: Numbers of the ballots that have a row or column, used or not.
        rules: How many were prepared.
    """
    gone = [str(order) for order in range(1, (rules.ballots or 0) + 1) if order not in there]
    return [notice("ballots_gone", at, numbers=joined(gone))] if gone else []


def judge_all(
    page: Page, raw: Sequence[RawBallot], rules: FormRules, own: str, before: Sequence[Finding]
) -> Ballots:
    """Judge every ballot of a sheet.

    Args:
        page: The sheet.
        raw: The ballots as they stand.
        rules: What the form may hold.
        own: Number of the branch's own secretary under 回避, as in the marks, else ``""``.
        before: What was found about the sheet itself; what is in `HELD_WHOLE` holds every ballot.
    """
    judged = [judge(page, each, rules, own) for each in raw]
    of_ballots = [finding for _, _, own_findings in judged for finding in own_findings]
    findings = [*before, *_own_marks(page, raw, own), *gathered(page, of_ballots, rules.misread_most)]
    whole = next((each.code for each in findings if each.code in HELD_WHOLE), "")
    held = {each.order: reason for each, (_, reason, _) in zip(raw, judged, strict=True) if reason}
    counted = tuple(ballot for ballot, _, _ in judged if ballot)
    if whole:
        return Ballots((), {**held, **{each.order: whole for each in counted}}, tuple(findings))
    return Ballots(counted, held, tuple(findings))


def judge(
    page: Page, raw: RawBallot, rules: FormRules, own: str
) -> tuple[BallotAnswer | None, str, list[Finding]]:
    """Count one ballot, hold it, or see that it was not used.

    Returns:
        The ballot, or ``None``; the code of the reason it is held, or ``""``; and what must be said.
        Neither ballot nor reason: the ballot was not used (未用的空白票).
    """
    marks = {choice: place for choice, place in raw.marks.items() if not own or choice[0] != own}
    named = [place for place in raw.classes if place in page.answers]
    given = [place for place in marks.values() if place in page.answers]
    if not named and not given:
        return None, "", []
    voter_class, reason = _class_of(page, raw, named, given, rules)
    if reason:
        return None, reason.code, [reason]
    grades: dict[Choice, str] = {}
    findings: list[Finding] = []
    for choice, place in marks.items():
        grades[choice], unreadable = grade_of(page, place, choice[1])
        findings += unreadable
    return BallotAnswer(raw.order, voter_class, grades), "", findings


def _own_marks(page: Page, raw: Sequence[RawBallot], own: str) -> list[Finding]:
    """One notice that lists what was filled in for the branch's own secretary (回避)."""
    if not own:
        return []
    marks = [each for ballot in raw for each in ballot.marks.items()]
    mine = page.placed(place for (number, _), place in marks if number == own)
    return [notice("own_mark_dropped", mine[0][0], cells=listed(mine), value=mine[0][1])] if mine else []


def _class_of(
    page: Page, raw: RawBallot, named: Sequence[Place], given: Sequence[Place], rules: FormRules
) -> tuple[str, Finding | None]:
    if not named:
        at = page.at(*raw.classes[0])
        return "", blocking("ballot_class_missing", at, order=raw.order, cells=listed(page.placed(given)))
    values = page.placed(named)
    at, value = next((each for each in values if isinstance(each[1], Unclear)), values[0])
    if isinstance(value, Unclear):
        return "", blocking("ballot_class_unclear", at, order=raw.order, value=str(value))
    found = read_class(value, rules.voter_classes)
    if found is None:
        choices = "、".join(sorted(rules.voter_classes))
        return "", blocking("ballot_class_unknown", at, order=raw.order, value=value, choices=choices)
    if any(read_class(other, rules.voter_classes) != found for _, other in values):
        return "", blocking("ballot_class_conflict", at, order=raw.order, cells=listed(values))
    return found, None
