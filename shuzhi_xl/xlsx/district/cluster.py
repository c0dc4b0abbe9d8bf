"""Many masters read on an existing Dask cluster (集群读取): the same function, the files sent along."""

import asyncio
import logging
import re
import socket
import time
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from shuzhi_xl.rules.district.town_figures import TownDigest
from shuzhi_xl.xlsx.district.folder import Master
from shuzhi_xl.xlsx.district.program import own_program
from shuzhi_xl.xlsx.district.read_town import MOST_PACKED, unreadable
from shuzhi_xl.xlsx.stop_reasons import Stopped

if TYPE_CHECKING:
    from distributed import Client

Reader = Callable[[Path | bytes, str], TownDigest]
"""Reads one file; it runs anywhere, so it can be pickled."""

CLUSTER: Final = "dask://"
SECONDS: Final = 10  # to reach the scheduler
SECONDS_WITHOUT_WORKERS: Final = 20  # a worker that is started again takes some of them
_PAUSE: Final = 0.02  # seconds between looks at what is done
_WATCH: Final = 1.0  # seconds between looks at the workers
_ADDRESS: Final = re.compile(r"(?P<host>[^\s/:@\[\]]+|\[[0-9A-Fa-f:.]+\]):(?P<port>[0-9]{1,5})")
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
    host, port = _address(place)
    if find_spec("distributed") is None:
        raise Stopped("cluster_extra_missing", {"name": place})
    from distributed import as_completed  # noqa: PLC0415 -- an extra, which most offices do not have

    with _connected(host, port, place) as client:
        coming = iter(masters)
        threads = _threads(client, place)
        under_way = {_send(client, read, master): master for master in islice(coming, _AHEAD * threads)}
        completed = as_completed(under_way, loop=client.loop)
        while under_way:
            _wait_for(completed, client, place)
            future = next(completed)
            yield _result(future, under_way.pop(future).name, place)
            for master in islice(coming, 1):
                sent = _send(client, read, master)
                under_way[sent] = master
                completed.add(sent)


def _address(place: str) -> tuple[str, int]:
    """Host and port of the scheduler."""
    match = _ADDRESS.fullmatch(place)
    if match is None or not 0 < int(match["port"]) < 1 << 16:
        raise Stopped("engine_unknown", {"name": f"{CLUSTER}{place}"})
    # an IPv6 address has brackets in a URL only
    return match["host"].strip("[]"), int(match["port"])


@contextmanager
def _connected(host: str, port: int, place: str) -> Iterator["Client"]:
    from distributed.comm.core import CommClosedError  # noqa: PLC0415

    logging.disable()  # our sentences say what Dask would report with a traceback
    try:
        with _client(host, port, place) as client:
            yield client
    except CommClosedError as error:
        raise Stopped("cluster_lost", {"name": place}) from error
    finally:
        logging.disable(logging.NOTSET)


def _client(host: str, port: int, place: str) -> "Client":
    import dask  # noqa: PLC0415
    from distributed import Client  # noqa: PLC0415

    try:
        # Dask itself would try for a long time, and would end with a traceback.
        socket.create_connection((host, port), SECONDS).close()
        asyncio.run(_ask_scheduler(place))
        # Else the last thousand messages, each with its file, would be kept for debugging.
        with dask.config.set({"distributed.admin.low-level-log-length": 1}), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # another release of Dask over there does no harm
            return Client(f"tcp://{place}", timeout=SECONDS, set_as_default=False)
    except Exception as error:  # whatever listens there may answer anything
        raise Stopped("cluster_unreachable", {"name": place}) from error


async def _ask_scheduler(place: str) -> None:
    """Make sure that a scheduler of Dask listens there, rather than one of its workers or a web server."""
    from distributed import rpc  # noqa: PLC0415

    async with asyncio.timeout(SECONDS), rpc(f"tcp://{place}") as scheduler:
        identity = await scheduler.identity()
    if identity["type"] != "Scheduler":
        raise ValueError(identity["type"])


def _threads(client: "Client", place: str) -> int:
    """Threads of all workers, which must have this very program."""
    workers = client.nthreads()
    if not workers:
        raise Stopped("cluster_without_workers", {"name": place})
    try:
        programs = set(client.run(own_program).values())
    except Exception as error:  # whatever goes wrong over there comes back as it is
        raise Stopped("cluster_differs", {"name": place}) from error
    if programs != {own_program()}:
        raise Stopped("cluster_differs", {"name": place})
    return sum(workers.values())


def _wait_for(completed: Any, client: "Client", place: str) -> None:
    """Wait until a file is done, and not for ever while there is no worker to read it."""
    last_look = last_worker = time.monotonic()
    while not completed.has_ready():
        time.sleep(_PAUSE)
        now = time.monotonic()
        if now - last_look < _WATCH:
            continue
        last_look = now
        if _has_workers(client, place):
            last_worker = now
        elif now - last_worker > SECONDS_WITHOUT_WORKERS:
            raise Stopped("cluster_workers_lost", {"name": place})


def _has_workers(client: "Client", place: str) -> bool:
    try:
        return bool(client.nthreads())
    except Exception as error:  # the connection's end has many names
        raise Stopped("cluster_lost", {"name": place}) from error


def read_alike(program: str, read: Reader, content: bytes, name: str) -> TownDigest | None:
    """Read a file on the computer that is asked; None if it has another program.

    Workers that join while we read have not been asked before.
    """
    return read(content, name) if own_program() == program else None


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
        return client.submit(read_alike, own_program(), read, content, master.name, pure=False)


def _result(future: Any, name: str, place: str) -> TownDigest:
    from distributed import KilledWorker  # noqa: PLC0415

    if future.status == "cancelled":
        raise Stopped("cluster_lost", {"name": place})
    try:
        digest: TownDigest | None = future.result()
    except KilledWorker:
        return unreadable(name, "file_breaks_reader")
    except Exception as error:  # reading raises nothing: the program over there is another one
        raise Stopped("cluster_differs", {"name": place}) from error
    if digest is None:
        raise Stopped("cluster_differs", {"name": place})
    return digest
