"""A new master goes on from last year's, which stays as it was."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shuzhi_xl.cli import main
from shuzhi_xl.cli.new import make_master
from shuzhi_xl.jobs.check import check
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome, now
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.office_entries import EARLIER_GRADE, MILESTONE
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.program_sheets import SECRET
from shuzhi_xl.sheets.master.results import APPRAISAL, PROBLEM
from shuzhi_xl.sheets.master.scheme_tables import SCORING_SHEET, TRACK
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.sheets.master.vocabulary import CARRIED_OVER, CLOSED
from shuzhi_xl.sheets.reading.parse import parse_settings
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.xlsx.master.closed_store import ClosedStore, MasterUnreadable
from shuzhi_xl.xlsx.patch.workbook import Workbook
from shuzhi_xl.xlsx.stop_reasons import Stopped
from shuzhi_xl.xlsx.town_folder import Folder
from tests.year_stages import TownOffice

LEFT = (
    "评议会议",
    "参会人员",
    "述职报告",
    "现场点评",
    "座谈调研",
    "日常年度",
    "票单登记",
    "测评票",
    "问卷调查",
)
LEFT_RESULTS = ("测评统计", "综合评定", "评定依据", "结果公布", "操作日志", "校验报告")
NEW = "新年总表.xlsm"


def records(master: Path, table: Table[Any]) -> list[dict[str, Any]]:
    return [
        {header: value for header, value in row.items() if value not in (None, "")}
        for row in ClosedStore(master).read_table(table).records()
    ]


def go_on(office: TownOffice, year: int | None = None, scheme: str = "") -> tuple[Outcome, Path]:
    return make_master(office.root / NEW, year, scheme, office.master), office.root / NEW


def test_what_stays_from_year_to_year_is_taken_over(generated: TownOffice) -> None:
    before = generated.files()
    outcome, master = go_on(generated)
    assert outcome.ok
    assert {name: content for name, content in generated.files().items() if name != NEW} == before
    tables: list[Table[Any]] = [ORGANISATION, TRACK, *SCORING_SHEET.tables]
    for table in tables:
        assert records(master, table) == records(generated.master, table)
    old, _ = parse_settings(ClosedStore(generated.master).read_table(SETTING))
    values = {row["名称"]: row.get("取值") for row in records(master, SETTING)}
    assert old is not None
    assert values["年度"] == old.year + 1 == 2016
    assert (values["党委名称"], values["匿名下限"]) == (old.party_committee, old.anonymity_floor)
    assert {values[key] for key in ("基准日期", "公布日期", "催办日期")} == {None}
    assert values["方案名称"] == old.scheme
    (first, *_) = records(master, MILESTONE)
    assert first["开始日期"] == date(2016, 12, 1)


def test_votes_remarks_results_and_the_key_are_left_behind(generated: TownOffice) -> None:
    _, master = go_on(generated)
    for name in (*LEFT, *LEFT_RESULTS):
        assert records(master, TABLES[name]) == [], name
    assert records(master, SECRET) != records(generated.master, SECRET)


def test_open_problems_become_those_of_last_year(generated: TownOffice) -> None:
    closed, merged, *_ = generated.rows(PROBLEM)
    generated.type_in(
        PROBLEM, closed, 状态=CLOSED, 完成日期=date(2016, 3, 1), 销号人="王一", 销号日期=date(2016, 3, 2)
    )
    heir = next(
        organisation for organisation in generated.rows(ORGANISATION) if organisation.number != merged.number
    )
    gone = generated.row(ORGANISATION, number=merged.number)
    generated.type_in(ORGANISATION, gone, 参评="否", 不参评原因="并入", 并入编号=heir.number)
    outcome, master = go_on(generated)
    rows = records(master, PROBLEM)
    before = [problem for problem in generated.rows(PROBLEM) if problem.state != CLOSED]
    assert [row["结转自"] for row in rows] == [problem.problem for problem in before]
    assert {row["来源"] for row in rows} == {CARRIED_OVER}
    assert len({row["问题编号"] for row in rows}) == len(rows)
    moved = [row for row, problem in zip(rows, before, strict=True) if problem.number == gone.number]
    assert moved
    assert {row["编号"] for row in moved} == {heir.number}
    assert f"未销号的问题 {len(rows)} 个" in outcome.summary
    assert outcome.lines is not None
    assert f"其中 {len(moved)} 个随组织并入" in "".join(outcome.lines)
    assert "含不参评的 1 个" in outcome.lines[0]


def test_final_grades_are_shown_in_the_next_year_and_kept_for_the_one_after(generated: TownOffice) -> None:
    first, *decided = generated.rows(APPRAISAL)
    old = {"年度": 2014, "编号": first.number, "书记姓名": "前任一", "等次": "一般"}
    with generated.writing() as context:
        context.store.append_rows(EARLIER_GRADE, [old])
        context.store.write_cells(APPRAISAL, {(first.line, "研究日期"): None})
    generated.run_job(compute)
    assert [row.last_grade for row in generated.rows(APPRAISAL)].count("一般（前任）") == 1
    outcome, master = go_on(generated)
    assert outcome.lines
    assert f"上年 {len(decided)} 个党组织的最终等次" in "".join(outcome.lines)
    assert "还有 1 个没有最终等次" in "".join(outcome.lines)
    rows = records(master, EARLIER_GRADE)
    assert rows[0] == old
    assert [(row["年度"], row["编号"], row["书记姓名"], row["等次"]) for row in rows[1:]] == [
        (2015, row.number, row.secretary, row.final_grade)
        for row in generated.rows(APPRAISAL)
        if row.number != first.number
    ]


def test_the_next_year_shows_last_year_s_grade_beside_its_own(generated: TownOffice) -> None:
    before = generated.rows(APPRAISAL)[0]
    _, master = go_on(generated)
    context = JobContext(ClosedStore(master), Folder(generated.root), now)
    row = {"编号": before.number, "书记姓名": before.secretary}
    context.store.append_rows(APPRAISAL, [row])
    # A year before the program, copied from a list of names
    copied = {"年度": 2014, "组织名称": before.name, "书记姓名": "前任一", "等次": "差"}
    context.store.append_rows(EARLIER_GRADE, [copied])
    check(context)
    assert records(master, APPRAISAL) == [{**row, "上年等次": before.final_grade}]
    assert records(master, EARLIER_GRADE)[-1] == {**copied, "编号": before.number}


def test_the_new_master_asks_only_for_what_belongs_to_its_year(generated: TownOffice) -> None:
    _, master = go_on(generated)
    context = JobContext(ClosedStore(master), Folder(generated.root), now)
    findings = {
        (finding.code, finding.at.sheet)
        for finding in check(context).findings
        if finding.severity.value == "须改"
    }
    assert findings == {("required_blank", "基本设置"), ("table_empty", "评议会议")}
    assert not distribute(JobContext(ClosedStore(master), Folder(generated.root), now)).ok


def test_a_problem_of_an_unknown_organisation_is_reported_and_the_rest_carried_over(
    generated: TownOffice,
) -> None:
    first, *known_problems = generated.rows(PROBLEM)
    generated.type_in(PROBLEM, first, 编号="X999")
    outcome, master = go_on(generated)
    (lost,) = outcome.findings
    assert (lost.code, lost.at.file, lost.value) == ("carry_unknown", generated.master.name, "X999")
    assert not outcome.ok
    assert len(records(master, PROBLEM)) == len(known_problems)


def test_another_scheme_takes_the_place_of_last_year_s(generated: TownOffice) -> None:
    _, master = go_on(generated, scheme="等权演示")
    values = {row["名称"]: row.get("取值") for row in records(master, SETTING)}
    assert values["方案名称"] == "等权演示"
    assert values["党委名称"]
    assert records(master, SCORING_SHEET.tables[1]) != records(generated.master, SCORING_SHEET.tables[1])
    assert records(master, ORGANISATION) == records(generated.master, ORGANISATION)


def test_a_year_may_be_given_but_not_one_that_is_over(generated: TownOffice) -> None:
    with pytest.raises(Stopped) as refused:
        go_on(generated, 2015)
    assert "2015 不在" in stopped(refused.value.code, **refused.value.context)
    assert not (generated.root / NEW).exists()
    outcome, _ = go_on(generated, 2018)
    assert outcome.summary.startswith(f"已新建 2018 年度总表“{NEW}”")


def test_without_a_year_in_last_year_s_master_one_must_be_given(generated: TownOffice) -> None:
    generated.set_values(年度=None)
    with pytest.raises(Stopped) as refused:
        go_on(generated)
    assert "--year" in stopped(refused.value.code, **refused.value.context)
    assert go_on(generated, 2016)[0].ok


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "master_missing"), (b"PK\x03\x04", "master_unreadable"), (b"", "master_unreadable")],
)
def test_what_is_no_master_is_refused(drafted: TownOffice, content: bytes | None, code: str) -> None:
    other_file = drafted.root / "去年.xlsm"
    if content is not None:
        other_file.write_bytes(content)
    with pytest.raises(MasterUnreadable) as refused:
        make_master(drafted.root / NEW, None, "", other_file)
    assert (refused.value.code, refused.value.name) == (code, "去年.xlsm")
    assert not (drafted.root / NEW).exists()


def test_the_same_path_is_refused(drafted: TownOffice) -> None:
    before = drafted.files()
    with pytest.raises(Stopped) as refused:
        make_master(drafted.master, None, "", drafted.master.parent / "." / drafted.master.name)
    assert refused.value.code == "last_year_same"
    assert drafted.files() == before


def test_a_master_that_lost_a_column_is_refused(drafted: TownOffice) -> None:
    book = Workbook.open(drafted.master)
    place = book.tables["整改清单"]
    book.set_cell(place.sheet, f"B{place.header_row}", "组织")
    drafted.master.write_bytes(book.to_bytes())
    with pytest.raises(Stopped) as refused:
        go_on(drafted)
    assert "“整改清单”不见了或少了列" in stopped(refused.value.code, **refused.value.context)


def test_a_master_from_before_a_column_was_added_is_taken_over(drafted: TownOffice) -> None:
    book = Workbook.open(drafted.master)
    place = book.tables["整改清单"]
    book.set_cell(place.sheet, f"N{place.header_row}", "备注")
    drafted.master.write_bytes(book.to_bytes())
    outcome, master = go_on(drafted)
    assert outcome.ok
    assert all(row["结转自"] for row in records(master, PROBLEM))


def test_the_command_says_what_came_and_what_did_not(
    drafted: TownOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as exit_info:
        main(["new", str(drafted.root / NEW), "--from", str(drafted.master)])
    assert exit_info.value.code == 0
    output = capsys.readouterr().out.replace("\n", "")
    for words in ("已新建 2016 年度总表", "组织名册：原样带来", "请重新填写：", "没有带来：已销号的问题"):
        assert words in output
