"""Words of the reminders (催办) that go to the departments that lead the tracks."""

from collections.abc import Mapping

NOT_DUE, NO_DUE_DAY, TO_CLOSE = "未到期", "未定时限", "待销号"
"""States of a problem that is neither overdue nor due soon."""
OVERDUE_OR_SOON = "已逾期和即将到期"
BLANKS = "文号：＿＿＿＿＿＿＿＿＿＿＿＿　　　　回复期限：＿＿＿＿年＿＿月＿＿日"
"""Line above the list, with blanks that the office fills in by hand."""
HEADERS = ("情况", "组织名称", "逾期天数")


def title(year: int) -> str:
    """Headline of a reminder."""
    return f"{year}年度党组织书记抓基层党建工作整改催办单"


def line(department: str, day: str, counts: Mapping[str, int]) -> str:
    """Line under the headline: to whom, as of when, how many.

    >>> line("镇社区党委", "2016年4月28日", {"已逾期": 2, "未到期": 30}).partition("；")[0]
    '镇社区党委：截至2016年4月28日，已逾期 2 个，未到期 30 个'
    """
    line = "，".join(f"{state} {count} 个" for state, count in counts.items())
    ask = f"下列{OVERDUE_OR_SOON}的，请督促抓紧整改，改好的及时报来销号。"
    return f"{department}：截至{day}，{line}；{ask}"
