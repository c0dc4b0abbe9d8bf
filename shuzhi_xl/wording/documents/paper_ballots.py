"""Words on a meeting's paper ballots and on the sheet that says how to print them (测评票)."""

from collections.abc import Sequence
from datetime import date
from typing import Final

# Light enough for the office scanner; one after the other, so that two 票类 are not mixed up on a table
_PAPERS: Final = ("白纸", "浅黄色纸", "浅绿色纸", "浅蓝色纸", "浅粉色纸")
_OTHER_PAPER: Final = "另选一种浅色纸"
UNKNOWN: Final = "—"
COPIES_UNKNOWN: Final = "按应到人数另加备用"


def printing_title(meeting: str) -> str:
    """Headline of the sheet that says what to print.

    >>> printing_title("H1")
    'H1 测评票印制说明（本页不印给投票人）'
    """
    return f"{meeting} 测评票印制说明（本页不印给投票人）"


def meeting_line(meeting: str, track: str, held_on: date) -> str:
    """The meeting as its ballots name it.

    >>> meeting_line("H1", "居民区", date(2016, 1, 20))
    '场次：H1　板块：居民区　2016年1月20日'
    """
    return f"场次：{meeting}　板块：{track}　{held_on.year}年{held_on.month}月{held_on.day}日"


def track_line(track: str, meetings: Sequence[str]) -> str:
    """The meetings of a track whose ballots are printed together.

    >>> track_line("居民区", ["H1", "H2"])
    '板块：居民区　场次：H1、H2'
    """
    return f"板块：{track}　场次：{'、'.join(meetings)}"


def page_line(page: int, pages: int) -> str:
    """Which page of the ballot it is.

    >>> page_line(1, 2)
    '第 1 页，共 2 页'
    """
    return f"第 {page} 页，共 {pages} 页"


def pages_of_ballot(pages: int) -> str:
    """Pages of one ballot, and the sheets of paper that it takes when both sides are printed.

    >>> [pages_of_ballot(pages) for pages in (1, 2, 3)]
    ['1 页', '2 页，正反面印在 1 张纸上', '3 页，正反面印在 2 张纸上，装订好']
    """
    if pages == 1:
        return "1 页"
    leaves = (pages + 1) // 2
    return f"{pages} 页，正反面印在 {leaves} 张纸上{'，装订好' if leaves > 1 else ''}"


def paper(order: int) -> str:
    """The paper suggested for the ballots of the first, second, … 票类.

    >>> paper(0), paper(1), paper(9)
    ('白纸', '浅黄色纸', '另选一种浅色纸')
    """
    return _PAPERS[order] if order < len(_PAPERS) else _OTHER_PAPER


def sheets_of_class(titles: Sequence[str]) -> str:
    """The sheets to print for a 票类.

    >>> sheets_of_class(["A票 第1页"]), sheets_of_class(["A票 第1页", "A票 第2页"])
    ('A票 第1页', 'A票 第1页 至 A票 第2页')
    """
    return titles[0] if len(titles) == 1 else f"{titles[0]} 至 {titles[-1]}"


def sheet_of_page(label: str, page: int) -> str:
    """Title of a page's sheet."""
    return f"{label} 第{page}页"
