"""Returned forms as grids, for tests: a sheet is a list of rows."""

from collections.abc import Sequence
from typing import Any

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.forms.identity import form_number, seal_identity
from shuzhi_xl.rules.intake.cell_grid import Grid, Grids
from shuzhi_xl.rules.intake.returned_form import FormRules, ReturnedForm
from shuzhi_xl.sheets.outgoing.forms import Identity
from shuzhi_xl.sheets.outgoing.hidden_sheets import IDENTITY_SHEET
from shuzhi_xl.wording.findings.intake import INTAKE

KEY = b"a town's own key"
RULES = FormRules(
    voter_classes=frozenset({"A票", "B票"}),
    survey_classes=frozenset({"党员", "群众"}),
    further=(),
    own_excluded=True,
    candidates=frozenset({"V001", "V002", "V003"}),
)
HEAD = ["编号", "组织名称", "书记姓名"]


def grid(title: str, *rows: Sequence[Any], top: int = 1) -> Grid:
    return Grid(
        title,
        {
            (row, col): value
            for row, line in enumerate(rows, start=top)
            for col, value in enumerate(line, start=1)
            if value is not None
        },
    )


def grids(*sheets: Grid) -> Grids:
    return {sheet.title: sheet for sheet in sheets}


def identity(kind: str = "测评表", number: str = "V001", year: int = 2015) -> Identity:
    form = form_number(KEY, year, number or "H1", kind, 1)
    return seal_identity(
        KEY, year=year, form=form, kind=kind, number=number, meeting="H1", track="村", version="1"
    )


def form_of(
    file: str, grids: Grids, rules: FormRules = RULES, number: str = "V001", kind: str = "测评表"
) -> ReturnedForm:
    """A returned form as a sheet is read from it."""
    return ReturnedForm(file, grids, identity(kind, number), rules)


def identity_grid(form_identity: Identity) -> Grid:
    return grid(IDENTITY_SHEET, *form_identity.record().items())


def package(*ballots: Sequence[Any]) -> Grid:
    """A 录票 sheet: each ballot is its 票类 and its marks for V001, V002, V003."""
    headers = [f"第{order}票" for order in range(1, len(ballots) + 1)]
    return grid(
        "录票",
        [*HEAD, *headers],
        ["票类", None, None, *(ballot[0] for ballot in ballots)],
        *(
            [f"V00{line}", f"月溪村{line}", f"王{line}", *(ballot[line] for ballot in ballots)]
            for line in (1, 2, 3)
        ),
        top=4,
    )


def codes(findings: Sequence[Finding]) -> list[str]:
    """Codes of the findings, each of which has its sentence."""
    for finding in findings:
        assert INTAKE[finding.code].format_map({"value": finding.value, **finding.context})
    return [finding.code for finding in findings]
