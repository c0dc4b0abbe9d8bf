"""Sheets 测评统计, 综合评定, 评定依据, 整改清单 and 结果公布: what is computed and decided."""

from datetime import date
from decimal import Decimal

from shuzhi_xl.sheets.declaration.fields import day, decimal, text, whole
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.declaration.table import Sheet, Table
from shuzhi_xl.sheets.declaration.units import GradeName, Number, Quantity, Source, TrackName, VoterClass
from shuzhi_xl.sheets.master.following_columns import organisation_name
from shuzhi_xl.sheets.master.vocabulary import FEEDBACK, GRADES, PROBLEM_SOURCES, RECTIFICATION_STATES


class OrganisationResult(Row):
    """The first columns of every line about one organisation (板块、编号、组织名称、书记姓名)."""

    track: TrackName = text("板块", computed=True, width=16)
    number: Number = text("编号", computed=True, width=9)
    name: str = text("组织名称", computed=True, width=28)
    secretary: str = text("书记姓名", computed=True, width=10)


class Tally(OrganisationResult):
    """Counts, shares and score of one organisation, source, voter class and 测评项目 (测评统计).

    ``valid`` (有效) is the sum of the four grades; shares are percentages of the 占比分母.
    """

    source: Source = text("来源", computed=True, width=10)
    voter_class: VoterClass = text("票类", computed=True, width=10)
    criterion: str = text("项目", computed=True, width=12)
    issued: Quantity | None = whole("发出", computed=True, width=7)
    returned: Quantity | None = whole("收回", computed=True, width=7)
    valid: Quantity | None = whole("有效", computed=True, width=7)
    good: Quantity | None = whole("好", computed=True, width=6)
    fairly_good: Quantity | None = whole("较好", computed=True, width=6)
    average: Quantity | None = whole("一般", computed=True, width=6)
    poor: Quantity | None = whole("差", computed=True, width=6)
    abstention: Quantity | None = whole("弃权", computed=True, width=6)
    spoiled: Quantity | None = whole("作废", computed=True, width=6)
    not_cast: Quantity | None = whole("未投", computed=True, width=6)
    good_share: Decimal | None = decimal("好占比", computed=True, decimals=2, width=9)
    fairly_good_share: Decimal | None = decimal("较好占比", computed=True, decimals=2, width=9)
    average_share: Decimal | None = decimal("一般占比", computed=True, decimals=2, width=9)
    poor_share: Decimal | None = decimal("差占比", computed=True, decimals=2, width=9)
    abstention_share: Decimal | None = decimal("弃权占比", computed=True, decimals=2, width=9)
    spoiled_share: Decimal | None = decimal("作废占比", computed=True, decimals=2, width=9)
    not_cast_share: Decimal | None = decimal("未投占比", computed=True, decimals=2, width=9)
    score: Decimal | None = decimal("得分", computed=True, decimals=2, width=9)


class Appraisal(OrganisationResult):
    """Composite score and grades of one organisation (综合评定); the decision columns are the committee's."""

    meeting_score: Decimal | None = decimal("现场测评", computed=True, decimals=2, width=10)
    survey_score: Decimal | None = decimal("问卷调查", computed=True, decimals=2, width=10)
    visit_score: Decimal | None = decimal("座谈调研", computed=True, decimals=2, width=10)
    routine_score: Decimal | None = decimal("日常工作", computed=True, decimals=2, width=10)
    annual_score: Decimal | None = decimal("年度考核", computed=True, decimals=2, width=10)
    adjustment: Decimal | None = decimal("加减分", computed=True, decimals=2, width=8)
    composite_score: Decimal | None = decimal("综合得分", computed=True, decimals=2, width=10)
    rank: Quantity | None = whole("名次", computed=True, width=7)
    suggested_grade: GradeName = text("建议等次", computed=True, choices=GRADES, width=10)
    fired_rules: str = text("触发规则", computed=True, width=34)
    decided_grade: GradeName = text(
        "研究等次", "党委研究后改变建议等次的才填，并写明调整理由；不改就留空。", choices=GRADES, width=10
    )
    decision_reason: str = text("调整理由", "研究等次与建议等次不同的，必须写明理由。", width=24)
    decided_on: date | None = day("研究日期", "党委研究的日期；填了才有最终等次。")
    opinion: str = text("综合评价意见", "写进反馈表的评语。", width=36)
    final_grade: GradeName = text("最终等次", computed=True, choices=GRADES, width=10)
    # Beside the decision for the committee to see; no rule reads it
    last_grade: str = text("上年等次", computed=True, since=2, follows="历年等次.等次", width=13)


class QuotaCheck(Row):
    """One grade of one track against its quota (名额核对): as suggested, and as the committee has it now."""

    track: TrackName = text("板块", computed=True, width=20)
    grade: GradeName = text("等次", computed=True, choices=GRADES, width=10)
    share: Decimal | None = decimal("比例上限", computed=True, decimals=2, width=12)
    quota_places: Quantity | None = whole("名额上限", computed=True, width=12)
    suggested: Quantity | None = whole("建议", computed=True, width=10)
    decided: Quantity | None = whole("研究后", computed=True, width=10)
    # May be negative: quotas bind the suggestion, not the committee, and are not refilled (算法 六)
    left: int | None = whole("剩余名额", computed=True, width=12)


class TraceStep(Row):
    """One step of how a grade came about (评定依据)."""

    number: Number = text("编号", computed=True, width=9)
    organisation_name: str = organisation_name()
    step: Quantity | None = whole("步骤", computed=True, width=7)
    explanation: str = text("说明", computed=True, width=110)


class Problem(Row):
    """One problem to be put right (整改清单; 通知 四、5)."""

    problem: str = text(
        "问题编号", "不重复；由程序按“编号-序号”编。", required=True, width=13, shown_in=(FEEDBACK,)
    )
    number: Number = text("编号", required=True, source="组织名册.编号", width=9)
    organisation_name: str = organisation_name()
    source: Source = text("来源", required=True, choices=PROBLEM_SOURCES, width=10, shown_in=(FEEDBACK,))
    content: str = text("问题", required=True, width=44, shown_in=(FEEDBACK,))
    owner: str = text("责任人", width=10, shown_in=(FEEDBACK,))
    supervisor: str = text("责任领导", width=10, shown_in=(FEEDBACK,))
    measure: str = text("整改措施", width=44, shown_in=(FEEDBACK,))
    due: date | None = day("整改时限", shown_in=(FEEDBACK,))
    progress: str = text("进展", width=30, shown_in=(FEEDBACK,))
    state: str = text("状态", required=True, choices=RECTIFICATION_STATES, width=9, shown_in=(FEEDBACK,))
    done_on: date | None = day("完成日期", "状态为“已完成”或“已销号”时必须填写。", shown_in=(FEEDBACK,))
    # Not shown in 反馈: only the office closes a problem
    closed_by: str = text("销号人", "销号由镇里审核，支部不能自行销号。", width=10)
    closed_on: date | None = day("销号日期")
    carried_from: str = text("结转自", "上年结转的填上年的问题编号。", width=13)


class Publication(Row):
    """One line of the published result (结果公布; 通知 四、4): names and grades only."""

    track: TrackName = text("板块", computed=True, width=20)
    order: Quantity | None = whole("序号", computed=True, width=8)
    name: str = text("组织名称", computed=True, width=36)
    secretary: str = text("书记姓名", computed=True, width=14)
    final_grade: GradeName = text("最终等次", computed=True, choices=GRADES, width=12)


TALLY = Table("测评统计", Tally, program_only=True)
TALLY_SHEET = Sheet(
    "测评统计",
    "由“计算”写入：每个来源、票类、项目的票数、占比和得分。",
    (TALLY,),
    protected=True,
    group="结果",
    printed=False,
)
APPRAISAL = Table("综合评定", Appraisal, key=("number",), program_only=True)
APPRAISAL_SHEET = Sheet(
    "综合评定",
    "由“计算”写入；白色的“研究等次、调整理由、研究日期、综合评价意见”由您填写。",
    (APPRAISAL,),
    protected=True,
    open_columns=("研究等次", "调整理由", "研究日期", "综合评价意见"),
    group="结果",
)
QUOTA_CHECK = Table("名额核对", QuotaCheck, key=("track", "grade"), program_only=True)
QUOTA_CHECK_SHEET = Sheet(
    "名额核对",
    "由“计算”写入；在“综合评定”填“研究等次”时，“研究后”和“剩余名额”随之变化，负数为超额，标红。",
    (QUOTA_CHECK,),
    protected=True,
    landscape=False,
    group="结果",
)
TRACE = Table("评定依据", TraceStep, key=("number", "step"), program_only=True)
TRACE_SHEET = Sheet(
    "评定依据",
    "由“计算”写入：每个等次怎样一步步得出。",
    (TRACE,),
    protected=True,
    group="结果",
    printed=False,
)
PROBLEM = Table("整改清单", Problem, key=("problem",))
# Not protected: in Excel a table on a protected sheet cannot grow, and the office adds problems here
RECTIFICATION_SHEET = Sheet(
    "整改清单", "逐项登记问题，整改到位并审核后销号；逾期标红。", (PROBLEM,), group="结果"
)
PUBLICATION = Table("结果公布", Publication, key=("name",), program_only=True)
PUBLICATION_SHEET = Sheet(
    "结果公布",
    "由“公布”写入：只列名称和等次，可直接打印。",
    (PUBLICATION,),
    protected=True,
    landscape=False,
    group="结果",
)
