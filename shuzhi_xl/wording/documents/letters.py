"""Sentences of the letters to the lead departments (催办函)."""

from collections.abc import Mapping

REPORT = "述职报告"


def due_problems(day: str, counts: Mapping[str, int], listed: int) -> str:
    """How many problems are overdue, due soon, and so on (催办函).

    Args:
        day: As of when.
        counts: Number of problems by 情况, the most urgent first.
        listed: How many of them the list shows.

    >>> due_problems("2016年4月28日", {"已逾期": 2, "即将到期": 1, "未到期": 30}, 3)
    '截至2016年4月28日，未销号的问题中，已逾期2个、即将到期1个、未到期30个。需要抓紧整改的3个问题'
    """
    states = "、".join(f"{state}{count}个" for state, count in counts.items())
    return f"截至{day}，未销号的问题中，{states}。需要抓紧整改的{listed}个问题"


def urgency(state: str, days_late: int | None) -> str:
    """How urgent a problem is; the days are on a line of their own (催办函).

    >>> urgency("已逾期", 60).splitlines(), urgency("即将到期", None)
    (['已逾期', '60天'], '即将到期')
    """
    return state if days_late is None else f"{state}\n{days_late}天"


def missing_papers(counts: Mapping[str, int]) -> str:
    """How many papers of each kind are missing (催办函).

    >>> missing_papers({"述职报告": 3, "问卷": 2})
    '述职报告3份、问卷2份'
    """
    return "、".join(f"{kind}{count}份" for kind, count in counts.items())


def meeting_papers(meeting: str) -> str:
    """The meeting whose typing workbook is missing (催办函)."""
    return f"述职评议会（{meeting}）"


def typing_workbook(kind: str) -> str:
    """A typing workbook, by the kind of its form (催办函).

    >>> typing_workbook("录票甲")
    '录票工作簿（甲）'
    """
    return f"录票工作簿（{kind[-1]}）"
