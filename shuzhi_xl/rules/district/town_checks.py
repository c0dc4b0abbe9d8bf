"""Verification of a master by the district (核对): its log is one chain, its results follow from votes."""

from collections.abc import Sequence
from dataclasses import dataclass

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.rules.grading.compute_year import compute_year, is_current
from shuzhi_xl.rules.log_chain import check_chain
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.master.program_sheets import LogEntry
from shuzhi_xl.sheets.master.results import APPRAISAL
from shuzhi_xl.sheets.reading.year import Year


@dataclass(frozen=True, slots=True)
class TownChecks:
    """The result of verifying a master (核对结果).

    Attributes:
        broken_lines: Lines of 操作日志 that do not follow from the one before.
        are_results_current: Whether the results are those that its votes and settings give now; None while
            there are none.
    """

    broken_lines: int = 0
    are_results_current: bool | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of its errors."""
        return (
            *(("town_log_broken",) if self.broken_lines else ()),
            *(("town_results_differ",) if self.are_results_current is False else ()),
        )


def town_checks(year: Year, tallies: RawTable, log: Sequence[LogEntry], log_end: str) -> TownChecks:
    """Verify a master.

    Args:
        year: The whole year, votes included.
        tallies: 测评统计 as read.
        log: Lines of 操作日志.
        log_end: Fingerprint of the line that the program wrote last; blank when it is not known.
    """
    return TownChecks(len(check_chain(log, log_end)), _are_current(year, tallies))


def _are_current(year: Year, tallies: RawTable) -> bool | None:
    if not tallies.cells and not any(row.composite_score is not None for row in year.appraisals):
        return None
    # Computed again from the votes: a grade typed into a master by hand agrees with everything beside it
    result, _ = compute_year(year)
    return result is not None and is_current(result, tallies, year.raw[APPRAISAL.name])


def doubts(file: str, committee: str, checks: TownChecks) -> list[Finding]:
    """The errors of a town that is taken in nevertheless (区县汇总)."""
    # The town is taken in and marked: a clerk who has typed since 计算 looks the same, and a missing town
    # would mislead the district more
    at = Location(file)
    return [blocking(code, at, value=committee, count=checks.broken_lines) for code in checks.codes]
