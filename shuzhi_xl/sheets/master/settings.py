"""Sheet 基本设置: one key a row; the keys are declared as the fields of `Settings`."""

from datetime import date
from typing import Annotated

from pydantic import Field

from shuzhi_xl.sheets.declaration.fields import day, decimal, text, whole, yes_no
from shuzhi_xl.sheets.declaration.row import Record, Row
from shuzhi_xl.sheets.declaration.table import Sheet, Table
from shuzhi_xl.sheets.declaration.units import Percent, Quantity, VoterClass
from shuzhi_xl.sheets.master.vocabulary import (
    CHOSEN_SINGLY,
    DENOMINATORS,
    EMPTY_CLASS_RULES,
    LARGEST_REMAINDER,
    MISSING_SOURCE_RULES,
    QUOTA_ROUNDINGS,
    REMAINDER_RULES,
    REPLACEMENT_RULES,
    TIE_RULES,
)
from shuzhi_xl.wording.sheets.recommendations import RECOMMENDATIONS


class Setting(Row):
    """One setting (设置项): its name and what the town decided."""

    name: str = text("名称", "设置项的名称，请勿改动。", required=True, width=18)
    # Text, whatever is set: each line has a kind of its own, which `Settings` declares
    value: str = text("取值", "请按右侧说明填写或从下拉列表中选择。", required=True, width=26)
    note: str = text("说明", width=76)
    recommended: str = text("建议值", since=2, width=18)
    reason: str = text("理由和依据", since=2, width=60)


class Settings(Row):
    """All settings of the town for the year (方案/设置), by name; each field is one row of 基本设置.

    What only the office knows comes first; what is below 已由党委研究确认 is technical and folded in new
    masters.
    """

    year: Annotated[int, Field(ge=2000, le=2100)] = whole(
        "年度", "考核年度，四位数，如 2015。", required=True
    )
    party_committee: str = text("党委名称", "写在各表标题上的党委全称。", required=True)
    scheme: str = text(
        "方案名称",
        "本年度评分方案的名称，写在结果表上备查。可以选现有方案，再按“套用方案”；也可以自己起名。",
        required=True,
    )
    # A day of its own instead of today, so that a later run gives the same grades
    reference_day: date = day("基准日期", "判断整改是否逾期以这一天为准。", required=True)
    # 通知 三: 述职评议考核的重点内容
    report_focus: str = text(
        "报告重点内容",
        "述职报告都要写到的内容，“读取报告”按它核对。各项用顿号隔开，几种说法写一种即可的用 / 隔开，"
        "如 组织生活/三会一课、发展党员。不核对就留空。",
    )
    # 通知 四、4: 问卷调查
    surveys_per_branch: Annotated[int, Field(ge=0, le=2000)] | None = whole(
        "每支部问卷份数",
        "组织名册中“问卷份数”空着的，由程序填这个数；各支部不同的在名册上改。空着就不填。",
        since=2,
    )
    # 通知 四、4: 对考核结果进行综合评定; one session often settles all tracks
    decided_on: date | None = day(
        "研究日期",
        "党委研究各板块等次的日期，“其余同建议等次”按它填综合评定；某板块另有日期的，填在“板块设置”。",
        since=2,
    )
    # 通知 四、4: 考核结果将在一定范围内公布
    scope: str = text("公布范围", "结果在什么范围内公布，写在公布表上。")
    publication_day: date | None = day("公布日期", "公布表上落款的日期。")
    reminder_day: date | None = day(
        "催办日期", "公布以后催办时，整改是否逾期以这一天为准，不影响得分和等次；空着用基准日期。"
    )
    # 通知 四、5: 整改到位并审核后销号
    closing_officer: str = text("销号人", "“批量销号”按这里写整改清单的销号人。", since=2)
    # 逐份选定 by default, as it always was: which of two contents is right, the program cannot know
    replacement: str = text(
        "后交替换",
        "收回的表单又交来不同内容时：逐份选定（都先不计入，由您在“票单登记”选定）；"
        "后交的为准（后来交来的替换原来的，原来的标为“已更新”）。空着按逐份选定；单独一份可在“票单登记”另选。",
        choices=REPLACEMENT_RULES,
        since=2,
        default=CHOSEN_SINGLY,
    )
    # 否 by default: a password that a branch loses is a call to the office
    is_encrypted: bool = yes_no(
        "送件加密",
        "发给支部的反馈等结果文件要不要加打开密码：选“是”时每个支部一个密码，列在只供内部用的“内部_密码清单”，"
        "请另行告知。空着按否。",
        since=2,
        default="否",
    )
    # 是 by default: in masters in use, which lack the line or have it blank, the party committee has decided
    is_confirmed: bool = yes_no(
        "已由党委研究确认",
        "下面折起的各项是计票、取整等办法，新建和套用方案时没有定的已按建议值填好（浅蓝底）；点左边的“＋”展开，看每项的理由。"
        "党委研究同意后选“是”，才能计算。空着按是。",
        since=2,
        default="是",
    )
    # 1 hides nothing, since no class has more than 0 votes and fewer than 1
    anonymity_floor: Annotated[int, Field(ge=1, le=100)] = whole(
        "匿名下限",
        "某类票少于这个数，或者去掉任一个支部交来的票以后少于这个数时，发出的结果中不显示该来源的票数、"
        "占比和得分；综合得分和等次照常显示。定得越高，看不到票数的支部越多：高过最小票类的人数，就都看不到了。",
        required=True,
    )
    # 通知 四、3 says neither what a result is divided by nor what becomes of an abstention: the town decides
    denominator: str = text(
        "计票分母",
        "算得分时除以什么：有效票（四个等次票数之和）、收回票（另加弃权和作废）、应到人数（另加未投）。",
        required=True,
        choices=DENOMINATORS,
    )
    share_denominator: str = text(
        "占比分母", "算各等次占比和评定规则指标时除以什么，含义同上。", required=True, choices=DENOMINATORS
    )
    empty_class: str = text(
        "空票类处理",
        "某票类分母为 0（没有可计分的票）时：按其余票类折算、计零，或报错（不出得分，请先查明）。"
        "按应到人数计票时，有应到人数而一票未投的票类分母不为 0，记 0 分，并提醒。",
        required=True,
        choices=EMPTY_CLASS_RULES,
    )
    missing_source: str = text(
        "缺项处理",
        "某来源没有成绩时：报错（不出综合得分），或按其余来源折算。",
        required=True,
        choices=MISSING_SOURCE_RULES,
    )
    ties: str = text(
        "同分处理",
        "名额线上同分时：从宽（都保留）、从严（都不保留）、报错（请研究确定）。",
        required=True,
        choices=TIE_RULES,
    )
    quota_rounding: str = text(
        "名额取整", "比例上限乘以参评数后如何取整。", required=True, choices=QUOTA_ROUNDINGS
    )
    double_typing: bool = yes_no("双人录入", "会议纸质票是否由甲、乙两人各录一遍并自动比对。", required=True)
    own_excluded: bool = yes_no("回避", "本人是否不给自己投票；选“是”时本人一格不计票。", required=True)
    decimals: Annotated[int, Field(ge=0, le=4)] = whole("小数位数", "得分和占比保留几位小数。", required=True)
    remainder: str = text(
        "尾差处理",
        "占比四舍五入后合计不是 100 时：最大余数（舍去最多的项先进一）、并入最大项（差额并入最大的一项）、"
        "不调整（合计可能不是 100）。空着按最大余数。",
        choices=REMAINDER_RULES,
        since=2,
        default=LARGEST_REMAINDER,
    )
    peer_class: VoterClass = text(
        "互评票类",
        "支部测评表上的票属于哪个票类；按应到人数计票时必须填写。没有就留空。",
        source="票类权重.票类",
    )
    adjustment_limit: Percent = decimal(
        "加减分上限", "加分、减分各不超过多少分；不设加减分填 0。", required=True
    )
    due_soon_days: Annotated[int, Field(ge=0, le=60)] = whole(
        "到期提醒天数",
        "截止日前几个工作日（含）起，任务和整改问题算作“即将到期”。",
        required=True,
    )
    # 通知 四、2: 述职报告字数控制在2000个字左右; the town decides what is about 2,000
    report_least: Quantity = whole("报告字数下限", "述职报告至少多少字。", required=True)
    report_most: Quantity = whole("报告字数上限", "述职报告至多多少字。", required=True)
    # Text: 1/3 must stay exact (通知 四、2)
    achievements_most: str = text(
        "成绩占比上限", "写成绩和经验的篇幅不超过全文的百分之几，可写 1/3。", required=True
    )
    problems_least: str = text("问题占比下限", "写问题的篇幅不少于全文的百分之几。", required=True)
    # More than this is no slip but a way of filling in, such as 1 and 2 for 好 and 较好
    misread_most: Quantity = whole(
        "错填上限",
        "收回的一张录票或问卷中，不是等次的评价多于几处就整份暂扣；不多于的逐处按作废计。空着按 3。",
        since=2,
        default="3",
    )
    # 否 by default: the words of a veto and of the committee were written for the office
    reasons_in_feedback: bool = yes_no(
        "反馈调整理由",
        "反馈的“定等说明”是否照写调整理由和否决事由。选“否”时只说明是一票否决、由党委研究评定，不写理由。空着按否。",
        since=2,
        default="否",
    )

    @property
    def tracking_day(self) -> date:
        """The day on which rectification is judged in what is tracked and reminded of (催办日期)."""
        return self.reminder_day or self.reference_day


_TOWNS_OWN = {
    "year",
    "party_committee",
    "scheme",
    "reference_day",
    "report_focus",
    "misread_most",
    "surveys_per_branch",
    "decided_on",
    "reasons_in_feedback",
    "is_encrypted",
    "scope",
    "publication_day",
    "reminder_day",
    "closing_officer",
    "replacement",
    "is_confirmed",
}
SCHEME_KEYS = tuple(column.header for name, column in Settings.columns().items() if name not in _TOWNS_OWN)
"""Settings that belong to a scheme (方案); the others are the town's or the year's own."""
CONFIRMED_KEY = Settings.columns()["is_confirmed"].header
"""The tick of the party committee (已由党委研究确认)."""
_HEADERS = tuple(column.header for column in Settings.columns().values())
TECHNICAL_KEYS = _HEADERS[_HEADERS.index(CONFIRMED_KEY) + 1 :]
"""Settings that the party committee confirms together (计票、取整等办法)."""
RECOMMENDED = {key: advice.value for key, advice in RECOMMENDATIONS.items() if advice.value != ""}
"""The recommended 取值 by 名称, where it is not to leave the setting blank."""

SETTING = Table("基本设置", Setting, key=("name",))
SETTINGS_SHEET = Sheet(
    "基本设置",
    "第一步：填写年度、党委名称、基准日期等；计票、取整等办法折在下面，党委研究同意后选“是”。",
    (SETTING,),
    group="设置",
    landscape=False,
)


def setting_line(name: str) -> Record:
    """The line of a setting in 基本设置 without its 取值: what it means and what is recommended.

    Args:
        name: 名称 of the setting.

    >>> setting_line("年度")["说明"], setting_line("小数位数")["建议值"]
    ('考核年度，四位数，如 2015。', 2)
    """
    hint = next(column.hint for column in Settings.columns().values() if column.header == name)
    advice = RECOMMENDATIONS.get(name)
    line = {"名称": name, "说明": hint}
    return {**line, "建议值": advice.value, "理由和依据": advice.reason} if advice else line
