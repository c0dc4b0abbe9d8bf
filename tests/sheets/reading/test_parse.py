"""Typed rows and findings of single cells, each on its cell with a sentence that says what to do."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from shuzhi_xl.findings import Finding, Location, Severity, notice
from shuzhi_xl.sheets.declaration.cell_value import CellError
from shuzhi_xl.sheets.declaration.fields import whole
from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import Frame, Row
from shuzhi_xl.sheets.declaration.table import RawTable, Table
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.new_year import NEW_YEAR
from shuzhi_xl.sheets.master.organisations_and_meetings import ATTENDEE, ORGANISATION
from shuzhi_xl.sheets.master.results import PROBLEM
from shuzhi_xl.sheets.master.settings import SETTING, Settings
from shuzhi_xl.sheets.master.votes import SURVEY_ANSWER
from shuzhi_xl.sheets.reading.parse import parse_new_year, parse_row, parse_settings, parse_table
from shuzhi_xl.wording.findings.all import sentence
from shuzhi_xl.wording.findings.cells import CELLS

BRANCH = {
    "编号": "V1",
    "组织名称": "月溪村党总支",
    "组织类型": "村",
    "板块": "村居",
    "书记姓名": "沈一",
    "述职形式": "现场",
    "参评": "是",
}


def raw_table(table: Table[Any], rows: Sequence[Mapping[str, Any]], *findings: Finding) -> RawTable:
    headers = tuple(dict.fromkeys([*table.headers, *(header for row in rows for header in row)]))
    letters = {header: chr(ord("A") + index) for index, header in enumerate(headers)}
    lines = tuple(RawRow(line, row) for line, row in enumerate(rows, start=4))
    return RawTable(table, Frame("总表.xlsm", table.name, letters), headers, lines, findings)


def facts_of_rows(table: Table[Any], *rows: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Code, cell and its value, of each finding."""
    findings = parse_table(table, raw_table(table, rows))[1]
    for finding in findings:
        assert finding.severity is Severity.BLOCKING
        assert "{" not in sentence(finding)
    return [(finding.code, finding.at.cell, finding.value) for finding in findings]


@pytest.mark.parametrize(
    ("name", "count", "counted"),
    [("群众代表（一组）", None, False), ("群众代表（一组）", 12, True), ("群众代表", None, True)],
)
def test_a_group_without_its_number_of_people_is_not_one_person(
    name: str, count: int | None, counted: bool
) -> None:
    row = {"场次": "J1", "姓名": name, "身份类别": "群众代表", "票类": "C票", "出席": "是", "人数": count}
    rows, findings = parse_table(ATTENDEE, raw_table(ATTENDEE, [row]))
    assert [attendee.name for attendee in rows] == [name] * counted
    facts = [(finding.code, finding.at.cell, finding.value) for finding in findings]
    assert facts == [("group_uncounted", "F4", name)] * (not counted)


def test_a_sound_row_is_typed_and_knows_its_place() -> None:
    rows, findings = parse_table(
        ORGANISATION, raw_table(ORGANISATION, [{**BRANCH, "测评票数": 2.0, "片区": "东"}])
    )
    assert findings == []
    assert (rows[0].number, rows[0].appraised, rows[0].ballots, rows[0].surveys) == ("V1", True, 2, None)
    assert rows[0].at("ballots") == Location("总表.xlsm", "组织名册", "J4")
    assert rows[0].undeclared == {"片区": "东"}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"组织名称": " "}, ("required_blank", "B4", " ")),
        ({"组织名称": None}, ("required_blank", "B4", "")),
        ({"组织类型": "乡"}, ("not_a_choice", "C4", "乡")),
        ({"参评": "可能"}, ("not_a_choice", "I4", "可能")),
        ({"测评票数": "两张"}, ("number_expected", "J4", "两张")),
        ({"测评票数": 1.5}, ("whole_expected", "J4", "1.5")),
        ({"测评票数": 201}, ("out_of_range", "J4", "201")),
        ({"测评票数": -1}, ("out_of_range", "J4", "-1")),
    ],
)
def test_one_unfit_cell_is_one_finding(cells: Mapping[str, Any], expected: tuple[str, str, str]) -> None:
    assert facts_of_rows(ORGANISATION, {**BRANCH, **cells}) == [expected]


def test_all_unfit_cells_of_all_rows_are_reported_together() -> None:
    findings = facts_of_rows(
        ORGANISATION, {**BRANCH, "参评": "", "测评票数": "x"}, {**BRANCH, "编号": "", "板块": ""}
    )
    assert [cell for _, cell, _ in findings] == ["I4", "J4", "A5", "D5"]


def test_several_numbers_out_of_range_are_each_reported() -> None:
    findings = facts_of_rows(ORGANISATION, {**BRANCH, "测评票数": 999, "问卷份数": -2})
    assert [(code, cell) for code, cell, _ in findings] == [("out_of_range", "J4"), ("out_of_range", "K4")]


def test_a_limit_on_one_side_only() -> None:
    assert facts_of_rows(SURVEY_ANSWER, {"编号": "V1", "序号": 0, "票类": "党员"}) == [
        ("out_of_range", "C4", "0")
    ]
    assert facts_of_rows(SURVEY_ANSWER, {"编号": "V1", "序号": 10**6, "票类": "党员"}) == []


@pytest.mark.parametrize(
    ("low", "high", "limits_text"),
    [
        (0, 9, "“人数”应在 0 到 9 之间，请核对。"),
        (1, None, "“人数”应不小于 1，请核对。"),
        (None, 5, "“人数”应不大于 5，请核对。"),
    ],
)
def test_a_sentence_gives_the_declared_limits(low: int | None, high: int | None, limits_text: str) -> None:
    class Counted(Row):
        count: Annotated[int, Field(ge=low, le=high)] | None = whole("人数")

    frame = Frame("总表.xlsm", "表", {"人数": "A"})
    row, errors = parse_row(Counted, RawRow(4, {"人数": (low or 0) - 1 if high is None else 10}), frame)
    assert row is None
    assert [sentence(error) for error in errors] == [limits_text]


def test_unfit_dates_say_how_to_write_them() -> None:
    row = {
        "问题编号": "V1-1",
        "编号": "V1",
        "来源": "点评",
        "问题": "活动少",
        "状态": "整改中",
        "整改时限": "年底",
    }
    rows, findings = parse_table(PROBLEM, raw_table(PROBLEM, [row]))
    assert rows == []
    assert sentence(findings[0]) == "“整改时限”应填日期，请写成 2016-1-15 这样的日期。"


def test_a_repeated_key_names_the_earlier_row() -> None:
    rows, findings = parse_table(
        ORGANISATION, raw_table(ORGANISATION, [BRANCH, {**BRANCH, "组织名称": "柳岸村"}])
    )
    assert len(rows) == 2
    assert [(finding.code, finding.at.cell, finding.context["line"]) for finding in findings] == [
        ("repeated_key", "A5", 4)
    ]


def test_a_key_of_two_columns_repeats_only_when_both_do() -> None:
    person = {"场次": "M1", "姓名": "何四", "身份类别": "其他", "票类": "A票", "出席": "是"}
    assert facts_of_rows(ATTENDEE, person, {**person, "场次": "M2"}) == []
    assert facts_of_rows(ATTENDEE, person, person) == [("repeated_key", "B5", "M1、何四")]


def test_a_table_without_key_may_repeat() -> None:
    row = {"日期": date(2016, 1, 5), "编号": "V1", "方式": "座谈会", "列入问题": "否"}
    assert facts_of_rows(TABLES["座谈调研"], row, row) == []


def test_errors_of_the_table_itself_are_passed_on() -> None:
    lost = notice("header_missing", Location(), table="组织名册", header="板块")
    assert parse_table(ORGANISATION, raw_table(ORGANISATION, [BRANCH], lost))[1] == [lost]


def settings_table(**changed: Any) -> RawTable:
    values = {
        "年度": 2015,
        "党委名称": "青禾镇党委",
        "方案名称": "办法",
        "匿名下限": 3,
        "计票分母": "有效票",
        "占比分母": "收回票",
        "空票类处理": "计零",
        "缺项处理": "报错",
        "同分处理": "从宽",
        "名额取整": "向下",
        "双人录入": "否",
        "回避": "是",
        "小数位数": 2,
        "加减分上限": 3,
        "基准日期": date(2016, 3, 31),
        "到期提醒天数": 3,
        "报告字数下限": 1500,
        "报告字数上限": 2500,
        "成绩占比上限": "1/3",
        "问题占比下限": "20",
        **changed,
    }
    return raw_table(SETTING, [{"名称": name, "取值": value} for name, value in values.items()])


def test_settings_are_one_record_whose_fields_have_their_cells() -> None:
    settings, findings = parse_settings(settings_table())
    assert findings == []
    assert settings
    assert (settings.year, settings.own_excluded, settings.peer_class) == (2015, True, "")
    assert settings.at("anonymity_floor") == Location("总表.xlsm", "基本设置", "B7")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"年度": None}, ("required_blank", "B4")),
        ({"计票分母": "人头"}, ("not_a_choice", "B8")),
        ({"小数位数": 9}, ("out_of_range", "B16")),
    ],
)
def test_an_unfit_setting_is_reported_at_its_cell(changed: Any, expected: tuple[str, str]) -> None:
    settings, findings = parse_settings(settings_table(**changed))
    assert settings is None
    assert [(finding.code, finding.at.cell) for finding in findings] == [expected]


def test_a_setting_whose_row_was_deleted_is_still_missed() -> None:
    raw = settings_table()
    settings, findings = parse_settings(RawTable(SETTING, raw.frame, raw.headers, raw.rows[1:]))
    assert settings is None
    assert [(finding.code, finding.at.cell, finding.context["header"]) for finding in findings] == [
        ("required_blank", "", "年度")
    ]


def test_a_repeated_setting_is_reported() -> None:
    raw = settings_table()
    twice = RawRow(99, {"名称": "年度", "取值": 2015})
    note = RawRow(100, {"说明": "以上经党委会研究"})
    settings, findings = parse_settings(RawTable(SETTING, raw.frame, raw.headers, (*raw.rows, twice, note)))
    assert settings
    assert [(finding.code, finding.at.cell, finding.context["line"]) for finding in findings] == [
        ("repeated_key", "A99", 4)
    ]


def test_a_setting_whose_name_is_an_error_may_be_any_of_them() -> None:
    raw = settings_table()
    lost = RawRow(99, {"名称": CellError("#REF!"), "取值": "A票"})
    settings, findings = parse_settings(RawTable(SETTING, raw.frame, raw.headers, (*raw.rows, lost)))
    assert settings is None
    assert [(finding.code, finding.at.cell, finding.value) for finding in findings] == [
        ("cell_error", "A99", "#REF!")
    ]


def test_settings_without_the_column_of_values_are_all_missed() -> None:
    lost = notice("header_missing", Location(), table="基本设置", header="取值")
    raw = RawTable(SETTING, Frame("总表.xlsm", "基本设置", {"名称": "A"}), ("名称",), (), (lost,))
    settings, findings = parse_settings(raw)
    assert settings is None
    assert findings[0] is lost
    assert {finding.code for finding in findings[1:]} == {"required_blank"}


CELL = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.sampled_from(["是", "好", "村", "V1", "1/3", "2016-1-15", "、", "TRUE", "1e999"]),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
)
MODELS: list[Table[Row]] = [*TABLES.values(), Table("设置", Settings)]


@settings(deadline=None)
@given(st.data())
def test_no_cell_of_any_table_breaks_the_reading(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(MODELS), label="table")
    cells = data.draw(
        st.lists(st.dictionaries(st.sampled_from(table.headers), CELL), max_size=3), label="rows"
    )
    rows, findings = parse_table(table, raw_table(table, cells))
    assert len(rows) + len(
        {finding.at.cell[1:] for finding in findings if finding.code != "repeated_key"}
    ) == len(cells)
    for finding in findings:
        assert finding.code in CELLS
        sentence(finding)


def test_a_missing_column_is_reported_once_and_not_as_a_blank_of_every_row() -> None:
    whole = raw_table(ORGANISATION, [BRANCH, {**BRANCH, "编号": "V2", "板块": None}])
    rows = tuple(
        RawRow(row.line, {k: v for k, v in row.values.items() if k != "组织名称"}) for row in whole.rows
    )
    headers = tuple(header for header in whole.headers if header != "组织名称")
    header_missing = notice("header_missing", Location())
    parsed = parse_table(ORGANISATION, RawTable(ORGANISATION, whole.frame, headers, rows, (header_missing,)))
    assert parsed[0] == []
    assert [(finding.code, finding.context.get("header")) for finding in parsed[1]] == [
        ("header_missing", None),
        ("required_blank", "板块"),
    ]


def test_the_page_of_a_new_year_is_one_record_and_its_findings_are_on_its_lines() -> None:
    answers = {"年度": "２０１５", "党委名称": "镇党委", "方案": "通知框架", "会议日期二": "2016-1-20"}
    lines = [{"项目": key, "填写": value} for key, value in answers.items()]
    entries, findings = parse_new_year(raw_table(NEW_YEAR, lines))
    assert findings == []
    assert entries is not None
    assert entries.year == 2015
    assert entries.meeting_days == (None, date(2016, 1, 20), None)
    entries, findings = parse_new_year(raw_table(NEW_YEAR, [{"项目": "年度", "填写": "去年"}, *lines[2:]]))
    assert entries is None
    assert [(finding.code, finding.at.cell) for finding in findings] == [
        ("number_expected", "B4"),
        ("required_blank", ""),
    ]
