"""The template of what the chair says (主持词)."""

from shuzhi_xl.building.documents.paper import Paper
from shuzhi_xl.sheets.documents.official_format import OfficialFormat

_FILLING_IN = (
    "一是每位书记在好、较好、一般、差四格中选一格打“√”。",
    "二是对一位书记打了两个以上“√”，或者涂改后看不清的，对这位书记的评价作废，不影响对其他书记的评价。",
    "三是对一位书记四格都不打的，是对这位书记弃权。",
    "四是票上不写姓名，不做记号；票号由监票人收票后编写。",
)


def build_script(official_format: OfficialFormat) -> bytes:
    """Build the template of 主持词; how to fill in a ballot is said as 回收 counts it."""
    paper = Paper(official_format)
    paper.title("{{ 年度 }}年度党组织书记抓基层党建工作", "述职评议会主持词")
    paper.body("场次：{{ 场次 }}（{{ 板块 }}）　主持人：{{ 主持人 }}")
    paper.body("时间：{{ 会议日期 }}　地点：{{ 地点 }}")
    paper.blank()
    paper.addressee("同志们：")
    paper.body(
        "按照{{ 年度 }}年度党组织书记抓基层党建工作述职评议考核的安排，今天召开{{ 板块 }}"
        "党组织书记述职评议会，听取书记向{{ 述职对象 }}述职，进行现场点评和现场测评。参加会议的有"
        "＿＿＿＿＿＿＿＿＿＿＿＿。"
        "会议应到{{ 应到人数 }}人，实到＿＿＿＿人。现在开会。"
    )
    _add_debriefs(paper)
    _add_remarks_and_scrutineers(paper)
    _add_poll(paper)
    paper.heading(1, "六、小结")
    paper.body("＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿")
    paper.body(
        "测评结果会后分别反馈给每位书记。请各位书记对照自己查摆、上级点评和评议中指出的问题，"
        "列出问题清单、责任清单、整改清单，逐项抓好整改。散会。"
    )
    return paper.to_bytes()


def _add_debriefs(paper: Paper) -> None:
    paper.heading(1, "一、书记述职")
    paper.body("这场会议{{ 述职安排 }}。{% if 有现场述职 %}现场述职每人不超过＿＿分钟。{% endif %}")
    paper.control("{%p for 话 in 述职请词 %}")
    paper.body("{{ 话 }}")
    paper.control("{%p endfor %}")
    paper.control("{%p if 有书面述职 %}")
    paper.body("书面述职的是：{{ 书面述职名单 }}。述职报告已经印发，请大家审阅。")
    paper.control("{%p endif %}")


def _add_remarks_and_scrutineers(paper: Paper) -> None:
    paper.heading(1, "二、现场点评")
    paper.body("述职到此结束，下面进行现场点评。请＿＿＿＿＿＿同志点评。")
    paper.body("（点评人逐一点评，工作人员记录。）")
    paper.heading(1, "三、推选监票人、计票人")
    paper.body(
        "下面进行现场测评。先推选监票人和计票人，建议{{ 监票人 }}同志为监票人，{{ 计票人 }}同志为计票人。"
        "同意的请举手。（稍停）请放下。不同意的请举手。（稍停）＿＿人。弃权的请举手。（稍停）＿＿人。"
        "通过。请监票人、计票人开始工作。"
    )


def _add_poll(paper: Paper) -> None:
    paper.heading(1, "四、现场测评")
    paper.body(
        "请工作人员按签到的票类（{{ 票类 }}）分发测评票，每人一张。没有拿到或者多拿了的，请举手。（稍停）"
        "测评票上有{{ 书记人数 }}位书记，现场述职和书面述职的都要评。填写时请注意："
    )
    for sentence in _FILLING_IN:
        paper.body(sentence)
    paper.control("{%p if 其他测评项目 %}")
    paper.body("除总体评价外，{{ 其他测评项目 }}也要逐项评价，办法相同。")
    paper.control("{%p endif %}")
    paper.body("现在开始填写。（填写）")
    paper.heading(1, "五、收票和清点")
    paper.body("填好的请投票。请监票人、计票人收票、清点。（收票、清点）请监票人报告。")
    paper.body(
        "（监票人报告）发出测评票＿＿＿＿张，收回＿＿＿＿张。收回的票数不多于发出的票数，现场测评有效。"
    )
