"""The command `new`: a master for a new year."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from shuzhi_xl.cli.schemes import schemes_at_hand
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome, now
from shuzhi_xl.jobs.start.carry_over import carry_over, go_on
from shuzhi_xl.jobs.start.new import new
from shuzhi_xl.jobs.start.year_calendar import plan_year
from shuzhi_xl.rules.schedule.public_holidays import last_known_year
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.declaration.texts import is_blank
from shuzhi_xl.sheets.master.settings import RECOMMENDED, Settings
from shuzhi_xl.wording.screen.job_summaries import created, schemes_on_offer
from shuzhi_xl.wording.sheets.schedule import filled_in
from shuzhi_xl.xlsx.files.atomic_replace import write_new
from shuzhi_xl.xlsx.files.shipped import read_shipped_master
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.stop_reasons import Stopped
from shuzhi_xl.xlsx.textfiles.scheme_folder import load_scheme
from shuzhi_xl.xlsx.textfiles.scheme_toml import Scheme
from shuzhi_xl.xlsx.town_folder import Folder


def make_master(master: Path, year: int | None, scheme: str, last_year: Path | None = None) -> Outcome:
    """Make a new master where there is none.

    Args:
        master: The path of the new master.
        year: 年度. None leaves it to the clerk; with last year's master it means the year after.
        scheme: 方案名称, or blank.
        last_year: The master that it continues (上年结转); it is only read.

    Raises:
        Stopped: The file exists, or last year's master cannot be continued.
        SchemeUnreadable: There is no such scheme.
    """
    # Before the check for an existing file, whose sentence would not say that one file is named twice.
    if last_year is not None and last_year.exists() and master.resolve() == last_year.resolve():
        raise Stopped("last_year_same", {"name": master.name})
    if master.exists():
        raise Stopped("master_exists", {"name": master.name})
    # Everything that can be refused is read before anything is written.
    chosen_scheme = load_scheme(scheme, master.parent) if scheme else None
    carried = (
        carry_over(JobContext(ClosedStore(last_year), Folder(last_year.parent), now)) if last_year else None
    )
    if carried:
        carried = carried.with_scheme(scheme, chosen_scheme) if chosen_scheme else carried
        year = carried.year_after(year)
    # A 年度 out of range is entered all the same, for 校验 to name; only the calendar cannot be made for it.
    prepared = plan_year(year, master.parent).tables if year is not None and _is_fit(year) else {}
    with TemporaryDirectory() as draft:  # so that a filled master appears, or none
        path = Path(draft) / master.name
        write_new(path, read_shipped_master())
        context = JobContext(ClosedStore(path), Folder(master.parent), now)
        if carried and year:
            outcome = go_on(context, year, carried, prepared)
        else:
            outcome = _fill(context, year, scheme, chosen_scheme, prepared)
        write_new(master, path.read_bytes())
    if year is not None and prepared:
        outcome = replace(outcome, summary=f"{outcome.summary}{filled_in(year, last_known_year())}")
    return outcome if chosen_scheme or carried else replace(outcome, lines=schemes_at_hand(master.parent))


def _fill(
    context: JobContext,
    year: int | None,
    scheme: str,
    chosen_scheme: Scheme | None,
    prepared: Mapping[str, Sequence[Record]],
) -> Outcome:
    if chosen_scheme is None:
        outcome = new(context, year, tables=prepared)
        return replace(outcome, summary=f"{outcome.summary}{schemes_on_offer()}")
    outcome = new(context, year, scheme, chosen_scheme.settings, {**prepared, **chosen_scheme.records})
    recommended = [key for key in RECOMMENDED if is_blank(chosen_scheme.settings.get(key))]
    gaps = len(set(chosen_scheme.gaps) - set(recommended))
    return replace(outcome, summary=created(context.store.file, scheme, gaps, len(recommended)))


def _is_fit(year: int) -> bool:
    """Whether 校验 accepts the 年度."""
    column = Settings.columns()["year"]
    return (column.low or 0) <= year <= (column.high or year)
