"""What the panel says: the window of its own for offices with WPS or without macros (面板)."""

HELP = "面板：打开一个小窗口，用鼠标完成各项操作；适合用 WPS 或不能用宏的电脑"
TITLE = "述职评议考核"
NO_MASTER = "还没有选定总表，请先按“选择总表”。"
CHOOSE = "选择总表"
OPEN_MASTER = "打开总表"
OPEN_FOLDER = "打开文件夹"
STOP_WAITING = "不等了"
MASTERS = "总表"
READY = "请按要做的一步。总表要先关闭；打开着的，会等您关闭后再做。"
WAITED_OUT = "没有做“{caption}”，总表没有改动。"
OPEN_A_FINDING = "双击一行，打开它所在的工作簿。"
FINDING_COUNT = "疑点 {total} 条，其中须改 {blocking} 条。"
NO_FINDINGS = "没有疑点。"
BUSY_AT_CLOSING = "正在做“{caption}”，请等它做完再关闭本窗口。"
NOT_FOUND = "找不到“{name}”，它可能已被移走或改名。"
NOT_OPENED = "没有能打开“{name}”的程序，请从文件夹里打开。"
NO_WINDOW = (
    "本机的 Python 不带窗口组件（tkinter），打不开面板。请安装 www.python.org 的 Python（保留“tcl/tk”），"
    "再双击一次 install.cmd；或者在命令行完成同样的工作（shuzhi --help）。"
)


def running(caption: str, done: int, total: int) -> str:
    """How far a job is.

    >>> running("分发", 3, 12)
    '正在分发：3/12'
    """
    return f"正在{caption}：{done}/{total}" if total else f"正在{caption}……"


def waiting(reason: str, caption: str) -> str:
    """Why a job does not begin yet.

    Args:
        reason: The sentence that says which program has the master open.
        caption: The job's name.
    """
    return f"{reason}关闭后自动开始“{caption}”。"
