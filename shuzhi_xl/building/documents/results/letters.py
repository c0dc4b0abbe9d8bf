"""The templates of the letters to the lead departments (催办函)."""

from typing import Final

from shuzhi_xl.building.documents.paper import Paper
from shuzhi_xl.building.documents.tables import PaperColumn
from shuzhi_xl.sheets.documents.official_format import OfficialFormat
from shuzhi_xl.wording.documents.numbering import BLANK_DAY

_NUMBER: Final = "＿＿＿＿〔＿＿＿＿〕＿＿号"
_DUE: Final = (
    PaperColumn("序号", 12),
    PaperColumn("情况", 19),
    PaperColumn("党组织", 32, "left"),
    PaperColumn("问题", 41, "left"),
    PaperColumn("责任人", 16),
    PaperColumn("整改时限", 35.5),
)
_DUE_ROW: Final = (
    "{{ 行.序号 }}",
    "{{ 行.情况 }}",
    "{{ 行.组织名称 }}",
    "{{ 行.问题 }}（{{ 行.问题编号 }}）",
    "{{ 行.责任人 }}",
    "{{ 行.整改时限 }}",
)
_MISSING: Final = (
    PaperColumn("序号", 14),
    PaperColumn("单位", 60, "left"),
    PaperColumn("书记", 24),
    PaperColumn("未交材料", 58, "left"),
)


def build_rectification_letter(official_format: OfficialFormat) -> bytes:
    """Build the template of 催办函 about problems; its list is attached."""
    paper = Paper(official_format)
    paper.document_number(_NUMBER)
    paper.title("关于抓紧整改{{ 年度 }}年度述职评议考核", "所列问题的函")
    paper.addressee("{{ 牵头部门 }}：")
    paper.body(
        "{{ 年度 }}年度党组织书记抓基层党建工作述职评议考核中梳理的问题，正在逐项整改、逐项销号。"
        "{{ 催办情况 }}，清单附后。"
    )
    paper.body(
        f"请督促有关党组织对照清单抓紧整改，改好的及时报来审核销号；一时改不了的，说明原因和打算，"
        f"于{BLANK_DAY}前一并函复。"
    )
    paper.attachment_note("需要抓紧整改的问题清单")
    paper.signature("{{ 党委名称 }}", "{{ 落款日期 }}")
    paper.attachment("需要抓紧整改的问题清单")
    paper.table(_DUE, ["{%tr for 行 in 催办清单 %}", _DUE_ROW, "{%tr endfor %}"])
    return paper.to_bytes()


def build_papers_letter(official_format: OfficialFormat) -> bytes:
    """Build the template of 催办函 about reports and forms; its list is attached."""
    paper = Paper(official_format)
    paper.document_number(_NUMBER)
    paper.title("关于催交{{ 年度 }}年度述职评议考核材料的函")
    paper.addressee("{{ 牵头部门 }}：")
    paper.body(
        "{{ 年度 }}年度党组织书记抓基层党建工作述职评议考核正在进行。经核对，你单位牵头的板块还有"
        "{{ 催交情况 }}没有交来，清单附后。"
    )
    paper.body(f"请督促有关党组织抓紧补交，于{BLANK_DAY}前交齐；不能按时交的，请说明原因。")
    paper.attachment_note("未交材料清单")
    paper.signature("{{ 党委名称 }}", "{{ 落款日期 }}")
    paper.attachment("未交材料清单")
    row = ("{{ 行.序号 }}", "{{ 行.单位 }}", "{{ 行.书记姓名 }}", "{{ 行.未交材料 }}")
    paper.table(_MISSING, ["{%tr for 行 in 未交清单 %}", row, "{%tr endfor %}"])
    return paper.to_bytes()
