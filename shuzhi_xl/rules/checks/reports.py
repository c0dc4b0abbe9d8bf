"""述职报告: the counts of characters add up and keep to the town's limits (通知 四、2)."""

from collections.abc import Iterator

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.debrief.limits import faults, limits_of, open_questions, parts_exceed_whole
from shuzhi_xl.sheets.reading.year import Year


def report_parts(year: Year) -> Iterator[Finding]:
    """成绩字数 and 问题字数 together are no more than 总字数."""
    for each in year.reports:
        if parts_exceed_whole(each):
            total = (each.achievement_characters or 0) + (each.problem_characters or 0)
            at = each.at("characters")
            yield blocking("report_parts_exceed", at, value=each.characters, parts=total)


def report_counted(year: Year) -> Iterator[Finding]:
    """A report that was handed in should have been counted."""
    for each in year.reports:
        for name in ("characters", "achievement_characters", "problem_characters"):
            if each.handed_in and getattr(each, name) is None:
                header = each.columns()[name].header
                yield notice("report_uncounted", each.at(name), number=each.number, header=header)


def report_faults(year: Year) -> Iterator[Finding]:
    """What a report lacks by the notice: length, shares, focus, the secretary's own part."""
    limits = limits_of(year.settings) if year.settings else None
    if limits is None:
        return
    for each in year.reports:
        for fault in faults(each, limits):
            yield notice(fault.code, each.at(fault.name), **fault.context)
        for name in open_questions(each, limits):
            yield notice("report_unjudged", each.at(name), header=each.columns()[name].header)
