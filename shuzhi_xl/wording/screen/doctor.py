"""Sentences of the self check (自检), the installation, and the macros in an unsuitable program."""

HELP = "自检：检查安装、总表和文件夹，逐行列出结果和处理办法。"
MASTER = "总表的位置；不写就是当前文件夹里的“述职评议考核.xlsm”"
CONFIGURE = "把本 Python 环境的位置写入总表的“xlwings.conf”页"

_NO_EXCEL = (
    "没有找到 Excel{wps}，总表里的按钮不能用。请双击“述职评议.cmd”，用面板做同样的工作，"
    "或用命令（shuzhi --help）；要用按钮，请安装 Excel 2010 或更高版本。"
)
_NO_PANEL = (
    "本机的 Python 不带窗口组件（tkinter），面板打不开。要用面板，请从 www.python.org 下载"
    "“Windows installer (64-bit)”安装（保留“tcl/tk and IDLE”），再运行一次 install.cmd。"
)
_NO_SCANNING = (
    "读票的组件用不了（{reason}），其余工作照常。"
    "要读票，请把最新的安装包解压到本文件夹，再运行一次 install.cmd。"
)
# The sentence when the check passes, and the sentence when it fails, with the remedy.
LINES = {
    "python": (
        "Python {version}（{bits} 位）",
        "Python {version}（{bits} 位）不合适。请安装 64 位的 Python 3.11、3.12 或 3.13，再运行 install.cmd。",
    ),
    "package": (
        "组件 {name} {version}",
        "组件 {name} 用不了（{reason}）。请再运行一次 install.cmd。",
    ),
    "system": (
        "操作系统 {system}",
        "操作系统 {system} 不能使用按钮。请在 64 位的 Windows 上使用，或改用命令（shuzhi --help）。",
    ),
    "host": (
        "Excel 已安装{version}：{program}",
        _NO_EXCEL,
    ),
    "panel": ("面板可以打开（双击“述职评议.cmd”）", _NO_PANEL),
    "scanning": ("读票的组件可用", _NO_SCANNING),
    "runtime": (
        "VC 运行库 {name}",
        (
            "缺少 VC 运行库 {name}，组件用不了。请重新安装 www.python.org 的 Python（它带有运行库），"
            "再运行一次 install.cmd。"
        ),
    ),
    "mark": (
        "总表没有“来自网上”的标记",
        (
            "总表带着“来自网上”的标记，Excel 会阻止其中的宏。请关闭总表，再运行一次 install.cmd，"
            "或右键点总表 → 属性 → 勾“解除锁定”。"
        ),
    ),
    "cloud": (
        "文件夹不在网盘中",
        (
            "文件夹在网盘“{cloud}”中：总表会被上传，也可能在写入时被同步程序改动。"
            "请把整个文件夹移到别处（如 D:\\述职评议考核），再运行一次 install.cmd。"
        ),
    ),
    "length": (
        "文件的路径都不太长",
        (
            "“{name}”的路径有 {length} 个字符，Excel 最多打开 {limit} 个的。"
            "请把整个文件夹移到较短的位置，再运行一次 install.cmd。"
        ),
    ),
    "dll": (
        "连接 Excel 的文件 {name}",
        "缺少连接 Excel 的文件 {name}。可能被杀毒软件移走，请恢复，或再运行一次 install.cmd。",
    ),
    "vba": (
        "总表里的宏与组件版本一致（xlwings {installed}）",
        (
            "总表里的宏是 xlwings {found}，组件是 xlwings {installed}，按钮不能用。"
            "请使用同一个安装包里的总表和组件。"
        ),
    ),
    "vba_missing": (
        "总表里有宏",
        "总表里没有 xlwings 的宏，按钮不能用。请使用安装包里的总表，或用“新建”另建一本。",
    ),
    "master": (
        "总表“{name}”",
        "打不开总表“{name}”（{reason}）。请核对文件名和位置，或从“备份”文件夹中恢复。",
    ),
    "interpreter": (
        "总表已连到本环境：{found}",
        (
            "总表连到的 Python 是“{found}”，不是本环境的“{wanted}”。"
            "请关闭总表后再运行一次 install.cmd（移动或改名文件夹后都要运行）。"
        ),
    ),
    "setting_missing": (
        "总表有设置页",
        "总表的“xlwings.conf”页没有“{name}”这一项。请使用安装包里的总表，不要删除这一页。",
    ),
    "path": (
        "文件夹“{folder}”的名称可用",
        "文件夹“{folder}”的名称不合适（{reason}）。请换一个文件夹，再运行一次 install.cmd。",
    ),
    "write": (
        "文件夹可以写入，汉字和空格的文件名可用",
        "文件夹不能写入（{reason}）。请换一个可写的文件夹，或请管理员开放权限。",
    ),
    "shipped": (
        "模板和空白总表 {name}",
        "找不到“{name}”。请从安装包恢复，或再运行一次 install.cmd。",
    ),
    "space": (
        "磁盘剩余 {free} MB",
        "磁盘只剩 {free} MB，至少要有 {needed} MB。请清理磁盘，或换一个盘。",
    ),
}
_PANEL = "请双击“述职评议.cmd”，用面板做同样的工作。"
NOTICES = {
    "old_excel": "Excel 的版本（{version}）太旧，按钮不能用。请安装 Excel 2010 或更高版本；不安装的，"
    + _PANEL,
    "no_excel": _NO_EXCEL,
    "panel_missing": _NO_PANEL,
    "scanning_missing": _NO_SCANNING,
    "opens_in_wps": (
        "双击总表不是用 Excel 打开（而是“{program}”），按钮在其中不能用。"
        "请右键点总表 → 打开方式 → 选择其他应用 → Excel，并勾“始终”；或双击“述职评议.cmd”用面板。"
    ),
    "macros_forbidden": (
        "单位的策略禁止 Excel 的宏（{setting}），总表里的按钮不能用。请管理员放行；没有放行的，" + _PANEL
    ),
    "macros_off": (
        "Excel 设置为不运行宏，总表里的按钮不能用。请在 Excel 中点 文件 → 选项 → 信任中心 → 信任中心设置 → "
        "宏设置，选“禁用所有宏，并发出通知”；或双击“述职评议.cmd”用面板。"
    ),
}
"""Lines about what the clerk should know, though the installation works."""
UNRELATED = "{line}（本系统不适用）"
UNRELATED_LINES = {
    "host": "Excel 和 WPS",
    "dll": "连接 Excel 的文件",
    "interpreter": "总表连到的 Python",
    "mark": "“来自网上”的标记",
    "runtime": "VC 运行库",
}

ALL_WELL = "自检通过。"
BITS = "{bits} 位"
SOME_WRONG = "自检发现 {count} 处不妥，请按打“{mark}”的各行处理。"
CONFIGURED = "已把环境的位置写入“{name}”。"
WITH_WPS = "（只有 WPS）"
WPS_AS_EXCEL = "（WPS 替代了 Excel）"

HOLDER = "安装程序"
UNREACHABLE = "没有安装，或文件不全"
ABSENT = "没有安装 {names}"
ODD_CHARACTERS = "含有 {characters} 这样的符号"
FOREIGN_CHARACTERS = "含有本机字库以外的字"
TOO_LONG = "太长，有 {length} 个字符，最多 {longest} 个"
ON_THE_WEB = "是网上的位置"
NO_SUCH_FILE = "没有这个文件"
NO_WORKBOOK = "不是完整的 Excel 工作簿"

_EXCEL = "Microsoft Excel"
_WPS_MARKS = ("wps", "kingsoft", "金山", "kso")
_OLDEST = 14  # Excel 2010, the oldest that shows the ribbon tab and loads the 64-bit DLL
_INSTEAD = (
    "没有改动任何数据。请保存并关闭总表，双击“述职评议.cmd”用面板完成同样的工作；"
    "也可以用 Excel 打开总表，或在命令行输入：{command}"
)
_COMMAND = "shuzhi {job} 总表.xlsm"
NOT_EXCEL = "正在使用的程序不是 Excel，按钮在其中不能用。" + _INSTEAD.format(command=_COMMAND)
"""Shown by the macros themselves, which put the command in place of ``{job}``."""
NO_PYTHON = (
    "连不上程序（代码 {number}），什么都没有做，总表没有改动。可能是移动了文件夹、组件被杀毒软件移走，"
    "或本机禁止运行命令提示符。请保存并关闭总表，再运行一次 install.cmd；"
    "仍然不行，请照经办人手册的“安装”处理，或在命令行完成同样的工作：" + _COMMAND
)
"""The same, where Python does not start."""
BROKEN_OFF = (
    "程序中途停了（代码 {number}），这一步可能没有做完。请关闭总表，不要保存，重新打开后再按一次；"
    "重做不会重复登记。仍然不行，请保存并关闭总表，在命令行完成同样的工作：" + _COMMAND
)
"""The same, where Python stops in the middle of a job."""


_EMBEDDABLE = "请用 www.python.org 的“Windows embeddable package (64-bit)”，压缩包或解压后的文件夹。"
UNSUITABLE_PYTHON = {
    "unreadable": "打不开“{place}”（{reason}）。" + _EMBEDDABLE,
    "incomplete": "“{place}”里没有 {name}。" + _EMBEDDABLE,
    "bits": "“{place}”不是 64 位 Windows 的 Python。" + _EMBEDDABLE,
    "version": "“{place}”不是 Python {versions}，安装包里没有它用的组件。" + _EMBEDDABLE,
}
"""Why `make bundle` does not take a Python into the bundle."""


def line(code: str, *, good: bool | None, **context: object) -> str:
    """One line of the self check, without its mark.

    Args:
        code: A key of `LINES`.
        good: Whether the check passed; None where it does not apply to this system, or with a context where
            its failure is no fault of the installation.
        context: Values of the placeholders.

    >>> line("space", good=False, free=3, needed=500)
    '磁盘只剩 3 MB，至少要有 500 MB。请清理磁盘，或换一个盘。'
    """
    if code in NOTICES:
        return NOTICES[code].format_map(context)
    if good is None:
        return UNRELATED.format(line=UNRELATED_LINES[code])
    return LINES[code][0 if good else 1].format_map(context)


def host_problem(name: str, version: str, place: str = "", *, job: str = "check") -> str | None:
    """Why the buttons do not work in the program that has the workbook open (宿主程序), and what to do.

    WPS presents itself as Excel to older macros, so its folder is checked too.

    Args:
        name: The program's own name (`Application.Name`).
        version: Its version, as ``16.0`` (`Application.Version`).
        place: Its folder (`Application.Path`), where known.
        job: The command to name, as ``collect``.

    Returns:
        A sentence for the clerk, or None when it is an Excel that works.

    >>> host_problem("Microsoft Excel", "16.0") is None
    True
    >>> host_problem("WPS 表格", "12.0")[:22]
    '正在使用的是 WPS 表格，按钮在其中不能用'
    """
    instead = _INSTEAD.format(command=_COMMAND.format(job=job))
    program_text = f"{name} {place}".lower()
    if any(mark in program_text for mark in _WPS_MARKS):
        return f"正在使用的是 WPS 表格，按钮在其中不能用。{instead}"
    if name != _EXCEL:
        return f"正在使用的是{name or '不明程序'}，不是 Excel，按钮在其中不能用。{instead}"
    if not version.partition(".")[0].isdecimal() or int(version.partition(".")[0]) < _OLDEST:
        return f"正在使用的程序版本（{version or '不明'}）低于 Excel 2010，按钮在其中不能用。{instead}"
    return None


def bundled(name: str, size: int) -> str:
    """End of `make bundle`.

    >>> bundled("a.zip", 52_000_000)
    '已生成安装包 dist/a.zip（52 MB）。'
    """
    return f"已生成安装包 dist/{name}（{round(size / 1_000_000)} MB）。"
