"""Whatever is edited after 计算, 复核 finds it and 校验 says that the results are stale, and where."""

from collections.abc import Callable
from typing import Any

import pytest

from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.check import check
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.sheets.master.office_entries import ROUTINE_TABLE
from shuzhi_xl.wording.findings.all import sentence
from tests.recount.computed_office import ComputedOffice
from tests.year_stages import Stages

Edit = Callable[[ComputedOffice], Any]
STALE = ("results_stale", "results_edited")


@pytest.fixture(scope="module")
def decided(stages: Stages, tmp_path_factory: pytest.TempPathFactory) -> ComputedOffice:
    """A played town after the committee has decided, computed in its real master."""
    store = stages.open("decided", tmp_path_factory.mktemp("decided")).store()
    return ComputedOffice.copy_of(store.read_table)


@pytest.fixture
def office(decided: ComputedOffice) -> ComputedOffice:
    return ComputedOffice.copy_of(decided.store.read_table)


def changed(table: str, header: str, value: Any, **cells: Any) -> Edit:
    """Another value in a cell of the first row in which these cells stand."""
    return lambda office: office.row(table, **cells).update({header: value})


def _another_grade(office: ComputedOffice) -> None:
    row = office.store.tables["综合评定"][0]
    row["最终等次"] = "一般" if row["最终等次"] != "一般" else "差"


def _void(office: ComputedOffice) -> None:
    office.row("票单登记", 种类="问卷", 状态="已收回")["状态"] = "作废"


def _rules_that_fired(office: ComputedOffice) -> None:
    rules = {row["规则"] for row in office.store.tables["评定规则"]}
    rows = office.store.tables["综合评定"]
    # Of a row that a rule lowered: what a full quota did has no fixed words
    next(row for row in rows if any(rule in (row["触发规则"] or "") for rule in rules))["触发规则"] = (
        "自行填写"
    )


def _threshold(office: ComputedOffice) -> None:
    office.store.tables["评定规则"][0] |= {"指标": "综合得分", "比较": "≤", "阈值": "100", "最高等次": "差"}


INPUTS: dict[str, tuple[str, Edit]] = {
    "一张票": ("测评票", changed("测评票", "总体评价", "差", 总体评价="好")),
    "一份问卷": ("问卷调查", changed("问卷调查", "总体评价", "差", 总体评价="好")),
    "票类权重": ("票类权重", changed("票类权重", "权重", 1, 来源="现场测评")),
    "票面分值": ("等次标准", changed("等次标准", "票面分值", 79, 等次="较好")),
    "比例上限": ("等次标准", changed("等次标准", "比例上限", 0, 等次="好")),
    "来源权重": ("来源权重", changed("来源权重", "权重", 39)),
    "阈值": ("评定规则", _threshold),
    "日常工作": ("日常年度", lambda office: office.store.tables["日常年度"][0].update(日常工作=1)),
    "一票否决": (
        "日常年度",
        lambda office: office.store.tables["日常年度"][0].update(一票否决="是", 否决事由="违纪"),
    ),
    "表单作废": ("票单登记", _void),
}
RESULTS: dict[str, tuple[str, Edit]] = {
    "票数": ("测评统计", lambda office: office.store.tables["测评统计"][0].update(好=99)),
    "占比": ("测评统计", lambda office: office.store.tables["测评统计"][0].update(好占比=1.23)),
    "综合得分": ("综合评定", lambda office: office.store.tables["综合评定"][0].update(综合得分=99.99)),
    "名次": ("综合评定", lambda office: office.store.tables["综合评定"][0].update(名次=99)),
    "最终等次": ("综合评定", _another_grade),
    "触发规则": ("综合评定", _rules_that_fired),
}
BOTH = INPUTS | RESULTS


def stale(office: ComputedOffice) -> list[Finding]:
    findings = [finding for finding in office.run_job(check).findings if finding.code in STALE]
    assert all("{" not in sentence(finding) for finding in findings)
    return findings


def test_no_finding_while_the_year_is_unchanged(office: ComputedOffice) -> None:
    assert [finding for finding in office.recount()[1] if finding.code.startswith("recount")] == []
    assert stale(office) == []
    assert [finding for finding in office.recount()[1] if finding.code.startswith("recount")] == []


@pytest.mark.parametrize("edit", BOTH)
def test_the_second_count_finds_every_edit(edit: str, office: ComputedOffice) -> None:
    BOTH[edit][1](office)
    assert [finding for finding in office.recount()[1] if finding.code.startswith(("recount", "weights"))]


# That each of them changes results is proven without a job, in tests/rules/results
@pytest.mark.parametrize("edit", ["一张票", "阈值"])
def test_an_entry_changed_after_the_count_is_one_finding_that_names_its_table(
    edit: str, office: ComputedOffice
) -> None:
    table, change = INPUTS[edit]
    change(office)
    (findings,) = stale(office)
    assert findings.code == "results_stale"
    assert findings.at.sheet in (table, "评分设置")
    assert f"“{table}”改动过" in sentence(findings)
    assert "请再按“计算”" in sentence(findings)
    assert findings.context["organisations"]
    office.run_job(compute)
    assert stale(office) == []


def test_all_tables_that_changed_are_named_together(office: ComputedOffice) -> None:
    edits = {edit: INPUTS[edit] for edit in INPUTS if edit != "来源权重"}
    for _, change in edits.values():
        change(office)
    (finding,) = stale(office)
    assert all(f"“{table}”" in finding.context["tables"] for table, _ in edits.values())


def test_weights_that_do_not_add_up_are_reported_instead(office: ComputedOffice) -> None:
    INPUTS["来源权重"][1](office)
    assert "weights_not_100" in {finding.code for finding in office.run_job(check).findings}


@pytest.mark.parametrize("edit", ["票数", "最终等次"])
def test_an_edited_result_is_one_finding_at_its_cell(edit: str, office: ComputedOffice) -> None:
    table, change = RESULTS[edit]
    change(office)
    (findings,) = stale(office)
    assert (findings.code, findings.at.sheet) == ("results_edited", table)
    assert findings.at.cell.endswith("4")
    assert "现为" in sentence(findings)
    assert [finding for finding in office.recount()[1] if finding.code == "recount_differs"]


def test_both_detect_an_erased_result_in_any_order(office: ComputedOffice) -> None:
    office.store.tables["综合评定"][0]["名次"] = None
    for _ in range(2):
        assert [finding.at.cell for finding in office.recount()[1] if finding.code == "recount_differs"] == [
            "L4"
        ]
        assert [finding.code for finding in stale(office)] == ["results_edited"]


def test_an_edited_step_of_the_grounds_is_detected(office: ComputedOffice) -> None:
    office.store.tables["评定依据"][0]["说明"] = "另有原因"
    (findings,) = stale(office)
    assert (findings.code, findings.at.sheet, findings.at.cell) == ("results_edited", "评定依据", "D4")


def test_entries_and_results_that_both_changed_are_one_finding(office: ComputedOffice) -> None:
    INPUTS["日常工作"][1](office)
    RESULTS["票数"][1](office)
    (findings,) = stale(office)
    assert "“日常年度”“测评统计”改动过" in sentence(findings)


def test_a_decision_that_is_not_computed_yet_is_reported(office: ComputedOffice) -> None:
    office.store.tables["综合评定"][0].update(研究日期=None)
    (findings,) = stale(office)
    assert "“综合评定”改动过" in sentence(findings)


def test_an_outdated_review_of_a_report_is_reported(office: ComputedOffice) -> None:
    office.store.tables["述职报告"][0]["审核结论"] = "退回修改"
    (findings,) = stale(office)
    assert "审核结论" in sentence(findings)


def test_a_change_without_effect_is_not_reported(office: ComputedOffice) -> None:
    office.store.tables["组织名册"][0]["备注"] = "已搬迁"
    office.store.tables["整改清单"][0]["进展"] = "正在办理"
    office.store.tables["现场点评"][0]["点评内容"] = "另一句"
    assert stale(office) == []
    before = office.store.tables["表单密钥"]
    assert stale(office) == []
    assert [row for row in before if row["名称"] == "计算依据"] == [
        row for row in office.store.tables["表单密钥"] if row["名称"] == "计算依据"
    ]


def test_names_beside_numbers_make_no_result_stale(office: ComputedOffice) -> None:
    for name in ("评定依据", "票单登记", "述职报告", "座谈调研", "日常年度", "整改清单"):
        for row in office.store.tables[name]:
            row["组织名称"] = "改过的名称"
    assert stale(office) == []
    # Also where something else in 评定依据 makes it be compared cell by cell
    office.store.tables["评定依据"][0]["说明"] = "另有原因"
    (findings,) = stale(office)
    assert findings.context["count"] == 1


def test_a_master_that_an_older_version_computed(office: ComputedOffice) -> None:
    notes = office.store.tables["表单密钥"]
    notes[:] = [row for row in notes if row["名称"] != "计算依据"]
    assert stale(office) == []
    notes = office.store.tables["表单密钥"]
    notes[:] = [row for row in notes if row["名称"] != "计算依据"]
    RESULTS["名次"][1](office)
    (findings,) = stale(office)
    assert (findings.code, findings.at.sheet) == ("results_stale", "综合评定")
    assert "数据、设置或结果改动过" in sentence(findings)


def test_no_finding_before_the_first_count(stages: Stages, tmp_path: Any) -> None:
    collected = stages.open("collected", tmp_path).store()
    assert stale(ComputedOffice.copy_of(collected.read_table)) == []


def test_unreadable_results_are_reported_only_at_their_cell(office: ComputedOffice) -> None:
    office.store.tables["综合评定"][0]["综合得分"] = "八十"
    codes = [finding.code for finding in office.run_job(check).findings]
    assert "number_expected" in codes
    assert not set(STALE) & set(codes)


def test_a_real_master_says_it_too(stages: Stages, tmp_path: Any) -> None:
    office = stages.open("decided", tmp_path)
    assert not [finding for finding in office.run_job(check).findings if finding.code in STALE]
    office.type_in(ROUTINE_TABLE, office.rows(ROUTINE_TABLE)[0], 日常工作=1)
    (findings,) = [finding for finding in office.run_job(check).findings if finding.code in STALE]
    assert findings.at.sheet == "日常年度"
