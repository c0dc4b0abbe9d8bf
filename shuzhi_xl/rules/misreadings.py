"""Marks that nobody can read (认不出的评价): many mean that a sheet was misunderstood."""

from collections.abc import Sequence

from shuzhi_xl.findings import Finding, blocking
from shuzhi_xl.rules.intake_places import Page, listed
from shuzhi_xl.rules.marks import plain
from shuzhi_xl.sheets.vocabulary import SPOILED

_UNREADABLE = frozenset({"mark_unreadable", "mark_struck", "mark_merged"})


def gathered(page: Page, findings: Sequence[Finding], most: int | None) -> list[Finding]:
    """One blocking finding in place of very many unreadable marks; it holds the whole form (整份暂扣).

    Whoever types 1 and 2 for 好 and 较好 does it all over the sheet. Counting every such mark as a spoiled
    vote would void the meeting's ballots, one notice for each.

    Args:
        page: The sheet.
        findings: All that was found in it.
        most: From how many unreadable marks on it is held (错填上限); None for no limit.
    """
    unreadable = [each for each in findings if each.code in _UNREADABLE]
    wrong = [each for each in unreadable if plain(each.value) != SPOILED]
    if most is None or len(wrong) <= most:
        return list(findings)
    rest = [each for each in findings if each.code not in _UNREADABLE]
    cells = listed((each.at, each.value) for each in wrong)
    context = {"sheet": page.grid.title, "count": len(wrong), "cells": cells, "most": most}
    return [*rest, blocking("marks_unreadable", wrong[0].at, value=wrong[0].value, **context)]
