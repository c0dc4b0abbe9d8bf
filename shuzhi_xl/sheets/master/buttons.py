"""The buttons (按钮), each declared once: 首页, ribbon, macros and commands are made from this list.

A new button is an entry here, the job of its name in `shuzhi_xl.jobs` or a package of it, and `shuzhi build`.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from shuzhi_xl.sheets.declaration.table import Sheet, Table
from shuzhi_xl.sheets.master.new_year import NEW_YEAR_SHEET
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT, PROGRESS
from shuzhi_xl.sheets.master.results import (
    APPRAISAL,
    APPRAISAL_SHEET,
    PROBLEM,
    PUBLICATION,
    RECTIFICATION_SHEET,
    TRACE,
)
from shuzhi_xl.sheets.master.scheme_tables import GRADE_STANDARD
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.sheets.master.votes import FORM, REGISTER_SHEET
from shuzhi_xl.wording.scanning import audit
from shuzhi_xl.wording.screen.console import EXPLAIN, RECOUNT, ROLLUP


class RibbonGroup(Enum):
    """A group of the ribbon tab (功能区分组): its control id and its label, in the order of the year."""

    PREPARE = ("SzPrepare", "准备与分发")
    COUNT = ("SzCount", "回收与计算")
    FEED_BACK = ("SzTell", "反馈与整改")
    FURTHER = ("SzFurther", "报告与方案")
    YEAR = ("SzYear", "年度与查对")

    @property
    def is_of_steps(self) -> bool:
        """Whether the steps of the year are here (操作步骤), with what belongs to one of them."""
        return self not in {RibbonGroup.FURTHER, RibbonGroup.YEAR}


@dataclass(frozen=True)
class Button:
    """A button (按钮) of 首页, of a sheet and of the ribbon, and the command that runs the same job.

    Every button is in the ribbon and the panel. A step of the year is a large one of 首页; the others of its
    group are on their sheet only; those of 报告与方案 and 年度与查对 are small ones of 首页.

    Attributes:
        job: The job's name, which is also that of its module and of the function there.
        command: The words after ``shuzhi`` in a terminal.
        caption: The caption, which is also the job's name in the log and in every sentence (操作).
        tip: What it does, below the step and in the ribbon; at most two lines of a column of 首页.
        help: What it does, in the list of commands.
        group: Its group in the ribbon.
        image: Office's name of its icon (imageMso).
        shows: The table that the clerk sees after the job, when no finding is blocking.
        package: The package of its module in `shuzhi_xl.jobs`; blank for that package itself.
        on: The sheet that has the button beside its title.
        asks: The job's argument that Excel takes from the selection and the panel has to ask for.
        macro_asks: Whether its macro has to ask for it too, because no selection can say it.
    """

    job: str
    command: str
    caption: str
    tip: str
    help: str
    group: RibbonGroup
    image: str
    shows: Table[Any]
    package: str = ""
    on: Sheet | None = None
    asks: str = ""
    macro_asks: bool = False

    @property
    def is_step(self) -> bool:
        """Whether it is a step of the year (操作步骤)."""
        return self.group.is_of_steps and self.on is None

    @property
    def path(self) -> str:
        """The job's function, as `pkgutil.resolve_name` takes it; a job is imported when it runs."""
        package = f"{self.package}." if self.package else ""
        return f"shuzhi_xl.jobs.{package}{self.job}:{self.job}"

    @property
    def sub(self) -> str:
        """What the names of its macros and controls have in common (宏名).

        >>> BUTTON_OF["read_reports"].sub
        'ReadReports'
        """
        return "".join(word.capitalize() for word in self.job.split("_"))


BUTTONS: Final = (
    Button(
        job="check",
        command="check",
        caption="校验",
        tip="检查各表有没有漏填、错填，列出要改的地方",
        help="校验：列出所有疑点和改法",
        group=RibbonGroup.PREPARE,
        image="AcceptInvitation",
        shows=CHECK_REPORT,
    ),
    Button(
        job="distribute",
        command="distribute",
        caption="分发",
        tip="给每个党支部生成测评表，给每场会议生成录票表",
        help="分发：给每个支部做一个工作簿，给每场会议做录票工作簿",
        group=RibbonGroup.PREPARE,
        image="FileSendAsAttachment",
        shows=FORM,
    ),
    Button(
        job="collect",
        command="collect",
        caption="回收",
        tip="读取“收回/年度”里的表格，登记票数和问卷",
        help="回收：读取“收回/年度”文件夹，登记并录入",
        group=RibbonGroup.COUNT,
        image="ImportExcel",
        shows=FORM,
    ),
    Button(
        job="compute",
        command="compute",
        caption="计算",
        tip="统计票数，算出综合得分、名次和建议等次",
        help="计算：计票、算分、定建议等次",
        group=RibbonGroup.COUNT,
        image="CalculateNow",
        shows=APPRAISAL,
    ),
    Button(
        job="generate",
        command="generate",
        caption="生成",
        tip="给每个党支部生成反馈表，给每个板块生成汇总",
        help="生成：给每个支部做反馈，给每个板块做汇总",
        group=RibbonGroup.FEED_BACK,
        image="FileSaveAs",
        # No table of its own: 反馈 and 汇总 are files
        shows=PROGRESS,
    ),
    Button(
        job="publish",
        command="publish",
        caption="公布",
        tip="生成各板块的公布表，只列名称和等次",
        help="公布：列出名称和等次，做打印用的公布表",
        group=RibbonGroup.FEED_BACK,
        image="FilePrint",
        shows=PUBLICATION,
    ),
    Button(
        job="track",
        command="track",
        caption="整改跟踪",
        tip="收齐整改进展，列出逾期和未销号的问题",
        help="整改跟踪：汇总问题清单，标出逾期",
        group=RibbonGroup.FEED_BACK,
        image="RefreshAll",
        shows=PROBLEM,
    ),
    Button(
        job="scan",
        command="scan",
        caption="读票",
        tip="读“扫描/年度”里的测评票，做成录票工作簿",
        help="读票：读“扫描/年度”文件夹里扫描的测评票，每场会做一个录票工作簿，拿不准的列在其中的“存疑”",
        group=RibbonGroup.COUNT,
        image="FileOpen",
        shows=FORM,
        package="scanning",
        on=REGISTER_SHEET,
    ),
    Button(
        job="adopt_suggestions",
        command="adopt-suggestions",
        caption="其余同建议等次",
        tip="按板块设置的研究日期，没有另定的都按建议等次",
        help="其余同建议等次：有建议等次而没有填研究日期的，填上“基本设置”或“板块设置”的研究日期，再计算",
        group=RibbonGroup.FEED_BACK,
        image="AcceptInvitation",
        shows=APPRAISAL,
        package="decision",
        on=APPRAISAL_SHEET,
    ),
    Button(
        job="close_problems",
        command="close-problems",
        caption="批量销号",
        tip="选中的、已改为“已销号”的，填上销号人和日期",
        help="批量销号：状态改为“已销号”的问题和写明编号的问题，填上销号人、销号日期和完成日期",
        group=RibbonGroup.FEED_BACK,
        image="AcceptInvitation",
        shows=PROBLEM,
        package="decision",
        on=RECTIFICATION_SHEET,
    ),
    Button(
        job="read_reports",
        command="read-reports",
        caption="读取报告",
        tip="读“述职报告/年度”里的 Word，核对篇幅",
        help="读取报告：读取述职报告（Word 文档），数字数，核对篇幅和内容，填入总表",
        group=RibbonGroup.FURTHER,
        image="FileOpen",
        shows=DEBRIEF_REPORT,
    ),
    Button(
        job="apply_scheme",
        command="scheme apply",
        caption="套用方案",
        tip="按选定的“方案名称”，填好评分设置",
        help="套用：按“基本设置”的“方案名称”找到方案，换掉总表的评分设置和有关的基本设置，先留备份",
        group=RibbonGroup.FURTHER,
        image="FormatPainter",
        shows=GRADE_STANDARD,
        package="schemes",
    ),
    Button(
        job="export_scheme",
        command="scheme export",
        caption="导出方案",
        tip="把现在的评分设置存成方案文件",
        help="导出：把总表的评分设置和有关的基本设置写成方案文件；只读总表",
        group=RibbonGroup.FURTHER,
        image="FileSave",
        shows=SETTING,
        package="schemes",
    ),
    Button(
        job="new_year",
        command="start",
        caption="新建",
        tip="按“新建”表填好空白总表；在用的，做下一年的",
        help="新建：按“新建”表填好空白的总表；总表在用的，在文件夹“<下一年>年度”里做下一年的总表",
        group=RibbonGroup.YEAR,
        image="FileNew",
        shows=ORGANISATION,
        package="start",
        on=NEW_YEAR_SHEET,
    ),
    Button(
        job="reissue",
        command="reissue",
        caption="重发",
        tip="名册改动以后，作废、重做受影响而没有收回的表单",
        help="重发：名册、设置改动以后不再相符的表单和写明编号的表单，没有收回的作废、重做；已收回的不动",
        group=RibbonGroup.YEAR,
        image="FileSendAsAttachment",
        shows=FORM,
        on=REGISTER_SHEET,
    ),
    Button(
        job="recount",
        command="recount",
        caption="复核",
        tip="用另一套算法重算一遍，逐格比较",
        help=RECOUNT,
        group=RibbonGroup.YEAR,
        image="AcceptInvitation",
        shows=CHECK_REPORT,
        package="lookup",
    ),
    Button(
        job="audit",
        command="audit",
        caption="抽查",
        tip="计票以后，用当众定的随机词抽票核对",
        help=audit.BUTTON,
        group=RibbonGroup.YEAR,
        image="FileFind",
        shows=FORM,
        package="scanning",
        on=REGISTER_SHEET,
        asks="seed",
        macro_asks=True,
    ),
    Button(
        job="explain",
        command="explain",
        caption="说明来由",
        tip="先选中一个党组织，再看它的等次怎样得出",
        help=EXPLAIN,
        group=RibbonGroup.YEAR,
        image="AcceptInvitation",
        shows=TRACE,
        package="lookup",
        on=APPRAISAL_SHEET,
        asks="number",
    ),
    Button(
        job="rollup",
        command="rollup",
        caption="区县汇总",
        tip="把文件夹“区县汇总”里各镇的总表汇成一本",
        help=ROLLUP,
        group=RibbonGroup.YEAR,
        image="AcceptInvitation",
        shows=CHECK_REPORT,
        package="lookup",
    ),
    Button(
        job="archive",
        command="archive",
        caption="归档",
        tip="把这一年的文件和总表封存到“归档”，做卷宗目录",
        help="归档：把发出的、收回的、做出的和总表复制到“归档/年度”，做卷宗目录，逐个记指纹；扫描件只记指纹",
        group=RibbonGroup.YEAR,
        image="FileSave",
        # No table of its own: an archive is files
        shows=PROGRESS,
        package="archive",
    ),
)
"""All buttons, in the order in which the Tab key goes through them."""
STEPS: Final = tuple(button for button in BUTTONS if button.is_step)
"""The steps of the year, in working order (操作步骤)."""
FURTHER: Final = tuple(button for button in BUTTONS if not button.group.is_of_steps)
"""The small buttons of 首页, of what is no step of the year (其他按钮)."""
BUTTON_OF: Final = {button.job: button for button in BUTTONS}
"""The button of each job that has one."""
JOB_NAMES: Final = {button.job: button.caption for button in BUTTONS} | {
    "import_scheme": "导入方案",
    "upgrade": "升级",
    "new": "新建",
    "build": "重建",
    "demo": "示范",
}
"""Names of the jobs (操作), with a button or without."""
