"""Reasons why organisations have no final grade yet (没有最终等次的原因), in the words of 公布."""

from collections.abc import Mapping

NOT_COMPUTED = "还没有建议等次"
TIED = "名额线上同分，没有填研究等次"
NO_DAY = "没有填研究日期"
NO_REASON = "没有写调整理由"
CHANGED_SINCE = "研究之后得分或建议等次有变化"


def waiting(names: Mapping[str, str]) -> str:
    """Organisations without a final grade, by reason.

    >>> waiting({NO_DAY: "月溪村、云山村", NO_REASON: "青林村"})
    '月溪村、云山村（没有填研究日期）；青林村（没有写调整理由）'
    """
    return "；".join(f"{members}（{cause}）" for cause, members in names.items())
