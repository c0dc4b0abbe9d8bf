"""工作总结: the report on the year's appraisal (通知 五、4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shuzhi_xl.sheets.documents.declaration import Content, Document, placeholder


@dataclass(frozen=True)
class TrackPart(Content):
    """What the report says of one track."""

    order: str = placeholder("中文序号", "一、二、三")
    track: str = placeholder("板块")
    text: str = placeholder("情况", "这个板块的全部数字，写成一段话")


@dataclass(frozen=True)
class GradeRow(Content):
    """Grades of one track, or of the town, as numbers and shares."""

    track: str = placeholder("板块", "最后一行是合计")
    appraised: str = placeholder("参评人数")
    good: str = placeholder("好")
    fairly_good: str = placeholder("较好")
    average: str = placeholder("一般")
    poor: str = placeholder("差")


@dataclass(frozen=True)
class WorkSummary(Content):
    """The report: figures as sentences; what only people know is a marked blank (工作总结)."""

    year: str = placeholder("年度")
    committee: str = placeholder("党委名称")
    town: Sequence[str] = placeholder("全镇情况", "几段话")
    parts: Sequence[TrackPart] = placeholder("板块情况")
    grades: Sequence[GradeRow] = placeholder("等次表", "还没有定等的为空")
    rectification: str = placeholder("整改情况")


WORK_SUMMARY: Final = Document("工作总结", WorkSummary, {"板块情况": TrackPart, "等次表": GradeRow})
