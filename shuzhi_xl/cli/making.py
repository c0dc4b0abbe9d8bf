"""The command `new`: a master for the year."""

from pathlib import Path
from tempfile import TemporaryDirectory

from shuzhi_xl.jobs.desk import Desk, Outcome, now
from shuzhi_xl.jobs.new import new
from shuzhi_xl.xlsx.closed import ClosedStore
from shuzhi_xl.xlsx.folder import Folder
from shuzhi_xl.xlsx.replace import write_new
from shuzhi_xl.xlsx.scheme import Scheme, SchemeUnreadable, load_scheme
from shuzhi_xl.xlsx.shipped import shipped_master
from shuzhi_xl.xlsx.stops import Stopped


def make_master(master: Path, year: int | None, scheme: str) -> Outcome:
    """A new master at a place where there is none.

    Raises:
        Stopped: Something stands there already, or there is no such scheme.
    """
    if master.exists():
        raise Stopped("master_exists", {"name": master.name})
    chosen = _scheme(scheme, master.parent) if scheme else None
    with TemporaryDirectory() as draft:  # so that the master is there filled in, or not at all
        path = Path(draft) / master.name
        write_new(path, shipped_master())
        outcome = _fill(Desk(ClosedStore(path), Folder(master.parent), now), year, scheme, chosen)
        write_new(master, path.read_bytes())
    return outcome


def _fill(desk: Desk, year: int | None, scheme: str, chosen: Scheme | None) -> Outcome:
    if chosen is None:
        return new(desk, year)
    return new(desk, year, scheme, chosen.settings, chosen.records)


def _scheme(name: str, beside: Path) -> Scheme:
    try:
        return load_scheme(name, beside)
    except SchemeUnreadable as error:
        raise Stopped(error.code, error.context) from error
