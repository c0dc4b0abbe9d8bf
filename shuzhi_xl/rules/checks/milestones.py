"""日程安排: dates in order."""

from collections.abc import Iterator
from itertools import pairwise

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.sheets.reading.year import Year


def ends_after_start(year: Year) -> Iterator[Finding]:
    """截止日期 is not before 开始日期."""
    for milestone in year.schedule:
        if milestone.ends < milestone.starts:
            yield blocking(
                "ends_before_start", milestone.at("ends"), value=milestone.ends, starts=milestone.starts
            )


def finished_after_start(year: Year) -> Iterator[Finding]:
    """完成日期 before 开始日期 is unlikely."""
    for milestone in year.schedule:
        if milestone.finished and milestone.finished < milestone.starts:
            yield notice(
                "finished_before_start",
                milestone.at("finished"),
                value=milestone.finished,
                starts=milestone.starts,
            )


def order_rises(year: Year) -> Iterator[Finding]:
    """序号 should rise from row to row."""
    for earlier, later in pairwise(year.schedule):
        if later.order < earlier.order:
            yield notice("order_falls", later.at("order"), value=later.order, earlier=earlier.order)
