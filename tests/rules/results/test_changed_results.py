"""结果过时: whatever is edited after 计算 changes results, and what differs is named at its cell."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from shuzhi_xl.findings import Finding, Location
from shuzhi_xl.rules.grading.compute_year import Computed, compute_year
from shuzhi_xl.rules.home.computed_columns import compute_report_reviews
from shuzhi_xl.rules.results.changed_results import (
    ResultDifference,
    compare_cells,
    compare_rows,
    fewest_differences,
    stale_findings,
)
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT
from shuzhi_xl.sheets.master.results import APPRAISAL, TALLY, TRACE, TraceStep
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.all import sentence
from tests.rules.computed_town import NUMBERS, town
from tests.rules.editable_town import raw_table
from tests.rules.small_town import (
    Rows,
    answers,
    class_weights,
    form,
    grades,
    routine,
    rule,
    source_weights,
    votes,
)

TALLY_KEY = ("编号", "来源", "票类", "项目")
BALLOTS = [
    row for number in NUMBERS for row in (*votes(number, "A票", 好=2, 较好=1), *votes(number, "B票", 较好=3))
]
SURVEYS = [row for number in NUMBERS for row in answers(number, "群众", form=f"W{number}", 好=3, 差=1)]
FORMS = [form(f"W{number}", number, "问卷", 收回数=4, 文件指纹=number) for number in NUMBERS]
RULES = [rule("好评少", "好占比", "<", "1/5", "一般")]
ANNUAL = [routine(number, 年度考核=95 - place) for place, number in enumerate(NUMBERS)]
GRADES = [("好", 100, 80, None), ("较好", 80, 75, None), ("一般", 60, 60, None), ("差", 0, 0, None)]


def counted_town(**tables: Any) -> Year:
    """Five branches with the same votes, of which V001 has the best 年度考核."""
    defaults = {"ballots": BALLOTS, "surveys": SURVEYS, "forms": FORMS, "cap_rules": RULES, "routine": ANNUAL}
    return town(**{"grades": grades(*GRADES), **defaults, **tables})


def compute(year: Year) -> Computed:
    result, _ = compute_year(year)
    assert result is not None
    return result


def records(rows: Sequence[Row]) -> Rows:
    return [row.record() for row in rows]


def differences(tallies: RawTable, appraisals: RawTable, year: Year) -> list[ResultDifference]:
    """What differs in 测评统计 and 综合评定 from the results of a year."""
    result = compute(year)
    return [
        *compare_rows(tallies, result.tallied.rows, TALLY_KEY),
        *compare_rows(appraisals, result.graded.appraisals, ("编号",)),
    ]


@pytest.fixture(scope="module")
def sheets() -> tuple[RawTable, RawTable]:
    """测评统计 and 综合评定 as 计算 has written them."""
    result = compute(counted_town())
    return raw_table(TALLY, records(result.tallied.rows)), raw_table(
        APPRAISAL, records(result.graded.appraisals)
    )


def changed(rows: Rows, place: int, **cells: Any) -> Rows:
    return [{**row, **cells} if index == place else row for index, row in enumerate(rows)]


SURVEYED = class_weights("问卷调查", 群众=100)
VETO = {"一票否决": "是", "否决事由": "违纪"}
ENTRIES: Mapping[str, tuple[dict[str, Any], str, set[str]]] = {
    "一张票": ({"ballots": changed(BALLOTS, 0, 总体评价="差")}, "差", {"V001"}),
    "一份问卷": ({"surveys": changed(SURVEYS, 4, 总体评价="差")}, "差", {"V002"}),
    "表单作废": ({"forms": changed(FORMS, 2, 状态="作废")}, "问卷调查", {"V003"}),
    "票类权重": (
        {"class_weights": class_weights("现场测评", A票=50, B票=50) + SURVEYED},
        "现场测评",
        {*NUMBERS},
    ),
    "票面分值": ({"grades": grades(GRADES[0], ("较好", 79, 75, None), *GRADES[2:])}, "现场测评", {*NUMBERS}),
    "来源权重": (
        {"source_weights": source_weights(现场测评=40, 问卷调查=30, 年度考核=30, 日常工作=0)},
        "综合得分",
        {*NUMBERS},
    ),
    "比例上限": ({"grades": grades(("好", 100, 80, 40), *GRADES[1:])}, "建议等次", {*NUMBERS[2:]}),
    "阈值": ({"cap_rules": changed(RULES, 0, 阈值="3/5")}, "触发规则", {*NUMBERS}),
    "年度考核": ({"routine": changed(ANNUAL, 0, 年度考核=60)}, "名次", {*NUMBERS}),
    "一票否决": ({"routine": changed(ANNUAL, 3, **VETO)}, "建议等次", {"V004"}),
}


def header_of(difference: ResultDifference) -> str:
    table = TALLY if difference.at.sheet == TALLY.name else APPRAISAL
    return table.headers[ord(difference.at.cell[0]) - ord("A")] if difference.at.cell else ""


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_changed_after_the_count_changes_just_the_results_that_depend_on_it(
    entry: str, sheets: tuple[RawTable, RawTable]
) -> None:
    tables, header, numbers = ENTRIES[entry]
    result_differences = differences(*sheets, counted_town(**tables))
    assert {
        difference.number for difference in result_differences if header_of(difference) == header
    } == numbers
    assert all("应" in difference.text or "缺少" in difference.text for difference in result_differences)


def test_nothing_differs_while_the_entries_are_the_same_whatever_the_order_of_rows(
    sheets: tuple[RawTable, RawTable],
) -> None:
    assert differences(*sheets, counted_town()) == []
    turned = [raw_table(raw.table, [*reversed(raw.records())]) for raw in sheets]
    assert differences(turned[0], turned[1], counted_town()) == []


@pytest.mark.parametrize(
    ("table", "header", "value"),
    [
        ("测评统计", "好", 99),
        ("测评统计", "好占比", 1.23),
        ("综合评定", "综合得分", 99.99),
        ("综合评定", "名次", 9),
        ("综合评定", "名次", None),
        ("综合评定", "最终等次", "差"),
        ("综合评定", "触发规则", "自行填写"),
    ],
)
def test_a_result_typed_over_is_one_difference_at_its_cell(
    table: str, header: str, value: Any, sheets: tuple[RawTable, RawTable]
) -> None:
    tallies, appraisals = (
        raw_table(raw.table, changed(raw.records(), 1, **{header: value})) if raw.table.name == table else raw
        for raw in sheets
    )
    (difference,) = differences(tallies, appraisals, counted_town())
    edited = tallies if table == TALLY.name else appraisals
    number = edited.rows[1].values["编号"]
    assert (difference.at, difference.number) == (edited.frame.at(header, 5), number)
    assert f"（{header}）现为“{value or '空白'}”，应为“" in difference.text


def test_lost_and_added_rows_are_named(sheets: tuple[RawTable, RawTable]) -> None:
    tallies, appraisals = sheets
    rows = tallies.records()
    edited = raw_table(TALLY, [*rows[:-1], {**rows[-1], "票类": "Z票"}])
    lost, extra = differences(edited, appraisals, counted_town())
    assert "缺少一行（V005" in lost.text
    assert (lost.at.sheet, lost.at.cell, lost.number) == ("测评统计", "", "V005")
    assert extra.at.cell == f"{edited.frame.letters['编号']}{len(rows) + 3}"
    assert "这一行不应有" in extra.text


def test_of_two_rows_with_one_key_the_first_is_compared(sheets: tuple[RawTable, RawTable]) -> None:
    tallies, appraisals = sheets
    rows = appraisals.records()
    repeated = raw_table(APPRAISAL, [*rows, {**rows[0], "名次": 9}])
    assert differences(tallies, repeated, counted_town()) == []
    first_edited = raw_table(APPRAISAL, [{**rows[0], "名次": 9}, *rows])
    assert [header_of(difference) for difference in differences(tallies, first_edited, counted_town())] == [
        "名次"
    ]


def test_names_that_only_repeat_the_roster_are_no_result() -> None:
    step = TraceStep.of(number="V001", step=1, explanation="须改的疑点")
    stands = {**step.record(), "组织名称": "改过的名称", "说明": "须改的问题", "步骤": 1.0}
    # The word for a finding in version 0.1.0, and a number as Excel stores it, are none either
    assert compare_rows(raw_table(TRACE, [stands]), [step], ("编号", "步骤")) == []
    other_reason = raw_table(TRACE, [{**stands, "说明": "另有原因"}])
    assert [difference.at.cell for difference in compare_rows(other_reason, [step], ("编号", "步骤"))] == [
        "D4"
    ]


def test_an_outdated_review_of_a_report_is_found_at_its_cell() -> None:
    counts = {"提交日期": "2016-01-10", "总字数": 2000, "成绩字数": 600, "问题字数": 700}
    year = town(reports=[{"编号": "V001", **counts, "覆盖重点内容": "是", "摆进自己": "是"}])
    due = {header: cell for (_, header), cell in compute_report_reviews(year).items()}
    report = {**year.raw["述职报告"].records()[0], **due}
    assert compare_cells(raw_table(DEBRIEF_REPORT, [report]), compute_report_reviews(year)) == []
    edited = raw_table(DEBRIEF_REPORT, [{**report, "审核结论": "退回修改"}])
    (difference,) = compare_cells(edited, compute_report_reviews(year))
    assert (difference.at, difference.number) == (edited.frame.at("审核结论", 4), "V001")


def test_the_wording_that_the_sheet_is_nearest_to_says_what_differs() -> None:
    assert fewest_differences([[RANK], GOOD]) == fewest_differences([GOOD, [RANK]]) == [RANK]
    # Of two as near, this version's, which comes first
    assert fewest_differences([[RANK], GOOD[:1]]) == [RANK]
    assert fewest_differences([GOOD, []]) == []


BALLOT_SHEET, REPORT_SHEET = Location("总表.xlsm", "测评票"), Location("总表.xlsm", "日常年度")
RANK = ResultDifference(Location("总表.xlsm", "综合评定", "L4"), "V001", "名次不同", "9")
GOOD = [
    ResultDifference(Location("总表.xlsm", "测评统计", f"J{line}"), "V002", f"J{line}")
    for line in range(4, 9)
]


def cause(
    differences_of: dict[str, list[ResultDifference]], *edited: str, **inputs: Location
) -> list[Finding]:
    findings = stale_findings(differences_of, inputs, edited)
    assert all("{" not in sentence(finding) for finding in findings)
    return findings


def test_a_changed_entry_is_one_finding_on_its_sheet_that_names_whom_it_concerns() -> None:
    (finding,) = cause({"测评统计": GOOD, "综合评定": [RANK]}, 测评票=BALLOT_SHEET, 日常年度=REPORT_SHEET)
    assert (finding.code, finding.at) == ("results_stale", BALLOT_SHEET)
    assert "“测评票”“日常年度”改动过" in sentence(finding)
    assert "涉及 V002、V001，共 6 处，如：J4；J5；J6。" in sentence(finding)


def test_each_table_typed_over_is_a_finding_at_its_first_cell() -> None:
    first, second = cause({"测评统计": GOOD, "综合评定": [RANK]}, "测评统计", "综合评定")
    assert (first.code, first.at, first.context["count"]) == ("results_edited", GOOD[0].at, 5)
    assert (second.at, second.value) == (RANK.at, "9")


def test_a_table_typed_over_with_the_same_values_is_no_cause() -> None:
    (finding,) = cause({"测评统计": [], "综合评定": [RANK]}, "测评统计", "综合评定")
    assert finding.at == RANK.at


def test_where_both_changed_one_finding_names_both() -> None:
    (finding,) = cause({"测评统计": GOOD}, "测评统计", 日常年度=REPORT_SHEET)
    assert (finding.code, finding.at) == ("results_stale", REPORT_SHEET)
    assert "“日常年度”“测评统计”改动过" in sentence(finding)


def test_a_master_without_fingerprints_names_no_cause() -> None:
    (finding,) = cause({"综合评定": [RANK]})
    assert (finding.code, finding.at) == ("results_stale", RANK.at)
    assert "数据、设置或结果改动过" in sentence(finding)
