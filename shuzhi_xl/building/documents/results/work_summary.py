"""The template of the report on the year (工作总结)."""

from typing import Final

from shuzhi_xl.building.documents.paper import Paper
from shuzhi_xl.building.documents.tables import PaperColumn
from shuzhi_xl.sheets.documents.official_format import OfficialFormat
from shuzhi_xl.wording.documents.numbering import BLANK_DAY

_GRADES: Final = ("好", "较好", "一般", "差")
_COLUMNS: Final = (
    PaperColumn("板块", 49),
    PaperColumn("参评", 22),
    *(PaperColumn(grade, 21) for grade in _GRADES),
)
_ROW: Final = ("{{ 行.板块 }}", "{{ 行.参评人数 }}", *(f"{{{{ 行.{grade} }}}}" for grade in _GRADES))


def build_work_summary(official_format: OfficialFormat) -> bytes:
    """Build the template of 工作总结; what worked and what to improve are blanks, which only people know."""
    paper = Paper(official_format)
    paper.title("{{ 年度 }}年度党组织书记抓基层党建工作", "述职评议考核工作总结")
    paper.addressee("【请填写：报送的上级组织部门】：")
    paper.heading(1, "一、基本情况")
    paper.control("{%p for 段 in 全镇情况 %}")
    paper.body("{{ 段 }}")
    paper.control("{%p endfor %}")
    paper.control("{%p if 等次表 %}")
    paper.body("各板块的等次分布如下：", keep_next=True)
    paper.table(_COLUMNS, ["{%tr for 行 in 等次表 %}", _ROW, "{%tr endfor %}"])
    paper.control("{%p endif %}")
    paper.heading(1, "二、各板块情况")
    paper.control("{%p for 块 in 板块情况 %}")
    paper.heading(2, "（{{ 块.中文序号 }}）{{ 块.板块 }}板块")
    paper.body("{{ 块.情况 }}")
    paper.control("{%p endfor %}")
    _add_blanks(paper)
    paper.signature("{{ 党委名称 }}", BLANK_DAY)
    return paper.to_bytes()


def _add_blanks(paper: Paper) -> None:
    paper.heading(1, "三、主要做法和成效")
    paper.body("【请填写：组织领导、调研摸底、述职点评、现场测评、结果运用等方面的做法和成效】")
    paper.heading(1, "四、存在的问题和整改情况")
    paper.body("{{ 整改情况 }}")
    paper.body("【请填写：书记抓基层党建工作中普遍的、突出的问题】")
    paper.heading(1, "五、下一步工作")
    paper.body("【请填写：改进述职评议考核和基层党建工作的打算】")
