"""The template of the agenda (会议议程)."""

from typing import Final

from shuzhi_xl.building.documents.paper import Paper
from shuzhi_xl.building.documents.tables import PaperColumn
from shuzhi_xl.sheets.documents.official_format import OfficialFormat

_COLUMNS: Final = (PaperColumn("序号", 20), PaperColumn("党组织", 96, "left"), PaperColumn("书记", 40))
_ROW: Final = ("{{ 行.序号 }}", "{{ 行.组织名称 }}", "{{ 行.书记姓名 }}")


def build_agenda(official_format: OfficialFormat) -> bytes:
    """Build the template of 会议议程; the order of speaking is below it."""
    paper = Paper(official_format)
    paper.title("{{ 年度 }}年度党组织书记抓基层党建工作", "述职评议会议程")
    paper.body("场次：{{ 场次 }}（{{ 板块 }}）　主持人：{{ 主持人 }}")
    paper.body("时间：{{ 会议日期 }}＿＿时＿＿分")
    paper.body("地点：{{ 地点 }}")
    paper.heading(1, "一、主持人宣布开会")
    paper.body("介绍参会人员，说明会议议程。")
    paper.heading(1, "二、党组织书记述职")
    paper.body("{{ 述职安排 }}，名单见附件。{% if 有现场述职 %}现场述职每人不超过＿＿分钟。{% endif %}")
    paper.heading(1, "三、现场点评")
    paper.body("{{ 述职对象 }}负责同志和班子成员结合述职情况，对书记逐一点评。")
    paper.heading(1, "四、推选监票人、计票人，现场测评")
    paper.body(
        "提出监票人、计票人建议人选，举手表决。分发测评票，按好、较好、一般、差四个等次评价每位书记，"
        "当场收票、清点。"
    )
    paper.heading(1, "五、主持人小结")
    paper.body("小结会议情况，对整改提出要求，宣布散会。")
    paper.attachment_note("述职名单")
    paper.attachment("述职名单")
    for condition, sentence, names in (
        ("有现场述职", "现场述职按以下顺序：", "现场述职"),
        ("有书面述职", "书面述职的书记是：", "书面述职"),
    ):
        paper.control(f"{{%p if {condition} %}}")
        paper.body(sentence, keep_next=True)
        paper.table(_COLUMNS, [f"{{%tr for 行 in {names} %}}", _ROW, "{%tr endfor %}"])
        paper.control("{%p endif %}")
    return paper.to_bytes()
