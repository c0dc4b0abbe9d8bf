"""Many masters read by a few child processes here (本机读取); one over which a child ends stops no other."""

import json
from collections.abc import Callable, Generator, Iterable
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from shuzhi_xl.rules.district.town_figures import TownDigest
from shuzhi_xl.xlsx.children.child import Child
from shuzhi_xl.xlsx.children.limits import Limits
from shuzhi_xl.xlsx.children.pool import ChildPool, start_child
from shuzhi_xl.xlsx.children.task import ChildTask, Loss
from shuzhi_xl.xlsx.district.folder import Master
from shuzhi_xl.xlsx.district.read_town import read_town, unreadable

_DIGEST: Final = TypeAdapter(TownDigest)


def _begin(opening: bytes) -> Callable[[bytes], bytes]:
    times = Fraction(opening.decode("ascii"))

    def reply_to(message: bytes) -> bytes:
        """Read the file that a message names, and give its digest."""
        path, name = json.loads(message)
        return _DIGEST.dump_json(read_town(Path(path), name, times))

    return reply_to


READ_TOWN: Final[ChildTask[Master, TownDigest]] = ChildTask(
    f"{__name__}:READ_TOWN",
    Limits(
        seconds=60,  # for one file; a town with 100 branches takes a two-hundredth of it
        memory=700_000_000,
    ),
    _begin,
    lambda master: json.dumps([str(master.path.absolute()), master.name]).encode("ascii"),
    lambda message, _master: _DIGEST.validate_json(message),
)


def read_here(
    masters: Iterable[Master], times: Fraction, workers: int, start: Callable[[], Child] | None = None
) -> Generator[TownDigest]:
    """Read masters in child processes; closing the iterator ends these.

    Args:
        masters: The files; only a few are under way at a time.
        times: k of the rule for outliers.
        workers: How many processes at most.
        start: Starts a process, other than as usual.

    Yields:
        One digest for each file, in the order of the files.

    Raises:
        ChildrenMissing: No process can be started.
    """
    opening = str(times).encode("ascii")
    with ChildPool(READ_TOWN, workers, start or partial(start_child, READ_TOWN, opening)) as pool:
        yield from pool.replies(masters, _left_out)


def _left_out(master: Master, loss: Loss) -> TownDigest:
    return unreadable(master.name, "file_too_heavy" if loss is Loss.TOO_HEAVY else "file_breaks_reader")
