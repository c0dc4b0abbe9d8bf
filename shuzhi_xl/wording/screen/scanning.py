"""The sentences with which 读票 ends: what became of the pages, and what the clerk does next."""

from collections.abc import Mapping, Sequence


def scanned(fates: Mapping[str, int], files: Mapping[str, int], doubts: int, counted: Sequence[str]) -> str:
    """End of 读票; it has no name of a person, because the log has it too.

    Args:
        fates: Pages by what became of them, in words.
        files: Ballots by the name of the workbook that has them.
        doubts: Rows and sheets that a person decides and has not decided yet.
        counted: Meetings among them whose votes are counted already.

    >>> scanned({"读出": 4, "重复": 0, "空白": 1}, {"读票_M1.xlsx": 2}, 0, [])
    '读票完成：共 5 页 = 读出 4 + 空白 1；“读票_M1.xlsx”2 张票，没有要请人判定的，请按“回收”。'
    >>> scanned({"空白": 1}, {}, 0, [])
    '读票完成：共 1 页 = 空白 1；没有读出测评票，原因见“校验报告”和“读票清单”。'
    """
    parts = " + ".join(f"{name} {count}" for name, count in fates.items() if count)
    start = f"读票完成：共 {sum(fates.values())} 页 = {parts}；"
    if not files:
        return f"{start}没有读出测评票，原因见“校验报告”和“读票清单”。"
    ballots = "、".join(f"“{name}”{count} 张票" for name, count in files.items())
    return f"{start}{ballots}，{_next_step(doubts)}{_warn_counted(counted)}"


def _next_step(doubts: int) -> str:
    if not doubts:
        return "没有要请人判定的，请按“回收”。"
    return f"{doubts} 处请人判定：打开“收回”文件夹里的这些文件，在“存疑”里选定，存盘，再按“回收”。"


def _warn_counted(counted: Sequence[str]) -> str:
    if not counted:
        return ""
    meetings = "、".join(counted)
    return f"{meetings} 的票已经计过：内容一样的，再按“回收”不会重计；不一样的会“待定”，由您选定。"


def nothing_to_scan(place: str) -> str:
    """读票 without a file to read."""
    return f"没有读票：“{place}”文件夹里没有扫描的测评票（PDF、TIFF、JPEG、PNG、BMP）。请放进去，再按“读票”。"


def not_scanned() -> str:
    """读票 stopped by findings."""
    return "没有读票：设置、名册、会议或票单中还有须改的疑点，请先按“校验报告”改正。"


def no_ballots_issued(place: str) -> str:
    """读票 without issued ballots, by which it knows where each box lies."""
    return (
        f"没有读票：“{place}”里没有发出的“测评票_<场次>.xlsx”，不知道票上各格在哪里。"
        "请先按“分发”，或把原来的放回去。"
    )


def packages_missing(names: Sequence[str]) -> str:
    """读票 without the packages of the extra ``paper``.

    >>> packages_missing(["zxing-cpp"])[:30]
    '没有读票：这台电脑没有装读票用的软件包（zxing-cpp）'
    """
    return (
        f"没有读票：这台电脑没有装读票用的软件包（{'、'.join(names)}）。"
        "请把最新的安装包解压，再双击一次 install.cmd；"
        '自己用 pip 装的，执行 pip install "shuzhi_xl[paper]"。'
    )
