"""Judging ballots (测评票) as read: counted, held with a reason, or unused; and what both layouts share."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.intake.answers import Answers, BallotAnswer, Intake, holding_code
from shuzhi_xl.rules.intake.cell_grid import Place
from shuzhi_xl.rules.intake.marks import Struck, Unclear, plain, read_key, read_mark
from shuzhi_xl.rules.intake.misreadings import gather_unreadable
from shuzhi_xl.rules.intake.page import Page
from shuzhi_xl.rules.intake.page_findings import list_cells
from shuzhi_xl.rules.intake.returned_form import FormRules, ReturnedForm
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.sheets.declaration.units import CriterionName, Number
from shuzhi_xl.sheets.master.vocabulary import OVERALL, SPOILED

Choice = tuple[Number, CriterionName]
"""What a mark is for: 编号 of the secretary's organisation, and 测评项目."""


@dataclass(frozen=True)
class BallotCells:
    """The cells of one ballot (测评票).

    Attributes:
        order: Number of the ballot (票号).
        classes: Cells for its 票类; several where further 测评项目 have columns of their own.
        marks: Cell of every mark, blank ones too.
    """

    order: int
    classes: Sequence[Place]
    marks: Mapping[Choice, Place]


@dataclass(frozen=True)
class JudgedBallot:
    """One ballot as judged (回收规则); without an answer and without a reason it was not used (未用的空白票).

    Attributes:
        order: Number of the ballot (票号).
        answer: The ballot, if it counts.
        reason: Code of the finding that holds it, or ``""``.
        findings: What is said of it and of its marks.
    """

    order: int
    answer: BallotAnswer | None = None
    reason: str = ""
    findings: Sequence[Finding] = ()


def criteria(rules: FormRules) -> tuple[str, ...]:
    """All 测评项目 of a form, 总体评价 first."""
    return (OVERALL, *(criterion for criterion in rules.further if plain(criterion) != OVERALL))


def read_class(raw: Any, allowed: frozenset[str]) -> str | None:
    """The 票类 of 票类权重 that a cell names, as the settings spell it; ``None`` for another text."""
    return _spellings(allowed).get(plain(raw))


# The same few sets of 票类 are asked for at every ballot of a run
@lru_cache(maxsize=64)
def _spellings(allowed: frozenset[str]) -> Mapping[str, str]:
    return {plain(voter_class): voter_class for voter_class in allowed}


def report_unreadable(page: Page, places: Mapping[Place, CriterionName]) -> list[Finding]:
    """A notice for each mark that cannot be read and is a spoiled vote (作废).

    Args:
        page: The sheet.
        places: The cells of these marks, with the 测评项目 of each.
    """
    findings = []
    for place, criterion in places.items():
        code, value = "mark_unreadable", page.answers[place]
        if isinstance(value, Unclear):
            code, value = "mark_struck" if isinstance(value, Struck) else "mark_merged", str(value)
        findings.append(notice(code, page.at(*place), value=value, criterion=criterion))
    return findings


def deleted_ballots(at: Location, orders: Collection[int], rules: FormRules) -> list[Finding]:
    """A notice that names the prepared ballots whose row or column was deleted (回收规则).

    Args:
        at: The head of the list.
        orders: Numbers of the ballots that have a row or column, used or not.
        rules: How many were prepared.
    """
    # A notice only: an unused ballot may be deleted; of a used one 票单登记 shows 收回 below 发出
    deleted = [str(order) for order in range(1, (rules.ballots or 0) + 1) if order not in orders]
    return [notice("ballots_gone", at, numbers=join_names(deleted))] if deleted else []


def judge_ballots(
    form: ReturnedForm, page: Page, ballots: Sequence[BallotCells], own_number: str, before: Sequence[Finding]
) -> Intake:
    """Judge every ballot of a sheet (测评票; 回收规则).

    Args:
        form: The returned form.
        page: The sheet.
        ballots: The ballots' cells.
        own_number: Number of the branch's own secretary under 回避, as in the marks, else ``""``.
        before: Findings about the sheet itself; one whose code is in `HELD_WHOLE` holds every ballot.
    """
    judgements = [judge_ballot(page, ballot, form.rules, own_number) for ballot in ballots]
    of_ballots = [finding for ballot in judgements for finding in ballot.findings]
    unreadable = gather_unreadable(page, of_ballots, form.rules.misread_most)
    findings = (*before, *_own_marks(page, ballots, own_number), *unreadable)
    reasons = {ballot.order: ballot.reason for ballot in judgements if ballot.reason}
    counted = tuple(ballot.answer for ballot in judgements if ballot.answer)
    # Held ballots stay in the count of what came back, or 收回 would no longer equal 有效 + 作废
    if code := holding_code(findings):
        reasons |= {ballot.order: code for ballot in counted}
        counted = ()
    return Intake(Answers(form.identity, counted, held_ballots=reasons), findings)


def judge_ballot(page: Page, ballot: BallotCells, rules: FormRules, own_number: str) -> JudgedBallot:
    """Count one ballot, hold it, or see that it was not used (测评票; 回收规则).

    Args:
        page: The sheet.
        ballot: The ballot's cells.
        rules: What the form may contain.
        own_number: Number of the branch's own secretary under 回避, whose mark is no vote; else ``""``.
    """
    marks = {
        # Dropped before anything is judged: under 回避 a ballot with only the own mark is an unused one
        choice: place
        for choice, place in ballot.marks.items()
        if not own_number or choice[0] != own_number
    }
    classes = [place for place in ballot.classes if place in page.answers]
    filled = [place for place in marks.values() if place in page.answers]
    # 票类 makes a ballot: with it and no mark it is a blank one (all 弃权), with neither it was not used
    if not classes and not filled:
        return JudgedBallot(ballot.order)
    voter_class, error = _class_of(page, ballot, classes, filled, rules)
    if error:
        return JudgedBallot(ballot.order, None, error.code, [error])
    read_cell = read_key if page.has_keys else read_mark
    read = {choice: read_cell(page.answers.get(place)) for choice, place in marks.items()}
    grades = {choice: SPOILED if mark is None else mark for choice, mark in read.items()}
    unreadable = {place: choice[1] for choice, place in marks.items() if read[choice] is None}
    findings = report_unreadable(page, unreadable)
    return JudgedBallot(ballot.order, BallotAnswer(ballot.order, voter_class, grades), "", findings)


def _own_marks(page: Page, ballots: Sequence[BallotCells], own_number: str) -> list[Finding]:
    """One notice that lists what was filled in for the branch's own secretary (回避)."""
    if not own_number:
        return []
    marks = [mark for ballot in ballots for mark in ballot.marks.items()]
    cells = page.filled_answers(place for (number, _), place in marks if number == own_number)
    if not cells:
        return []
    return [notice("own_mark_dropped", cells[0][0], cells=list_cells(cells), value=cells[0][1])]


def _class_of(
    page: Page, ballot: BallotCells, classes: Sequence[Place], filled: Sequence[Place], rules: FormRules
) -> tuple[str, Finding | None]:
    if not classes:
        at, cells = page.at(*ballot.classes[0]), list_cells(page.filled_answers(filled))
        return "", blocking("ballot_class_missing", at, order=ballot.order, cells=cells)
    values = page.filled_answers(classes)
    # An unclear cell decides before a clear one beside it, since the two could mean different classes
    at, value = next((cell for cell in values if isinstance(cell[1], Unclear)), values[0])
    if isinstance(value, Unclear):
        return "", blocking("ballot_class_unclear", at, order=ballot.order, value=str(value))
    voter_class = read_class(value, rules.voter_classes)
    # A package brings only the classes it was issued for: typed into another class,
    # a branch's ballots would weigh as much as that class does
    if voter_class is None:
        choices = "、".join(sorted(rules.voter_classes))
        return "", blocking("ballot_class_unknown", at, order=ballot.order, value=value, choices=choices)
    if any(read_class(value, rules.voter_classes) != voter_class for _, value in values):
        return "", blocking("ballot_class_conflict", at, order=ballot.order, cells=list_cells(values))
    return voter_class, None
