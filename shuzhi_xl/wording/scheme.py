"""Sentences about a scheme's file (方案文件)."""

SCHEME = {
    "scheme_missing": (
        "没有名为“{name}”的评分方案。现有：{names}。自己的方案应放在总表旁边的“templates/方案”文件夹里，"
        "文件名为“方案名称.toml”。"
    ),
    "scheme_unreadable": (
        "方案“{name}”的文件读不出来（{reason}）。请对照“演示方案.toml”核对引号、等号和方括号。"
    ),
    "scheme_shape": "方案“{name}”中“{part}”的写法不对。请对照“演示方案.toml”改正。",
    "scheme_unknown_part": ("方案“{name}”的“{part}”中有不认识的名称：{key}。请对照总表的表头或设置项改正。"),
}
"""Why a scheme's file cannot be used."""

CHANGING = {
    "scheme_decided": (
        "党委已经研究定等（{value}），不能再整套更换方案；确需更改的，请研究后在“评分设置”中逐项修改。"
    ),
    "scheme_after_count": "原来的计算结果用的是旧方案，请重新按“计算”。",
    "scheme_after_issue": (
        "表单已按旧方案发出（{count} 份），请核对票类和测评项目是否相同，再按“分发”看哪些要重发。"
    ),
    "scheme_line_missing": "“基本设置”中没有“{key}”这一行，填不进去；请从“备份”中恢复这一行后重做。",
}
"""What the clerk should know when one scheme takes another's place."""


def exported(name: str, scheme: str) -> str:
    """A master's scheme was written to a file."""
    return f"已把方案“{scheme}”导出到“{name}”；可以改好后导入，或放进“templates/方案”供新建时选用。"


def imported(scheme: str, rows: int, settings: int, gaps: int) -> str:
    """A scheme took the place of what stood in a master."""
    rest = f"；还有 {gaps} 处空着，填好以前不能计算，所在单元格见“校验报告”" if gaps else ""
    return f"已导入方案“{scheme}”：评分设置 {rows} 行、基本设置 {settings} 项，原来的已换掉{rest}。"


def not_imported(scheme: str) -> str:
    """A scheme was refused; the master is as it was."""
    return f"没有导入方案“{scheme}”，总表没有改动；请按所列各条改正后重做。"


def on_offer(name: str, about: str) -> str:
    """One line of the list of schemes."""
    return f"{name}：{about}" if about else name
