"""The schedule as a calendar file: what RFC 5545 asks for, and the same bytes each time."""

from datetime import date
from typing import Any

import icalendar

from shuzhi_xl.sheets.master.office_entries import Milestone
from shuzhi_xl.xlsx.textfiles.calendar_ics import build_calendar

LONG = "汇总测评、问卷、调研和考核情况；研究确定等次, 报镇党委\\审定" * 4


def task(order: int = 1, **more: Any) -> Milestone:
    row = {
        "序号": order,
        "阶段": "综合评定",
        "工作任务": LONG,
        "责任部门": "组织科;人事科",
        "开始日期": "2016-01-26",
        "截止日期": "2016-02-05",
        "备注": "甲\n乙",
    }
    return Milestone.model_validate({**row, **more})


def events(content: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_lines_end_and_fold_as_the_standard_has_it() -> None:
    content = build_calendar(2015, [task(1), task(2)], b"key")
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")  # no character is cut in two
    assert (lines[0], lines[-1]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR")
    assert b"METHOD" not in content
    unfolded = content.replace(b"\r\n ", b"").decode()
    assert "SUMMARY:综合评定：汇总测评、问卷、调研和考核情况；研究确定等次\\, 报镇党委\\\\审定" in unfolded
    assert "DESCRIPTION:责任部门：组织科\\;人事科\\n备注：甲\\n乙" in unfolded


def test_events_last_whole_days_and_say_when() -> None:
    (event,) = events(build_calendar(2015, [task()], b"key"))
    assert event.decoded("dtstart") == date(2016, 1, 26)
    assert event.decoded("dtend") == date(2016, 2, 6)  # the day after the last one
    assert event["summary"] == f"综合评定：{LONG}"
    assert event.decoded("dtstamp").isoformat() == "2016-01-26T00:00:00+00:00"


def test_the_same_schedule_gives_the_same_bytes() -> None:
    assert build_calendar(2015, [task()], b"key") == build_calendar(2015, [task()], b"key")


def test_a_changed_task_is_the_same_event_and_no_others_are() -> None:
    before, after = (
        build_calendar(2015, [task()], b"key"),
        build_calendar(2015, [task(截止日期="2016-02-04")], b"key"),
    )
    assert before != after
    assert events(before)[0]["uid"] == events(after)[0]["uid"]
    other_files = [
        build_calendar(2015, [task(2)], b"key"),
        build_calendar(2016, [task()], b"key"),
        build_calendar(2015, [task()], b"other"),
    ]
    uids = {str(event["uid"]) for content in (before, *other_files) for event in events(content)}
    assert len(uids) == 4
