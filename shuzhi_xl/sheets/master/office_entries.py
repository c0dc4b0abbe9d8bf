"""Sheets 日程安排, 节假日, 述职报告, 现场点评, 座谈调研, 日常年度, 历年等次: what the office enters."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from shuzhi_xl.sheets.declaration.fields import day, decimal, open_question, text, whole, yes_no
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.declaration.table import Sheet, Table
from shuzhi_xl.sheets.declaration.units import (
    GradeName,
    MeetingNumber,
    Number,
    Ordinal,
    Percent,
    Quantity,
    SignedPoints,
)
from shuzhi_xl.sheets.master.following_columns import organisation_name
from shuzhi_xl.sheets.master.vocabulary import (
    DAY_KINDS,
    GRADES,
    REVIEW_RESULTS,
    SCHEDULE_STATES,
    STAGES,
    VISIT_WAYS,
)


class Milestone(Row):
    """One task of the schedule (日程安排; 通知 五)."""

    order: Ordinal = whole("序号", required=True, width=7)
    stage: str = text("阶段", required=True, choices=STAGES, width=12)
    task: str = text("工作任务", required=True, width=46)
    department: str = text("责任部门", required=True, width=26)
    starts: date = day("开始日期", required=True)
    ends: date = day("截止日期", "不得早于开始日期。", required=True)
    finished: date | None = day("完成日期", "完成后填写。")
    state: str = text("状态", choices=SCHEDULE_STATES, computed=True, width=10)
    memo: str = text("备注", width=28)


class Holiday(Row):
    """A day off on a weekday, or a working day at a weekend (节假日)."""

    day: date = day("日期", required=True)
    kind: str = text("类型", required=True, choices=DAY_KINDS, width=9)
    name: str = text("名称", width=18)


class DebriefReport(Row):
    """The debrief report of one secretary (述职报告; 通知 四、2), as counted by the office."""

    number: Number = text("编号", required=True, source="组织名册.编号", width=9)
    organisation_name: str = organisation_name()
    handed_in: date | None = day("提交日期")
    characters: Quantity | None = whole("总字数", width=9)
    achievement_characters: Quantity | None = whole("成绩字数", "写成绩和经验部分的字数。", width=9)
    problem_characters: Quantity | None = whole("问题字数", "写问题部分的字数。", width=9)
    # 通知 四、2: 聚焦基层党建工作重点内容 … 真正把自己摆进去
    covers_focus: bool | None = open_question(
        "覆盖重点内容", "是否覆盖通知要求的重点内容；还没有核对的留空。", width=13
    )
    includes_self: bool | None = open_question(
        "摆进自己", "是否讲清个人履职和自身问题；还没有核对的留空。", width=10
    )
    achievement_share: Decimal | None = decimal("成绩占比", computed=True, decimals=2, width=10)
    review: str = text("审核结论", choices=REVIEW_RESULTS, computed=True, width=10)
    opinion: str = text("审核意见", width=40)
    file: str = text("报告文件", computed=True, width=48)


class Remark(Row):
    """A remark made at the meeting (现场点评; 通知 四、3)."""

    meeting: MeetingNumber = text("场次", required=True, source="评议会议.场次", width=9)
    number: Number = text("编号", required=True, source="组织名册.编号", width=9)
    organisation_name: str = organisation_name()
    speaker: str = text("点评人", required=True, width=10)
    content: str = text("点评内容", required=True, width=64)
    is_problem: bool = yes_no("列入问题", "选“是”则列入该书记的问题清单。", required=True, width=10)


class Visit(Row):
    """A forum, talk or visit (座谈调研; 通知 四、1) with its counts or points."""

    held_on: date | None = day("日期", "没有记的可以空着。")
    number: Number = text("编号", required=True, source="组织名册.编号", width=9)
    organisation_name: str = organisation_name()
    way: str = text("方式", "没有记的可以空着。", choices=VISIT_WAYS, width=11)
    people: Quantity | None = whole("参加人数", width=9)
    good: Quantity | None = whole("好", width=7)
    fairly_good: Quantity | None = whole("较好", width=7)
    average: Quantity | None = whole("一般", width=7)
    poor: Quantity | None = whole("差", width=7)
    points: Percent | None = decimal("评分", "直接打分的填 0–100；填了评分就不用四个等次的票数。", width=8)
    summary: str = text("情况摘要", width=50)
    is_problem: bool | None = open_question(
        "列入问题", "写了情况摘要的，选“是”则列入该书记的问题清单；没有写的可以空着。", width=10
    )

    @property
    def is_empty(self) -> bool:
        """Whether nothing but 编号 is filled in, as in the rows that 分发 adds."""
        figures = (self.people, self.good, self.fairly_good, self.average, self.poor, self.points)
        entries = (self.held_on, self.is_problem, *figures)
        return all(entry is None for entry in entries) and not (self.way or self.summary)


class Routine(Row):
    """Routine work, annual assessment, adjustment and veto (日常年度; 通知 四、4)."""

    number: Number = text("编号", required=True, source="组织名册.编号", width=9)
    organisation_name: str = organisation_name()
    # Blank is a missing source, not 0 points: 缺项处理 decides what becomes of it
    routine: Percent | None = decimal("日常工作", "0–100 分。", width=10)
    annual: Percent | None = decimal("年度考核", "0–100 分。", width=10)
    adjustment: SignedPoints | None = decimal("加减分", "加分为正，减分为负。", width=9)
    adjustment_reason: str = text("加减分理由", "有加减分时必须填写。", width=30)
    veto: bool = yes_no("一票否决", width=10)
    veto_reason: str = text("否决事由", "一票否决填“是”时必须填写。", width=30)

    @property
    def is_empty(self) -> bool:
        """Whether nothing but 编号 is filled in, as in the rows that 分发 adds."""
        scores = (self.routine, self.annual, self.adjustment)
        has_texts = self.adjustment_reason or self.veto_reason
        return all(score is None for score in scores) and not (self.veto or has_texts)


class EarlierGrade(Row):
    """The final grade of one organisation in an earlier year (历年等次)."""

    year: Annotated[int, Field(ge=2000, le=2100)] = whole(
        "年度", "这个等次是哪一年度的。", required=True, width=9
    )
    # Without a dropdown: organisations that no longer exist have had grades too
    number: Number = text(
        "编号", "与“组织名册”一致；空着的按组织名称填。", required=True, derived=True, width=9
    )
    name: str = text("组织名称", width=28)
    secretary: str = text("书记姓名", "当年的书记；与现任不同的，等次标明是前任的。", width=10)
    composite_score: Decimal | None = decimal("综合得分", "不知道的可以空着。", decimals=2, width=10)
    grade: GradeName = text("等次", "当年的最终等次。", required=True, choices=GRADES, width=10)


MILESTONE = Table("日程安排", Milestone, key=("order",))
SCHEDULE_SHEET = Sheet(
    "日程安排", "各项任务的起止日期；“状态”由程序填写，逾期标红、将到期标黄。", (MILESTONE,)
)
HOLIDAY = Table("节假日", Holiday, key=("day",))
HOLIDAYS_SHEET = Sheet(
    "节假日", "国务院办公厅公布的放假和调休上班日期，可自行增改。", (HOLIDAY,), landscape=False, group="设置"
)
DEBRIEF_REPORT = Table("述职报告", DebriefReport, key=("number",))
REPORTS_SHEET = Sheet(
    "述职报告",
    "登记述职报告：按“读取报告”由程序从 Word 文件填写，也可自己填；成绩占比和审核结论由程序填写。",
    (DEBRIEF_REPORT,),
)
# No key: one leader may make several remarks on one secretary
REMARK_TABLE = Table("现场点评", Remark)
REMARKS_SHEET = Sheet("现场点评", "登记评议会上的点评意见。", (REMARK_TABLE,))
# No key: the score is the mean of all visits (算法 三), and there may be two on one day
VISIT_TABLE = Table("座谈调研", Visit)
VISITS_SHEET = Sheet("座谈调研", "登记座谈会和调研情况；评分与四个等次票数填一种即可。", (VISIT_TABLE,))
ROUTINE_TABLE = Table("日常年度", Routine, key=("number",))
ROUTINE_SHEET = Sheet("日常年度", "登记日常工作、年度考核得分和加减分。", (ROUTINE_TABLE,))
EARLIER_GRADE = Table("历年等次", EarlierGrade, key=("year", "number"), since=2)
EARLIER_GRADES_SHEET = Sheet(
    "历年等次",
    "“新建”从上年的总表带来，更早的可自己补填；写在综合评定、研究定等、反馈和汇总里供对照，不参与算分。",
    (EARLIER_GRADE,),
    landscape=False,
)
