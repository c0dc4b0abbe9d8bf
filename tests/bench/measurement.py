"""What one piece of work costs: its seconds and its memory, in a process of its own."""

import multiprocessing
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from time import perf_counter, sleep
from typing import Any, Final

import psutil

Work = Callable[[], object]
_EVERY: Final = 0.02


@dataclass(frozen=True)
class Cost:
    """What one run took.

    Attributes:
        seconds: By the clock, the start of Python and the loading of modules left out.
        cpu: Seconds of computing, which other work on the machine lengthens little; of the processes that it
            started, those that have ended count.
        megabytes: Most memory in use at a time by the process and all that it started; pages that several of
            them share count for each.
    """

    seconds: float
    cpu: float
    megabytes: float


def measured(task: Callable[..., Work], *arguments: Any) -> Cost:
    """Run a task in a new process.

    Args:
        task: Makes everything ready and returns the work, of which alone the time is taken.
        arguments: Arguments of the task.

    Raises:
        RuntimeError: The work broke off; what it said stands above.
    """
    context = multiprocessing.get_context("spawn")
    receiver, tell = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(tell, task, arguments))
    process.start()
    tell.close()
    most = 0.0
    while not receiver.poll():
        most = max(most, _in_use(process.pid))
        sleep(_EVERY)
    try:
        seconds, cpu = receiver.recv()
    except EOFError:
        raise RuntimeError(f"{task.__name__} broke off") from None
    finally:
        process.join()
    return Cost(seconds, cpu, most)


def _run(tell: Connection, task: Callable[..., Work], arguments: tuple[Any, ...]) -> None:
    work = task(*arguments)
    before, computed = perf_counter(), _computed()
    work()
    tell.send((perf_counter() - before, _computed() - computed))


def _computed() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _in_use(process: int | None) -> float:
    """Megabytes of a process and its descendants."""
    total = 0
    with suppress(psutil.Error):
        root = psutil.Process(process)
        for member in (root, *root.children(recursive=True)):
            with suppress(psutil.Error):  # it may have ended a moment ago
                total += member.memory_info().rss
    return total / 2**20
