"""From the cells of a returned form (收回的表单) to its answers, with all that could not be taken listed."""

from collections.abc import Callable, Collection, Mapping, Sequence

from pydantic import ValidationError

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.intake.answers import Answers, Intake
from shuzhi_xl.rules.intake.branch_lists import read_replies, read_self_checks
from shuzhi_xl.rules.intake.cell_grid import AnswerCells, Grids, address
from shuzhi_xl.rules.intake.marks import plain
from shuzhi_xl.rules.intake.package_sheet import read_ballots
from shuzhi_xl.rules.intake.returned_form import ReturnedForm
from shuzhi_xl.rules.intake.survey_sheet import read_survey
from shuzhi_xl.rules.intake.typing_sheet import read_typed
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.vocabulary import FEEDBACK, PACKAGE, TYPING_A, TYPING_B
from shuzhi_xl.sheets.outgoing.forms import Identity
from shuzhi_xl.sheets.outgoing.hidden_sheets import IDENTITY_SHEET
from shuzhi_xl.sheets.outgoing.sender_line import senders_named


def read_identity(grids: Grids) -> Identity | None:
    """What a file says it is (表单身份; 回收规则), or ``None`` when it is no form of ours."""
    # From inside the file, never from its name: people rename files
    sheet = next((grid for grid in grids.values() if plain(grid.title) == IDENTITY_SHEET), None)
    if sheet is None:
        return None
    values = {plain(raw): sheet.cells.get((row, 2)) for (row, col), raw in sheet.cells.items() if col == 1}
    try:
        return Identity.model_validate(values)
    except ValidationError:
        return None


def other_senders(grids: Grids, identity: Identity) -> set[str]:
    """Branches other than its own that a package's lists name, by 编号 (表单身份被挪用; 回收规则)."""
    # The identity sheet can be copied whole from another package; the sender lines show whose it was
    senders = (senders_named(grid.cells.values()) for grid in grids.values())
    return {number for number in set[str]().union(*senders) if plain(number) != plain(identity.number)}


def read_form(form: ReturnedForm, formulas: Collection[tuple[str, int, int]] = ()) -> Intake:
    """All answers of one form, and a finding for everything that is not counted (回收规则).

    Args:
        form: The returned form.
        formulas: Sheet title, row and column of every formula in the file; where an answer is one, its value
            is taken, if it has one, and a finding says so.
    """
    sheets = [read_sheet(form) for read_sheet in _READERS.get(form.identity.kind, (_refuse_kind,))]
    answers = Answers(
        form.identity,
        ballots=tuple(ballot for sheet in sheets for ballot in sheet.answers.ballots),
        surveys=tuple(response for sheet in sheets for response in sheet.answers.surveys),
        problems=tuple(problem for sheet in sheets for problem in sheet.answers.problems),
        replies=tuple(reply for sheet in sheets for reply in sheet.answers.replies),
        held_ballots=dict(ballot for sheet in sheets for ballot in sheet.answers.held_ballots.items()),
    )
    findings = [finding for sheet in sheets for finding in sheet.findings]
    cells = tuple(block for sheet in sheets for block in sheet.cells)
    return Intake(answers, (*findings, *_formula_findings(form, cells, formulas)), cells)


def _refuse_kind(form: ReturnedForm) -> Intake:
    at = Location(form.file, IDENTITY_SHEET)
    return Intake(Answers(form.identity), (blocking("kind_unknown", at, value=clean(form.identity.kind)),))


_READERS: Mapping[str, Sequence[Callable[[ReturnedForm], Intake]]] = {
    PACKAGE: (read_ballots, read_survey, read_self_checks),
    TYPING_A: (read_typed,),
    TYPING_B: (read_typed,),
    FEEDBACK: (read_replies,),
}
"""The sheets of each kind of form, each by its reader."""


def _formula_findings(
    form: ReturnedForm, answers: Sequence[AnswerCells], formulas: Collection[tuple[str, int, int]]
) -> list[Finding]:
    findings = []
    for sheet, row, col in sorted(formulas):
        if any(cells.contain(sheet, row, col) for cells in answers):
            at = Location(form.file, sheet, address(row, col))
            value = form.grids[sheet].cells.get((row, col)) if sheet in form.grids else None
            # The value is what the branch saw in its sheet: counted, but shown to the clerk
            used = notice("formula_in_answer", at, value=value)
            findings.append(used if value is not None else blocking("formula_unvalued", at))
    return findings
