"""The command `new`: a master for the year."""

from dataclasses import replace
from pathlib import Path

from shuzhi_xl.cli.schemes import chosen_scheme, schemes_at_hand
from shuzhi_xl.jobs.desk import Desk, Outcome, now
from shuzhi_xl.jobs.new import new
from shuzhi_xl.wording.summaries import created, schemes_on_offer
from shuzhi_xl.xlsx.closed import ClosedStore
from shuzhi_xl.xlsx.folder import Folder
from shuzhi_xl.xlsx.replace import write_new
from shuzhi_xl.xlsx.shipped import shipped_master
from shuzhi_xl.xlsx.stops import Stopped


def make_master(master: Path, year: int | None, scheme: str) -> Outcome:
    """A new master at a place where there is none.

    Raises:
        Stopped: Something stands there already, or there is no such scheme.
    """
    if master.exists():
        raise Stopped("master_exists", {"name": master.name})
    chosen = chosen_scheme(scheme, master.parent) if scheme else None
    write_new(master, shipped_master())
    desk = Desk(ClosedStore(master), Folder(master.parent), now)
    if chosen is None:
        outcome = new(desk, year)
        told = f"{outcome.summary}{schemes_on_offer()}"
        return replace(outcome, summary=told, lines=schemes_at_hand(master.parent))
    outcome = new(desk, year, scheme, chosen.settings, chosen.records)
    return replace(outcome, summary=created(master.name, scheme, len(chosen.gaps)))
