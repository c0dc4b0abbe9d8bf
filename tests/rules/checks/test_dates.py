"""Dates that the office enters, against 日程安排."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.checks.dates import (
    check_dated_by_file,
    check_decision_after_meeting,
    check_earlier_years,
    check_entries_within_schedule,
    check_meeting_in_time,
    check_report_in_time,
)
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.all import sentence
from tests.rules.small_town import meeting, organisation, read_year, year_of


def task(stage: str, starts: str, ends: str, order: int = 1) -> dict[str, Any]:
    return {
        "序号": order,
        "阶段": stage,
        "工作任务": "本镇的叫法随意",
        "责任部门": "组织人事科",
        "开始日期": starts,
        "截止日期": ends,
    }


PLAN = [
    task("述职报告", "2015-12-14", "2016-01-15"),
    task("述职评议", "2016-01-16", "2016-01-20", 2),
    task("述职评议", "2016-01-18", "2016-01-25", 3),
]


def town(**tables: Any) -> Year:
    roster = [organisation(f"V00{n}") for n in (1, 2, 3)]
    return year_of(**{"organisations": roster, "schedule": PLAN, **tables})


def report(number: str, day: str | None) -> dict[str, Any]:
    return {"编号": number, "提交日期": day}


def only(findings: Iterator[Finding]) -> Finding:
    (finding,) = findings
    return finding


@pytest.mark.parametrize("day", ["2016-01-16", "2016-01-22", "2016-01-25"])
def test_a_meeting_within_the_tasks_of_its_stage_is_in_time(day: str) -> None:
    assert not list(check_meeting_in_time(town(meetings=[meeting(会议日期=day)])))


@pytest.mark.parametrize("day", ["2015-11-10", "2016-01-15", "2016-01-26", "2016-02-10"])
def test_a_meeting_outside_them_is_noticed(day: str) -> None:
    year = town(meetings=[meeting(会议日期=day)])
    finding = only(check_meeting_in_time(year))
    assert finding.at == year.meetings[0].at("held_on")
    assert "2016-01-16 至 2016-01-25" in sentence(finding)
    assert not list(check_meeting_in_time(town(meetings=[meeting(会议日期=day)], schedule=PLAN[:1])))


def off_schedule(**tables: Any) -> list[tuple[str, str]]:
    findings = check_entries_within_schedule(town(**tables))
    return [(finding.at.cell, str(finding.value)) for finding in findings]


def test_a_visit_and_a_report_of_another_year_are_noticed() -> None:
    days = ("2015-12-13", "2015-12-14", "2016-12-31", "2017-01-01", None)
    visits = [{"编号": "V001", "日期": day} for day in days]
    assert off_schedule(visits=visits) == [("A4", "2015-12-13"), ("A7", "2017-01-01")]
    # A late one has a notice of its own
    reports = [report("V001", "2015-01-15"), report("V002", "2016-02-26"), report("V003", None)]
    assert off_schedule(reports=reports) == [("C4", "2015-01-15")]
    (finding,) = check_entries_within_schedule(town(reports=reports))
    assert sentence(finding).startswith(
        "“提交日期”2015-01-15 不在本年度述职评议的期间（2015-12-14 至 2016-12-31）"
    )


def test_without_a_schedule_the_year_and_the_one_after_it_are_the_period() -> None:
    days = ("2014-12-31", "2015-01-01", "2016-12-31", "2017-01-01")
    visits = [{"编号": "V001", "日期": day} for day in days]
    assert off_schedule(visits=visits, schedule=[]) == [("A4", "2014-12-31"), ("A7", "2017-01-01")]
    year = replace(town(visits=visits), settings=None)
    assert not list(check_entries_within_schedule(year))


def test_late_reports_are_named_together() -> None:
    rows = [report("V001", "2016-01-15"), report("V002", "2016-01-30"), report("V003", "2016-02-01")]
    year = town(reports=rows)
    finding = only(check_report_in_time(year))
    assert finding.at == year.reports[1].at("handed_in")
    assert "有 2 份" in sentence(finding)
    assert "2016-01-15：V002（2016-01-30）、V003（2016-02-01）" in sentence(finding)
    assert not list(check_report_in_time(town(reports=rows[:1])))
    assert not list(check_report_in_time(town(reports=rows, schedule=PLAN[1:])))


def test_a_day_taken_from_a_file_after_the_last_day_is_remarked_upon() -> None:
    before = town(reports=[report("V001", "2016-01-30"), report("V002", None)])
    after = town(reports=[report("V001", "2016-01-30"), report("V002", "2026-11-29"), report("V003", None)])
    finding = only(check_dated_by_file(before, after))
    assert finding.at == after.reports[1].at("handed_in")
    assert "文件的修改日期" in sentence(finding)
    assert "V002（2026-11-29）" in sentence(finding)
    assert not list(check_dated_by_file(after, after))


def test_a_decision_before_the_meeting_is_noticed() -> None:
    def decided(day: str | None, number: str = "V001") -> list[Finding]:
        row = {"板块": "村", "编号": number, "组织名称": "甲村", "书记姓名": "王一", "研究日期": day}
        return list(check_decision_after_meeting(town(appraisals=[row])))

    assert "2016-01-20" in sentence(decided("2016-01-19")[0])
    assert not decided("2016-01-20")
    assert not decided(None)
    assert not decided("2016-01-19", "V009")


def test_a_year_that_is_not_over_is_noticed_among_the_earlier_ones() -> None:
    rows = [{"年度": year, "编号": "V001", "等次": "好"} for year in (2014, 2015, 2016)]
    year = town(earlier_grades=rows)
    findings = list(check_earlier_years(year))
    assert [finding.at for finding in findings] == [row.at("year") for row in year.earlier_grades[1:]]
    assert "年度 2015 不早于本年度 2015" in sentence(findings[0])
    assert not list(check_earlier_years(read_year({"年度": None}, earlier_grades=rows)[0]))
