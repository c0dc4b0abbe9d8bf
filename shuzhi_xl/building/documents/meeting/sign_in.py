"""The template of the sheet on which those who come sign in (签到表)."""

from typing import Final

from shuzhi_xl.building.documents.paper import Paper
from shuzhi_xl.building.documents.tables import PaperColumn
from shuzhi_xl.sheets.documents.official_format import OfficialFormat

_ATTENDEES: Final = (
    PaperColumn("序号", 14),
    PaperColumn("姓名", 30),
    PaperColumn("身份", 58, "left"),
    PaperColumn("票类", 18),
    PaperColumn("签名", 36),
)
_SECRETARIES: Final = (
    PaperColumn("序号", 14),
    PaperColumn("党组织", 66, "left"),
    PaperColumn("书记", 22),
    PaperColumn("述职形式", 20),
    PaperColumn("签名", 34),
)
_HEIGHT: Final = 9.5


def build_sign_in(official_format: OfficialFormat) -> bytes:
    """Build the template of 签到表; the class is printed, since the ballot is handed out where one signs."""
    paper = Paper(official_format)
    paper.title("{{ 年度 }}年度党组织书记抓基层党建工作", "述职评议会签到表")
    paper.body("场次：{{ 场次 }}（{{ 板块 }}）")
    paper.body("时间：{{ 会议日期 }}　地点：{{ 地点 }}")
    paper.heading(1, "一、参会人员")
    row = ("{{ 行.序号 }}", "{{ 行.姓名 }}", "{{ 行.身份 }}", "{{ 行.票类 }}", "")
    paper.table(_ATTENDEES, ["{%tr for 行 in 参会人员 %}", row, "{%tr endfor %}"], height=_HEIGHT)
    paper.heading(1, "二、述职书记")
    row = ("{{ 行.序号 }}", "{{ 行.组织名称 }}", "{{ 行.书记姓名 }}", "{{ 行.述职形式 }}", "")
    paper.table(_SECRETARIES, ["{%tr for 行 in 述职书记 %}", row, "{%tr endfor %}"], height=_HEIGHT)
    paper.heading(1, "三、会务清点")
    paper.body("参会人员应到{{ 应到 }}，实到＿＿＿＿人，请假＿＿＿＿人。")
    paper.body("会务人员（签字）：＿＿＿＿＿＿＿＿")
    return paper.to_bytes()
