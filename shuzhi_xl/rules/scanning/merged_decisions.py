"""Decisions of several 读票 workbooks brought together (存疑)."""

from collections import Counter
from collections.abc import Mapping, Sequence

from shuzhi_xl.rules.scanning.scanned_content import Decisions
from shuzhi_xl.sheets.outgoing.scanned_ballots import DoubtKey


def merge_decisions(
    past: Decisions, waiting: Sequence[tuple[str, Decisions]]
) -> tuple[Decisions, Mapping[str, int]]:
    """Bring decisions about scanned 测评票 together: what a workbook that waits says goes before older ones.

    Args:
        past: Decisions of workbooks that are counted or replaced.
        waiting: Names of those that 回收 still reads, and what is decided in each; blank for a line that
            nobody has decided, which takes back an older decision.

    Returns:
        The decisions, without lines of which two workbooks say different things, and how many of these each
        workbook has, by the name of the last one.
    """
    answers: dict[DoubtKey, set[str]] = {}
    names: dict[DoubtKey, str] = {}
    for name, decisions in waiting:
        for key, decision in decisions.items():
            answers.setdefault(key, set()).update({decision} - {""})
            names[key] = name
    disputes = Counter(names[key] for key, choices in answers.items() if len(choices) > 1)
    agreed = {key: next(iter(choices)) if len(choices) == 1 else "" for key, choices in answers.items()}
    merged = {**past, **agreed}
    return {key: decision for key, decision in merged.items() if decision}, disputes
