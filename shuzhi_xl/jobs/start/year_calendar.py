"""日程安排 and 节假日 of a year, for a master that begins with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from shuzhi_xl.rules.schedule.plan import plan_schedule
from shuzhi_xl.rules.schedule.public_holidays import public_holidays
from shuzhi_xl.rules.schedule.workdays import calendar_of
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.master.office_entries import HOLIDAY, MILESTONE, Holiday, Milestone
from shuzhi_xl.xlsx.stop_reasons import Stopped
from shuzhi_xl.xlsx.textfiles.plan_toml import PlanUnreadable, load_plan


@dataclass(frozen=True)
class YearCalendar:
    """The dates of a year (日程安排, 节假日).

    Attributes:
        schedule: Rows of 日程安排.
        holidays: Rows of 节假日.
    """

    schedule: Sequence[Milestone]
    holidays: Sequence[Holiday]

    @property
    def tables(self) -> Mapping[str, Sequence[Record]]:
        """Rows by table name."""
        return {
            MILESTONE.name: [milestone.record() for milestone in self.schedule],
            HOLIDAY.name: [holiday.record() for holiday in self.holidays],
        }


def plan_year(year: int, beside: Path) -> YearCalendar:
    """Make 日程安排 and 节假日 of a year.

    Args:
        year: 年度.
        beside: The master's folder, where the town may have a plan of its own.

    Raises:
        Stopped: The plan beside the master is unreadable.
    """
    try:
        tasks = load_plan(beside)
    except PlanUnreadable as error:
        raise Stopped("plan_unreadable", {"name": error.name, "reason": error.reason}) from error
    # 通知 五、1: the work begins in December; 整改 goes on through the next year.
    holidays = public_holidays(date(year, 12, 1), date(year + 1, 12, 31))
    return YearCalendar(plan_schedule(tasks, year, calendar_of(holidays)), holidays)
