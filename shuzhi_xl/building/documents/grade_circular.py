"""The template of the circular on the final grades (定等结果通报)."""

from typing import Final

from shuzhi_xl.building.documents.paper import Paper
from shuzhi_xl.building.documents.tables import Column
from shuzhi_xl.sheets.documents.official_format import OfficialFormat

_COLUMNS: Final = (
    Column("序号", 16),
    Column("党组织", 80, "left"),
    Column("书记", 30),
    Column("等次", 30),
)


def build_grade_circular(official_format: OfficialFormat) -> bytes:
    """Build the template of 定等结果通报; its list is attached, so that the seal is on the first page."""
    paper = Paper(official_format)
    paper.title("关于{{ 年度 }}年度{{ 板块 }}党组织书记抓基层党建工作", "述职评议考核结果的通报")
    paper.addressee("{{ 主送 }}：")
    paper.body(
        "根据述职评议会现场测评，结合座谈调研、问卷调查、日常工作完成情况和年度综合考核情况，"
        "经{{ 党委名称 }}研究，{{ 年度 }}年度{{ 板块 }}党组织书记抓基层党建工作述职评议考核的结果为："
        "{{ 各等次家数 }}。名单附后，现予通报。"
    )
    paper.body(
        "考核结果作为党组织书记年度考核的重要内容和依据。各党组织书记要对照自己查摆、上级点评"
        "和基层党员群众评议中指出的问题，列出问题清单、责任清单、整改清单，逐项抓好整改落实。"
    )
    paper.attachment_note("{{ 年度 }}年度{{ 板块 }}述职评议考核等次名单")
    paper.signature("{{ 党委名称 }}", "{{ 成文日期 }}")
    paper.attachment("{{ 年度 }}年度{{ 板块 }}述职评议考核等次名单")
    row = ("{{ 行.序号 }}", "{{ 行.组织名称 }}", "{{ 行.书记姓名 }}", "{{ 行.最终等次 }}")
    paper.table(_COLUMNS, ["{%tr for 行 in 名单 %}", row, "{%tr endfor %}"])
    return paper.to_bytes()
