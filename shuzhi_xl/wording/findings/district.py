"""Sentences of the roll-up of many towns' masters (区县汇总)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

DISTRICT = {
    "town_unreadable": "这份文件没有并入：{reason}。请该镇核对后重新报送总表。",
    "town_not_master": "这个工作簿不是述职评议考核总表，没有并入。若应是总表，请该镇重新报送。",
    "town_faulty": (
        "这本总表有 {count} 处须改的疑点（这里是第一处），没有并入。请该镇按“校验”逐处改正，再重新报送。"
    ),
    # Neither is taken in: which of two masters is right is not guessed (区县汇总)
    "town_twice": "“{value}”报来不止一份总表（另有：{others}），都没有并入。请只留下要用的一份。",
    "town_namesake": (
        "另有一个镇的党委名称与“{value}”一样（{others}），党组织不同，当作两个镇并入，名称后面写了文件名。"
        "如果是同一个镇，请只留下要用的一份，再做一次。"
    ),
    "town_log_broken": (
        "“{value}”的操作日志有 {count} 处前后接不上，可能被改动过。已经并入，并在“总览”标出；"
        "请该镇说明，从“备份”中找出最近一本好的，核对后重新报送。"
    ),
    "town_results_differ": (
        "“{value}”总表中的结果与按票和评定办法重新计算的不一致：可能改动后没有再按“计算”，也可能结果被人直接改过。"
        "已经并入，并在“总览”标出；请该镇按“计算”，核对后重新报送。"
    ),
    "no_town_taken_in": (
        "{count} 个文件中没有一本可以并入的总表，没有做出区汇总。请按各文件的原因处理后再做一次。"
    ),
    "town_other_year": (
        "“{committee}”的这份总表是 {value} 年度的，这次汇总 {year} 年度，没有并入。"
        "要并入的，请换成 {year} 年度的总表。"
    ),
}
"""Findings on files that are left out, and on those that are included."""

UNREADABLE = {
    "file_missing": "文件已不在原处",
    "file_locked": "文件打不开，可能正在别的软件中打开（请关闭它再汇总），或没有读取的权限",
    "file_empty": "文件是空的（0 字节），多半是复制没有完成",
    "file_too_big": "文件太大",
    "file_encrypted": "文件设了打开密码",
    "file_damaged": "文件已损坏，读不出来",
    "file_old": "不是 .xlsm 或 .xlsx 格式",
    "file_archive": "这是压缩包，请先解压",
    "file_suspicious": "文件的内部结构不正常，为安全起见没有读取",
    "file_spread": "表中很远的地方填了内容",
    "file_too_heavy": "读这份文件要占用太多内存",
    "file_breaks_reader": "读这份文件时程序意外停下，或很久也没有读完",
}
"""Reasons why a file cannot be read, by code."""
NO_WORKBOOK = "这不是工作簿"

NO_CLUSTER = {
    "engine_unknown": "--engine 只能写 local（本机）或 dask://主机:端口，不能写“{name}”。",
    "cluster_extra_missing": "本机没有装 Dask，请先运行 pip install shuzhi_xl[cluster]，或不写 --engine。",
    "cluster_unreachable": "连不上 Dask 调度程序“{name}”，请核对主机和端口，看它有没有启动；这次没有汇总。",
    "cluster_without_workers": "Dask 调度程序“{name}”没有工作进程，请先启动；这次没有汇总。",
    "cluster_differs": (
        "“{name}”的工作进程没有装本软件，或所装的程序、Python、读表组件与本机不同，这次没有汇总。"
        "请照本机重新安装，再重启工作进程。"
    ),
    "cluster_workers_lost": (
        "Dask 调度程序“{name}”的工作进程都不见了，等了一会儿也没有新的，这次没有汇总；"
        "请重新启动它们，再做一次。"
    ),
    "cluster_lost": "与 Dask 调度程序“{name}”的连接断了，这次没有汇总；请看它是否还在运行，再做一次。",
    "years_tied": (
        "各镇总表的年度不一，{name} 年度的一样多，看不出要汇总哪一年；"
        "请只留下一个年度的（用命令的也可以加 --year 写明年度），再做一次。"
    ),
    "no_masters": "文件夹“{name}”中没有 .xlsm 或 .xlsx 文件，请把各镇的总表放进去。",
}
"""Reasons why no town could be read."""

_MOST_DAYS = 4
"""More days than that are given as a span."""

NOT_SHOWN, NOT_COUNTED, NONE = "不显示", "未计算", "—"
CHECKED = {"town_log_broken": "日志被改动", "town_results_differ": "结果与票不符"}
"""Errors of a town's master, for one cell."""
AGREES = "一致"
HIGHER, LOWER = "偏高", "偏低"
ALL_TOWNS = "各镇"


def district_title(year: int) -> str:
    """Headline of the district's workbook."""
    return f"{year}年度党组织书记抓基层党建工作述职评议考核区县汇总"


def rolled_up(towns: int, organisations: int, left_out: int, place: str) -> str:
    """End of a roll-up."""
    rest = f"；{left_out} 个文件没有并入，原因见“未并入”" if left_out else ""
    return f"区县汇总完成：并入 {towns} 个镇、{organisations} 个党组织{rest}。请看“{place}”。"


def not_rolled_up(files: int) -> str:
    """A roll-up without any town."""
    return f"没有汇总：{files} 个文件中没有一本可以并入的总表，原因见所列疑点。"


def other_file(file: str, renamed: tuple[str, int] | None) -> str:
    """Another file of the same town.

    Args:
        file: The file.
        renamed: Its 党委名称, if written in another way, and how many organisations both have.
    """
    if renamed is None:
        return file
    committee, organisations = renamed
    return f"{file}，写作“{committee}”，有 {organisations} 个党组织的编号和名称相同"


def towns_folder_empty(name: str) -> str:
    """区县汇总 has nothing to bring together."""
    return f"没有汇总：总表旁边的文件夹“{name}”里还没有总表。请把各镇报来的总表放进去，再按“区县汇总”。"


def with_file(committee: str, file: str) -> str:
    """党委名称 of a town when another one has the same."""
    return f"{committee}（{file.rpartition('.')[0]}）"


def overview_notes(towns: int, times: str) -> tuple[str, ...]:
    """Lines under the headline of 总览."""
    return (
        f"并入 {towns} 个镇。数字取自各镇总表中现有的结果；占比以已定最终等次的党组织为 100%。",
        "“核对”：按该镇的票和评定办法重新计算，并看操作日志是否前后相接；不是“一致”的，请该镇核对后重新报送。",
        "“不显示”：有支部某类票少于匿名下限，为保护投票人不列收回数。“未计算”：该镇还没有按“计算”。",
        f"有综合得分的不足 5 个时不列平均和中位数。黄格的数与多数相差很远，规则见“离群提示”（{times} 倍）。",
    )


def overdue_note(days: Sequence[date]) -> tuple[str, ...]:
    """A line that names the days on which towns count what is overdue (催办日期, else 基准日期).

    Args:
        days: One a town.
    """
    towns_by_day = sorted(Counter(days).items())
    if not towns_by_day:
        return ()
    if len(towns_by_day) == 1:
        summary = f"都是 {towns_by_day[0][0]}"
    elif len(towns_by_day) <= _MOST_DAYS:
        summary = "、".join(f"{day}（{towns} 个镇）" for day, towns in towns_by_day)
    else:
        summary = f"最早 {towns_by_day[0][0]}，最晚 {towns_by_day[-1][0]}"
    return (f"逾期与各镇自己算的一样，以该镇的催办日期为准，没有填的用基准日期：{summary}。",)


def outlier_notes(times: str) -> tuple[str, ...]:
    """Lines that state the rule for outliers."""
    return (
        f"与多数相差很远的列在这里：与正中间的数相差，超过一般相差的 {times} 倍（命令中可用 --k 改）。",
        "正中间的数（中位数）：从小到大排在正中间的一个；一般相差（MAD）：各数与它的差，也取正中间的一个。",
        "各镇之间比较等次占比和综合得分平均；党组织只与本镇同类型的比较，因为各镇评分办法不同。",
        "参加比较的不足 5 个，或半数以上数值相同时，不作判断。列在这里只是提示，请核实，不等于有错。",
    )


PARTICIPATION_NOTES = ("作废的表单不计；两人录入的纸质票只计一遍。“不显示”“未计算”的意思见“总览”。",)
NO_OUTLIERS = "没有与多数相差很远的镇和党组织。"
BY_TOWN_NOTES = ("各镇已定最终等次的党组织；图按占比画，数字是个数，0 个的空着。",)
BY_TYPE_NOTES = ("各镇已定最终等次的党组织，按组织类型合计；图按占比画，数字是个数，0 个的空着。",)
ALL_TAKEN_IN = "所有文件都已并入。"
LEFT_OUT_NOTES = ("这些文件没有并入汇总，请逐个处理后再做一次。",)


def stage(name: str, count: int, total: int) -> str:
    """A town's stage of 进度."""
    return f"{name} {count}/{total}"
