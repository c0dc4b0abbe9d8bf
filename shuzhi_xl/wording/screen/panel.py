"""What the panel says: the window of its own for offices with WPS or without macros (面板)."""

HELP = "面板：打开一个小窗口，用鼠标完成各项操作；适合用 WPS 或不能用宏的电脑"
FOLDER_OR_MASTER = "总表的位置，或总表所在的文件夹；不写就是当前文件夹"
TITLE = "述职评议考核"
MASTER = "总表"
NO_MASTER = "还没有选定总表，请先按“选择总表”。"
CHOOSE = "选择总表"
OPEN_MASTER = "打开总表"
OPEN_FOLDER = "打开文件夹"
REOPEN = "重新打开总表"
STOP_WAITING = "不等了"
READY = "请按要做的一步。总表要先保存并关闭；还打开着的，会等您关闭后再做。"
WAITED_OUT = "没有做“{caption}”，总表没有改动。"
OPEN_A_FINDING = "双击一行（或按回车键），打开它所在的文件。"
FINDING_COUNT = "疑点 {total} 条，其中须改 {blocking} 条。"
NO_FINDINGS = "没有疑点。"
QUESTIONS = {
    "number": "要看哪个党组织的等次怎样得出？请填它的编号：",
    "seed": "抽查用的随机词是什么？请在计票以后由监票人当众定下（例如掷四次骰子得 3516），填在这里：",
}
BUSY_AT_CLOSING = "正在做“{caption}”，请等它做完再关闭本窗口。"
NOT_FOUND = "找不到“{name}”，它可能已被移走或改名。"
NOT_OPENED = "没有能打开“{name}”的程序，请从文件夹里打开。"
NO_WINDOW = (
    "本机的 Python 不带窗口组件（tkinter），打不开面板。请安装 www.python.org 的 Python（保留“tcl/tk”），"
    "再双击一次 install.cmd；或者在命令行完成同样的工作（shuzhi --help）。"
)
FAILED = "面板出错了。请关闭它，再打开一次；仍然出错的，请把“{log}”（一般在总表旁边）发给技术人员。"


def running(caption: str, done: int, total: int) -> str:
    """How far a job is.

    >>> running("分发", 3, 12)
    '正在分发：3/12'
    """
    return f"正在{caption}：{done}/{total}" if total else f"正在{caption}……"


def waiting_for_program(name: str, program: str, person: str, caption: str) -> str:
    """Why a job does not begin yet: a spreadsheet program has a file open.

    Args:
        name: The file's name.
        program: The program; blank where it is not known.
        person: Who has it open; blank where that is not known.
        caption: The job's name.

    >>> waiting_for_program("总表.xlsm", "WPS", "王丽", "校验")
    '“总表.xlsm”正在 WPS 中打开着（王丽）。请在那里保存并关闭它，关闭后自动开始“校验”。'
    """
    where = f" {program} 中" if program else "别的程序（如 WPS、Excel）中"
    opener = f"（{person}）" if person else ""
    return f"“{name}”正在{where}打开着{opener}。请在那里保存并关闭它，关闭后自动开始“{caption}”。"


def waiting_for_job(name: str, holder: str, caption: str) -> str:
    """The same, where another job is at work on the master.

    Args:
        name: The file's name.
        holder: Who started it, and when.
        caption: The name of the job that waits.
    """
    return f"{holder}正在对“{name}”做另一项操作，做完后自动开始“{caption}”。"
