"""What is fed back right after the count (现场测评结果; 通知 四、3: 会后反馈测评结果)."""

from collections.abc import Sequence
from dataclasses import dataclass

from shuzhi_xl.sheets.documents.declaration import Content, Document, placeholder


@dataclass(frozen=True)
class ResultLine(Content):
    """One line of a secretary's slip: the votes of a class, of all, or their shares (测评统计)."""

    subject: str = placeholder("票类", "某类票、合计或占比")
    good: str = placeholder("好")
    fairly_good: str = placeholder("较好")
    average: str = placeholder("一般")
    poor: str = placeholder("差")
    abstention: str = placeholder("弃权")
    spoiled: str = placeholder("作废")
    not_cast: str = placeholder("未投")


@dataclass(frozen=True)
class ResultSlip(Content):
    """One secretary's slip; it tells nothing of others (匿名)."""

    organisation: str = placeholder("组织名称")
    secretary: str = placeholder("书记姓名")
    is_shown: bool = placeholder("显示票数", "票少的按匿名规定不显示")
    lines: Sequence[ResultLine] = placeholder("票数")


@dataclass(frozen=True)
class MeetingResultContent(Content):
    """The slips of a meeting, in roster order, to be cut apart and handed over."""

    year: str = placeholder("年度", "如 2015")
    committee: str = placeholder("党委名称")
    track: str = placeholder("板块")
    lead_department: str = placeholder("牵头部门")
    meeting: str = placeholder("场次")
    held_on: str = placeholder("会议日期", "如 2016年1月20日")
    denominator: str = placeholder("占比分母", "占比除以什么：有效票、收回票或应到人数")
    slips: Sequence[ResultSlip] = placeholder("结果单", "每位书记一份")


MEETING_RESULT = Document("现场测评结果", MeetingResultContent, {"结果单": ResultSlip, "票数": ResultLine})
