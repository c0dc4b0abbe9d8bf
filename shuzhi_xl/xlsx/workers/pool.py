"""Many returned files read by up to two workers at once (并行读取), answered in their order.

A file over which a worker ends is tried once more in a fresh one and then refused alone.
"""

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from shuzhi_xl.findings import Location, blocking
from shuzhi_xl.xlsx.workers.handle import ReadersMissing, Worker, WorkerLost, worker_command
from shuzhi_xl.xlsx.workers.protocol import FoundT, ReadingKind

_MANY: Final = 8  # files from which a second worker is worth its start
_AHEAD: Final = 4  # files read before they are asked for
_TRIES: Final = 2


def start_worker() -> Worker:
    """A worker as it is used.

    Raises:
        ReadersMissing: It cannot be started.
    """
    return Worker(worker_command())


def read_files(
    files: Sequence[tuple[Path, str]],
    kind: ReadingKind[FoundT],
    start: Callable[[], Worker] = start_worker,
) -> Generator[FoundT]:
    """Read files in processes of their own; closing the iterator ends these at once.

    Args:
        files: Where each stands, and how the clerk knows it.
        kind: What they are read as.
        start: Starts a worker.

    Yields:
        One result for each file, in the order of the files.

    Raises:
        ReadersMissing: No worker can be started.
    """
    lanes = [_Lane(start) for _ in range(2 if len(files) >= _MANY else 1)]
    free: SimpleQueue[_Lane] = SimpleQueue()
    for lane in lanes:
        free.put(lane)
    with ThreadPoolExecutor(len(lanes)) as pool:
        try:
            yield from _in_order(files, lambda path, name: pool.submit(_read, free, kind, path, name))
        finally:
            for lane in lanes:
                lane.end()
            pool.shutdown(cancel_futures=True)


def _in_order(
    files: Sequence[tuple[Path, str]], submit: Callable[[Path, str], Future[FoundT]]
) -> Iterator[FoundT]:
    coming = iter(files)
    under_way = deque(submit(*each) for each in islice(coming, _AHEAD))
    while under_way:
        found = under_way.popleft()
        # Windows lets Ctrl-C through only between waits
        while not wait([found], timeout=0.5).done:
            pass
        under_way.extend(submit(*each) for each in islice(coming, 1))
        yield found.result()


def _read(free: "SimpleQueue[_Lane]", kind: ReadingKind[FoundT], path: Path, name: str) -> FoundT:
    lane = free.get()
    try:
        return lane.read(path, name, kind)
    finally:
        free.put(lane)


class _Lane:
    """One worker, and a fresh one after each that was lost."""

    def __init__(self, start: Callable[[], Worker]) -> None:
        self._start = start
        self._worker: Worker | None = None
        self._changing = threading.Lock()
        self._ended = False

    def read(self, path: Path, name: str, kind: ReadingKind[FoundT]) -> FoundT:
        code = ""
        for _ in range(_TRIES):
            worker = self._worker or self._fresh()
            try:
                return worker.read(path, name, kind)
            except WorkerLost as lost:
                self._worker, code = None, lost.code
        return kind.refuse(name, blocking(code, Location(name)))

    def end(self) -> None:
        """End its worker, and start no other."""
        with self._changing:
            self._ended = True
            if self._worker is not None:
                self._worker.close()

    def _fresh(self) -> Worker:
        with self._changing:
            if self._ended:
                raise ReadersMissing
            self._worker = self._start()
        self._worker.wait_ready()
        return self._worker
