"""The command `new`: a master for the year."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from shuzhi_xl.cli.schemes import schemes_at_hand
from shuzhi_xl.jobs.desk import Desk, Outcome, now
from shuzhi_xl.jobs.new import new
from shuzhi_xl.rules.planning import planned
from shuzhi_xl.rules.public_holidays import last_known_year, public_holidays
from shuzhi_xl.rules.schedule import calendar_of
from shuzhi_xl.sheets.process import HOLIDAY, MILESTONE
from shuzhi_xl.sheets.settings import Settings
from shuzhi_xl.sheets.tables import Record
from shuzhi_xl.wording.planning import filled_in
from shuzhi_xl.wording.summaries import created, schemes_on_offer
from shuzhi_xl.xlsx.closed import ClosedStore
from shuzhi_xl.xlsx.folder import Folder
from shuzhi_xl.xlsx.plan import PlanUnreadable, load_plan
from shuzhi_xl.xlsx.replace import write_new
from shuzhi_xl.xlsx.scheme import Scheme, load_scheme
from shuzhi_xl.xlsx.shipped import shipped_master
from shuzhi_xl.xlsx.stops import Stopped


def make_master(master: Path, year: int | None, scheme: str) -> Outcome:
    """A new master at a place where there is none.

    Raises:
        Stopped: Something stands there already.
        SchemeUnreadable: There is no such scheme.
    """
    if master.exists():
        raise Stopped("master_exists", {"name": master.name})
    chosen = load_scheme(scheme, master.parent) if scheme else None
    prepared = _prepared(year, master.parent) if year is not None and _is_fit(year) else {}
    with TemporaryDirectory() as draft:  # so that the master is there filled in, or not at all
        path = Path(draft) / master.name
        write_new(path, shipped_master())
        outcome = _fill(Desk(ClosedStore(path), Folder(master.parent), now), year, scheme, chosen, prepared)
        write_new(master, path.read_bytes())
    return outcome if chosen else replace(outcome, lines=schemes_at_hand(master.parent))


def _fill(
    desk: Desk,
    year: int | None,
    scheme: str,
    chosen: Scheme | None,
    prepared: Mapping[str, Sequence[Record]],
) -> Outcome:
    if chosen is None:
        outcome = new(desk, year, tables=prepared)
        outcome = replace(outcome, summary=f"{outcome.summary}{schemes_on_offer()}")
    else:
        outcome = new(desk, year, scheme, chosen.settings, {**prepared, **chosen.records})
        outcome = replace(outcome, summary=created(desk.store.file, scheme, len(chosen.gaps)))
    if year is None or not prepared:
        return outcome
    return replace(outcome, summary=f"{outcome.summary}{filled_in(year, last_known_year())}")


def _is_fit(year: int) -> bool:
    """Whether 年度 is one that 校验 lets pass."""
    column = Settings.columns()["year"]
    return (column.low or 0) <= year <= (column.high or year)


def _prepared(year: int, beside: Path) -> dict[str, list[Record]]:
    """日程安排 and 节假日 of a year.

    Raises:
        Stopped: The plan's file beside the master cannot be used.
    """
    try:
        tasks = load_plan(beside)
    except PlanUnreadable as error:
        raise Stopped("plan_unreadable", {"name": error.name, "reason": error.reason}) from error
    holidays = public_holidays(date(year, 12, 1), date(year + 1, 12, 31))
    schedule = planned(tasks, year, calendar_of(holidays))
    return {
        MILESTONE.name: [each.record() for each in schedule],
        HOLIDAY.name: [each.record() for each in holidays],
    }
