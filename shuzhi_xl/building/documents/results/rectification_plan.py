"""The template of a branch's plan to rectify its problems (整改落实方案)."""

from typing import Final

from shuzhi_xl.building.documents.paper import Paper
from shuzhi_xl.building.documents.tables import PaperColumn
from shuzhi_xl.sheets.documents.official_format import OfficialFormat
from shuzhi_xl.wording.documents.numbering import BLANK_DAY

_COLUMNS: Final = (
    PaperColumn("序号", 12),
    PaperColumn("问题编号", 23),
    PaperColumn("来源", 15),
    PaperColumn("问题", 55, "left"),
    PaperColumn("责任人", 18),
    PaperColumn("责任领导", 20),
    PaperColumn("整改措施", 46, "left"),
    PaperColumn("整改时限", 35.5),
)
_HEIGHT: Final = 14


def build_rectification_plan(official_format: OfficialFormat) -> bytes:
    """Build the template of 整改落实方案, on its side: the three lists of 通知 四、5 are one table."""
    paper = Paper(official_format, landscape=True)
    paper.title("{{ 组织名称 }}{{ 年度 }}年度", "基层党建述职评议考核整改落实方案")
    paper.body(
        "根据{{ 党委名称 }}{{ 年度 }}年度党组织书记抓基层党建工作述职评议考核的反馈，"
        "梳理分析自己查摆、上级点评和基层党员群众评议中指出的问题，制定本方案。"
    )
    paper.heading(1, "一、总体要求")
    paper.body("【请填写：整改的总体要求和目标】")
    paper.heading(1, "二、问题清单、责任清单、整改清单")
    paper.body("{{ 问题概述 }}。表中空着的，由本党组织填写。", keep_next=True)
    row = [f"{{{{ 行.{column.header} }}}}" for column in _COLUMNS]
    paper.table(_COLUMNS, ["{%tr for 行 in 问题清单 %}", row, "{%tr endfor %}"], height=_HEIGHT)
    paper.heading(1, "三、组织保障")
    paper.body("书记{{ 书记姓名 }}同志是整改落实的第一责任人。【请填写：怎样督促检查、怎样向党员群众报告】")
    paper.signature("{{ 组织名称 }}", BLANK_DAY)
    return paper.to_bytes()
