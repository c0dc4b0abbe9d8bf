"""整改落实方案: a branch's plan to rectify what was pointed out (通知 四、5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shuzhi_xl.sheets.documents.declaration import Content, Document, placeholder


@dataclass(frozen=True)
class PlanLine(Content):
    """One problem of a plan: what, by whom, how and until when (通知 四、5); the branch fills in blanks."""

    order: str = placeholder("序号")
    number: str = placeholder("问题编号", "空行没有编号")
    source: str = placeholder("来源", "自查、点评、评议、调研、上年结转")
    problem: str = placeholder("问题")
    owner: str = placeholder("责任人")
    supervisor: str = placeholder("责任领导")
    measure: str = placeholder("整改措施")
    due: str = placeholder("整改时限")


@dataclass(frozen=True)
class RectificationPlan(Content):
    """A branch's plan to rectify what was pointed out (整改落实方案; 通知 四、5)."""

    year: str = placeholder("年度")
    committee: str = placeholder("党委名称")
    organisation: str = placeholder("组织名称")
    secretary: str = placeholder("书记姓名")
    overview: str = placeholder("问题概述", "问题有几个、各从哪里来的一句话")
    lines: Sequence[PlanLine] = placeholder("问题清单", "问题、责任、整改三张清单合成的一张表")


RECTIFICATION_PLAN: Final = Document("整改落实方案", RectificationPlan, {"问题清单": PlanLine})
