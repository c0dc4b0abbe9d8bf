"""A fictional town small enough to be counted by hand: two villages, one meeting, ten sheets of paper."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter

from shuzhi_xl.findings import Finding
from shuzhi_xl.recount import RecountResult, recount
from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import Frame
from shuzhi_xl.sheets.declaration.table import RawTable, Table
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF, TABLES
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.wording.findings.cells import CELLS
from shuzhi_xl.wording.findings.grading import GRADING
from shuzhi_xl.wording.findings.recount import RECOUNT

FIRST_LINE = 4
Rows = list[dict[str, Any]]


def lines(headers: str, body: str) -> Rows:
    """Rows of a table written as text; ``-`` is a blank cell, a number is a number."""
    names = headers.split()
    rows = [line.split() for line in body.strip().splitlines()]
    return [dict(zip(names, (cell(text) for text in row), strict=True)) for row in rows]


def cell(text: str) -> Any:
    if text == "-":
        return None
    try:
        return float(text)
    except ValueError:
        return text


SETTINGS = """
年度 2015
党委名称 云溪镇党委
方案名称 甲案
匿名下限 3
计票分母 有效票
占比分母 有效票
空票类处理 按其余票类折算
缺项处理 报错
同分处理 报错
名额取整 向下
双人录入 否
回避 否
小数位数 2
加减分上限 5
基准日期 2016-01-25
"""
BALLOTS = """
T1 - M1 A V1 好
T2 - M1 A V1 好
T3 - M1 A V1 较好
T4 - M1 B V1 好
T5 - M1 B V1 -
T1 - M1 A V2 好
T2 - M1 A V2 一般
T3 - M1 A V2 作废
T4 - M1 B V2 较好
"""
ANSWERS = """
S1 V1 1 C 好
S1 V1 2 C 好
S1 V1 3 C 较好
S2 V2 1 C 好
S2 V2 2 C 差
"""
# V1: A 280/3, B 100; V2: A 160/2, B 80; weights 70 and 30
TALLY = """
V1 现场测评 A    3 3 3 2 1 0 0 0 0 0 66.67 33.33 0 0 - - - 93.33
V1 现场测评 B    2 2 1 1 0 0 0 1 0 0 100 0 0 0 - - - 100
V1 现场测评 合计 5 5 4 3 1 0 0 1 0 0 75 25 0 0 - - - 95.33
V1 问卷调查 C    4 3 3 2 1 0 0 0 0 1 66.67 33.33 0 0 - - - 93.33
V1 问卷调查 合计 4 3 3 2 1 0 0 0 0 1 66.67 33.33 0 0 - - - 93.33
V2 现场测评 A    3 3 2 1 0 1 0 0 1 0 50 0 50 0 - - - 80
V2 现场测评 B    2 1 1 0 1 0 0 0 0 1 0 100 0 0 - - - 80
V2 现场测评 合计 5 4 3 1 1 1 0 0 1 1 33.34 33.33 33.33 0 - - - 80
V2 问卷调查 C    2 2 2 1 0 0 1 0 0 0 50 0 0 50 - - - 50
V2 问卷调查 合计 2 2 2 1 0 0 1 0 0 0 50 0 0 50 - - - 50
"""
TALLY_HEADERS = (
    "编号 来源 票类 发出 收回 有效 好 较好 一般 差 弃权 作废 未投"
    " 好占比 较好占比 一般占比 差占比 弃权占比 作废占比 未投占比 得分"
)
# V1: 0.6·95.333 + 0.2·93.333 + 0.2·90; V2: 0.6·80 + 0.2·50 + 0.2·80 + 1
APPRAISAL = """
V1 95.33 93.33 - 90 - - 93.87 1 好 - - 2016-02-01 好
V2 80 50 - 80 - 1 75 2 较好 - - - -
"""
APPRAISAL_HEADERS = (
    "编号 现场测评 问卷调查 座谈调研 日常工作 年度考核 加减分"
    " 综合得分 名次 建议等次 触发规则 研究等次 研究日期 最终等次"
)
POINTS = ("得分", "现场测评", "问卷调查", "座谈调研", "综合得分")
FORM_HEADERS = "表单编号 种类 编号 场次 发出数 收回数 发出时间 文件指纹 状态"


class Town:
    """All tables of the town by name, open to a test's changes."""

    def __init__(self) -> None:
        self.rows: dict[str, Rows] = {name: [] for name in TABLES}
        self.rows |= _settings() | _people() | _votes() | _results()

    def set(self, **values: Any) -> "Town":
        """Change settings."""
        for row in self.rows["基本设置"]:
            row["取值"] = values.get(row["名称"], row["取值"])
        return self

    def add(self, table: str, headers: str, body: str) -> "Town":
        """Add rows."""
        self.rows[table] += lines(headers, body)
        return self

    def drop(self, table: str, **equal: Any) -> "Town":
        """Remove the rows in which all these cells stand."""
        self.rows[table] = [row for row in self.rows[table] if not equal.items() <= row.items()]
        return self

    def change(self, table: str, where: dict[str, Any], **cells: Any) -> "Town":
        """Change cells of the rows in which all these cells stand."""
        chosen_rows = [row for row in self.rows[table] if where.items() <= row.items()]
        assert chosen_rows
        for row in chosen_rows:
            row.update(cells)
        return self

    def read(self, table: Table[Any]) -> RawTable:
        """A table as a reader would give it."""
        rows = self.rows[table.name]
        headers = list(dict.fromkeys([*table.headers, *(header for row in rows for header in row)]))
        letters = {header: get_column_letter(column) for column, header in enumerate(headers, 1)}
        frame = Frame("总表.xlsm", SHEET_OF[table.name].title, letters)
        raw = tuple(RawRow(line, row) for line, row in enumerate(rows, FIRST_LINE))
        return RawTable(table, frame, tuple(headers), raw)

    def recount(self) -> tuple[RecountResult, list[Finding]]:
        """The second count of the town."""
        return recount(self.read)

    def differences(self) -> dict[str, str]:
        """What the second count expects instead, by row and column: ``V1 现场测评 A 得分`` → ``50``."""
        differences = {}
        for finding in self.recount()[1]:
            assert text(finding)
            if finding.code == "recount_differs":
                differences[f"{self._row(finding)} {finding.context['header']}"] = finding.context["expected"]
            else:
                differences[finding.code] = finding.value or str(finding.context.get("row", ""))
        return differences

    def _row(self, finding: Finding) -> str:
        line = int("".join(letter for letter in finding.at.cell if letter.isdigit()))
        row = self.rows[finding.at.sheet][line - FIRST_LINE]
        names = [row["编号"], row.get("来源"), row.get("票类"), row.get("项目")]
        return " ".join(name for name in names if name and name != "总体评价")


def text(finding: Finding) -> str:
    """The sentence that the clerk reads."""
    return {**CELLS, **RECOUNT, **GRADING}[finding.code].format_map(
        {"value": finding.value, **finding.context}
    )


def _settings() -> dict[str, Rows]:
    entered = dict(line.split() for line in SETTINGS.strip().splitlines())
    # settings that no count depends on take any value that is allowed
    defaults = {column.header: column.low or 1 for column in Settings.columns().values() if column.required}
    return {
        "基本设置": [{"名称": name, "取值": value} for name, value in (defaults | entered).items()],
        "等次标准": lines(
            "板块 等次 票面分值 综合分下限 比例上限",
            "全部 好 100 90 50\n全部 较好 80 75 -\n全部 一般 60 60 -\n全部 差 0 0 -",
        ),
        "来源权重": lines(
            "板块 来源 权重", "全部 现场测评 60\n全部 问卷调查 20\n全部 日常工作 20\n全部 座谈调研 0"
        ),
        "票类权重": lines(
            "板块 来源 票类 权重", "全部 现场测评 A 70\n全部 现场测评 B 30\n全部 问卷调查 C 100"
        ),
        "测评项目": [{"项目": "总体评价", "权重": 100}],
    }


def _people() -> dict[str, Rows]:
    roster = "编号 组织名称 组织类型 板块 场次 书记姓名 述职形式 参评"
    return {
        "组织名册": lines(
            roster,
            "V1 月溪村 村 村块 M1 林一 现场 是\nV2 石桥村 村 村块 M1 何二 书面 是\n"
            "V3 旧村 村 村块 M1 黄三 书面 否",
        ),
        "参会人员": lines(
            "场次 姓名 身份类别 票类 出席 人数",
            "M1 班子 镇党政班子 A 是 3\nM1 代表甲 区党代表 B 是 -\nM1 代表乙 其他 B 否 1",
        ),
        "日常年度": lines("编号 日常工作 加减分", "V1 90 -\nV2 80 1"),
    }


def _votes() -> dict[str, Rows]:
    return {
        "测评票": lines("票号 表单编号 场次 票类 编号 总体评价", BALLOTS),
        "问卷调查": lines("表单编号 编号 序号 票类 总体评价", ANSWERS),
        "票单登记": lines(
            FORM_HEADERS, "S1 问卷 V1 M1 4 4 2016-01-05 f1 已收回\nS2 问卷 V2 M1 2 2 2016-01-05 f2 采用"
        ),
    }


def _results() -> dict[str, Rows]:
    names = {row["编号"]: row for row in _people()["组织名册"]}
    tally = lines(TALLY_HEADERS, TALLY)
    appraisal = lines(APPRAISAL_HEADERS, APPRAISAL)
    for row in [*tally, *appraisal]:
        row |= {header: names[row["编号"]][header] for header in ("板块", "组织名称", "书记姓名")}
    return {"测评统计": [row | {"项目": "总体评价"} for row in tally], "综合评定": appraisal}


def day(text: str) -> date:
    """A date as Excel would give it."""
    return date.fromisoformat(text)


def of(differences: dict[str, str], ends: Iterable[str]) -> dict[str, str]:
    """Only the differences in these columns."""
    return {name: value for name, value in differences.items() if name.split()[-1] in ends}


def town_with_packages() -> Town:
    """Class B is the peers': each village was sent two ballots, and one more form is void."""
    return (
        Town()
        .set(互评票类="B")
        .add("基本设置", "名称 取值", "互评票类 B")
        .add(
            "票单登记",
            FORM_HEADERS,
            "P1 测评表 V1 M1 2 2 2016-01-05 p1 已收回\nP2 测评表 V2 M1 3 - 2016-01-05 p2 已发出\n"
            "P3 测评表 V1 M1 9 - 2016-01-05 p3 作废",
        )
    )
