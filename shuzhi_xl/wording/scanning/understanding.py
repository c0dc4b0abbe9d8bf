"""What 存疑 says of a row or a sheet that a person decides on."""

from collections.abc import Sequence


def understood_row(grade: str, doubts: Sequence[str]) -> str:
    """What a row is taken for, and why the program asks.

    >>> understood_row("好", ["记号很淡", "记号压到邻格"]), understood_row("", ["四格都没有记号"])
    ('像是“好”，但是记号很淡；记号压到邻格', '四格都没有记号')
    """
    reasons = "；".join(doubts)
    return f"像是“{grade}”，但是{reasons}" if grade else reasons


def understood_repeat(earlier: str) -> str:
    """Why a sheet is shown beside another.

    >>> understood_repeat("会场.pdf 第3页")
    '与“会场.pdf 第3页”记号一样，像是同一张票扫了两遍：是“同一张”，这张不计；是“不同的票”，照计'
    """
    return f"与“{earlier}”记号一样，像是同一张票扫了两遍：是“同一张”，这张不计；是“不同的票”，照计"


def where(file: str, page: int) -> str:
    """A page as the clerk finds it.

    >>> where("会场.pdf", 3)
    '会场.pdf 第3页'
    """
    return f"{file} 第{page}页"
