"""Documents about final grades: 定等结果通报 and 年度考核移交名单."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shuzhi_xl.sheets.documents.declaration import Content, Document, placeholder


@dataclass(frozen=True)
class GradeGroup(Content):
    """The organisations of one grade, in the order of the roster (定等结果通报)."""

    order: str = placeholder("中文序号", "一、二、三、四")
    grade: str = placeholder("等次")
    count: str = placeholder("人数")
    names: str = placeholder("名单", "组织名称和书记姓名，用顿号隔开")


@dataclass(frozen=True)
class GradeCircular(Content):
    """The published grades of one track as a circular (定等结果通报; 通知 四、4): names and grades only."""

    year: str = placeholder("年度")
    committee: str = placeholder("党委名称")
    track: str = placeholder("板块")
    count: str = placeholder("人数", "参评的书记人数")
    basis: str = placeholder("评定依据", "这个板块计分的来源，例如“现场测评、问卷调查和年度考核”")
    decided: str = placeholder("研究情况", "哪天研究确定等次的半句话")
    groups: Sequence[GradeGroup] = placeholder("等次名单")
    scope: str = placeholder("公布范围", "基本设置没有填的为空")
    day: str = placeholder("落款日期", "公布日期；没有填的留空格")


@dataclass(frozen=True)
class HandoverLine(Content):
    """One secretary of the list that is handed over (年度考核移交名单)."""

    order: str = placeholder("序号")
    track: str = placeholder("板块")
    organisation: str = placeholder("组织名称")
    secretary: str = placeholder("书记姓名")
    grade: str = placeholder("最终等次")


@dataclass(frozen=True)
class HandoverList(Content):
    """Grades handed over to those who do the annual assessment (年度考核移交名单; 通知 四、4)."""

    year: str = placeholder("年度")
    committee: str = placeholder("党委名称")
    summary: str = placeholder("等次概述", "人数和各等次人数的一句话")
    lines: Sequence[HandoverLine] = placeholder("名单", "按板块和名册的次序")
    waiting: str = placeholder("未移交说明", "还没有全部定等、不在名单里的板块；没有的为空")


GRADE_CIRCULAR: Final = Document("定等结果通报", GradeCircular, {"等次名单": GradeGroup})
HANDOVER_LIST: Final = Document("年度考核移交名单", HandoverList, {"名单": HandoverLine})
