"""The letter with a branch's result (反馈意见书): what its template may show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shuzhi_xl.sheets.documents.declaration import Content, Document, placeholder


@dataclass(frozen=True)
class PartLine(Content):
    """A part of the composite (综合得分的构成), as 反馈 shows it."""

    source: str = placeholder("来源")
    weight: str = placeholder("权重")
    score: str = placeholder("本人得分", "投票人少的只写约数，或者不显示")
    contribution: str = placeholder("计入综合分")
    track_mean: str = placeholder("板块平均")


@dataclass(frozen=True)
class VoteLine(Content):
    """The votes of one source and voter class (票数), as 反馈 shows them."""

    source: str = placeholder("来源")
    voter_class: str = placeholder("票类")
    is_withheld: bool = placeholder("不公开", "票数不公开：表格这一行只写原因")
    reason: str = placeholder("原因", "不公开的原因")
    good: str = placeholder("好", "票数，下一行是占比；下同")
    fairly_good: str = placeholder("较好")
    average: str = placeholder("一般")
    poor: str = placeholder("差")
    other_votes: str = placeholder("其他", "弃权、作废、未投的票数，一种一行")
    score: str = placeholder("得分")


@dataclass(frozen=True)
class RemarkLine(Content):
    """A remark made at the meeting (点评)."""

    order: str = placeholder("序号")
    text: str = placeholder("内容")


@dataclass(frozen=True)
class ProblemLine(Content):
    """An open problem of the branch (问题清单)."""

    order: str = placeholder("序号")
    source: str = placeholder("来源", "自查、点评、评议、调研、上年结转")
    text: str = placeholder("问题")
    due: str = placeholder("整改时限", "没有定的为空")


@dataclass(frozen=True)
class FeedbackLetter(Content):
    """The letter with a branch's result (反馈意见书; 通知 四、3 至 5): nothing that its 反馈 does not say."""

    committee: str = placeholder("党委名称")
    year: str = placeholder("年度", "例如 2015")
    organisation: str = placeholder("组织名称")
    secretary: str = placeholder("书记姓名")
    track: str = placeholder("板块")
    debrief: str = placeholder("述职情况", "在哪天的评议会上怎样述职的半句话")
    basis: str = placeholder("评定依据", "例如“现场测评、问卷调查和年度考核”")
    grade: str = placeholder("最终等次")
    last_grade: str = placeholder("上年等次", "前任的写明；可能为空")
    grade_note: str = placeholder("定等说明", "可能为空")
    composite: str = placeholder("得分概述", "综合得分、板块平均和加减分的一句话")
    scores: Sequence[PartLine] = placeholder("得分构成")
    score_notes: Sequence[str] = placeholder("得分说明", "得分只写约数、没有板块平均等的原因")
    counts: Sequence[VoteLine] = placeholder("票数统计")
    opinions: Sequence[str] = placeholder("综合评价意见", "党委的评语，一段一条，可能没有")
    remarks: Sequence[RemarkLine] = placeholder("点评")
    overview: str = placeholder("问题概述", "列入问题几个、各从哪里来的一句话")
    problems: Sequence[ProblemLine] = placeholder("问题清单")
    department: str = placeholder("牵头部门", "材料发回哪里")
    deadline: str = placeholder("整改期限", "一句话；日程安排没有写的为空")
    date: str = placeholder("成文日期", "党委研究的日期")


FEEDBACK_LETTER: Final = Document(
    "反馈意见书",
    FeedbackLetter,
    {"得分构成": PartLine, "票数统计": VoteLine, "点评": RemarkLine, "问题清单": ProblemLine},
)
