"""Why an organisation has its grade (评定依据): its steps as they stand, and its state in one sentence."""

from collections.abc import Sequence
from difflib import get_close_matches

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.sheets.declaration.cell_value import canonical
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION, Organisation
from shuzhi_xl.sheets.master.results import Appraisal, TraceStep
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings import explaining as say

_LIKE, _LISTED = 0.5, 5


def explain(
    year: Year,
    number: str,
    standing: Sequence[TraceStep],
    fresh: Sequence[TraceStep],
    due: Appraisal | None = None,
) -> tuple[str, list[str], list[Finding]]:
    """What to tell of one organisation.

    Args:
        year: The year as it stands.
        number: 编号 as asked for.
        standing: Rows of 评定依据 as 计算 wrote them.
        fresh: Its steps worked out now; empty when they cannot be.
        due: Its row of 综合评定 as it would be now; None when it cannot be worked out.

    Returns:
        The sentence, the steps in order, and what keeps them from being relied upon.
    """
    known = next((each for each in year.organisations if each.number == number), None)
    if known is None:
        return say.unknown(number), [], [_unknown(year, number)]
    if not known.appraised:
        return say.not_appraised(number, known.name, known.not_appraised_reason, known.merged_into), [], []
    lines = [each.explanation for each in standing if each.number == number]
    row = next((each for each in year.appraisals if each.number == number), None)
    if row is None or not lines:
        return (
            say.not_computed(number, known.name),
            [],
            [blocking("explain_not_computed", known.at("number"))],
        )
    if lines != [each.explanation for each in fresh]:
        return say.outdated(number, known.name), lines, [blocking("explain_outdated", row.at("number"))]
    wrong = _cells_that_differ(row, due) if due else []
    return (say.outdated(number, known.name) if wrong else _state(known, row)), lines, wrong


_REPEATED = ("composite_score", "rank", "suggested_grade", "final_grade")
"""Cells of 综合评定 that the sentence repeats."""


def _cells_that_differ(row: Appraisal, due: Appraisal) -> list[Finding]:
    """Cells to be repeated in which something else stands than follows from the steps."""
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


def _state(known: Organisation, row: Appraisal) -> str:
    if row.final_grade:
        return say.final(known.number, known.name, row.final_grade, row.composite_score, row.rank)
    if row.suggested_grade and row.decided_on is None:
        return say.suggested(known.number, known.name, row.suggested_grade, row.composite_score, row.rank)
    return say.unsettled(known.number, known.name)


def _unknown(year: Year, number: str) -> Finding:
    holding = [each.number for each in year.organisations if number in each.number or number in each.name]
    close = get_close_matches(number, [each.number for each in year.organisations], cutoff=_LIKE)
    like = list(dict.fromkeys([*holding, *close]))[:_LISTED]
    frame = year.raw[ORGANISATION.name].frame
    at = Location(frame.file, frame.sheet)
    return blocking("explain_unknown", at, value=number, like=say.like(like))
