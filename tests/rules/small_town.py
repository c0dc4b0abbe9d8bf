"""A small town's year for tests: sound defaults, and any table given as rows by header.

    year_of(ballots=votes("V001", "A票", 好=3, 差=1), settings={"计票分母": "收回票"})

Rows go through the same reading as the workbook's, so that each knows its cell: the first row of a table
stands in sheet row 4, columns from A on in declared order.
"""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from openpyxl.utils import get_column_letter

from shuzhi_xl.findings import Finding
from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import Frame
from shuzhi_xl.sheets.declaration.table import RawTable, Table
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.sheets.master.votes import BALLOT
from shuzhi_xl.sheets.reading.parse import parse_rows
from shuzhi_xl.sheets.reading.year import TABLE_OF, Year, parse_year

Rows = list[dict[str, Any]]

SETTINGS: Mapping[str, Any] = {
    "年度": 2015,
    "党委名称": "云溪镇党委",
    "方案名称": "试行方案",
    "匿名下限": 3,
    "计票分母": "有效票",
    "占比分母": "有效票",
    "空票类处理": "按其余票类折算",
    "缺项处理": "报错",
    "同分处理": "从严",
    "名额取整": "向下",
    "双人录入": "否",
    "回避": "否",
    "小数位数": 2,
    "加减分上限": 5,
    "基准日期": "2016-01-25",
    "报告字数下限": 1800,
    "报告字数上限": 2200,
    "成绩占比上限": "1/3",
    "问题占比下限": "30",
    "到期提醒天数": 7,
}
_tickets = itertools.count(1)


def grades(*rows: tuple[str, float, float, float | None], track: str = "全部") -> Rows:
    """Rows of 等次标准 from (等次, 票面分值, 综合分下限, 比例上限)."""
    headers = ("等次", "票面分值", "综合分下限", "比例上限")
    return [{"板块": track, **dict(zip(headers, row, strict=True))} for row in rows]


def source_weights(track: str = "全部", **weights: float) -> Rows:
    """Rows of 来源权重."""
    return [{"板块": track, "来源": source, "权重": weight} for source, weight in weights.items()]


def class_weights(source: str, track: str = "全部", **weights: float) -> Rows:
    """Rows of 票类权重 of one source."""
    return [{"板块": track, "来源": source, "票类": name, "权重": weight} for name, weight in weights.items()]


def rule(
    name: str, indicator: str, comparison: str, threshold: str, highest: str, **more: Any
) -> dict[str, Any]:
    """A row of 评定规则, enabled."""
    return {
        "板块": "全部",
        "规则": name,
        "指标": indicator,
        "比较": comparison,
        "阈值": threshold,
        "最高等次": highest,
        "启用": "是",
        **more,
    }


def organisation(number: str, **more: Any) -> dict[str, Any]:
    """A row of 组织名册: an appraised village branch of track 村, rated at meeting M1."""
    return {
        "编号": number,
        "组织名称": f"{number}村党支部",
        "组织类型": "村",
        "板块": "村",
        "场次": "M1",
        "书记姓名": f"书记{number}",
        "述职形式": "现场",
        "参评": "是",
        **more,
    }


def meeting(number: str = "M1", **more: Any) -> dict[str, Any]:
    """A row of 评议会议."""
    return {"场次": number, "板块": "村", "会议日期": "2016-01-20", "应到人数": 10, "实到人数": 10, **more}


def attendees(voter_class: str, count: int, meeting: str = "M1") -> dict[str, Any]:
    """A row of 参会人员 for a group of voters."""
    return {
        "场次": meeting,
        "姓名": f"{voter_class}代表",
        "身份类别": "其他",
        "票类": voter_class,
        "出席": "是",
        "人数": count,
    }


def votes(number: str, voter_class: str, meeting: str = "M1", form: str = "", **counts: int) -> Rows:
    """Rows of 测评票: so many ballots by mark, 弃权 for blank ones; each ballot rates one organisation."""
    marks = [mark for mark, count in counts.items() for _ in range(count)]
    return [
        {
            "票号": f"P{next(_tickets):06d}",
            "表单编号": form,
            "场次": meeting,
            "票类": voter_class,
            "编号": number,
            "总体评价": "" if mark == "弃权" else mark,
        }
        for mark in marks
    ]


def answers(number: str, voter_class: str, form: str = "", **counts: int) -> Rows:
    """Rows of 问卷调查: so many respondents by mark."""
    marks = [mark for mark, count in counts.items() for _ in range(count)]
    return [
        {
            "表单编号": form,
            "编号": number,
            "序号": next(_tickets),
            "票类": voter_class,
            "总体评价": "" if mark == "弃权" else mark,
        }
        for mark in marks
    ]


def form(
    number: str, of: str, kind: str = "测评表", issued: int = 10, state: str = "已收回", **more: Any
) -> dict[str, Any]:
    """A row of 票单登记."""
    return {
        "表单编号": number,
        "种类": kind,
        "编号": of,
        "发出数": issued,
        "发出时间": "2016-01-10",
        "状态": state,
        **more,
    }


def routine(number: str, **more: Any) -> dict[str, Any]:
    """A row of 日常年度."""
    return {"编号": number, **more}


def annual_scores(**scores: float) -> Rows:
    """Rows of 日常年度 with 年度考核 only."""
    return [routine(number, 年度考核=score) for number, score in scores.items()]


DEFAULTS: Mapping[str, Rows] = {
    "grades": grades(
        ("好", 100, 90, None), ("较好", 80, 75, None), ("一般", 60, 60, None), ("差", 0, 0, None)
    ),
    "source_weights": source_weights(现场测评=100),
    "class_weights": class_weights("现场测评", A票=60, B票=40) + class_weights("问卷调查", 群众=100),
    "criteria": [{"项目": "总体评价", "权重": 100}],
    "tracks": [{"板块": "村", "牵头部门": "组织科", "述职对象": "镇党委", "组织类型": "村"}],
    "organisations": [organisation("V001")],
    "meetings": [meeting()],
}


def _raw(table: Table[Any], rows: Iterable[Mapping[str, Any]]) -> RawTable:
    listed = list(rows)
    extra = [header for row in listed for header in row if header not in table.headers]
    headers = (*table.headers, *dict.fromkeys(extra))
    letters = {header: get_column_letter(index) for index, header in enumerate(headers, start=1)}
    frame = Frame("总表.xlsm", SHEET_OF[table.name].title, letters)
    return RawTable(
        table, frame, headers, tuple(RawRow(line, row) for line, row in enumerate(listed, start=4))
    )


def read_year(settings: Mapping[str, Any] | None = None, **tables: Rows) -> tuple[Year, list[Finding]]:
    """A year and what reading found wrong with it.

    Args:
        settings: Settings that differ from the defaults.
        **tables: Rows by the year's field names, instead of the default rows.
    """
    tables_given = {TABLE_OF[name].name: rows for name, rows in {**DEFAULTS, **tables}.items()}
    all_settings = {**SETTINGS, **(settings or {})}
    tables_given[SETTING.name] = [{"名称": name, "取值": value} for name, value in all_settings.items()]
    return parse_year(lambda table: _raw(table, tables_given.get(table.name, [])))


def with_ballots(year: Year, ballots: Rows) -> Year:
    """The year with other rows of 测评票 that can all be read; many times as quick as another year."""
    raw = _raw(BALLOT, ballots)
    rows, findings = parse_rows(BALLOT, raw)
    assert not findings, findings
    return replace(year, ballots=rows, raw={**year.raw, BALLOT.name: raw})


def year_of(settings: Mapping[str, Any] | None = None, **tables: Rows) -> Year:
    """A year whose every row can be read.

    Args:
        settings: Settings that differ from the defaults.
        **tables: Rows by the year's field names, instead of the default rows.
    """
    year, findings = read_year(settings, **tables)
    assert not findings, findings
    return year
