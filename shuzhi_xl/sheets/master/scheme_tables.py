"""Sheet 评分设置: grade points and thresholds, weights, 测评项目 and 评定规则; sheet 板块设置: the tracks."""

from datetime import date

from shuzhi_xl.sheets.declaration.fields import day, decimal, text, yes_no
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.declaration.table import Sheet, Table
from shuzhi_xl.sheets.declaration.units import (
    GradeName,
    Indicator,
    Percent,
    SignedPoints,
    Source,
    TrackName,
    VoterClass,
)
from shuzhi_xl.sheets.master.vocabulary import (
    BALLOT_SOURCES,
    COMPARISONS,
    EVERY_TRACK,
    GRADES,
    INDICATORS,
    ORGANISATION_TYPES,
    SOURCES,
)

_TRACK_HINT = "填“全部”对所有板块有效；某板块另有办法的，把全部各行单独列出，以单列的为准。"
_SOURCE_TRACK_HINT = "填“全部”对所有板块有效；某板块单独列出的，只替换同一来源的“全部”，其他来源仍用“全部”。"


class GradeStandard(Row):
    """Points and thresholds of one grade (等次标准; 通知 四、3)."""

    track: TrackName = text(
        "板块", _TRACK_HINT, required=True, source="板块设置.板块", also=(EVERY_TRACK,), width=16
    )
    grade: GradeName = text("等次", required=True, choices=GRADES, width=8)
    points: SignedPoints = decimal(
        "票面分值", "一张该等次的票折合多少分，可为负数。", required=True, width=10
    )
    # Never negative, unlike 票面分值: the composite is limited to 0–100 (算法 四)
    threshold: Percent = decimal(
        "综合分下限", "综合得分达到多少可评该等次；最低等次填 0。", required=True, width=12
    )
    quota: Percent | None = decimal(
        "比例上限",
        "该等次最多占参评数的百分之几；不限就留空，填 0 表示没有名额。最低等次不设上限。",
        width=10,
    )


class SourceWeight(Row):
    """Weight of one source (来源权重; 通知 四、4)."""

    track: TrackName = text(
        "板块", _SOURCE_TRACK_HINT, required=True, source="板块设置.板块", also=(EVERY_TRACK,), width=16
    )
    source: Source = text("来源", required=True, choices=SOURCES, width=11)
    weight: Percent = decimal(
        "权重", "百分数。每个板块各来源权重之和必须正好是 100。", required=True, width=8
    )


class ClassWeight(Row):
    """Weight of one voter class within a source (票类权重)."""

    track: TrackName = text(
        "板块", _SOURCE_TRACK_HINT, required=True, source="板块设置.板块", also=(EVERY_TRACK,), width=16
    )
    source: Source = text("来源", required=True, choices=BALLOT_SOURCES, width=11)
    voter_class: VoterClass = text("票类", "票类名称由本地自定，如 A票、B票。", required=True, width=12)
    weight: Percent = decimal(
        "权重", "在该来源内所占权重；填 0 表示只计占比、不计分。", required=True, width=8
    )


class Criterion(Row):
    """One thing that is rated (测评项目)."""

    name: str = text("项目", "第一项是“总体评价”，其余按需增加。", required=True, width=14)
    weight: Percent = decimal("权重", "各项目之间的权重；填 0 表示只统计、不计分。", required=True, width=8)
    note: str = text("说明", width=24)


class CapRule(Row):
    """One condition that caps the grade (评定规则)."""

    track: TrackName = text(
        "板块", _TRACK_HINT, required=True, source="板块设置.板块", also=(EVERY_TRACK,), width=16
    )
    name: str = text("规则", "同名的几行须同时满足才算触发。", required=True, width=20)
    indicator: Indicator = text("指标", required=True, choices=INDICATORS, width=13)
    comparison: str = text("比较", required=True, choices=COMPARISONS, width=7)
    # Text: 90, 90% and 1/3 are all allowed, and a third must stay exact
    threshold: str = text(
        "阈值", "占比可写 90、90% 或 1/3；得分写 90 或 90%；逾期数写整数。", required=True, width=9
    )
    highest: GradeName = text(
        "最高等次", "触发后最高只能评这个等次。", required=True, choices=GRADES, width=10
    )
    enabled: bool = yes_no("启用", required=True)
    basis: str = text("依据", "规则出自哪份文件。", width=28)


class Track(Row):
    """One track (板块; 通知 二): its lead department and who debriefs to whom."""

    name: TrackName = text("板块", "板块名称。", required=True, width=18)
    lead_department: str = text("牵头部门", "负责组织本板块述职评议的部门。", required=True, width=22)
    # 通知 二: each track debriefs to its own committee
    debriefs_to: str = text("述职对象", "书记向谁述职。", required=True, width=22)
    organisation_types: str = text(
        "组织类型",
        "哪些类型归本板块，用顿号隔开。",
        required=True,
        choices=ORGANISATION_TYPES,
        many=True,
        width=30,
    )
    decided_on: date | None = day(
        "研究日期",
        "党委研究本板块等次的日期；“其余同建议等次”按它填综合评定。空着用“基本设置”的研究日期。",
        since=2,
    )


# Each room is that of the largest shipped scheme and four rows, in which Excel lets a table grow by typing
GRADE_STANDARD = Table(
    "等次标准",
    GradeStandard,
    key=("track", "grade"),
    hint="一张票折合多少分，综合得分达到多少可评该等次，该等次最多占多少。",
    room=8,
)
SOURCE_WEIGHT = Table(
    "来源权重",
    SourceWeight,
    key=("track", "source"),
    hint="各来源在综合得分中占百分之几，每个板块合计 100。",
    room=9,
)
# Need not sum to 100, unlike 来源权重: only the ratio counts, also where a class falls out (算法 三)
CLASS_WEIGHT = Table(
    "票类权重",
    ClassWeight,
    key=("track", "source", "voter_class"),
    hint="A票、B票等在同一来源内的权重；填 0 的只计占比、不计分。",
    room=10,
)
CRITERION = Table(
    "测评项目",
    Criterion,
    key=("name",),
    hint="测评票上评哪些项目；第一项是“总体评价”。",
    room=5,
)
# With 比较: a rule may enclose an indicator from both sides
CAP_RULE = Table(
    "评定规则",
    CapRule,
    key=("track", "name", "indicator", "comparison"),
    hint="触发后最高只能评到哪个等次；同名的几行须同时满足。",
    room=8,
)
SCORING_SHEET = Sheet(
    "评分设置",
    "第二步：分值、下限、比例、权重和规则一律以本表为准，程序不设默认值。",
    (GRADE_STANDARD, SOURCE_WEIGHT, CLASS_WEIGHT, CRITERION, CAP_RULE),
    landscape=False,
    group="设置",
)

TRACK = Table("板块设置", Track, key=("name",))
TRACKS_SHEET = Sheet(
    "板块设置",
    "第三步：本镇分几块开展述职评议，各由谁牵头。",
    (TRACK,),
    group="设置",
)
