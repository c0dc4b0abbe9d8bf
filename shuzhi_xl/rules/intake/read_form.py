"""From the cells of a returned form (收回的表单) to its answers, with all that could not be taken listed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.rules.intake.branch_lists import read_replies, read_self_checks
from shuzhi_xl.rules.intake.cell_grid import AnswerCells, Grids, address
from shuzhi_xl.rules.intake.judge_ballots import Ballots
from shuzhi_xl.rules.intake.marks import plain
from shuzhi_xl.rules.intake.package_sheet import read_package
from shuzhi_xl.rules.intake.page import HELD_WHOLE, FormRules
from shuzhi_xl.rules.intake.survey_sheet import read_survey
from shuzhi_xl.rules.intake.typing_sheet import read_typed
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.vocabulary import FEEDBACK, PACKAGE, TYPING_A, TYPING_B
from shuzhi_xl.sheets.outgoing.forms import IDENTITY_SHEET, Identity
from shuzhi_xl.sheets.outgoing.sender_line import senders_named

__all__ = ["HELD_WHOLE", "FormRules", "other_senders", "read_answers", "read_identity"]


@dataclass(frozen=True)
class _Understood:
    answers: Answers
    findings: tuple[Finding, ...]
    cells: tuple[AnswerCells, ...] = ()


def read_identity(grids: Grids) -> Identity | None:
    """What a file says of itself (表单身份), or ``None`` when it is no form of ours."""
    sheet = next((grid for grid in grids.values() if plain(grid.title) == IDENTITY_SHEET), None)
    if sheet is None:
        return None
    values = {plain(raw): sheet.cells.get((row, 2)) for (row, col), raw in sheet.cells.items() if col == 1}
    try:
        return Identity.model_validate(values)
    except ValidationError:
        return None


def other_senders(grids: Grids, identity: Identity) -> set[str]:
    """Branches other than its own that the lists of a package name as theirs, by 编号 (表单身份被挪用)."""
    named = (senders_named(grid.cells.values()) for grid in grids.values())
    return {each for each in set[str]().union(*named) if plain(each) != plain(identity.number)}


def read_answers(
    file: str,
    grids: Grids,
    identity: Identity,
    rules: FormRules,
    formulas: Collection[tuple[str, int, int]] = (),
) -> tuple[Answers, list[Finding]]:
    """All answers of one form, and a finding for everything that is not counted.

    Args:
        file: File name, for findings.
        grids: All its sheets, from one reader.
        identity: What the file says of itself, already examined.
        rules: What the form may hold.
        formulas: Sheet title, row and column of every formula in the file; where an answer is one, its value
            is taken, if it has one, and a finding says so.

    Returns:
        The answers; a part whose layout is in doubt is left out whole, with a blocking finding whose code is
        in `HELD_WHOLE`. A single ballot or row that is held has a blocking finding of another code.
    """
    found = _understand(file, grids, identity, rules)
    return found.answers, [*found.findings, *_formula_notices(file, grids, found.cells, formulas)]


def _formula_notices(
    file: str, grids: Grids, answers: Sequence[AnswerCells], formulas: Collection[tuple[str, int, int]]
) -> list[Finding]:
    findings = []
    for sheet, row, col in sorted(formulas):
        if any(cells.hold(sheet, row, col) for cells in answers):
            at = Location(file, sheet, address(row, col))
            value = grids[sheet].cells.get((row, col)) if sheet in grids else None
            said = notice("formula_in_answer", at, value=value)
            findings.append(said if value is not None else blocking("formula_unvalued", at))
    return findings


def _understand(file: str, grids: Grids, identity: Identity, rules: FormRules) -> _Understood:
    if identity.kind == PACKAGE:
        return _package(file, grids, identity, rules)
    if identity.kind in (TYPING_A, TYPING_B):
        ballots = read_typed(file, grids, rules)
        return _Understood(_with_ballots(identity, ballots), ballots.findings, (ballots.cells,))
    if identity.kind == FEEDBACK:
        replied = read_replies(file, grids, rules.problems)
        return _Understood(Answers(identity, replies=replied.replies), replied.findings, (replied.cells,))
    unknown = blocking("kind_unknown", Location(file, IDENTITY_SHEET), value=clean(identity.kind))
    return _Understood(Answers(identity), (unknown,))


def _package(file: str, grids: Grids, identity: Identity, rules: FormRules) -> _Understood:
    ballots = read_package(file, grids, rules, identity.number)
    surveys = read_survey(file, grids, rules)
    checks = read_self_checks(file, grids)
    answers = Answers(
        identity,
        ballots=ballots.counted,
        surveys=surveys.responses,
        problems=checks.problems,
        held_ballots=ballots.held,
    )
    findings = (*ballots.findings, *surveys.findings, *checks.findings)
    return _Understood(answers, findings, (ballots.cells, surveys.cells, checks.cells))


def _with_ballots(identity: Identity, ballots: Ballots) -> Answers:
    return Answers(identity, ballots=ballots.counted, held_ballots=ballots.held)
