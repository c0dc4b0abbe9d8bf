"""Sheets that the program keeps for the clerk: 首页, 校验报告, 操作日志 and the hidden key."""

from datetime import datetime
from decimal import Decimal

from shuzhi_xl.sheets.declaration.fields import decimal, moment, text, whole, yes_no
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.declaration.table import Sheet, Table
from shuzhi_xl.sheets.declaration.units import Quantity, TrackName

PROGRESS_STAGES = (
    "基础设置",
    "组织名册",
    "述职报告",
    "评议会议",
    "分发",
    "回收",
    "计算",
    "研究定等",
    "生成反馈",
    "公布",
    "整改销号",
)

TASK_OVERDUE, TO_CHOOSE, NOT_RETURNED, PROBLEM_OVERDUE, TASK_DUE_SOON = REMINDER_KINDS = (
    "逾期任务",
    "待定表单",
    "未收回",
    "逾期整改",
    "临期任务",
)
MOST_REMINDERS = 8
"""Lines of 催办事项; what is left over is counted in the last."""
MOST_TRACKS = 5
"""Lines of 板块进展, which the charts of 首页 show; further tracks are added up in the last."""


class Progress(Row):
    """The progress of one stage of the year (首页: 进度)."""

    stage: str = text("阶段", computed=True, width=14)
    done: Quantity | None = whole("已完成", computed=True, width=10)
    total: Quantity | None = whole("总数", computed=True, width=10)
    share: Decimal | None = decimal("完成率", computed=True, decimals=0, width=24)
    next_step: str = text("下一步", computed=True, width=56)


class Overview(Row):
    """Matters that need attention, in numbers (首页: 概况)."""

    blocking: Quantity | None = whole("须改疑点", computed=True, formerly="须改问题")
    notices: Quantity | None = whole("提醒", computed=True)
    tasks_overdue: Quantity | None = whole("逾期任务", computed=True)
    tasks_due_soon: Quantity | None = whole("临期任务", computed=True)
    forms_missing: Quantity | None = whole("未收回表单", computed=True)
    problems_open: Quantity | None = whole("未销号问题", computed=True)
    problems_overdue: Quantity | None = whole("逾期整改", computed=True)


class Reminder(Row):
    """Something that somebody must be asked for (首页: 催办事项)."""

    kind: str = text("类别", choices=REMINDER_KINDS, computed=True, width=14)
    extent: str = text("情况", computed=True, width=14)
    matter: str = text("事项", computed=True, width=56)


class TrackProgress(Row):
    """Forms and problems of one track (首页: 板块进展); forms are counted one by one, as in 票单登记."""

    track: TrackName = text("板块", computed=True)
    returned: Quantity | None = whole("已收回", computed=True)
    pending: Quantity | None = whole("待定", computed=True)
    missing: Quantity | None = whole("未收回", computed=True)
    closed: Quantity | None = whole("已销号", computed=True)
    running: Quantity | None = whole("未逾期", computed=True)
    overdue: Quantity | None = whole("已逾期", computed=True)


ACKNOWLEDGED = "已阅"
"""级别 of a notice that the clerk has accepted."""


class CheckReport(Row):
    """A cause, or one of its findings below it, as listed for the clerk (校验报告)."""

    severity: str = text("级别", computed=True, width=8)
    file: str = text("文件", computed=True, width=26)
    sheet: str = text("工作表", computed=True, width=12)
    cell: str = text("单元格", computed=True, width=10)
    value: str = text("所填", computed=True, width=20)
    sentence: str = text("疑点与改法", computed=True, width=76, formerly="问题与改法")
    # Stays when the sentence is reworded: 复核 knows a line by it
    code: str = text("编码", computed=True, width=24)
    # Blank for the findings below a cause
    count: Quantity | None = whole("处数", computed=True, since=2, width=8)
    acknowledged: bool = yes_no(
        "已阅", "看过了、不用处理的“提醒”选“是”：情况不变就不再列出；“须改”的不能标。", since=2
    )
    prints: str = text("指纹", computed=True, since=2, width=14, hidden=True)


class LogEntry(Row):
    """One line of the log (操作日志); each carries the fingerprint of the line before."""

    logged_at: datetime | None = moment("时间", computed=True, width=20)
    job: str = text("操作", computed=True, width=12)
    outcome: str = text("结果", computed=True, width=70)
    input_fingerprint: str = text("输入指纹", computed=True, width=20)
    output_fingerprint: str = text("输出指纹", computed=True, width=20)
    previous: str = text("前一行指纹", computed=True, width=20)


class Secret(Row):
    """A secret of this workbook (very hidden): the key of its forms' identity codes."""

    name: str = text("名称", required=True, width=14)
    value: str = text("取值", required=True, width=70)


PROGRESS = Table("进度", Progress, key=("stage",), program_only=True)
OVERVIEW = Table("概况", Overview, program_only=True)
REMINDER = Table("催办事项", Reminder, program_only=True)
TRACK_PROGRESS = Table("板块进展", TrackProgress, program_only=True)
HOME_SHEET = Sheet(
    "首页",
    "按从左到右的次序操作；每一步都可以放心重做。",
    (OVERVIEW, PROGRESS, REMINDER, TRACK_PROGRESS),
    landscape=False,
    group="程序",
)
CHECK_REPORT = Table("校验报告", CheckReport, program_only=True)
CHECK_REPORT_SHEET = Sheet(
    "校验报告",
    "每行是一类疑点；点左边的“＋”看它的每一处，点“单元格”可直接跳到出处。须改的请先改正；提醒的请核对，不用处理的在“已阅”选“是”。",
    # Not protected: Excel would not unfold the rows of a protected sheet
    (CHECK_REPORT,),
    group="程序",
)
LOG = Table("操作日志", LogEntry, program_only=True)
LOG_SHEET = Sheet(
    "操作日志",
    "程序每次操作的记录，逐行相扣，请勿改动。",
    (LOG,),
    protected=True,
    group="程序",
    printed=False,
)
SECRET = Table("表单密钥", Secret, key=("name",), program_only=True)
KEY_NAME, LOG_END = "密钥", "日志末行"
"""Rows of 表单密钥: the key itself, and the fingerprint of the log's last line."""
# Very hidden: Excel's 取消隐藏 does not offer it, so that the key is not deleted by mistake
SECRET_SHEET = Sheet("_密钥", "程序自用，请勿改动。", (SECRET,), hidden=True, group="程序")
