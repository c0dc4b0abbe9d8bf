"""Unreadable marks (认不出的评价): many of them mean that a sheet was misunderstood."""

from collections.abc import Sequence

from shuzhi_xl.findings import Finding, blocking
from shuzhi_xl.rules.intake.page import Page
from shuzhi_xl.rules.intake.page_findings import list_cells

_UNREADABLE = frozenset({"mark_unreadable", "mark_struck", "mark_merged"})


def gather_unreadable(page: Page, findings: Sequence[Finding], most: int | None) -> list[Finding]:
    """One blocking finding in place of very many unreadable marks; it holds the whole form (整份暂扣).

    Whoever types 1 and 2 for 好 and 较好 does it all over the sheet. Counting every such mark as a spoiled
    vote would void the meeting's ballots, one notice for each.

    Args:
        page: The sheet.
        findings: The findings about its marks.
        most: From how many unreadable marks on it is held (错填上限); None for no limit.
    """
    unreadable = [finding for finding in findings if finding.code in _UNREADABLE]
    # Up to 错填上限 they are what voters do on paper, and each one is a spoiled vote of its own
    if most is None or len(unreadable) <= most:
        return list(findings)
    rest = [finding for finding in findings if finding.code not in _UNREADABLE]
    cells = list_cells((finding.at, finding.value) for finding in unreadable)
    context = {"sheet": page.grid.title, "count": len(unreadable), "cells": cells, "most": most}
    return [*rest, blocking("marks_unreadable", unreadable[0].at, value=unreadable[0].value, **context)]
