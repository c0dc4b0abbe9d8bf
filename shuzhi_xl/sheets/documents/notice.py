"""The notice that opens the year (述职评议考核通知)."""

from collections.abc import Sequence
from dataclasses import dataclass

from shuzhi_xl.sheets.documents.declaration import Content, Document, placeholder


@dataclass(frozen=True)
class NoticeMeeting(Content):
    """One meeting in the notice's table (评议会议)."""

    track: str = placeholder("板块")
    meeting: str = placeholder("场次")
    held_on: str = placeholder("会议日期")
    place: str = placeholder("地点", "没有填的空着")


@dataclass(frozen=True)
class NoticeContent(Content):
    """The notice with this town's tracks, dates and limits (通知 一 to 六)."""

    year: str = placeholder("年度", "如 2015")
    committee: str = placeholder("党委名称")
    parts: str = placeholder("分几块", "如 三块")
    arrangements: str = placeholder("组织分工", "谁组织哪些书记向哪里述职")
    departments: str = placeholder("牵头部门", "用顿号隔开")
    focus: str = placeholder("重点内容", "基本设置中的报告重点内容；没有填的空着")
    length: str = placeholder("报告字数", "如 1800至2200字")
    achievements_most: str = placeholder("成绩占比上限", "如 1/3")
    problems_least: str = placeholder("问题占比下限", "如 20%")
    grades: str = placeholder("等次", "如 好、较好、一般、差")
    grade_count: str = placeholder("几个等次", "如 四个")
    has_meetings: bool = placeholder("有会议安排")
    meetings: Sequence[NoticeMeeting] = placeholder("会议安排")
    tasks: Sequence[str] = placeholder("时间安排", "日程安排中的各项任务，每项一句")
    scope: str = placeholder("公布范围", "没有填的为“一定范围”")


NOTICE = Document("述职评议考核通知", NoticeContent, {"会议安排": NoticeMeeting})
