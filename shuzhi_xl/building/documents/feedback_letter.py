"""The template of the letter with a branch's result (反馈意见书)."""

from typing import Final

from shuzhi_xl.building.documents.paper import Paper
from shuzhi_xl.building.documents.tables import PaperCell, PaperColumn, TableRow
from shuzhi_xl.sheets.documents.official_format import OfficialFormat
from shuzhi_xl.sheets.master.vocabulary import GRADES

_SCORES: Final = (
    PaperColumn("来源", 40),
    PaperColumn("权重（%）", 26),
    PaperColumn("本人得分", 30),
    PaperColumn("计入综合分", 30),
    PaperColumn("板块平均", 30),
)
_COUNTS: Final = (
    PaperColumn("来源", 22),
    PaperColumn("票类", 18),
    *(PaperColumn(grade, 19) for grade in GRADES),
    PaperColumn("其他", 20),
    PaperColumn("得分", 20),
)
_PROBLEMS: Final = (
    PaperColumn("序号", 14),
    PaperColumn("来源", 22),
    PaperColumn("问题", 82, "left"),
    PaperColumn("整改时限", 38),
)


def build_feedback_letter(official_format: OfficialFormat) -> bytes:
    """Build the template of 反馈意见书."""
    paper = Paper(official_format)
    paper.title("{{ 年度 }}年度党组织书记抓基层党建工作", "述职评议考核反馈意见书")
    paper.addressee("{{ 组织名称 }}：")
    paper.body(
        "按照{{ 年度 }}年度党组织书记抓基层党建工作述职评议考核的安排，{{ 述职情况 }}。"
        "{{ 党委名称 }}根据{{ 评定依据 }}进行综合评定，研究确定了考核结果。现将有关情况反馈如下。"
    )
    _add_result(paper)
    _add_problems(paper)
    paper.heading(1, "三、整改要求")
    paper.body(
        "请对照自己查摆、上级点评和基层党员群众评议中指出的问题，列出问题清单、责任清单、整改清单，"
        "制定整改落实方案，逐项抓好整改落实。请在随本意见书发来的反馈表中填好责任人、责任领导、整改措施"
        "和整改时限，发回{{ 牵头部门 }}。{{ 整改期限 }}"
    )
    paper.signature("{{ 党委名称 }}", "{{ 成文日期 }}")
    return paper.to_bytes()


def _add_result(paper: Paper) -> None:
    paper.heading(1, "一、考核结果")
    last_year = "{% if 上年等次 %}，上年等次为{{ 上年等次 }}{% endif %}"
    grade = f"{{{{ 书记姓名 }}}}同志的最终等次为“{{{{ 最终等次 }}}}”{last_year}。{{{{ 定等说明 }}}}"
    paper.body(grade, lead="（一）最终等次。")
    paper.body("{{ 得分概述 }}，构成见下表。", lead="（二）综合得分。", keep_next=True)
    scores = [f"{{{{ 行.{name} }}}}" for name in ("来源", "权重", "本人得分", "计入综合分", "板块平均")]
    paper.table(_SCORES, ["{%tr for 行 in 得分构成 %}", scores, "{%tr endfor %}"])
    _add_list(paper, "条", "得分说明", "{{ 条 }}")
    sentence = "各来源、各票类的票数和占比见下表，上为票数，下为占比。"
    paper.body(sentence, lead="（三）票数和占比。", keep_next=True)
    _add_counts(paper)
    paper.control("{%p if 综合评价意见 %}")
    paper.heading(2, "（四）综合评价意见")
    _add_list(paper, "条", "综合评价意见", "{{ 条 }}")
    paper.control("{%p endif %}")


def _add_counts(paper: Paper) -> None:
    names = ("来源", "票类", *GRADES, "其他", "得分")
    source, voter_class, *votes, score = [f"{{{{ 行.{name} }}}}" for name in names]
    withheld: list[str | PaperCell] = [source, voter_class, PaperCell("{{ 行.原因 }}", len(votes)), score]
    shown = [source, voter_class, *votes, score]
    choice: list[TableRow] = ["{%tr if 行.不公开 %}", withheld, "{%tr else %}", shown, "{%tr endif %}"]
    paper.table(_COUNTS, ["{%tr for 行 in 票数统计 %}", *choice, "{%tr endfor %}"])


def _add_problems(paper: Paper) -> None:
    paper.heading(1, "二、点评和评议指出的问题")
    paper.control("{%p if 点评 %}")
    paper.heading(2, "（一）上级点评")
    _add_list(paper, "行", "点评", "{{ 行.序号 }}.{{ 行.内容 }}")
    paper.control("{%p else %}")
    paper.body("没有记录现场点评。", lead="（一）上级点评。")
    paper.control("{%p endif %}")
    paper.body("{{ 问题概述 }}。", lead="（二）列入整改的问题。", keep_next=True)
    paper.control("{%p if 问题清单 %}")
    problems = [f"{{{{ 行.{name} }}}}" for name in ("序号", "来源", "问题", "整改时限")]
    paper.table(_PROBLEMS, ["{%tr for 行 in 问题清单 %}", problems, "{%tr endfor %}"])
    paper.control("{%p endif %}")


def _add_list(paper: Paper, line: str, name: str, text: str) -> None:
    paper.control(f"{{%p for {line} in {name} %}}")
    paper.body(text)
    paper.control("{%p endfor %}")
