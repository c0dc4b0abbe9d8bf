"""What the track summaries, publication sheets and tracking lists hold; they are built new each time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class CheckLine:
    """One organisation on the 核对 sheet: its source scores, from which the composite is worked out again.

    Attributes:
        scores: By source; None where it has none, or it is not shown.
        adjustment: 加减分 as applied.
        composite: 综合得分 as computed by the program.
        is_public: The composite is worked out again beside it; not where a score is not shown (匿名下限).
    """

    number: str
    name: str
    scores: Mapping[str, Fraction | None]
    adjustment: Decimal | None
    composite: Decimal | None
    is_public: bool = True


@dataclass(frozen=True)
class SummaryContent:
    """All that fills a track's summary workbook (汇总).

    Attributes:
        ranking: Lines of 综合评定 as header and value, by rank.
        tallies: Lines of 测评统计 of the track.
        checks: Lines of the 核对 sheet.
        weights: Weight of each source, per cent, in order.
        places: 小数位数.
        figures: Lines of 工作总结: what, how much.
    """

    title: str
    committee: str
    track: str
    ranking: Sequence[Mapping[str, Any]]
    tallies: Sequence[Mapping[str, Any]]
    checks: Sequence[CheckLine]
    weights: Mapping[str, Fraction]
    places: int
    skips_missing: bool
    figures: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ListContent:
    """A list to print (公布, 整改跟踪): a headline, lines under it, and a table.

    Attributes:
        subtitle: One line under the headline, for example the scope of publication.
        headers: Column headers.
        widths: Column widths in Excel's units.
        rows: Values.
        signed: Lines at the foot, right aligned: the committee and the date.
    """

    title: str
    sheet: str
    subtitle: str
    headers: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Any]]
    signed: Sequence[str] = field(default=())
    landscape: bool = False


def chinese_date(day: date) -> str:
    """A date as documents write it.

    >>> chinese_date(date(2016, 2, 5))
    '2016年2月5日'
    """
    return f"{day.year}年{day.month}月{day.day}日"
