"""The list on which the committee decides and signs (研究定等表)."""

from collections.abc import Sequence


def title(year: int, track: str) -> str:
    """Headline of a track's list."""
    return f"{year}年度党组织书记抓基层党建工作述职评议考核研究定等表（{track}）"


def quotas(grades: Sequence[tuple[str, int | None, int, int]]) -> str:
    """The line under the headline: an inside document, and how the grades compare with their quotas.

    Args:
        grades: 等次, 名额上限 or None, how many are suggested, how many as decided so far.
    """
    return "　".join(["内部资料，请勿外传", *(_grade(*grade) for grade in grades)])


def _grade(grade: str, quota_places: int | None, suggested: int, decided: int) -> str:
    limit = "" if quota_places is None else f"名额 {quota_places}，"
    return f"{grade}：{limit}建议 {suggested}，研究后 {decided}"


def signatures(committee: str) -> Sequence[str]:
    """Lines to sign at the foot."""
    return (
        f"研究单位：{committee}",
        "参加研究人员签字：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿",
        "主持人签字：＿＿＿＿＿＿＿＿　记录人签字：＿＿＿＿＿＿＿＿　研究日期：＿＿＿＿年＿＿月＿＿日",
    )
