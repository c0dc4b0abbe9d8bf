"""The result workbook of a branch (反馈): its sheets, headers, defined names and content.

Its template may be restyled by hand; places are found by the defined names below, never by address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeAlias

from shuzhi_xl.sheets.declaration.column import Column
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.results import Problem
from shuzhi_xl.sheets.master.vocabulary import ABSTENTION, FEEDBACK, GRADES, NOT_CAST, SPOILED
from shuzhi_xl.sheets.outgoing.forms import Identity

CHART_SHEET = "_图表"
# 通知 四、5: 列出问题清单、责任清单、整改清单; all three show the one table 整改清单
RESULT, PROBLEM_LIST, DUTY_LIST, RECTIFICATION_LIST = FEEDBACK_SHEETS = (
    "结果反馈",
    "问题清单",
    "责任清单",
    "整改清单",
)
VOICES = "意见和点评"
"""Sheet of 反馈 that is shown only where the first page has no room for everything that was said."""
WITHHELD = "不公开（票数少于匿名下限）"

VOICE_HEADERS = ("序号", "来源", "内容")
PROBLEM_HEADERS = ("问题编号", "来源", "问题")
DUTY_HEADERS = ("问题编号", "问题", "责任人", "责任领导")
RECTIFICATION_HEADERS = (
    "问题编号",
    "来源",
    "问题",
    "责任人",
    "责任领导",
    "整改措施",
    "整改时限",
    "进展",
    "状态",
    "完成日期",
)


# Every template in use has cells for these three
_HEAD_OF_TEMPLATE: Final = ("name", "secretary", "track")


def shown_columns(model: type[Row]) -> Mapping[str, Column]:
    """The columns of a table that are declared to be shown in 反馈 too, by field name.

    >>> [column.header for column in shown_columns(Organisation).values()][:3]
    ['组织名称', '板块', '书记姓名']
    """
    return {name: column for name, column in model.columns().items() if FEEDBACK in column.shown_in}


MORE_OF_ORGANISATION: Final = tuple(
    column for name, column in shown_columns(Organisation).items() if name not in _HEAD_OF_TEMPLATE
)
"""Columns of 组织名册 that have no cell of their own in the head of the first page; they come below it."""
MORE_LINES: Final = (len(MORE_OF_ORGANISATION) + 1) // 2
"""Lines that these columns take, two of them side by side."""
MORE_OF_PROBLEM: Final = tuple(
    column for column in shown_columns(Problem).values() if column.header not in RECTIFICATION_HEADERS
)
"""Columns of 整改清单 that are added to the list of this name, after those that a branch fills in."""


def place_of(column: Column) -> str:
    """The defined name of the cell that shows a column of 组织名册.

    >>> place_of(shown_columns(Organisation)["track"])
    '反馈_板块'
    """
    return f"反馈_{column.header}"


class FeedbackPlace(StrEnum):
    """Defined names of a feedback template."""

    TITLE = "反馈_标题"
    COMMITTEE = "反馈_党委"
    ORGANISATION = "反馈_组织"
    SECRETARY = "反馈_书记"
    TRACK = "反馈_板块"
    GRADE_TITLE = "反馈_等次标题"
    GRADE = "反馈_最终等次"
    GRADE_NOTE = "反馈_定等说明"
    SCORE = "反馈_得分"
    SCORE_MEAN = "反馈_平均"
    PARTS = "反馈_构成"
    ADJUSTMENT = "反馈_加减分"
    COMPOSITE = "反馈_综合得分"
    COMPOSITE_MEAN = "反馈_板块平均"
    COUNTS = "反馈_票数"
    TOTAL = "反馈_合计样式"
    WITHHELD = "反馈_不公开样式"
    HEADING = "反馈_标题样式"
    LABEL = "反馈_小标题样式"
    TEXT = "反馈_正文样式"
    CHART = "反馈_图表"
    COMPARED = "反馈_对比图表"
    VOICES_OF = "意见和点评_组织"
    PROBLEMS_OF = "问题清单_组织"
    DUTIES_OF = "责任清单_组织"
    RECTIFICATION_OF = "整改清单_组织"


COUNTED = (*GRADES, ABSTENTION, SPOILED, NOT_CAST)
"""Kinds of marks, in the order of a line of counts."""
Figure: TypeAlias = Decimal | str | None
"""A score, None where there is none, or the words shown instead (不公开)."""


@dataclass(frozen=True)
class CountRow:
    """One line of counts in the feedback: source and voter class; ``None`` where withheld or absent.

    Attributes:
        counts: In the order of `COUNTED`.
        shares: Per cent, in the same order.
    """

    source: str
    voter_class: str
    counts: Sequence[int | None]
    shares: Sequence[Decimal | None]
    score: Figure
    note: str = ""


@dataclass(frozen=True)
class PartRow:
    """A part of the composite: weight (per cent), the branch's score, points contributed, the track's mean.

    The branch's figures that are not shown (匿名下限), or only rounded, are words.

    Attributes:
        rounded: The score as it is drawn where it is shown rounded.
    """

    source: str
    weight: Decimal | None
    score: Figure
    contribution: Figure
    track_mean: Decimal | None
    rounded: Decimal | None = None


@dataclass(frozen=True)
class FeedbackContent:
    """The content of one branch's result workbook (反馈; 通知 四、3), with nothing of other branches.

    Attributes:
        counts: Lines of counts by source and class.
        chart: Shares 好/较好/一般/差 and of all other votes (per cent) of 现场测评 and 问卷调查, for the
            chart; None where withheld.
        parts: Composite by its parts.
        step: The step to which some of their scores are rounded (匿名下限).
        least_for_mean: How many scores a track's mean needs, where some mean of the page has too few.
        grade_note: The reason of the grade in one line.
        last_grade: 上年等次, marked where it is a predecessor's; blank where nobody noted it.
        more: Further columns of 组织名册, by their place.
        polled: Problems that the clerk drew from surveys (评议); never an opinion as it was written.
        problems: Lines of 整改清单 as header and value; the two other lists show parts of them.
    """

    identity: Identity
    title: str
    committee: str
    organisation: str
    secretary: str
    track: str
    counts: Sequence[CountRow]
    chart: Mapping[str, Sequence[Decimal | None]]
    parts: Sequence[PartRow]
    adjustment: Figure
    composite: Figure
    composite_mean: Figure
    grade: str
    opinion: str
    remarks: Sequence[str]
    grade_note: str = ""
    last_grade: str = ""
    step: Decimal | None = None
    least_for_mean: int | None = None
    more: Mapping[str, Any] = field(default_factory=dict)
    polled: Sequence[str] = field(default=())
    problems: Sequence[Mapping[str, Any]] = field(default=())
