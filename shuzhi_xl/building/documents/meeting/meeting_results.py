"""The template of the slips right after the count (现场测评结果)."""

from typing import Final

from shuzhi_xl.building.documents.paper import Paper
from shuzhi_xl.building.documents.tables import PaperColumn
from shuzhi_xl.sheets.documents.official_format import OfficialFormat

_NAMES: Final = ("好", "较好", "一般", "差", "弃权", "作废", "未投")
_COLUMNS: Final = (PaperColumn("票类", 30), *(PaperColumn(name, 18) for name in _NAMES))


def build_meeting_results(official_format: OfficialFormat) -> bytes:
    """Build the template of 现场测评结果: a page for every secretary, who alone gets it."""
    paper = Paper(official_format)
    paper.control("{%p for 单 in 结果单 %}", of_pages=True)
    paper.title("{{ 年度 }}年度述职评议会", "现场测评结果", new_page=True)
    paper.addressee("{{ 单.组织名称 }}书记{{ 单.书记姓名 }}同志：")
    paper.body("{{ 会议日期 }}，{{ 板块 }}党组织书记述职评议会对您抓基层党建工作的情况进行了现场测评。")
    paper.control("{%p if 单.显示票数 %}")
    paper.body("测评结果如下，占比按{{ 占比分母 }}计算：", keep_next=True)
    row = ("{{ 行.票类 }}", *(f"{{{{ 行.{name} }}}}" for name in _NAMES))
    paper.table(_COLUMNS, ["{%tr for 行 in 单.票数 %}", row, "{%tr endfor %}"], height=12)
    paper.control("{%p else %}")
    paper.body("为了不让人看出个人怎样投票，按匿名规定，这份结果不显示票数和占比。")
    paper.control("{%p endif %}")
    paper.body(
        "这是现场测评一项的结果，不是综合得分，也不是等次。综合评定的结果由党委研究确定后另行反馈。"
        "这份结果只反馈给您本人。"
    )
    paper.signature("{{ 牵头部门 }}", "＿＿＿＿年＿＿月＿＿日")
    paper.control("{%p endfor %}", of_pages=True)
    paper.control("{%p if not 结果单 %}")
    paper.body("这场会没有可以反馈的测评结果。")
    paper.control("{%p endif %}")
    return paper.to_bytes()
