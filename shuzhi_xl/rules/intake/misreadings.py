"""Unreadable marks (认不出的评价): many of them mean that a sheet was misunderstood."""

from collections.abc import Collection, Sequence
from string import digits

from shuzhi_xl.findings import Finding, blocking
from shuzhi_xl.rules.intake.cell_grid import address
from shuzhi_xl.rules.intake.page import Page
from shuzhi_xl.rules.intake.page_findings import list_cells
from shuzhi_xl.wording.findings.intake import BLANK_CELL, column_of_sheet

_UNREADABLE = frozenset({"mark_unreadable", "mark_struck", "mark_merged"})
_CLASSES = frozenset(
    f"{answer}_class_{problem}"
    for answer in ("ballot", "survey")
    for problem in ("missing", "unknown", "unclear", "conflict")
)


def gather_unreadable(page: Page, findings: Sequence[Finding], most: int | None) -> list[Finding]:
    """One blocking finding in place of very many unreadable marks; it holds the whole form (整份暂扣).

    Whoever types 优 and 良 for 好 and 较好 does it all over the sheet. Counting every such mark as a spoiled
    vote would void the meeting's ballots, one notice for each. Very many unreadable 票类 likewise.

    Args:
        page: The sheet.
        findings: The findings about its marks.
        most: From how many unreadable marks on it is held (错填上限); None for no limit.
    """
    marks = _gather(page, findings, most, "marks_unreadable", _UNREADABLE)
    return _gather(page, marks, most, "classes_unreadable", _CLASSES)


def _gather(
    page: Page, findings: Sequence[Finding], most: int | None, code: str, codes: Collection[str]
) -> list[Finding]:
    unreadable = [finding for finding in findings if finding.code in codes]
    # Up to 错填上限 they are what voters do on paper, and each one is a finding of its own
    if most is None or len(unreadable) <= most:
        return list(findings)
    rest = [finding for finding in findings if finding.code not in codes]
    context = {
        "sheet": page.grid.title,
        "where": column_of_sheet(page.grid.title, _only_column(page, unreadable)),
        "count": len(unreadable),
        "cells": list_cells((finding.at, finding.value or BLANK_CELL) for finding in unreadable),
        "most": most,
    }
    return [*rest, blocking(code, unreadable[0].at, value=unreadable[0].value, **context)]


def _only_column(page: Page, findings: Sequence[Finding]) -> str:
    """Header of the column in which all of them are; blank where they are in several."""
    headers = {address(0, col)[:-1]: header for header, (col, *_) in page.columns.items()}
    columns = {finding.at.cell.rstrip(digits) for finding in findings}
    return headers.get(columns.pop(), "") if len(columns) == 1 else ""
