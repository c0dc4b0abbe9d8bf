"""Sentences of 首页: the next step, and reminders (催办事项)."""

NOTHING = "目前没有要催办的事项。"
"""The only line of 催办事项 when there are no reminders."""

START_HERE = "下一步 · 新建：请在“新建”表填好年度、党委名称、方案，再按“新建”"
"""The headline of a blank master."""


def next_step(stage: str, step: str, behind: list[str]) -> str:
    """The headline: the stage that the year has come to, and those before it that are not done."""
    rest = f"（{'、'.join(behind)}也还没有做完）" if behind else ""
    return f"下一步 · {stage}：{step}{rest}"


def late(days: int) -> str:
    """Time since a task's 截止日期."""
    return f"已逾期 {days} 天"


def left(workdays: int) -> str:
    """Time until a task's 截止日期."""
    return f"还有 {workdays} 个工作日" if workdays else "今天截止"


def task(name: str, department: str) -> str:
    """A task and who is in charge of it."""
    return f"{name}（{department}）"


def forms(count: int) -> str:
    """Forms that were issued and have not come back."""
    return f"{count} 份"


def problems(count: int) -> str:
    """Problems past their 整改时限."""
    return f"{count} 项"


def of_track(track: str, names: list[str], most: int) -> str:
    """A track and the first of its organisations."""
    rest = f"等 {len(names)} 个" if len(names) > most else ""
    # A form whose organisation or meeting is unknown has no track
    return f"{track}：{'、'.join(names[:most])}{rest}".removeprefix("：")


def typing(meeting: str, kind: str) -> str:
    """A meeting's typing workbook."""
    return f"{meeting} {kind}"


def more(count: int) -> str:
    """Number of entries for which a list of fixed length has no room."""
    return f"另有 {count} 项，请看“日程安排”“票单登记”“整改清单”。"


def other_tracks(count: int) -> str:
    """The tracks that 板块进展 has no line for, added up."""
    return f"其余 {count} 个板块"
