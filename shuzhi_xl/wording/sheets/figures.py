"""Lines of 工作总结 and the lines under the headlines of printed lists."""

from collections.abc import Sequence

from shuzhi_xl.wording.sheets.titles import WITHHELD


def appraised(count: int) -> tuple[str, str]:
    """Secretaries who were appraised."""
    return "参加述职评议考核的党组织书记", f"{count} 人"


def debriefed(form: str, count: int) -> tuple[str, str]:
    """Debriefs in person or in writing."""
    return f"其中{form}述职", f"{count} 人"


def meeting(number: str, held_on: str, eligible: int, present: int | None) -> tuple[str, str]:
    """A meeting and its attendance."""
    came = "实到未填" if present is None else f"实到 {present} 人"
    return f"述职评议会（{number}，{held_on}）", f"应到 {eligible} 人，{came}"


def surveys(count: int | None) -> tuple[str, str]:
    """Survey forms taken in; None where the sum would give away how few one branch has."""
    return "收回问卷", WITHHELD if count is None else f"{count} 份"


def visits(count: int) -> tuple[str, str]:
    """Forums and visits held."""
    return "座谈调研", f"{count} 次"


def remarks(count: int) -> tuple[str, str]:
    """Remarks made at the meetings."""
    return "现场点评", f"{count} 条"


def grade(name: str, count: int) -> tuple[str, str]:
    """Number of organisations with a grade."""
    return f"最终等次为“{name}”", f"{count} 人"


def problems(total: int, closed: int, overdue: int) -> tuple[str, str]:
    """State of rectification."""
    return "整改问题", f"共 {total} 个，已销号 {closed} 个，逾期 {overdue} 个"


def paragraph(track: str, lines: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The same figures as a paragraph that can be copied into the report (工作总结).

    >>> paragraph("居民区", [appraised(27), debriefed("现场", 23), grade("好", 9)])[1]
    '居民区板块：参加述职评议考核的党组织书记 27 人，其中现场述职 23 人，最终等次为“好” 9 人。'
    """
    shown = "，".join(f"{label} {figure}" for label, figure in lines if figure != WITHHELD)
    return "可以复制到总结里的一段话", f"{track}板块：{shown}。"


def publication_line(track: str, scope: str) -> str:
    """Line under the headline of a published result."""
    return f"{track}（公布范围：{scope}）" if scope else track


def tracking_line(day: str, count: int) -> str:
    """Line under the headline of a tracking list."""
    return f"截至{day}，未销号问题 {count} 个。"
