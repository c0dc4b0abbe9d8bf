"""The template of the grades handed over to the annual assessment (年度考核移交名单)."""

from typing import Final

from shuzhi_xl.building.documents.paper import Paper
from shuzhi_xl.building.documents.tables import PaperColumn
from shuzhi_xl.sheets.documents.official_format import OfficialFormat

_COLUMNS: Final = (
    PaperColumn("序号", 14),
    PaperColumn("板块", 36),
    PaperColumn("组织名称", 60, "left"),
    PaperColumn("书记姓名", 24),
    PaperColumn("最终等次", 22),
)
_SIGNATURES: Final = (PaperColumn("", 26), PaperColumn("", 52), PaperColumn("", 26), PaperColumn("", 52))


def build_handover_list(official_format: OfficialFormat) -> bytes:
    """Build the template of 年度考核移交名单, which both sides sign."""
    paper = Paper(official_format)
    paper.title("{{ 年度 }}年度党组织书记抓基层党建工作", "述职评议考核结果移交名单")
    paper.body(
        "{{ 年度 }}年度党组织书记抓基层党建工作述职评议考核的结果，作为党组织书记年度考核的重要内容和依据，"
        "现予移交，{{ 等次概述 }}。内部资料，请勿外传。",
        keep_next=True,
    )
    paper.control("{%p if 未移交说明 %}")
    paper.body("{{ 未移交说明 }}", keep_next=True)
    paper.control("{%p endif %}")
    row = [f"{{{{ 行.{column.header} }}}}" for column in _COLUMNS]
    paper.table(_COLUMNS, ["{%tr for 行 in 名单 %}", row, "{%tr endfor %}"])
    paper.body("移交单位：{{ 党委名称 }}", keep_next=True)
    paper.table(
        _SIGNATURES, [("移交人", "", "接收人", ""), ("移交日期", "", "接收日期", "")], header=False, height=12
    )
    return paper.to_bytes()
