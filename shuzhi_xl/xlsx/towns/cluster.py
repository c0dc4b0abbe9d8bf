"""Many masters read on an existing Dask cluster (集群读取): the same function, the files sent along."""

import logging
import warnings
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from shuzhi_xl.rules.town_digest import TownDigest
from shuzhi_xl.xlsx.stops import Stopped
from shuzhi_xl.xlsx.towns.folder import Master
from shuzhi_xl.xlsx.towns.here import Reader
from shuzhi_xl.xlsx.towns.reading import MOST_PACKED, unreadable

if TYPE_CHECKING:
    from distributed import Client

SECONDS: Final = 10  # to reach the scheduler
_AHEAD: Final = 2  # files a thread that wait for it on the cluster


def read_on_cluster(masters: Iterable[Master], read: Reader, place: str) -> Generator[TownDigest]:
    """Read masters on a cluster; a worker that is lost costs nothing but time.

    Args:
        masters: The files; only a few are sent at a time, so that they fill no memory.
        read: Reads one.
        place: The scheduler, as ``host:port``.

    Yields:
        One digest for each file, as they are done.

    Raises:
        Stopped: Dask is not installed, or the scheduler or its workers are not there or not ours.
    """
    if find_spec("distributed") is None:
        raise Stopped("cluster_extra_missing", {"name": place})
    from distributed import as_completed  # noqa: PLC0415 -- an extra, which most offices do not have

    with _connected(place) as client:
        coming = iter(masters)
        threads = _threads(client, place)
        under_way = {_send(client, read, each): each for each in islice(coming, _AHEAD * threads)}
        done = as_completed(under_way, loop=client.loop)
        for future in done:
            yield _result(future, under_way.pop(future).name, place)
            for each in islice(coming, 1):
                sent = _send(client, read, each)
                under_way[sent] = each
                done.add(sent)


@contextmanager
def _connected(place: str) -> Iterator["Client"]:
    logging.disable()  # what Dask would tell with a traceback, our sentences tell
    try:
        with _client(place) as client:
            yield client
    finally:
        logging.disable(logging.NOTSET)


def _client(place: str) -> "Client":
    import dask  # noqa: PLC0415
    from distributed import Client  # noqa: PLC0415

    try:
        # Else the last thousand messages, each with its file, would be kept for debugging.
        with dask.config.set({"distributed.admin.low-level-log-length": 1}):
            return Client(f"tcp://{place}", timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise Stopped("cluster_unreachable", {"name": place}) from error


def _threads(client: "Client", place: str) -> int:
    """Threads of all workers, which must have this very version of us."""
    workers = client.nthreads()
    if not workers:
        raise Stopped("cluster_without_workers", {"name": place})
    try:
        versions = set(client.run(own_version).values())
    except Exception as error:  # whatever goes wrong over there comes back as it is
        raise Stopped("cluster_differs", {"name": place}) from error
    if versions != {own_version()}:
        raise Stopped("cluster_differs", {"name": place})
    return sum(workers.values())


def own_version() -> str:
    """The version of this program, on the computer that is asked."""
    return version(__name__.partition(".")[0])


def _send(client: "Client", read: Reader, master: Master) -> Any:
    """Give a file to the cluster; its content, since other computers may not see the folder."""
    try:
        with master.path.open("rb") as stream:
            content = stream.read(MOST_PACKED + 1)
    except OSError:
        return client.submit(unreadable, master.name, "file_locked", pure=False)
    with warnings.catch_warnings():
        # it would rather have the files spread beforehand, which would fill its memory
        warnings.simplefilter("ignore")
        return client.submit(read, content, master.name, pure=False)


def _result(future: Any, name: str, place: str) -> TownDigest:
    from distributed import KilledWorker  # noqa: PLC0415

    if future.status == "cancelled":
        raise Stopped("cluster_lost", {"name": place})
    try:
        found: TownDigest = future.result()
    except KilledWorker:
        return unreadable(name, "file_breaks_reader")
    return found
