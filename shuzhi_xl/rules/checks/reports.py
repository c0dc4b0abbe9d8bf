"""述职报告: the counts of characters add up and keep to the town's limits (通知 四、2)."""

from collections.abc import Iterator

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.debrief.limits import find_faults, find_open_questions, parts_exceed_whole, read_limits
from shuzhi_xl.sheets.reading.year import Year


def check_report_parts(year: Year) -> Iterator[Finding]:
    """成绩字数 and 问题字数 together are at most 总字数 (述职报告)."""
    for report in year.reports:
        if parts_exceed_whole(report):
            total = (report.achievement_characters or 0) + (report.problem_characters or 0)
            at = report.at("characters")
            yield blocking("report_parts_exceed", at, value=report.characters, parts=total)


def check_report_counted(year: Year) -> Iterator[Finding]:
    """A report that was handed in has its three counts of characters (述职报告; 通知 四、2)."""
    for report in year.reports:
        for name in ("characters", "achievement_characters", "problem_characters"):
            if report.handed_in and getattr(report, name) is None:
                header = report.columns()[name].header
                yield notice("report_uncounted", report.at(name), number=report.number, header=header)


def check_report_faults(year: Year) -> Iterator[Finding]:
    """A report has the length, shares, focus and own part that the notice asks for (通知 四、2)."""
    limits = read_limits(year.settings) if year.settings else None
    if limits is None:
        return
    for report in year.reports:
        for fault in find_faults(report, limits):
            # Never blocking: the notice says 一般不超过 and 左右 (通知 四、2), so the office decides
            yield notice(fault.code, report.at(fault.name), **fault.context)
        for name in find_open_questions(report, limits):
            yield notice("report_unjudged", report.at(name), header=report.columns()[name].header)
