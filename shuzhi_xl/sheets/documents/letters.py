"""Letters to the lead departments (催办函): what is to be put right, and what has not been handed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shuzhi_xl.sheets.documents.declaration import Content, Document, placeholder


@dataclass(frozen=True)
class DueLine(Content):
    """A problem that is overdue or due soon (催办函)."""

    order: str = placeholder("序号")
    state: str = placeholder("情况", "已逾期多少天，或即将到期")
    organisation: str = placeholder("组织名称")
    number: str = placeholder("问题编号")
    problem: str = placeholder("问题")
    owner: str = placeholder("责任人")
    measure: str = placeholder("整改措施")
    due: str = placeholder("整改时限")
    progress: str = placeholder("进展")


@dataclass(frozen=True)
class RectificationLetter(Content):
    """A letter to the department that leads tracks with problems due (催办函; 通知 四、5)."""

    year: str = placeholder("年度")
    committee: str = placeholder("党委名称")
    department: str = placeholder("牵头部门")
    overview: str = placeholder("催办情况", "截至哪天、各有几个问题的一句话")
    lines: Sequence[DueLine] = placeholder("催办清单", "已逾期的在前")
    day: str = placeholder("落款日期")


@dataclass(frozen=True)
class MissingLine(Content):
    """Who has not handed in what (催办函)."""

    order: str = placeholder("序号")
    organisation: str = placeholder("单位", "组织名称；录票工作簿为场次")
    secretary: str = placeholder("书记姓名", "录票工作簿为空")
    papers: str = placeholder("未交材料", "用顿号隔开")


@dataclass(frozen=True)
class PapersLetter(Content):
    """A letter to the department whose branches have not handed in or returned everything (催办函)."""

    year: str = placeholder("年度")
    committee: str = placeholder("党委名称")
    department: str = placeholder("牵头部门")
    overview: str = placeholder("催交情况", "各缺几份的一句话")
    lines: Sequence[MissingLine] = placeholder("未交清单")
    day: str = placeholder("落款日期")


RECTIFICATION_LETTER: Final = Document("催办函", RectificationLetter, {"催办清单": DueLine})
PAPERS_LETTER: Final = Document("催办函_未交材料", PapersLetter, {"未交清单": MissingLine})
