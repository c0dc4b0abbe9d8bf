"""Sentences of the commands in a terminal."""

from datetime import datetime

from shuzhi_xl.wording.findings.carry_over import CARRYING_STOPPED
from shuzhi_xl.wording.findings.district import NO_CLUSTER
from shuzhi_xl.wording.findings.scheme import SCHEME
from shuzhi_xl.wording.screen.archive import ARCHIVE_STOPPED
from shuzhi_xl.wording.screen.open_workbook import OPEN_WORKBOOK
from shuzhi_xl.wording.screen.upgrading import NEWER
from shuzhi_xl.wording.sheets.schedule import PLAN

HELP = "党组织书记抓基层党建工作述职评议考核：用一本 Excel 总表完成全年工作。"
MASTER = "总表的位置，如 述职评议考核.xlsm"
AS_JSON = "只输出一个 JSON 对象，供程序读取"
REISSUE = "遗失或作废后要重发的编号（或场次），可写多次"
REISSUED_SUBJECTS = "遗失或损坏的另写编号（或场次），可写多个；不写就只重发不再相符的"
PROBLEMS = "要销号的问题编号，可写多个；不写就只填状态已是“已销号”的"
YEAR = "考核年度，如 2015；写了就按通知填好日程安排和节假日"
SCHEME_NAME = "评分方案的名称；不写就留空，由您按党委研究的方案填写，并列出现有方案"
LAST_YEAR = "去年的总表；带来党组织、板块、各项设置和未销号的问题，只读不改；不写年度就是它的下一年"
SCHEMES = "评分方案：在总表和方案文件之间导出、导入"
IMPORT = "导入：用方案文件换掉总表的评分设置和有关的基本设置，先留备份"
EXPORT_FILE = "方案文件的位置；不写就放进总表旁边的“方案”文件夹"
SCHEME_FILE = "方案文件的位置，如 本镇方案.toml"
ROLLUP = "区县汇总：把一个文件夹里许多镇的总表汇成一本；各镇总表只读不改"
TOWNS_FOLDER = "放着各镇总表的文件夹，文件名、子文件夹随意"
ENGINE = "在哪里读：local 用本机的几个进程，dask://主机:端口 用已有的 Dask 集群"
WORKERS = "本机用几个进程"
ONE_YEAR = "汇总哪个年度；不写就汇总多数总表的年度"
TIMES = "离群提示的界限：与中位数相差，超过一般相差（MAD）的多少倍才列出"
FOLDER = "存放示范材料的文件夹"
BRANCHES = "党组织个数"
SEED = "同一个数得到同样的示范材料"

NEW = "新建一本空的总表"
REPORTS = "放述职报告的文件夹；不写就是总表旁边的“述职报告/年度”"
EXPLAIN = "说明来由：逐步说明一个党组织的等次是怎样得出的；只读总表，不改动"
NUMBER = "党组织的编号，如 C001"
RECOUNT = "复核：用另一套算法重算一遍并逐格比较"
BUILD = "重新生成随软件提供的总表和模板（供开发者使用）"
DEMO = "示范：虚构一个镇，走完全年流程"

USAGE = "命令或参数不对。请输入 shuzhi --help 查看用法。"
INTERRUPTED = "已中断。总表不是原来的样子，就是已经全部写好；再次运行即可接着做完。"
STOPPED = {
    "master_missing": "找不到总表“{name}”，请核对文件名和位置。",
    "master_unreadable": "打不开“{name}”：它不是完整的 Excel 工作簿，请从“备份”文件夹中恢复。",
    "master_refused": (
        "打不开“{name}”：系统不让读取，可能正被别的软件独占，或您没有打开它的权限；没有改动任何文件。"
        "请关闭占用它的软件，或换有权限的人操作，再重新操作。"
    ),
    "not_a_master": "“{name}”不是述职评议考核总表，请选对文件。",
    "master_exists": "“{name}”已经存在，没有改动它；请换一个文件名或文件夹。",
    "file_busy": "“{name}”正被{holder}打开或使用，请先保存并关闭，再重新操作。",
    "file_changed": "“{name}”在操作过程中被别人改动了，这次没有写入；请重新操作。",
    "folder_refused": (
        "无法写入“{name}”（{reason}），原有文件没有改动。"
        "请腾出空间、在“属性”中去掉“只读”，或换一个可写的文件夹后重做。"
    ),
    "place_missing": "“{name}”不见了（可能是模板或总表中的表格、名称被删除），请恢复后重做；这次没有写入。",
    "place_taken": "工作表“{name}”的 {cell} 处另有内容，会被覆盖，所以没有写入；"
    "请把它移到别处，或在这一行上方插入几个整行，然后重做。",
    "place_merged": "工作表“{name}”的 {cell} 是合并单元格，请取消合并后重做；这次没有写入。",
    "sheet_full": "工作表“{name}”放不下 {rows} 行，这次没有写入。",
    "not_a_checkout": "build 只供开发者在项目文件夹中使用（先运行 make build）。",
    "readers_missing": (
        "读取文件的程序启动不了，可能被安全软件拦住，这次没有读取。请把本软件加入信任名单，或运行自检后重做。"
    ),
    "not_a_workbook": "“{name}”不是完整的 Excel 工作簿，请恢复后重做；这次没有写入。",
    "unforeseen": (
        "“{job}”中途出错，没有做完。请再按一次同一个按钮，重做不会重复登记。仍然出错的，请把“{log}”"
        "（一般在总表旁边）发给技术人员。"
    ),
    "file_missing": "找不到文件“{name}”，请核对文件名和位置。",
    "folder_missing": "找不到文件夹“{name}”，请核对名称和位置。",
    "file_exists": "“{name}”已经存在，没有改动它；请换一个文件名。",
    **SCHEME,
    **PLAN,
    **CARRYING_STOPPED,
    **NO_CLUSTER,
    **NEWER,
    **OPEN_WORKBOOK,
    **ARCHIVE_STOPPED,
}
SOMEONE = "其他程序"


def stopped(code: str, **context: object) -> str:
    """Why a job could not run or could not write."""
    return STOPPED[code].format_map(context)


def holder(name: str | None, since: datetime | None) -> str:
    """Who has a file open or locked, and since when, where known."""
    holder_text = f"“{name}”" if name else SOMEONE
    return f"{holder_text}（自 {since:%H:%M} 起）" if since else holder_text


def listed(shown: int, total: int) -> str:
    """Line above a list of findings that was cut off for the terminal."""
    return f"疑点共 {total} 条，先列 {shown} 条，其余请看“校验报告”。"


FINDING_HEADERS = ("级别", "位置", "所填", "疑点与改法")
DONE_HEADERS = ("操作", "结果")
MADE_HEADERS = ("做了什么", "数量", "在哪里")
NEED_HEADERS = ("需要经办人处理", "在哪里", "怎样处理")
DIFFERENCE_HEADERS = ("与埋设不符之处",)
