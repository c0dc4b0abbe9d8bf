"""Explanation of an organisation's grade (评定依据): its steps, and its state in one sentence."""

from collections.abc import Sequence
from difflib import get_close_matches

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.sheets.declaration.cell_value import canonical
from shuzhi_xl.sheets.declaration.units import Number
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION, Organisation
from shuzhi_xl.sheets.master.results import Appraisal, TraceStep
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings import explaining as say

_LIKE, _LISTED = 0.5, 5


def explain(
    year: Year,
    number: Number,
    standing: Sequence[TraceStep],
    fresh: Sequence[TraceStep],
    due: Appraisal | None = None,
) -> tuple[str, list[str], list[Finding]]:
    """Explain one organisation's grade (查询评定依据; 通知 四、4).

    Args:
        year: The current year.
        number: 编号 asked for.
        standing: Rows of 评定依据 written by 计算.
        fresh: Its steps computed now; empty when that is impossible.
        due: Its row of 综合评定 computed now; None when that is impossible.

    Returns:
        The sentence, the steps in order, and findings for which they are not reliable.
    """
    members = (organisation for organisation in year.organisations if organisation.number == number)
    organisation = next(members, None)
    if organisation is None:
        return say.unknown(number), [], [_unknown_finding(year, number)]
    name = organisation.name
    if not organisation.appraised:
        reason, into = organisation.not_appraised_reason, organisation.merged_into
        return say.not_appraised(number, name, reason, into), [], []
    lines = [step.explanation for step in standing if step.number == number]
    row = next((appraisal for appraisal in year.appraisals if appraisal.number == number), None)
    if row is None or not lines:
        at = organisation.at("number")
        return say.not_computed(number, name), [], [blocking("explain_not_computed", at)]
    # Steps of other figures would be the reason of another grade
    if lines != [step.explanation for step in fresh]:
        return say.outdated(number, name), lines, [blocking("explain_outdated", row.at("number"))]
    differing = _compare_cells(row, due) if due else []
    return (say.outdated(number, name) if differing else _describe_state(organisation, row)), lines, differing


# Compared too, since somebody may have typed over the cells while the steps stayed as they were
_REPEATED = ("composite_score", "rank", "suggested_grade", "final_grade")
"""Cells of 综合评定 that the sentence repeats."""


def _compare_cells(row: Appraisal, due: Appraisal) -> list[Finding]:
    """Findings on repeated cells whose value differs from the result of the steps."""
    pairs = [(name, canonical(getattr(row, name)), canonical(getattr(due, name))) for name in _REPEATED]
    columns = Appraisal.columns()
    return [
        blocking(
            "explain_cell_differs",
            row.at(name),
            value=stands,
            header=columns[name].header,
            stands=stands or say.BLANK,
            expected=expected or say.BLANK,
        )
        for name, stands, expected in pairs
        if stands != expected
    ]


def _describe_state(organisation: Organisation, row: Appraisal) -> str:
    number, name = organisation.number, organisation.name
    if row.final_grade:
        return say.final(number, name, row.final_grade, row.composite_score, row.rank)
    if row.suggested_grade and row.decided_on is None:
        return say.suggested(number, name, row.suggested_grade, row.composite_score, row.rank)
    return say.unsettled(number, name)


def _unknown_finding(year: Year, number: Number) -> Finding:
    # These come before similar ones: people type a part of a 编号, or the name
    holding = [
        organisation.number
        for organisation in year.organisations
        if number in organisation.number or number in organisation.name
    ]
    close = get_close_matches(
        number, [organisation.number for organisation in year.organisations], cutoff=_LIKE
    )
    like = list(dict.fromkeys([*holding, *close]))[:_LISTED]
    frame = year.raw[ORGANISATION.name].frame
    at = Location(frame.file, frame.sheet)
    return blocking("explain_unknown", at, value=number, like=say.like(like))
