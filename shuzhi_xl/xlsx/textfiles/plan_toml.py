"""The plan of the year (日程) as a text file that staff can read, copy and change."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from shuzhi_xl.rules.schedule.plan import PlannedDay, Task, parse_day
from shuzhi_xl.wording.sheets.schedule import missing, no_day
from shuzhi_xl.xlsx.files.shipped import find_template
from shuzhi_xl.xlsx.textfiles.toml_file import TomlUnreadable, parse_toml, read_small

_PLAN: Final = "日程/通知日程.toml"
_TASKS: Final = "任务"
_TEXTS: Final = ("阶段", "工作任务", "责任部门")
_DAYS: Final = ("开始", "截止")
_SOURCE: Final = "出处"


class PlanUnreadable(Exception):  # noqa: N818 -- named like the other refusals of files
    """The plan's file is unusable (日程文件读不了); ``name`` and ``reason`` are for the sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.name, self.reason = Path(_PLAN).name, reason


def load_plan(beside: Path) -> list[Task]:
    """Load the plan; a file beside the master comes before the shipped one.

    Args:
        beside: The master's folder.

    Raises:
        PlanUnreadable: The file is no plan.
    """
    try:
        content = parse_toml(read_small(find_template(_PLAN, beside)))
    except TomlUnreadable as error:
        raise PlanUnreadable(error.reason) from None
    tasks = content.get(_TASKS)
    if not isinstance(tasks, list) or not all(isinstance(task, Mapping) for task in tasks):
        raise PlanUnreadable(missing(_TASKS))
    return [_read_task(task) for task in tasks]


def _read_task(entry: Mapping[str, Any]) -> Task:
    # str, because TOML has numbers and dates besides texts
    texts = {key: str(entry.get(key, "")) for key in (*_TEXTS, *_DAYS)}
    for key, text in texts.items():
        if not text:
            raise PlanUnreadable(missing(key))
    stage, task, department = (texts[key] for key in _TEXTS)
    starts, ends = (_read_day(texts[key]) for key in _DAYS)
    return Task(stage, task, department, starts, ends, str(entry.get(_SOURCE, "")))


def _read_day(text: str) -> PlannedDay:
    try:
        return parse_day(text)
    except ValueError:
        raise PlanUnreadable(no_day(text)) from None
