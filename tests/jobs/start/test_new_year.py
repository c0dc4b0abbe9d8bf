"""A new master of a year has its schedule and days off; 分发 writes the schedule as a calendar."""

from datetime import date
from pathlib import Path

import icalendar
import pytest

from shuzhi_xl.cli.new import make_master
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.rules.schedule.public_holidays import last_known_year
from shuzhi_xl.sheets.master.office_entries import HOLIDAY, MILESTONE, Milestone
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.stop_reasons import Stopped
from tests.year_stages import TownOffice

CALENDAR = "发出/2015/日程安排.ics"


def rows(master: Path) -> tuple[list[Milestone], int]:
    store = ClosedStore(master)
    tasks, errors = parse_table(MILESTONE, store.read_table(MILESTONE))
    days, unfit = parse_table(HOLIDAY, store.read_table(HOLIDAY))
    assert not [*errors, *unfit]
    return tasks, len(days)


def test_a_new_years_master_has_schedule_and_days_off(tmp_path: Path) -> None:
    outcome = make_master(tmp_path / "总表.xlsm", 2015, "等权演示")
    tasks, days = rows(tmp_path / "总表.xlsm")
    assert (tasks[0].starts, tasks[2].ends) == (date(2015, 12, 1), date(2016, 1, 15))
    assert days == 23
    assert "已按 2015 年度填好" in outcome.summary
    assert "补填" not in outcome.summary


def test_a_year_whose_days_off_are_not_announced_says_so(tmp_path: Path) -> None:
    last_year = last_known_year()
    outcome = make_master(tmp_path / "总表.xlsm", last_year, "")
    tasks, days = rows(tmp_path / "总表.xlsm")
    assert (len(tasks), days) == (7, 0)
    assert f"只收录到 {last_year} 年，{last_year + 1} 年的请按公布的安排补填" in outcome.summary


@pytest.mark.parametrize("year", [None, 15, 99999])
def test_without_a_fit_year_nothing_is_planned(tmp_path: Path, year: int | None) -> None:
    outcome = make_master(tmp_path / "总表.xlsm", year, "")
    assert rows(tmp_path / "总表.xlsm") == ([], 0)
    assert "日程安排" not in outcome.summary


WHOLE = '[["任务"]]\n"阶段" = "准备"\n"工作任务" = "动员"\n"责任部门" = "党委办"\n"开始" = "本年12月2日"\n'


def write_plan(folder: Path, text: str) -> None:
    place = folder / "templates" / "日程" / "通知日程.toml"
    place.parent.mkdir(parents=True)
    place.write_text(text, encoding="utf-8")


def test_a_plan_beside_the_master_comes_first(tmp_path: Path) -> None:
    write_plan(tmp_path, WHOLE + '"截止" = "次年3月1日"\n')
    make_master(tmp_path / "总表.xlsm", 2015, "")
    tasks, _ = rows(tmp_path / "总表.xlsm")
    assert [(task.task, task.starts, task.ends) for task in tasks] == [
        ("动员", date(2015, 12, 2), date(2016, 3, 1))
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (WHOLE, "缺少“截止”"),
        (WHOLE + '"截止" = "三月初"\n', "日期“三月初”看不懂"),
        ('"任务" = 3\n', "缺少“任务”"),
        ("任务 = 无", "通知日程.toml"),
    ],
)
def test_an_unusable_plan_is_reported_and_no_master_is_left(tmp_path: Path, text: str, sentence: str) -> None:
    write_plan(tmp_path, text)
    with pytest.raises(Stopped) as refused:
        make_master(tmp_path / "总表.xlsm", 2015, "")
    assert sentence in stopped(refused.value.code, **refused.value.context)
    assert not (tmp_path / "总表.xlsm").exists()


def test_a_changed_schedule_changes_the_calendar_and_the_notice_and_nothing_else(issued: TownOffice) -> None:
    before, tasks = issued.files("发出"), issued.rows(MILESTONE)
    events = icalendar.Calendar.from_ical(issued.read(CALENDAR)).walk("VEVENT")
    assert [event["summary"] for event in events] == [f"{task.stage}：{task.task}" for task in tasks]
    issued.type_in(MILESTONE, tasks[-1], 截止日期=date(2016, 7, 29))
    outcome = issued.run_job(distribute)
    # The notice lists the tasks, too
    assert outcome.outputs == ["发出/2015/述职评议考核通知.docx", CALENDAR]
    after = issued.files("发出")
    assert {name for name in after if after[name] != before[name]} == {
        "2015/日程安排.ics",
        "2015/述职评议考核通知.docx",
    }


def test_without_a_schedule_there_is_no_calendar(drafted: TownOffice) -> None:
    with drafted.writing() as context:
        context.store.write_table(MILESTONE, [])
    assert drafted.run_job(distribute).ok
    assert CALENDAR not in drafted.files()
