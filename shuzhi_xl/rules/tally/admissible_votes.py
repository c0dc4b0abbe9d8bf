"""Votes that count (计入的票), and what becomes of the others: listed with their reason, never dropped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.rules.tally.admission import LeftOut, Vote, admission_rules
from shuzhi_xl.rules.year.cells_to_mend import locate_vote_cell, mark_finding
from shuzhi_xl.rules.year.unreliable_rows import Pair
from shuzhi_xl.sheets.declaration.long_tables import beside, column, picked
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.declaration.units import CriterionName, Number, Source, VoterClass
from shuzhi_xl.sheets.master.vocabulary import GRADES, MEETING, OVERALL, SPOILED
from shuzhi_xl.sheets.reading.year import TABLE_OF, Year

# Whoever edits 测评票 by hand may write anything; what is none of these withholds the result
_MARKS = frozenset(("", *GRADES, SPOILED))


@dataclass(frozen=True)
class CountedVotes:
    """Votes of one source (来源) that count.

    Attributes:
        rows: The rows, in sheet order.
        numbers: 编号 of each.
        voter_classes: 票类 of each.
        marks: By 测评项目 the mark of each.
        unsure: Organisations whose votes are in doubt; their results of this source are withheld.
        findings: What was left out, or is in error.
    """

    rows: Sequence[Vote]
    numbers: Sequence[Number]
    voter_classes: Sequence[VoterClass]
    marks: Mapping[CriterionName, Sequence[str]]
    unsure: frozenset[Pair]
    findings: tuple[Finding, ...]


def counted_votes(year: Year, source: Source, criteria: Sequence[CriterionName]) -> CountedVotes:
    """The votes of 现场测评 or 问卷调查 that count, by `admission_rules` (通知 四、3 and 四、4).

    Args:
        year: The year; its settings are known.
        source: 现场测评 or 问卷调查.
        criteria: Names of all 测评项目.
    """
    name = "ballots" if source == MEETING else "surveys"
    votes: Sequence[Vote] = getattr(year, name)
    rules = admission_rules(year)
    is_counted = rules.counting(votes)
    rows, left_out = votes, [LeftOut()]
    # Hardly ever: a town's votes are otherwise passed on without being copied
    if not all(is_counted):
        rows = picked(votes, is_counted)
        left_out = [rules.explain(picked(votes, [not counts for counts in is_counted]))]
    # Marks beside 总体评价 are in columns that reading does not check
    further = [criterion for criterion in criteria if criterion != OVERALL]
    marks = {OVERALL: column(rows, "overall")}
    marks |= {criterion: [clean(cell) for cell in beside(rows, criterion)] for criterion in further}
    left_out += [_find_odd_marks(year, name, rows, criterion, marks[criterion]) for criterion in further]
    return CountedVotes(
        rows,
        column(rows, "number"),
        column(rows, "voter_class"),
        {criterion: marks[criterion] for criterion in criteria},
        frozenset((number, source) for part in left_out for number in part.unsure),
        tuple(finding for part in left_out for finding in part.findings),
    )


def _find_odd_marks(
    year: Year, name: str, rows: Sequence[Vote], criterion: CriterionName, marks: Sequence[str]
) -> LeftOut:
    """Findings about the marks of a further 测评项目 that are none, or whose column is missing."""
    table = TABLE_OF[name]
    if rows and criterion not in year.raw[table.name].headers:
        frame = year.raw[table.name].frame
        at = Location(frame.file, frame.sheet)
        # Without its column every mark would be an abstention and change the score
        missing = blocking("criterion_missing", at, table=table.name, header=criterion)
        return LeftOut([missing], frozenset(column(rows, "number")))
    odd = [index for index, mark in enumerate(marks) if mark not in _MARKS]
    cells = beside(rows, criterion) if odd else ()
    findings = [
        mark_finding(locate_vote_cell(year, name, criterion, rows[index].line), cells[index], criterion)
        for index in odd
    ]
    return LeftOut(findings, frozenset(rows[index].number for index in odd))
