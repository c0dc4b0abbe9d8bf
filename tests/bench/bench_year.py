"""The product's whole year (一个年度) in a big town: every button pressed in a process of its own.

What the clerk types and what comes back from the branches is made between the clicks and takes no part in
their times. Form numbers follow from the key that the master holds from the start, so the workbooks that were
filled once fit every later year.
"""

import os
import pickle
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

from shuzhi_xl.cli.run_job import run_job
from shuzhi_xl.demo.play import clerk
from shuzhi_xl.demo.play.fill_forms import fill_package, fill_typing
from shuzhi_xl.demo.play.office import Office, secret_key
from shuzhi_xl.demo.play.returns import place_in
from shuzhi_xl.demo.town.clock import COLLECTED_ON, YEAR
from shuzhi_xl.demo.town.town import InventedTown
from shuzhi_xl.sheets.master.program_sheets import KEY_NAME, SECRET, Secret
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.returned_folder import RETURNED
from shuzhi_xl.xlsx.textfiles.scheme_folder import DEMO_SCHEME, load_scheme
from shuzhi_xl.xlsx.town_folder import ISSUED_FOLDER
from tests.bench.bench_click import click_button
from tests.bench.big_town import big_town
from tests.bench.measurement import Cost, Work, measured

DRAFTED, FILLED, TOWN = "drafted", "filled", "town.pickle"
CLICKS: Final = ("check", "distribute", "collect", "compute", "decide", "generate", "publish", "track")
"""The year's buttons in order; ``decide`` is 计算 again, after the committee has met."""


Measure = Callable[..., Cost]


def _job_of(click: str) -> str:
    return "compute" if click == "decide" else click


def prepare(root: Path, branches: int) -> None:
    """Draft a master and fill what will be issued from it, once for all years of a size.

    Args:
        root: Folder of this size of town; what an earlier run left there is used again.
        branches: Number of branches.
    """
    if (root / FILLED).exists():
        return
    shutil.rmtree(root, ignore_errors=True)
    scheme = load_scheme(DEMO_SCHEME, root)
    town = big_town(branches, scheme)
    office = _office(root / DRAFTED)
    clerk.create_master(office, scheme, YEAR)
    clerk.enter_town(office, town)
    with office.writing() as context:
        context.store.append_rows(SECRET, [Secret(name=KEY_NAME, value=secret_key(1, YEAR)).record()])
    (root / TOWN).write_bytes(pickle.dumps(town))
    issued = root / "issued"
    shutil.copytree(root / DRAFTED, issued)
    run_job("distribute", issued / MASTER_NAME, quiet=True)
    _fill_all(issued, town, root / "filling")
    shutil.rmtree(issued)
    (root / "filling").rename(root / FILLED)


def _office(root: Path) -> Office:
    return Office(root, secret_key(1, YEAR), lambda *_: None)


def _fill_all(issued: Path, town: InventedTown, into: Path) -> None:
    """All that comes back, in one folder per track, on as many processors as there are."""
    work = [*_returns(issued, town, into)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(_fill, *zip(*work, strict=True), chunksize=8):
            pass


def _returns(
    issued: Path, town: InventedTown, into: Path
) -> Iterator[tuple[Callable[[bytes], bytes], Path, Path]]:
    files = (issued / ISSUED_FOLDER).glob("*/*/*.xlsx")
    places: Mapping[str, Path] = {path.stem.split("_")[1]: path for path in files}
    for meeting, ballots in town.paper.items():
        yield partial(fill_typing, ballots=ballots), places[meeting], into / f"录票/{meeting}录好.xlsx"
    for order, organisation in enumerate(town.organisations):
        reply = town.replies[organisation.number]
        yield (
            partial(fill_package, reply=reply),
            places[organisation.number],
            into / place_in(organisation, order),
        )


def _fill(fill: Callable[[bytes], bytes], issued: Path, into: Path) -> None:
    into.parent.mkdir(parents=True, exist_ok=True)
    into.write_bytes(fill(issued.read_bytes()))


def play(root: Path, folder: Path, measure: Measure = measured) -> dict[str, Cost]:
    """One whole year in a new folder.

    Args:
        root: Folder that `prepare` filled.
        folder: Where the year is played; its contents are deleted.
        measure: Runs a task and measures it.

    Returns:
        What each click cost.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root / DRAFTED, folder)
    costs = {}
    for click in CLICKS:
        if click in _BY_HAND:
            measure(by_hand, click, root, folder)
        costs[click] = measure(click_button, _job_of(click), folder / MASTER_NAME)
    return costs


def by_hand(click: str, root: Path, folder: Path) -> Work:
    """What happens before a click without the program: files come back, the clerk and the committee type."""
    return partial(_by_hand, click, root, folder)


def _by_hand(click: str, root: Path, folder: Path) -> None:
    office = _office(folder)
    office.clock.turn_to(COLLECTED_ON)
    _BY_HAND[click](office, root)


def _take_in(office: Office, root: Path) -> None:
    shutil.copytree(root / FILLED, office.root / RETURNED, dirs_exist_ok=True)
    clerk.enter_remarks(office, _town(root))


_BY_HAND: Final[Mapping[str, Callable[[Office, Path], object]]] = {
    "collect": _take_in,
    "compute": lambda office, root: clerk.assign_problems(office, _town(root)),
    "decide": lambda office, _: clerk.decide_grades(office),
}


def _town(root: Path) -> InventedTown:
    town: InventedTown = pickle.loads((root / TOWN).read_bytes())  # noqa: S301 -- written here a moment ago
    return town
