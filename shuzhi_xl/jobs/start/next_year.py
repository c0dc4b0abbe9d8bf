"""The master of the next year (下一年的总表), made from one in use, in a folder of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.start.carry_over import CarriedOver, carry_over, go_on
from shuzhi_xl.jobs.start.year_calendar import plan_year
from shuzhi_xl.rules.completion.start import repeat_groups, repeat_meetings
from shuzhi_xl.rules.schedule.public_holidays import last_known_year
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.master.organisations_and_meetings import ATTENDEE, MEETING_TABLE
from shuzhi_xl.wording.file_names import next_year_place
from shuzhi_xl.wording.screen.job_summaries import next_year_made
from shuzhi_xl.wording.sheets.schedule import filled_in
from shuzhi_xl.xlsx.files.atomic_replace import write_new
from shuzhi_xl.xlsx.files.shipped import read_shipped_master
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.master.python_setting import with_python_of
from shuzhi_xl.xlsx.stop_reasons import Stopped
from shuzhi_xl.xlsx.town_folder import Folder

_TOWNS_OWN: Final = ("templates", "方案")
"""Folders beside the master with what staff restyled and the town's own schemes."""


def make_next_year(context: JobContext) -> Outcome:
    """Make next year's master; this one is only read.

    Args:
        context: With the store of the master in use, open or closed.

    Raises:
        Stopped: There is a master of the next year, or this one cannot be continued.
    """
    carried = carry_over(context)
    year = carried.year_after(None)
    place = next_year_place(year)
    if (context.folder.root / place).exists():
        raise Stopped("master_exists", {"name": place})
    calendar = plan_year(year, context.folder.root)
    carried = replace(carried, tables={**carried.tables, **_repeat_meetings(context)})
    outcome, data = _fill(context, Path(place).name, year, carried, calendar.tables)
    this_master = context.folder.root / context.store.file
    # The master comes last: where it exists, a second press is refused, and the folder must be complete.
    context.folder.copy_folders(_TOWNS_OWN, str(Path(place).parent))
    context.folder.write_plain(place, with_python_of(data, this_master.read_bytes()))
    summary = f"{next_year_made(outcome.summary, place)}{filled_in(year, last_known_year())}"
    return replace(outcome, job="new_year", summary=summary, outputs=[place])


def _repeat_meetings(context: JobContext) -> Mapping[str, Sequence[Record]]:
    meetings, attendees = (context.store.read_table(table).records() for table in (MEETING_TABLE, ATTENDEE))
    return {MEETING_TABLE.name: repeat_meetings(meetings), ATTENDEE.name: repeat_groups(attendees)}


def _fill(
    context: JobContext, name: str, year: int, carried: CarriedOver, tables: Mapping[str, Sequence[Record]]
) -> tuple[Outcome, bytes]:
    """The new master's content, filled before it is put in place, so that a filled one appears or none."""
    with TemporaryDirectory() as draft:
        path = Path(draft) / name
        write_new(path, read_shipped_master())
        fresh = replace(context, store=ClosedStore(path), folder=Folder(context.folder.root))
        return go_on(fresh, year, carried, tables), path.read_bytes()
