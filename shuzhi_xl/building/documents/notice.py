"""The template of the notice that opens the year (述职评议考核通知)."""

from typing import Final

from shuzhi_xl.building.documents.paper import Paper
from shuzhi_xl.building.documents.tables import PaperColumn
from shuzhi_xl.sheets.documents.official_format import OfficialFormat

_MEETINGS: Final = (
    PaperColumn("板块", 44),
    PaperColumn("场次", 22),
    PaperColumn("会议日期", 38),
    PaperColumn("地点", 52),
)
_GRADES: Final = ("好", "较好", "一般", "差")
_BALLOT: Final = (
    PaperColumn("序号", 14),
    PaperColumn("党组织", 58, "left"),
    PaperColumn("书记", 24),
    *(PaperColumn(grade, 15) for grade in _GRADES),
)
_BALLOT_ROWS: Final = 6
_ANNEX: Final = "党组织书记抓基层党建工作述职评议测评表"


def build_notice(official_format: OfficialFormat) -> bytes:
    """Build the template of 述职评议考核通知: six sections, and the ballot as its annex."""
    paper = Paper(official_format)
    paper.title("关于开展{{ 年度 }}年度党组织书记", "抓基层党建工作述职评议考核的通知")
    paper.addressee("各基层党组织：")
    paper.body(
        "为了落实全面从严治党责任，加强党的基层组织建设，按照上级党组织的部署，现就开展{{ 年度 }}年度"
        "党组织书记抓基层党建工作述职评议考核的有关事项通知如下。"
    )
    paper.heading(1, "一、述职评议考核的范围")
    paper.body("{{ 党委名称 }}所属各基层党组织书记，都是这次述职评议考核的对象。")
    paper.heading(1, "二、述职评议考核的方式")
    paper.body("述职评议考核分{{ 分几块 }}开展：{{ 组织分工 }}。")
    _add_contents(paper)
    _add_steps(paper)
    _add_schedule(paper)
    paper.heading(1, "六、工作要求")
    paper.body(
        "各党组织要高度重视，统筹安排，从严从实抓好落实，防止形式主义、走过场。各党组织书记要把述职评议考核"
        "作为近期的重要工作来抓。{{ 牵头部门 }}"
        "要认真组织实施，加强监督检查和工作指导，及时总结好做法、好经验。"
    )
    paper.attachment_note(_ANNEX)
    paper.signature("{{ 党委名称 }}", "{{ 年度 }}年＿＿月＿＿日")
    paper.attachment(_ANNEX)
    paper.table(_BALLOT, [[""] * len(_BALLOT)] * _BALLOT_ROWS, height=12)
    paper.body("每位书记在一个等次的格内打“√”；多选、涂改后看不清的作废；不打的为弃权。不写姓名。")
    return paper.to_bytes()


def _add_contents(paper: Paper) -> None:
    paper.heading(1, "三、述职评议考核的重点内容")
    paper.body(
        "一是贯彻落实上级党组织关于加强基层党建工作的部署和要求，结合单位实际抓好基层党建工作、强化党建工作责任的情况；"
        "二是严格党员教育管理、落实组织生活制度、发挥党员先锋模范作用、做好发展党员工作的情况；"
        "三是深入调查研究，分析存在的问题，提出加强和改进工作的思路。"
    )
    paper.control("{%p if 重点内容 %}")
    paper.body("述职报告要写到：{{ 重点内容 }}。")
    paper.control("{%p endif %}")


def _add_steps(paper: Paper) -> None:
    paper.heading(1, "四、述职评议考核的方法步骤")
    paper.body(
        "书记要深入了解本单位基层党建工作情况，广泛听取意见建议。{{ 牵头部门 }}采取座谈会、随机调研、"
        "实地察看等方式，了解书记抓基层党建工作的情况，为现场点评和综合评定打好基础。",
        lead="（一）深入调研，摸清情况。",
    )
    paper.body(
        "述职报告要实事求是总结成绩和经验，分析存在的突出问题，提出解决的办法和措施，把自己摆进去，"
        "讲清个人履职情况和自身的问题。报告控制在{{ 报告字数 }}，写成绩和经验的篇幅一般"
        "不超过{{ 成绩占比上限 }}，写问题的篇幅不少于{{ 问题占比下限 }}。",
        lead="（二）认真撰写述职报告。",
    )
    paper.body(
        "述职采取现场述职和书面述职两种形式。会议由有关负责同志出席，邀请党代表、人大代表、政协委员和群众代表参加，"
        "进行现场点评，并按{{ 等次 }}{{ 几个等次 }}等次现场测评，会后反馈测评结果。",
        lead="（三）组织开好述职评议会。",
    )
    paper.body(
        "把现场测评同座谈调研、问卷调查、日常工作完成情况和年度综合考核情况结合起来，进行综合评定。"
        "结果在{{ 公布范围 }}公布，并作为党组织书记年度考核的重要内容和依据。",
        lead="（四）强化考核结果运用。",
    )
    paper.body(
        "制定整改落实方案，针对自己查摆、上级点评和基层党员群众评议中指出的问题，列出问题清单、责任清单、整改清单，"
        "逐项整改，逐项销号。",
        lead="（五）认真抓好整改落实。",
    )


def _add_schedule(paper: Paper) -> None:
    paper.heading(1, "五、时间安排")
    paper.control("{%p for 项 in 时间安排 %}")
    paper.body("{{ 项 }}")
    paper.control("{%p endfor %}")
    paper.control("{%p if not 时间安排 %}")
    paper.body("【请填写：撰写述职报告、召开述职评议会、完成工作总结的时间】")
    paper.control("{%p endif %}")
    paper.control("{%p if 有会议安排 %}")
    paper.body("述职评议会的安排如下：", keep_next=True)
    row = ("{{ 行.板块 }}", "{{ 行.场次 }}", "{{ 行.会议日期 }}", "{{ 行.地点 }}")
    paper.table(_MEETINGS, ["{%tr for 行 in 会议安排 %}", row, "{%tr endfor %}"])
    paper.control("{%p endif %}")
