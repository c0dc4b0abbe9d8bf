"""Sentences of 归档: its end, and the end of a check."""

from collections.abc import Mapping
from typing import Final

ARCHIVE_STOPPED: Final = {
    "archive_missing": "“{name}”旁边的“归档”文件夹里没有封存好的归档，请先按“归档”。",
}
"""Reasons why no archive could be checked."""
VERIFY: Final = "只核对“归档”文件夹里已封存的归档：列出缺少、改动、多出的文件；不读不写总表以外的任何东西"
_INSIDE: Final = "里面有逐张票的评价和表单的密钥，只能在单位内部保管，不要外传。"


def archived(copies: int, scans: int, place: str, contents: str) -> str:
    """End of 归档; it has no name of a person, because the log has it too.

    >>> archived(9, 0, "归档/2015", "0123456789abcdef").partition("里面")[0]
    '归档完成：9 个文件和总表封存在“归档/2015”，卷宗指纹 0123456789abcdef。'
    """
    scan_text = f"；{scans} 个扫描件不复制，只记指纹" if scans else ""
    return f"归档完成：{copies} 个文件和总表封存在“{place}”{scan_text}，卷宗指纹 {contents}。{_INSIDE}"


def already_archived(place: str, copies: int) -> str:
    """归档 where nothing has changed since the last one."""
    return f"没有新的归档：现在的内容与“{place}”封存的一样；{copies} 个文件逐个核对过，没有缺少、改动、多出。"


def not_archived(unreadable: int) -> str:
    """归档 stopped by files that cannot be read."""
    return (
        f"没有归档：{unreadable} 个文件读不了，什么也没有封存。"
        "请按“校验报告”逐个处理（多半是正在别的软件中打开），再按“归档”。"
    )


def archive_of_no_year() -> str:
    """归档 in a master without a year."""
    return "没有归档：“基本设置”的“年度”还没有填好，请先填好，再按“归档”。"


def archives_checked(editions: int, files: int, faults: Mapping[str, int]) -> str:
    """End of a check of the archives.

    Args:
        editions: How many archives.
        files: How many files they have in all.
        faults: What is wrong, and in how many places.

    >>> archives_checked(1, 9, {"缺少": 0, "改动": 2})
    '核对归档完成：1 份归档共 9 个文件，改动 2 处，请看所列各条。'
    """
    fault_text = "、".join(f"{name} {count} 处" for name, count in faults.items() if count)
    end = f"{fault_text}，请看所列各条" if fault_text else "都与封存时一样"
    return f"核对归档完成：{editions} 份归档共 {files} 个文件，{end}。"


MISSING, CHANGED, ADDED, OTHERWISE = "缺少", "改动", "多出", "其他"
