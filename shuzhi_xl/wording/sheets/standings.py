"""Sentences of a track's summary: the result at a glance, and why grades differ from scores."""

from collections.abc import Sequence
from decimal import Decimal

UNDECIDED = "未定"
"""Shown for an organisation without a grade."""


def basis(final: str, suggested: str, undecided: int, total: int) -> str:
    """Basis of the counted grades, while the committee has decided none, some or all of them.

    >>> basis("最终等次", "建议等次", 0, 5), basis("最终等次", "建议等次", 5, 5)
    ('最终等次', '建议等次')
    """
    if not undecided:
        return final
    return suggested if undecided == total else f"{final}（{undecided} 个尚未研究，按{suggested}）"


def glance(basis_of: str, total: int, grades: Sequence[tuple[str, int, int | None]]) -> str:
    """Number of organisations with each grade, and its 名额."""
    counted = "、".join(
        f"{grade} {count} 个" + ("" if quota_places is None else f"（名额 {quota_places} 个）")
        for grade, count, quota_places in grades
    )
    return f"参评 {total} 个。{basis_of}：{counted}。"


def scores(best: Decimal, worst: Decimal, mean: Decimal | None) -> str:
    """The range of the composites."""
    average = "" if mean is None else f"，平均 {mean}"
    return f"综合得分最高 {best}，最低 {worst}{average}。"


def rule(name: str, conditions: Sequence[str], highest: str) -> str:
    """A rule that fired."""
    return f"规则“{name}”：{'；'.join(conditions)}，最高评“{highest}”。"


def veto(reason: str, lowest: str) -> str:
    """一票否决."""
    return f"一票否决（{reason or '未填事由'}），评“{lowest}”。"


def vetoed(lowest: str) -> str:
    """一票否决, where its reason is not disclosed."""
    return f"一票否决，评“{lowest}”。"


def rule_unshown(highest: str) -> str:
    """A rule that fired on figures that are not shown."""
    # Figures are left out before the sentence is made: blanked in a finished sentence, they could reappear
    # when its wording changes
    return f"按评定规则最高评“{highest}”（所依据的数字不显示）。"


BY_SCORE = "按综合得分评定。"
"""Reason of a grade that follows from the composite alone."""


def by_score_but(grade: str, reasons: str) -> str:
    """A grade that differs from it, with the reasons."""
    return f"按综合得分可评“{grade}”。{reasons}"


def moved(out_of: str, quota_places: int, into: str) -> str:
    """Moving down a grade because the quota is full."""
    return f"“{out_of}”名额 {quota_places} 个，按名次未能进入，改为“{into}”。"


def tied(grade: str, quota_places: int) -> str:
    """A tie across the line of a grade, left to the committee."""
    return f"“{grade}”名额 {quota_places} 个，名额线上同分，留待研究确定。"


def of_predecessor(grade: str) -> str:
    """A grade of an earlier year that another secretary had.

    >>> of_predecessor("较好")
    '较好（前任）'
    """
    return f"{grade}（前任）"


def decided(grade: str, reason: str) -> str:
    """The committee's own grade."""
    # The committee's text may end with a full stop of its own
    return f"党委研究评“{grade}”" + (f"，理由：{reason.rstrip('。')}。" if reason else "。")
