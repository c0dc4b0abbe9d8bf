"""What a person has done in several 读票 workbooks brought together (测评票; 存疑; 录票)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.rules.scanning.earlier.earlier_work import Decisions, EarlierWork, TypedBallot
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.sheets.declaration.units import FormNumber
from shuzhi_xl.sheets.outgoing.forms import ENTRY
from shuzhi_xl.sheets.outgoing.scanned_ballots import DOUBT_SHEET, DOUBTFUL, DoubtKey

Waiting = Sequence[tuple[str, EarlierWork]]
"""Names of the workbooks that 回收 still reads, and what is in each."""


@dataclass(frozen=True)
class MergedWork:
    """What a person has done in all 读票 workbooks (测评票; 存疑; 录票).

    Attributes:
        decisions: What is chosen in 存疑.
        sheets: The rows of 录票 by the picture (digest) of each page of the ballot.
        typed_in: Ballots without a picture, typed in by hand, by 表单编号 and 票号.
        findings: What two of them say differently, and 票号 that are unclear.
    """

    decisions: Decisions = field(default_factory=dict)
    sheets: Mapping[str, TypedBallot] = field(default_factory=dict)
    typed_in: Mapping[FormNumber, Mapping[int, TypedBallot]] = field(default_factory=dict)
    findings: Sequence[Finding] = ()


def merge_work(past: Sequence[EarlierWork], waiting: Waiting) -> MergedWork:
    """Bring together what several workbooks of 读票 say: what waits goes before older ones (测评票).

    Of a line or cell of which two that wait say different things, neither counts.

    Args:
        past: Workbooks that are counted or replaced, the oldest first.
        waiting: Those that 回收 still reads.
    """
    decisions, disputes = merge_decisions(
        {key: choice for work in past for key, choice in work.decisions.items()},
        [(name, work.decisions) for name, work in waiting],
    )
    differing: set[tuple[str, int, str]] = set()
    sheets = {digest: ballot for work in past for ballot in work.ballots for digest in ballot.digests}
    groups: dict[str, dict[str, TypedBallot]] = {}
    for name, work in waiting:
        for ballot in work.ballots:
            for digest in ballot.digests:
                groups.setdefault(digest, {})[name] = ballot
    sheets |= {digest: _combine(group, differing) for digest, group in groups.items()}
    typed_in = {work.form: _list_typed_in([("", work)], differing) for work in past}
    for form in {work.form for _, work in waiting}:
        alike = [(name, work) for name, work in waiting if work.form == form]
        typed_in[form] = _list_typed_in(alike, differing)
    return MergedWork(decisions, sheets, typed_in, [*_list_findings(waiting, disputes, differing)])


def merge_decisions(
    past: Decisions, waiting: Sequence[tuple[str, Decisions]]
) -> tuple[Decisions, Mapping[str, int]]:
    """Bring decisions about scanned 测评票 together.

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


def _combine(group: Mapping[str, TypedBallot], differing: set[tuple[str, int, str]]) -> TypedBallot:
    """One ballot as several workbooks have it: a cell that only one has corrected is as that one says."""
    name, last = [*group.items()][-1]
    typed = {}
    for header in last.typed:
        texts = (ballot.correction(header) for ballot in group.values())
        corrections = {text for text in texts if text is not None}
        typed[header] = next(iter(corrections), last.read.get(header, ""))
        if len(corrections) > 1:
            typed[header] = DOUBTFUL
            differing.add((name, last.order, header))
    return last._replace(typed=typed)


def _list_typed_in(workbooks: Waiting, differing: set[tuple[str, int, str]]) -> dict[int, TypedBallot]:
    groups: dict[int, dict[str, TypedBallot]] = {}
    for name, work in workbooks:
        for ballot in work.ballots:
            if not ballot.digests and not ballot.read:
                groups.setdefault(ballot.order, {})[name] = ballot
    return {order: _combine(group, differing) for order, group in groups.items()}


def _list_findings(
    waiting: Waiting, disputes: Mapping[str, int], differing: set[tuple[str, int, str]]
) -> Iterator[Finding]:
    for name, count in disputes.items():
        yield blocking("scan_decisions_differ", Location(name, DOUBT_SHEET), count=count)
    for name, work in waiting:
        cells = [f"票号 {order} 的 {header}" for file, order, header in sorted(differing) if file == name]
        at = Location(name, ENTRY)
        if cells:
            yield blocking("scan_typed_differ", at, count=len(cells), cells=join_names(cells))
        if work.unclear:
            yield blocking("scan_orders_changed", at, orders=join_names(work.unclear))
