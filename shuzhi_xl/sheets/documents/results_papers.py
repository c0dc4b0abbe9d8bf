"""The official documents about a year's results (结果类公文)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shuzhi_xl.sheets.documents.declaration import Content, Document, placeholder


@dataclass(frozen=True)
class PublishedGrade(Content):
    """A line of 定等结果通报: an organisation's final grade, as 结果公布 lists it."""

    order: str = placeholder("序号")
    organisation: str = placeholder("组织名称")
    secretary: str = placeholder("书记姓名")
    grade: str = placeholder("最终等次")


@dataclass(frozen=True)
class GradeCircular(Content):
    """The circular on the final grades of a track (定等结果通报), within what 结果公布 makes public."""

    committee: str = placeholder("党委名称")
    year: str = placeholder("年度", "例如 2015")
    track: str = placeholder("板块")
    addressee: str = placeholder("主送", "不带冒号")
    grade_counts: str = placeholder("各等次家数", "一句话，例如“好 12 家、较好 20 家”，不带句号")
    gradings: Sequence[PublishedGrade] = placeholder("名单", "本板块已研究定等的党组织，一行一个")
    date: str = placeholder("成文日期", "例如 2016年2月5日")


GRADE_CIRCULAR: Final = Document("定等结果通报", GradeCircular, {"名单": PublishedGrade})
