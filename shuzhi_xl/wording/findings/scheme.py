"""Sentences about a scheme's file (方案文件)."""

from collections.abc import Mapping
from dataclasses import dataclass

NAMELESS = "未命名方案"
"""Name of an exported scheme where 方案名称 is blank."""

SCHEME = {
    "scheme_missing": (
        "没有名为“{name}”的评分方案。现有：{names}。自己的方案应放在总表旁边的“方案”文件夹里，"
        "文件名为“方案名称.toml”。"
    ),
    "scheme_unnamed": "请先在“基本设置”的“方案名称”中选一个方案。现有：{names}。",
    "scheme_unreadable": (
        "方案“{name}”的文件读不出来（{reason}）。请对照“演示方案.toml”核对引号、等号和方括号。"
    ),
    "scheme_shape": "方案“{name}”中“{part}”的写法不对。请对照“演示方案.toml”改正。",
    "scheme_unknown_part": ("方案“{name}”的“{part}”中有不认识的名称：{key}。请对照总表的表头或设置项改正。"),
}
"""Findings on a scheme's file that cannot be used."""

CHANGING = {
    "scheme_decided": (
        "党委已经研究定等（{value}），不能再整套更换方案；确需更改的，请研究后在“评分设置”中逐项修改。"
    ),
    "scheme_after_count": "原来的计算结果用的是旧方案，请重新按“计算”。",
    "scheme_after_issue": (
        "表单已按旧方案发出（{count} 份），请核对票类和测评项目是否相同，再按“校验”看哪些要重发。"
    ),
    "scheme_line_missing": "“基本设置”中没有“{key}”这一行，填不进去；请从“备份”中恢复这一行后重做。",
}
"""Findings on replacing one scheme by another."""


@dataclass(frozen=True)
class SchemeSize:
    """Number of rows and settings that a scheme fills in.

    Attributes:
        name: 方案名称; blank where the master had none.
        rows: Rows by table of 评分设置.
        settings: Settings of 基本设置.
    """

    name: str
    rows: Mapping[str, int]
    settings: int

    def describe(self) -> str:
        """Table by table, then the settings."""
        tables = "、".join(f"{table} {count} 行" for table, count in self.rows.items() if count)
        settings = f"基本设置 {self.settings} 项" if self.settings else ""
        return "、".join(filter(None, (tables, settings)))


def exported(place: str, scheme: str) -> str:
    """A master's scheme was written to a file."""
    return (
        f"已把方案“{scheme}”导出到“{place}”，原有的文件都没有动。"
        "放在总表旁边“方案”文件夹里的，把“基本设置”的“方案名称”改成它的文件名，按“套用方案”即可填回。"
    )


def imported(job: str, new: SchemeSize, old: SchemeSize, gaps: int, recommended: int) -> str:
    """A scheme replaced the current one of a master; some of what it left blank was recommended."""
    replaced = old.describe()
    rest = f"换掉了原来的{replaced}，改前的总表在“备份”文件夹" if replaced else "原来都是空的"
    advice = f"；方案没有定的办法 {recommended} 项按建议值填好，理由见“基本设置”" if recommended else ""
    remaining = f"；还有 {gaps} 处空着（黄格），填好以前不能计算，所在单元格见“校验报告”" if gaps else ""
    return f"{job}完成：已填入方案“{new.name}”的{new.describe()}；{rest}{advice}{remaining}。"


def not_imported(job: str, scheme: str) -> str:
    """A scheme was refused; the master is as it was."""
    return f"没有{job}：方案“{scheme}”没有填入，总表没有改动；请按所列各条改正后重做。"


def on_offer(name: str, about: str) -> str:
    """One line of the list of schemes."""
    return f"{name}：{about}" if about else name
