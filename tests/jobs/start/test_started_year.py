"""新建 fills an empty master from its page; pressed in a master in use, it makes next year's."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shuzhi_xl.cli.run_job import run_job
from shuzhi_xl.doctor.workbook import read_settings
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.new_year import NEW_YEAR
from shuzhi_xl.sheets.master.organisations_and_meetings import ATTENDEE, ORGANISATION
from shuzhi_xl.sheets.master.scheme_tables import TRACK
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.xlsx.files.atomic_replace import write_new
from shuzhi_xl.xlsx.files.shipped import read_shipped_master
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.patch.workbook import Workbook
from shuzhi_xl.xlsx.stop_reasons import Stopped
from tests.year_stages import TownOffice

ANSWERS = {"年度": 2015, "党委名称": "中共月溪镇委员会", "方案": "通知框架", "会议日期二": date(2016, 1, 20)}
NEXT = "2016年度/述职评议考核2016.xlsm"


@pytest.fixture
def office(tmp_path: Path) -> TownOffice:
    office = TownOffice(tmp_path / "镇 办公室")
    write_new(office.master, read_shipped_master())
    return office


def answer_page(office: TownOffice, answers: Mapping[str, Any]) -> None:
    with office.writing() as context:
        lines = {row.values["项目"]: row.line for row in context.store.read_table(NEW_YEAR).rows}
        context.store.write_cells(NEW_YEAR, {(lines[key], "填写"): value for key, value in answers.items()})


def press(office: TownOffice) -> Outcome:
    return run_job("new_year", office.master)


def records(master: Path, table: Table[Any]) -> list[dict[str, Any]]:
    return [
        {header: value for header, value in row.items() if value not in (None, "")}
        for row in ClosedStore(master).read_table(table).records()
    ]


def settings(master: Path) -> dict[str, Any]:
    return {row["名称"]: row.get("取值") for row in records(master, SETTING)}


def test_one_press_fills_what_the_notice_fixes(office: TownOffice) -> None:
    answer_page(office, ANSWERS)
    outcome = press(office)
    assert outcome.ok
    assert outcome.summary == (
        "新建完成：2015 年度；填好日程安排 7 行、节假日 23 行、板块设置 3 行、评议会议 3 行、"
        "参会人员 9 行、方案“通知框架”。请在“组织名册”贴上组织名称、组织类型、书记姓名，再按“校验”。"
    )
    meetings = records(office.master, TABLES["评议会议"])
    assert [row.get("会议日期") for row in meetings] == [None, date(2016, 1, 20), None]
    assert not [row for row in records(office.master, TABLES["参会人员"]) if {"人数", "出席"} & row.keys()]
    values = settings(office.master)
    assert (values["年度"], values["党委名称"], values["方案名称"]) == (2015, "中共月溪镇委员会", "通知框架")
    assert values["报告重点内容"] == "党建责任、组织生活/三会一课、发展党员、流动党员、调研"
    assert values["基准日期"] == date(2016, 2, 5)
    # The notice does not say what to divide by: it is recommended, and waits for the committee's word
    assert (values["计票分母"], values["已由党委研究确认"]) == ("收回票", "否")
    assert [row["操作"] for row in records(office.master, TABLES["操作日志"])] == ["新建", "新建"]


def test_what_is_there_already_is_left_and_named(office: TownOffice) -> None:
    answer_page(office, ANSWERS)
    track = {"板块": "全镇", "牵头部门": "组织科", "述职对象": "镇党委", "组织类型": "村"}
    with office.writing() as context:
        context.store.write_table(TRACK, [track])
        lines = {row.values["名称"]: row.line for row in context.store.read_table(SETTING).rows}
        context.store.write_cells(SETTING, {(lines["公布范围"], "取值"): "全镇"})
        context.store.write_table(TABLES["来源权重"], [{"来源": "现场测评", "权重": 100}])
    summary = press(office).summary
    assert "板块设置已有 1 行、评分设置已有 1 行，没有改。" in summary
    assert "通知框架" not in summary
    assert records(office.master, TRACK) == [track]
    assert settings(office.master)["公布范围"] == "全镇"
    # 评分设置 has no class for the meeting, so there is nobody to list
    assert "没有A票、B票、C票" in summary
    assert records(office.master, TABLES["参会人员"]) == []


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, ("“年度”还没有填写", "“党委名称”还没有填写", "“方案”还没有填写")),
        (ANSWERS | {"年度": 15}, ("“年度”应在 2000 到 2100 之间",)),
    ],
)
def test_a_page_that_is_not_filled_in_changes_nothing(
    office: TownOffice, answers: Mapping[str, Any], words: tuple[str, ...]
) -> None:
    answer_page(office, answers)
    before = office.read(MASTER_NAME)
    outcome = press(office)
    assert not outcome.ok
    assert outcome.summary.startswith("没有新建，什么也没有改。")
    assert all(word in outcome.summary for word in words)
    assert office.read(MASTER_NAME) == before


def test_another_year_in_the_settings_is_asked_about(office: TownOffice) -> None:
    answer_page(office, ANSWERS)
    office.set_values(年度=2014)
    assert "“基本设置”的年度是 2014，“新建”的年度是 2015" in press(office).summary


def test_an_unknown_scheme_and_an_unusable_plan_stop_it_before_anything_is_written(
    office: TownOffice,
) -> None:
    answer_page(office, ANSWERS | {"方案": "没有的方案"})
    before = office.read(MASTER_NAME)
    with pytest.raises(Stopped) as refused:
        press(office)
    assert "没有名为“没有的方案”的评分方案" in stopped(refused.value.code, **refused.value.context)
    assert office.read(MASTER_NAME) == before
    answer_page(office, {"方案": "通知框架"})
    office.write_files({"templates/起步/通知起步.toml": '"板块" = 3\n'.encode()})
    with pytest.raises(Stopped) as refused:
        press(office)
    assert "起步文件“通知起步.toml”读不出来（缺少“板块”）" in stopped(
        refused.value.code, **refused.value.context
    )


def test_the_second_press_makes_next_year_in_a_folder_of_its_own(office: TownOffice) -> None:
    answer_page(office, ANSWERS)
    office.write_files({"templates/录票.xlsx": b"restyled", "templates/~$x": b"", "方案/本镇.toml": b"x"})
    press(office)
    before = office.read(MASTER_NAME)
    outcome = press(office)
    assert outcome.outputs == [NEXT]
    assert f"新总表在“{NEXT}”；这一本没有改动。" in outcome.summary
    assert office.read(MASTER_NAME) == before
    assert set(office.files("2016年度")) == {
        "述职评议考核2016.xlsm",
        "templates/录票.xlsx",
        "方案/本镇.toml",
    }
    assert settings(office.root / NEXT)["年度"] == 2016
    with pytest.raises(Stopped) as refused:
        press(office)
    assert NEXT in stopped(refused.value.code, **refused.value.context)


def test_a_master_in_use_hands_on_its_roster_meetings_and_python(generated: TownOffice) -> None:
    book = Workbook.load(generated.read(MASTER_NAME))
    book.set_cell("xlwings.conf", "B1", "D:\\程序\\python.exe")
    generated.write_files({MASTER_NAME: book.to_bytes()})
    generated.type_in(ATTENDEE, generated.rows(ATTENDEE)[0], 姓名="群众代表", 人数=12)
    press(generated)
    master = generated.root / NEXT
    assert records(master, ORGANISATION) == records(generated.master, ORGANISATION)
    meetings = records(master, TABLES["评议会议"])
    assert {row["场次"] for row in meetings} == {row["场次"] for row in records(master, ORGANISATION)}
    assert not [row for row in meetings if {"会议日期", "应到人数", "实到人数"} & row.keys()]
    groups = records(master, TABLES["参会人员"])
    assert [row["姓名"] for row in groups] == ["群众代表（一组）"]
    assert "人数" not in groups[0]
    assert read_settings(master.read_bytes())["interpreter_win"][1] == "D:\\程序\\python.exe"
