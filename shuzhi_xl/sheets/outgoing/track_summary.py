"""Sheets of a track's summary and audit workbooks (汇总, 核对): their names and columns, in order."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from shuzhi_xl.sheets.declaration.column import Column, Kind
from shuzhi_xl.sheets.master.results import Appraisal, Tally
from shuzhi_xl.sheets.master.vocabulary import ABSTENTION, GRADES, SPOILED

RANKING: Final = "汇总"
SCORES: Final = "得分图"
GRADES_OF: Final = "等次分布"
SHIFTS: Final = "等次变动"
SHARES: Final = "等次占比"
YEARS: Final = "历年对照"
TURNOUT: Final = "参与情况"
# 通知 五、4: 2月5日前，完成述职评议考核工作总结
FIGURES: Final = "工作总结"

CHECK: Final = "核对"
COUNTS: Final = "核对票数"
TALLIES: Final = "测评统计"


def _text(header: str, width: int) -> Column:
    return Column(header, Kind.TEXT, width=width)


def _whole(header: str, width: int = 8) -> Column:
    return Column(header, Kind.WHOLE, width=width)


def _number(header: str, width: int = 10) -> Column:
    return Column(header, Kind.NUMBER, width=width)


def _plain(column: Column) -> Column:
    """A column of the master in a workbook where nothing is filled in."""
    return replace(column, required=False, computed=False)


_TIGHT: Final = 0.85
"""Factor by which the columns of 测评统计 are narrower than in the master, to fit on A4."""
_OF_APPRAISAL = {name: _plain(column) for name, column in Appraisal.columns().items()}
_RANK, _NUMBER, _NAME = (_OF_APPRAISAL[name] for name in ("rank", "number", "name"))
COMPOSITE: Final = _OF_APPRAISAL["composite_score"]
SUGGESTED: Final = _OF_APPRAISAL["suggested_grade"]
FINAL: Final = _OF_APPRAISAL["final_grade"]

RANKING_COLUMNS: Final = tuple(
    _OF_APPRAISAL[name]
    for name in (
        *("rank", "number", "name", "secretary", "meeting_score", "survey_score", "visit_score"),
        *("routine_score", "annual_score", "adjustment", "composite_score", "suggested_grade"),
        *("final_grade", "fired_rules", "decided_grade", "decision_reason"),
    )
)
RANKING_PRINTED: Final = RANKING_COLUMNS.index(FINAL) + 1
"""Number of printed columns; the reasons of changed grades are printed on 等次变动."""


def score_columns(grades: Sequence[str]) -> tuple[Column, ...]:
    """Columns beside 得分图: a composite is in the column of its grade."""
    # A column for each grade, so that in the chart each is a series with its own colour and pattern
    return (_NAME, *(_number(grade) for grade in grades))


GRADE, COUNT, PLACES = _text("等次", 12), _whole("个数", 12), _whole("名额", 12)
GRADE_COLUMNS: Final = (
    *(GRADE, _number("综合分下限", 14), COUNT),
    *(_number("占参评（%）", 14), _number("比例上限（%）", 14), PLACES),
)

SHIFT_COLUMNS: Final = (
    *(_RANK, _NUMBER, _NAME, COMPOSITE),
    _text("按得分", 9),
    _text("变动的原因", 62),
    *(SUGGESTED, FINAL),
)

SHARE_COLUMNS: Final = (_RANK, _NUMBER, _NAME)
"""The columns before the four shares of each source."""


def share_columns(sources: Sequence[str]) -> tuple[Column, ...]:
    """Columns of 等次占比: four shares a source."""
    return (*SHARE_COLUMNS, *(_number(f"{grade}占比", 9) for _ in sources for grade in GRADES))


YEARS_COMPARED: Final = 3
"""Number of years side by side, this one among them."""
_CHANGE, _MEMO = _text("与上年比", 10), _text("说明", 28)


def years_columns(year: int) -> tuple[Column, ...]:
    """Columns of 历年对照: score and grade of each year.

    >>> [column.header for column in years_columns(2015)][3:5]
    ['2013年得分', '2013年等次']
    """
    results = [
        column
        for compared in range(year + 1 - YEARS_COMPARED, year + 1)
        for column in (_number(f"{compared}年得分", 11), _text(f"{compared}年等次", 13))
    ]
    return (_NUMBER, _NAME, _OF_APPRAISAL["secretary"], *results, _CHANGE, _MEMO)


BRANCH_COLUMNS: Final = (
    *(_NUMBER, _NAME),
    *(_whole("测评票发出", 11), _whole("测评票收回", 11), _number("测评票回收率（%）", 12)),
    *(_whole("问卷发出", 11), _whole("问卷收回", 11), _number("问卷回收率（%）", 12)),
)
MEETING_COLUMNS: Final = (
    *(_text("场次", _NUMBER.width), _text("票类", _NAME.width)),
    *(_whole("应到", 11), _whole("收回", 11), _number("回收率（%）", 12)),
)

_OF_TALLY = {
    name: replace(_plain(column), width=column.width if name == "name" else round(column.width * _TIGHT))
    for name, column in Tally.columns().items()
    if name != "track"
}
TALLY_COLUMNS: Final = tuple(_OF_TALLY.values())
VOTER_CLASS, ISSUED, GOOD_SHARE = (_OF_TALLY[name] for name in ("voter_class", "issued", "good_share"))
FIGURE_COLUMNS: Final = (_text("项目", 44), _text("数值", 40))

CHECK_COLUMNS: Final = (_NUMBER, _NAME)
"""The columns before those of the sources."""
CHECK_TAIL: Final = tuple(
    _number(header, width)
    for header, width in (
        *(("加权得分", 11), (_OF_APPRAISAL["adjustment"].header, 9), ("加减分后", 11)),
        *(("程序取整前", 11), ("程序算得", 11), ("公式重算", 17), ("差异", 10)),
    )
)


CHECK_FINER: Final = (CHECK_TAIL[0], CHECK_TAIL[2], CHECK_TAIL[3])
"""Scores before rounding, which are shown with more decimal places."""


def check_columns(sources: Iterable[str]) -> tuple[Column, ...]:
    """Columns of 核对: the score of each source, and the composite calculated from them."""
    return (*CHECK_COLUMNS, *(_number(source, 11) for source in sources), *CHECK_TAIL)


COUNT_COLUMNS: Final = (
    *(_NUMBER, _NAME, _text("来源", 11), _text("项目", 13), _text("票类", 11)),
    *(_whole(header, 7) for header in (*GRADES, ABSTENTION, SPOILED, "应到", "分母")),
    *(_number(header, 10) for header in ("得分", "权重", "权重×得分")),
)
POINTS, ITEM_WEIGHT, METHOD, DECIMALS, WEIGHT = (
    *("票面分值", "测评项目权重", "办法", "小数位数", "来源权重（%）"),
)
"""Labels of the figures above 核对."""


def class_weight(source: str) -> str:
    """Label of the 票类权重 of a source.

    >>> class_weight("现场测评")
    '票类权重（现场测评）'
    """
    return f"票类权重（{source}）"
