"""Words of the notice that opens the year (述职评议考核通知)."""

from collections.abc import Sequence

# 两, as is said before a measure word
_DIGITS = "零一两三四五六七八九十"
SOME_SCOPE = "一定范围"
"""Where the results are published, when 公布范围 is not set yet (通知 四、4)."""


def counted(count: int, unit: str) -> str:
    """A small number in words, with its unit.

    >>> counted(2, "块"), counted(12, "块")
    ('两块', '12块')
    """
    return f"{_DIGITS[count] if count < len(_DIGITS) else count}{unit}"


def arrangement(department: str, types: str, receiver: str) -> str:
    """Which department organises which secretaries.

    >>> arrangement("镇社区党委", "居民区", "社区党委")
    '镇社区党委负责组织各居民区党组织书记向社区党委述职并接受评议考核'
    """
    return f"{department}负责组织各{types}党组织书记向{receiver}述职并接受评议考核"


def joined(clauses: Sequence[str]) -> str:
    """Clauses as one sentence without its mark."""
    return "；".join(clauses)


def length(least: int, most: int) -> str:
    """Length of a debrief report.

    >>> length(1800, 2200), length(2000, 2000)
    ('1800至2200字', '2000字')
    """
    return f"{most}字" if least == most else f"{least}至{most}字"


def share(limit: str) -> str:
    """A share as 基本设置 has it.

    >>> share("1/3"), share("30"), share("33.5％")
    ('1/3', '30%', '33.5%')
    """
    text = limit.strip().replace("％", "%")
    return text if "/" in text or text.endswith("%") else f"{text}%"


def task(ends: str, duty: str, department: str) -> str:
    """A task of the schedule.

    >>> task("2016年1月15日", "撰写并提交述职报告", "各基层党组织")
    '2016年1月15日前，撰写并提交述职报告（各基层党组织）。'
    """
    return f"{ends}前，{duty}（{department}）。"
