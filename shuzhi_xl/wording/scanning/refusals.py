"""Why a scanned page is not read, and what to do (读票清单的“原因”)."""

from collections.abc import Mapping
from typing import Final

_AGAIN: Final = "请重新扫描这一页，或照票录入。"
REFUSALS: Final[Mapping[str, str]] = {
    "no_ballot": "没有测评票的定位标记和编码，不是测评票。",
    "blank": "空白页，多半是单面票的背面。",
    "code_unreadable": f"右下角的方码读不出来。{_AGAIN}",
    "two_pages": "一幅图里有不止一张票。请分开重新扫描。",
    "corner_missing": f"四角的定位标记不全。{_AGAIN}",
    "not_flat": f"纸不平（卷、折，或者扫描时动了），格子的位置定不准。{_AGAIN}",
    "scale": f"印得太小，或者扫描的分辨率太低（请用 200 到 300 dpi）。{_AGAIN}",
    "streak": f"有条痕或折痕穿过打票的格子。请擦净扫描仪的玻璃，{_AGAIN.removeprefix('请')}",
    "broken": "文件坏了，或者不是图片。不是测评票的请移出“扫描”文件夹；是的，请重新扫描，或照票录入。",
    "encrypted": "文件加了密码。请去掉密码，再按“读票”。",
    "too_many": "这个文件的页数太多，不像是一场会议的票，整个文件没有读。请分成几个文件，再按“读票”。",
    "too_large": "图太大，不像是扫描的一页票。请用 200 到 300 dpi 重新扫描。",
    "too_heavy": f"读这一页太慢或太占内存，程序停下了它。{_AGAIN}",
    "unknown_layout": "编码认得，但版面与发出的测评票对不上。请照票录入。",
}
"""By the reason of refusal; `outdated` says it of ballots that are not those last issued."""

FOREIGN: Final = "编码不是这本总表的，可能是别的单位的票。请交还，或照票核对。"


def identical(place: str) -> str:
    """A picture that is there twice.

    >>> identical("会场.pdf 第3页")
    '和“会场.pdf 第3页”完全相同，是同一幅图放了两次，只读一次。'
    """
    return f"和“{place}”完全相同，是同一幅图放了两次，只读一次。"


def repeated(place: str) -> str:
    """A page that looks like one read before.

    >>> repeated("会场.pdf 第3页")
    '和“会场.pdf 第3页”很像同一张票扫描了两次，请在“存疑”里定。'
    """
    return f"和“{place}”很像同一张票扫描了两次，请在“存疑”里定。"


def outdated(meeting: str, voter_class: str) -> str:
    """A page of ballots that were made before those last issued.

    >>> outdated("H1", "")
    '是 H1 以前印的票，后来重新做过：书记、测评项目或版面可能有变，不能照新票读。请照票录入。'
    """
    return (
        f"是 {meeting} {voter_class}".rstrip()
        + " 以前印的票，后来重新做过：书记、测评项目或版面可能有变，不能照新票读。请照票录入。"
    )


def other_year(year: int) -> str:
    """A page of another year's ballots.

    >>> other_year(2014)
    '是 2014 年度的票，不计入今年。'
    """
    return f"是 {year} 年度的票，不计入今年。"


def other_meeting(meeting: str) -> str:
    """A page of a meeting whose ballots are not out.

    >>> other_meeting("H9")
    '是 H9 的票，但“发出”文件夹里没有这场会议的测评票文件，不知道格子在哪里。请放回那个文件，再按“读票”。'
    >>> other_meeting("")
    '是今年另一场会议的票，“评议会议”里已经没有这场会议。请核对。'
    """
    if not meeting:
        return "是今年另一场会议的票，“评议会议”里已经没有这场会议。请核对。"
    return (
        f"是 {meeting} 的票，但“发出”文件夹里没有这场会议的测评票文件，不知道格子在哪里。"
        "请放回那个文件，再按“读票”。"
    )
