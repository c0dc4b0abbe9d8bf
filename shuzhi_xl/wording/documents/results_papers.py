"""Sentences of the documents about final grades: 定等结果通报 and 年度考核移交名单."""

from collections.abc import Mapping, Sequence


def decided_on(days: Sequence[str]) -> str:
    """When the grades were decided (定等结果通报).

    >>> decided_on(["2016年1月26日"])
    '经2016年1月26日研究'
    """
    return f"经{'、'.join(days)}研究"


def member(organisation: str, secretary: str) -> str:
    """One of the listed (定等结果通报)."""
    return f"{organisation}（{secretary}）"


def handed_over(counts: Mapping[str, int]) -> str:
    """How many are handed over, by grade (年度考核移交名单).

    >>> handed_over({"好": 9, "较好": 12})
    '共21名，其中“好”9名、“较好”12名'
    """
    listed = "、".join(f"“{grade}”{count}名" for grade, count in counts.items())
    return f"共{sum(counts.values())}名，其中{listed}"


def waiting(tracks: Sequence[str]) -> str:
    """The tracks that are not on the list yet (年度考核移交名单).

    >>> waiting(["公司企业"])
    '公司企业板块还没有全部确定等次，名单另行移交。'
    """
    return f"{'、'.join(tracks)}板块还没有全部确定等次，名单另行移交。" if tracks else ""
