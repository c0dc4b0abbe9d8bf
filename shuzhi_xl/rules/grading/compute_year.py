"""The computation itself, shared by 计算, 生成, 公布 and 区县汇总: settings, count, grades."""

from collections.abc import Sequence
from dataclasses import dataclass

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.grading.fired_rules import find_fired_rules
from shuzhi_xl.rules.grading.grade import GradingResult, grade_organisations
from shuzhi_xl.rules.policy.make import Policy, make_policy
from shuzhi_xl.rules.tally.tally import TallyResult, tally
from shuzhi_xl.sheets.declaration.cell_value import canonical
from shuzhi_xl.sheets.declaration.raw_rows import RawRow, RawRows, of_each
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.master.results import Appraisal
from shuzhi_xl.sheets.reading.year import Year


@dataclass(frozen=True)
class Computed:
    """Results of one computation (计算; 通知 四、4), exact; the sheets show them rounded."""

    policy: Policy
    tallied: TallyResult
    graded: GradingResult


def compute_year(year: Year) -> tuple[Computed | None, list[Finding]]:
    """Count and grade the whole year (计算; 通知 四、3 and 四、4).

    Returns:
        None when no track has consistent settings, with the findings on them.
    """
    policy, findings = make_policy(year)
    # One sound track is enough: a track with an error must not stop the others' meeting
    if policy is None or not policy.tracks:
        return None, findings
    tallied, errors = tally(year, policy)
    findings += errors
    graded, errors = grade_organisations(year, policy, tallied)
    return Computed(policy, tallied, graded), [*findings, *errors]


def is_current(result: Computed, tallies: RawTable, appraisals: RawTable) -> bool:
    """Whether 测评统计 and 综合评定 contain exactly these results."""
    versions = (result.graded.appraisals, former_appraisals(result.graded))
    return _has_rows(tallies, result.tallied.rows) and any(_has_rows(appraisals, rows) for rows in versions)


def former_appraisals(graded: GradingResult) -> list[Appraisal]:
    """Lines of 综合评定 with 触发规则 as versions before 0.2.0 wrote it (算法 六)."""
    # The same results in other words: a master computed before an update must not become stale by it
    texts = {branch.number: find_fired_rules(branch).text(former=True) for branch in graded.branches}
    return [
        row.model_copy(update={"fired_rules": texts.get(row.number, row.fired_rules)})
        for row in graded.appraisals
    ]


def _has_rows(table: RawTable, rows: Sequence[Row]) -> bool:
    """Whether a table contains exactly these rows, in any order and however their values are stored."""
    # What is only repeated for people to read makes no result outdated (上年等次)
    standing = table.cells.without(table.table.following)
    fresh = RawRows.of([RawRow(row.line, row.record()) for row in rows]).without(table.table.following)
    headers = list({**standing.columns, **fresh.columns})
    return len(standing) == len(fresh) and _list_rows(standing, headers) == _list_rows(fresh, headers)


def _list_rows(rows: RawRows, headers: Sequence[str]) -> list[tuple[str, ...]]:
    # Sorted: the order says nothing, and an earlier version wrote 综合评定 in that of the roster
    columns = [of_each(rows.column(header), canonical) for header in headers]
    return sorted(zip(*columns, strict=True))
