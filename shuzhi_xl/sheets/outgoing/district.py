"""The district's workbook (区汇总): its sheets and headers; it is rebuilt each time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from shuzhi_xl.sheets.declaration.column import Column, Kind
from shuzhi_xl.sheets.master.vocabulary import GRADES

OVERVIEW, BY_TOWN, BY_TYPE = "总览", "各镇等次", "各类型等次"
OUTLIERS, PARTICIPATION, LEFT_OUT = "离群提示", "参与情况", "未并入"
DISTRICT_FILE = "区汇总_{year}.xlsx"

MEAN = "综合得分平均"
SHARES = tuple(f"{grade}占比" for grade in GRADES)
TOTAL = "合计"

Groups = tuple[tuple[str, tuple[Column, ...]], ...]
"""Columns under a common header, which is blank for a single column."""


def _text(header: str, width: int) -> Column:
    return Column(header, Kind.TEXT, width=width)


def _count(header: str, width: int = 5) -> Column:
    return Column(header, Kind.WHOLE, width=width)


def _points(header: str, width: int = 6) -> Column:
    return Column(header, Kind.NUMBER, decimals=2, width=width)


def _share(header: str, width: int = 5) -> Column:
    return Column(header, Kind.NUMBER, decimals=1, width=width)


_TOWN = ("", (_text("党委名称", 18),))
_TURNOUT = (_count("发出", 6), _count("收回", 6), _share("回收率%", 7))

OVERVIEW_COLUMNS: Groups = (
    _TOWN,
    ("党组织", (_count("总数"), _count("参评"))),
    ("", (_count("已交报告", 8),)),
    ("测评票", _TURNOUT),
    ("问卷", _TURNOUT),
    ("最终等次（个）", tuple(_count(grade) for grade in GRADES)),
    ("最终等次占比（%）", tuple(_share(grade) for grade in GRADES)),
    ("综合得分", (_points("平均"), _points("中位数"))),
    ("整改问题", (_count("总数"), _count("未销号", 6), _count("逾期"))),
    ("", (_text("进展到", 16),)),
    ("", (_text("核对", 18),)),
)
BY_TOWN_COLUMNS: Groups = (
    _TOWN,
    ("最终等次（个）", (_count("已定", 7), *(_count(grade, 6) for grade in GRADES))),
)
BY_TYPE_COLUMNS: Groups = (
    ("", (_text("组织类型", 16),)),
    ("最终等次（个）", (_count("已定", 8), *(_count(grade, 8) for grade in GRADES))),
    ("最终等次占比（%）", tuple(_share(grade, 9) for grade in GRADES)),
)
OUTLIER_COLUMNS: Groups = (
    _TOWN,
    ("", (_text("编号", 9), _text("组织名称", 28))),
    ("", (_text("与谁相比", 16), _text("指标", 14))),
    ("", (_points("数值", 9), _text("偏向", 7))),
    ("通常的范围", (_points("中位数", 9), _points("MAD", 8), _points("下限", 9), _points("上限", 9))),
)
PARTICIPATION_COLUMNS: Groups = (
    ("", (_text("党委名称", 24),)),
    ("述职报告", (_count("应交", 8), _count("已交", 8), _share("交齐率%", 10))),
    ("测评票", (_count("发出", 8), _count("收回", 8), _share("回收率%", 10))),
    ("问卷", (_count("发出", 8), _count("收回", 8), _share("回收率%", 10))),
)
LEFT_OUT_COLUMNS: Groups = (
    ("", (_text("文件", 34), _text("党委名称", 20), _text("年度", 8), _text("原因与处理", 70))),
)


@dataclass(frozen=True)
class GradesChart:
    """A chart of the shares of grades, one bar per row.

    Attributes:
        column: The first of the four columns of counts, from 0.
        is_beside: It is beside the rows, again on each page; otherwise below them.
    """

    column: int
    is_beside: bool


@dataclass(frozen=True)
class DistrictSheet:
    """One sheet of the district's workbook.

    Attributes:
        title: Its tab.
        groups: Its columns.
        rows: Values, one row per town, type, outlier or file.
        notes: Lines under the headline.
        total: Values of a last row; none without one.
        marked: Positions of values that need attention, as row and column from 0.
        bars: Headers whose values, in per cent, get bars in their cells.
        chart: Its chart, if it has one.
        landscape: Paper orientation.
    """

    title: str
    groups: Groups
    rows: Sequence[Sequence[Any]]
    notes: Sequence[str] = ()
    total: Sequence[Any] = ()
    marked: frozenset[tuple[int, int]] = field(default=frozenset())
    bars: frozenset[str] = field(default=frozenset())
    chart: GradesChart | None = None
    landscape: bool = True

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns in order."""
        return tuple(column for _, columns in self.groups for column in columns)


@dataclass(frozen=True)
class DistrictContent:
    """The content of the district's workbook: its headline and its sheets in order."""

    title: str
    sheets: Sequence[DistrictSheet]
