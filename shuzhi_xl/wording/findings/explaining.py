"""Sentences of `explain`: the state of one organisation's grade, and what to do when there is none yet."""

from collections.abc import Sequence
from decimal import Decimal

EXPLAINING = {
    "explain_unknown": "组织名册中没有编号“{value}”，请核对编号后重做{like}。",
    "explain_not_computed": "还没有它的评定依据，请先按“计算”；仍没有的，请按“校验报告”改正后再按“计算”。",
    "explain_cell_differs": (
        "“{header}”现为“{stands}”，按所列步骤应为“{expected}”，“计算”以后被改动过。请先按“计算”再看。"
    ),
    "explain_outdated": "“计算”之后表中的数据或设置又改过，所列步骤不是现在的结果，请先按“计算”再看。",
}

BLANK = "空白"
NOTHING_SELECTED = (
    "没有选中党组织。请在“综合评定”或“组织名册”点一下它的那一行，再按功能区的“说明来由”；"
    "不用 Excel 的，请在“评定依据”按编号查看。"
)


def like(numbers: Sequence[str]) -> str:
    """Numbers that the clerk may have meant."""
    return f"；是不是：{'、'.join(numbers)}" if numbers else ""


def unknown(number: str) -> str:
    """There is no such organisation."""
    return f"没有可说明的：组织名册中没有编号“{number}”。"


def not_appraised(number: str, name: str, reason: str, merged_into: str) -> str:
    """It takes no part this year."""
    why = f"（{reason}）" if reason else ""
    into = f"，已并入 {merged_into}，请看 {merged_into} 的依据" if merged_into else ""
    return f"{number} {name}：本年度不参评{why}{into}，没有等次。"


def not_computed(number: str, name: str) -> str:
    """There is no grade to explain yet."""
    return f"{number} {name}：还没有计算，请先按“计算”。"


def outdated(number: str, name: str) -> str:
    """The steps are older than the tables."""
    return f"{number} {name}：以上是上次计算的步骤，之后数据又改过，请先按“计算”再看。"


def final(number: str, name: str, grade: str, score: Decimal | None, rank: int | None) -> str:
    """The committee has decided."""
    return f"{number} {name}：最终等次“{grade}”{_figures(score, rank)}。"


def suggested(number: str, name: str, grade: str, score: Decimal | None, rank: int | None) -> str:
    """The committee has yet to decide."""
    waits = "尚待党委研究；请在“综合评定”填写研究日期后再按“计算”"
    return f"{number} {name}：建议等次“{grade}”{_figures(score, rank)}，{waits}。"


def unsettled(number: str, name: str) -> str:
    """Something keeps the grade open."""
    return f"{number} {name}：暂时没有等次，原因见以上各步；请按“校验报告”改正或研究确定后再按“计算”。"


def _figures(score: Decimal | None, rank: int | None) -> str:
    parts = [f"综合得分 {score}"] if score is not None else []
    parts += [f"本板块第 {rank} 名"] if rank is not None else []
    return f"（{'，'.join(parts)}）" if parts else ""
