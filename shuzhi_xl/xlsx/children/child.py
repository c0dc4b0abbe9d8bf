"""A child process as the program sees it that started it (辅助进程的启动与看管)."""

import contextlib
import math
import subprocess
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic
from typing import Final

from shuzhi_xl.xlsx.children.child_process import close, start
from shuzhi_xl.xlsx.children.frames import read_frame, write_frame
from shuzhi_xl.xlsx.children.limits import Limits
from shuzhi_xl.xlsx.children.task import READY, TOO_HEAVY, ChildLost, Loss

_STARTING: Final = 60.0  # seconds; a virus scanner may look at every module first
_GLANCE: Final = 0.25  # seconds between looks at the clock; a timer for each request would cost more than it


class Child:
    """A running child process; it replies in the order of the requests.

    Args:
        command: Starts it.
        opening: Its first message.
        limits: What it may take for one request.

    Attributes:
        process: The process.

    Raises:
        OSError: It cannot be started.
    """

    def __init__(self, command: Sequence[str], opening: bytes, limits: Limits) -> None:
        self._limits = limits
        self._lock = Lock()
        self._open: deque[Future[bytes]] = deque()
        self._ready, self._lost, self._late = False, False, False
        self._due = monotonic() + _STARTING
        self._closed = Event()
        self._messages: SimpleQueue[bytes | None] = SimpleQueue()
        self._messages.put(opening)
        self.process = start(command)
        # only these threads ever wait for a pipe that is full or empty
        self._threads = [
            Thread(target=run, daemon=True) for run in (self._write_requests, self._read_replies, self._watch)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def is_ready(self) -> bool:
        """Whether it has started and not ended."""
        return self._ready and not self._lost

    @property
    def is_lost(self) -> bool:
        """Whether it has ended."""
        return self._lost

    @property
    def open_requests(self) -> int:
        """How many requests it has not replied to."""
        return len(self._open)

    def ask(self, request: bytes) -> "Future[bytes]":
        """Send a request.

        Returns:
            A future of the reply; it raises `ChildLost` when the child ends first.
        """
        reply: Future[bytes] = Future()
        with self._lock:
            if self._lost:
                reply.set_exception(ChildLost(Loss.NOT_BEGUN))
                return reply
            self._open.append(reply)
            # until it is ready the time for starting runs; an idle child has no time limit
            if self._ready and len(self._open) == 1:
                self._set_clock()
        self._messages.put(request)
        return reply

    def close(self) -> None:
        """End it now, whatever it does."""
        self._closed.set()
        self._messages.put(None)
        self.process.kill()
        for thread in self._threads:
            thread.join()
        close(self.process)

    def _set_clock(self) -> None:
        is_idle = not self._open or self._limits.seconds is None
        self._due = math.inf if is_idle else monotonic() + (self._limits.seconds or 0)

    def _write_requests(self) -> None:
        while self.process.stdin is not None and (message := self._messages.get()) is not None:
            with contextlib.suppress(OSError):  # it has ended, as `_read_replies` notices
                write_frame(self.process.stdin, message)

    def _read_replies(self) -> None:
        has_ended = False
        with contextlib.suppress(OSError, ValueError):
            while (message := self._next_message()) is not None and self._take(message):
                pass
            has_ended = message is None
        self._give_up(self._loss(has_ended=has_ended))

    def _next_message(self) -> bytes | None:
        if self.process.stdout is None:
            return None
        return read_frame(self.process.stdout, self._limits.reply)

    def _take(self, message: bytes) -> bool:
        """Take a message; False for one that was not asked for."""
        with self._lock:
            is_expected = bool(self._open) if self._ready else message == READY
            reply = self._open.popleft() if self._ready and self._open else None
            self._ready = self._ready or is_expected
            self._set_clock()
        # outside the lock, which a callback of the reply takes when it sends the next request
        if reply is not None:
            reply.set_result(message)
        return is_expected

    def _give_up(self, loss: Loss) -> None:
        """Leave all open requests without a reply."""
        with self._lock:
            self._lost = True
            # taken out under the lock, answered outside it, as in `_take`
            replies = list(self._open)
            self._open.clear()
        for order, reply in enumerate(replies):
            # only the oldest request was under way; those behind it may go to another child
            is_affected = order == 0 or loss is Loss.NOT_STARTED
            reply.set_exception(ChildLost(loss if is_affected else Loss.NOT_BEGUN))

    def _loss(self, *, has_ended: bool) -> Loss:
        """Why it does not reply any more; it has ended when this is known."""
        if has_ended and not self._closed.is_set():
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(1)  # its own exit status says more than that of a process we ended
        self.process.kill()
        status = self.process.wait()
        if self._closed.is_set():
            return Loss.NOT_BEGUN
        if not self._ready:
            return Loss.NOT_STARTED
        if self._late:
            return Loss.TOO_SLOW
        return Loss.TOO_HEAVY if status == TOO_HEAVY else Loss.BROKEN

    def _watch(self) -> None:
        """End it when it does not reply in time."""
        while not self._closed.wait(_GLANCE):
            if monotonic() > self._due:
                self._late = True
                self.process.kill()
                return
