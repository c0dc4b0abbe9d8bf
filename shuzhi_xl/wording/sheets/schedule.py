"""Sentences about the schedule of a new year (日程安排, 节假日) and its calendar file."""

from datetime import date

_WHAT_TO_DO = "请对照随软件提供的“{name}”改正，或先把它移走。"
PLAN = {
    "start_unreadable": f"起步文件“{{name}}”读不出来（{{reason}}）。{_WHAT_TO_DO}",
    "plan_unreadable": f"日程文件“{{name}}”读不出来（{{reason}}）。{_WHAT_TO_DO}",
}
"""Findings on a plan's file, or on what a year begins with, that cannot be used."""


def made_up_for(holiday: str) -> str:
    """Name of a weekend day that is worked for a holiday."""
    return f"{holiday}调休"


def put_off(day: date) -> str:
    """A start on a day off."""
    return f"{day.month}月{day.day}日休息，顺延"


def brought_forward(day: date) -> str:
    """An end on a day off."""
    return f"{day.month}月{day.day}日休息，提前"


def filled_in(year: int, last_known: int) -> str:
    """Dates that a new master already contains for its year."""
    gap = unknown_holidays(year, last_known)
    return f"“日程安排”和“节假日”已按 {year} 年度填好，请按本镇安排核对{gap and f'；{gap}'}。"


def unknown_holidays(year: int, last_known: int) -> str:
    """Holidays of an appraisal's second year that are not announced yet; blank where they are known."""
    # An appraisal runs into the next year (通知 五)
    if last_known > year:
        return ""
    return f"节假日只收录到 {last_known} 年，{year + 1} 年的请按公布的安排补填，并核对日程"


def missing(part: str) -> str:
    """A part of a task that the plan's file does not give."""
    return f"缺少“{part}”"


def no_day(text: str) -> str:
    """A day that cannot be understood."""
    return f"日期“{text}”看不懂，应写成“本年12月1日”或“次年1月15日”"


CALENDAR_NAME = "述职评议考核"


def event_name(stage: str, task: str) -> str:
    """Title of a task in a calendar."""
    return f"{stage}：{task}"


def event_text(department: str, memo: str) -> str:
    """Description of a task in a calendar."""
    return "\n".join([f"责任部门：{department}", *([f"备注：{memo}"] if memo else [])])
