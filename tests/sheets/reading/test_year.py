"""The whole year, table by table."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from shuzhi_xl.findings import Location, blocking
from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import Frame, Row
from shuzhi_xl.sheets.declaration.table import RawTable, Table
from shuzhi_xl.sheets.master.office_entries import HOLIDAY
from shuzhi_xl.sheets.master.scheme_tables import CRITERION
from shuzhi_xl.sheets.master.settings import SETTING, Settings
from shuzhi_xl.sheets.reading.year import TABLE_OF, Year, parse_year

ORGANISATION_CELLS = {"组织类型": "村", "板块": "村居", "书记姓名": "沈一", "述职形式": "现场"}
FORM_CELLS = {"种类": "测评表", "发出时间": "2016-01-10", "状态": "待定"}
ROWS: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "组织名册": [
        {**ORGANISATION_CELLS, "编号": "V1", "组织名称": "月溪村", "参评": "否"},
        {**ORGANISATION_CELLS, "编号": "V2", "组织名称": "柳岸村", "参评": "是"},
    ],
    "测评项目": [{"项目": "总体评价", "权重": 80}, {"项目": "廉洁自律", "权重": 20}],
    "节假日": [{"日期": "春节", "类型": "放假"}],
    "票单登记": [
        {**FORM_CELLS, "表单编号": form, "发出数": issued, "文件指纹": content}
        for form, issued, content in (
            ("15-V2", 20, "a"),
            ("15-V2", 25, "b"),
            ("15-V2", 0, "c"),
            ("15-V1", 8, "d"),
        )
    ],
}
LOST = blocking("table_missing", Location("总表.xlsm"), table="日程安排")


def read_table(table: Table[Row]) -> RawTable:
    letters = {header: chr(ord("A") + index) for index, header in enumerate(table.headers)}
    rows = tuple(RawRow(line, row) for line, row in enumerate(ROWS.get(table.name, []), start=4))
    lost = (LOST,) if table.name == "日程安排" else ()
    return RawTable(table, Frame("总表.xlsm", table.name, letters), table.headers, rows, lost)


def test_each_table_is_read_once_and_kept() -> None:
    names_read: list[str] = []

    def reader(table: Table[Row]) -> RawTable:
        names_read.append(table.name)
        return read_table(table)

    year = parse_year(reader)[0]
    assert sorted(names_read) == sorted({SETTING.name, *(table.name for table in TABLE_OF.values())})
    assert set(year.raw) == set(names_read)


def year() -> Year:
    return parse_year(read_table)[0]


def test_findings_of_all_tables_come_together() -> None:
    findings = parse_year(read_table)[1]
    assert LOST in findings
    assert [finding.at for finding in findings if finding.code == "date_expected"] == [
        Location("总表.xlsm", HOLIDAY.name, "A4")
    ]
    assert {finding.at.sheet for finding in findings if finding.code == "required_blank"} == {SETTING.name}


def test_who_is_appraised_and_on_what() -> None:
    assert year().settings is None
    assert [organisation.number for organisation in year().appraised] == ["V2"]
    assert year().further == ("廉洁自律",)
    assert year().raw[CRITERION.name].records() == ROWS["测评项目"]


def test_a_form_of_several_contents_was_issued_once_with_the_highest_number() -> None:
    assert len(year().forms) == 4
    assert year().issued == {"15-V2": 25, "15-V1": 8}


@pytest.mark.parametrize(
    ("year_cell", "number"), [(2016, 2016), ("2016", 2016), ("去年", None), (None, None)]
)
def test_the_year_is_known_before_the_other_settings_are(year_cell: object, number: int | None) -> None:
    rows = (RawRow(4, {"名称": "年度", "取值": year_cell}),)
    raw = RawTable(SETTING, Frame("总表.xlsm", "基本设置", {}), SETTING.headers, rows)
    unsettled = replace(year(), settings=None, raw={**year().raw, SETTING.name: raw})
    assert unsettled.number == number


def test_the_year_is_that_of_the_settings() -> None:
    settled = Settings.model_construct(year=2015)
    assert replace(year(), settings=settled).number == 2015
