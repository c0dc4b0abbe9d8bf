"""Many masters read by a few processes here (本机读取); one that ends a process stops no other."""

import faulthandler
import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from shuzhi_xl.rules.district.town_digest import TownDigest
from shuzhi_xl.xlsx.children.memory_limit import limit_memory
from shuzhi_xl.xlsx.district.folder import Master
from shuzhi_xl.xlsx.district.read_town import unreadable
from shuzhi_xl.xlsx.workers.handle import ReadersMissing

Reader = Callable[[Path | bytes, str], TownDigest]
"""Reads one file; it runs anywhere, so it can be pickled."""

MOST_MEMORY: Final = 700_000_000  # bytes of addresses, the program's code included
SECONDS: Final = 60  # for one file; a town with 100 branches takes a two-hundredth of it
_AHEAD: Final = 2  # files a process that wait for it, so that it never waits for us


def read_here(
    masters: Iterable[Master], read: Reader, workers: int, seconds: int = SECONDS
) -> Generator[TownDigest]:
    """Read masters in processes of their own; closing the iterator ends these.

    Args:
        masters: The files; only a few are under way at a time.
        read: Reads one.
        workers: How many processes.
        seconds: Longest time for one file.

    Yields:
        One digest for each file, as they are done.

    Raises:
        ReadersMissing: No process can be started.
    """
    task = partial(_within, seconds, read)
    coming = iter(masters)
    while (doubtful := (yield from _until_broken(coming, task, workers, _AHEAD * workers))) is not None:
        again = iter(doubtful)
        while (lost := (yield from _until_broken(again, task, 1, 1))) is not None:
            yield from (unreadable(each.name, "file_breaks_reader") for each in lost)


def _until_broken(
    coming: Iterator[Master], task: Reader, workers: int, most: int
) -> Generator[TownDigest, None, list[Master] | None]:
    """Read on until no file is left, or until a process ended.

    Args:
        coming: The files.
        task: Reads one, within limits.
        workers: How many processes.
        most: How many files are under way at a time.

    Returns:
        None at the end, else the files that were under way, among them the one over which it ended.
    """
    first = list(islice(coming, most))
    if not first:
        return None
    lost: list[Master] = []
    under_way: dict[Future[TownDigest], Master] = {}
    with _started(workers) as pool:

        def give(some: Iterable[Master]) -> None:
            for each in some:
                try:
                    under_way[pool.submit(task, *each)] = each
                except BrokenProcessPool:
                    lost.append(each)

        try:
            give(first)
            while under_way:
                for future in _done(under_way):
                    master = under_way.pop(future)
                    try:
                        yield future.result()
                    except BrokenProcessPool:
                        lost.append(master)
                    give(() if lost else islice(coming, 1))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    return lost or None


def _done(under_way: Iterable[Future[TownDigest]]) -> Iterable[Future[TownDigest]]:
    # Windows lets Ctrl-C through only between waits
    while not (done := wait(under_way, timeout=0.5, return_when=FIRST_COMPLETED).done):
        pass
    return done


def _started(workers: int) -> ProcessPoolExecutor:
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin)
    try:
        pool.submit(os.getpid).result()
    except (BrokenProcessPool, OSError) as error:
        pool.shutdown(wait=False, cancel_futures=True)
        raise ReadersMissing from error
    return pool


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    limit_memory(MOST_MEMORY)


def _within(seconds: int, read: Reader, master: Path | bytes, name: str) -> TownDigest:
    with Path(os.devnull).open("wb") as nowhere:
        # ends the process even while a library works on and on
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            return read(master, name)
        finally:
            faulthandler.cancel_dump_traceback_later()
