"""The content of publication sheets and tracking lists, which are rebuilt each time (打印的名单)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class ListContent:
    """A list to print (公布, 整改跟踪): a headline, lines under it, and a table.

    Attributes:
        subtitle: One line under the headline, for example the scope of publication.
        blanks: A line above the headers with blanks to be filled in by hand.
        headers: Column headers.
        widths: Column widths in Excel's units.
        rows: Values.
        signed: Lines at the foot, right aligned: the committee and the date.
        alarming: How many rows from the top are shown in red.
    """

    title: str
    sheet: str
    subtitle: str
    headers: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Any]]
    signed: Sequence[str] = field(default=())
    blanks: str = ""
    landscape: bool = False
    alarming: int = 0


def chinese_date(day: date) -> str:
    """A date as documents write it.

    >>> chinese_date(date(2016, 2, 5))
    '2016年2月5日'
    """
    # GB/T 9704-2012 (党政机关公文格式): 月、日不编虚位
    return f"{day.year}年{day.month}月{day.day}日"
