"""日程安排: dates in order."""

from collections.abc import Iterator
from itertools import pairwise

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.sheets.reading.year import Year


def ends_after_start(year: Year) -> Iterator[Finding]:
    """截止日期 is not before 开始日期."""
    for each in year.schedule:
        if each.ends < each.starts:
            yield blocking("ends_before_start", each.at("ends"), value=each.ends, starts=each.starts)


def finished_after_start(year: Year) -> Iterator[Finding]:
    """完成日期 before 开始日期 is unlikely."""
    for each in year.schedule:
        if each.finished and each.finished < each.starts:
            yield notice(
                "finished_before_start", each.at("finished"), value=each.finished, starts=each.starts
            )


def order_rises(year: Year) -> Iterator[Finding]:
    """序号 should rise from row to row."""
    for earlier, later in pairwise(year.schedule):
        if later.order < earlier.order:
            yield notice("order_falls", later.at("order"), value=later.order, earlier=earlier.order)
