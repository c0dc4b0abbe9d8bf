"""The template of the circular on the final grades (定等结果通报)."""

from typing import Final

from shuzhi_xl.building.documents.paper import Paper
from shuzhi_xl.sheets.documents.official_format import OfficialFormat

_USE: Final = (
    "考核结果作为党组织书记年度考核的重要内容和依据。各党组织书记要对照自己查摆、上级点评"
    "和基层党员群众评议中指出的问题，列出问题清单、责任清单、整改清单，逐项抓好整改落实。"
)


def build_grade_circular(official_format: OfficialFormat) -> bytes:
    """Build the template of 定等结果通报: names by grade, and what the grades are for."""
    paper = Paper(official_format)
    paper.title("关于{{ 年度 }}年度党组织书记抓基层党建工作", "述职评议考核结果的通报")
    paper.addressee("各有关党组织：")
    paper.body(
        "{{ 党委名称 }}根据{{ 评定依据 }}情况，对{{ 板块 }}板块{{ 人数 }}名党组织书记抓基层党建工作"
        "进行了综合评定，"
        "{{ 研究情况 }}，确定了考核等次，现通报如下（同一等次按名册次序排列）："
    )
    paper.control("{%p for 组 in 等次名单 %}")
    paper.heading(1, "{{ 组.中文序号 }}、“{{ 组.等次 }}”等次（{{ 组.人数 }}名）")
    paper.body("{{ 组.名单 }}。")
    paper.control("{%p endfor %}")
    paper.body(_USE)
    paper.signature("{{ 党委名称 }}", "{{ 落款日期 }}")
    paper.control("{%p if 公布范围 %}")
    paper.body("（公布范围：{{ 公布范围 }}）")
    paper.control("{%p endif %}")
    return paper.to_bytes()
