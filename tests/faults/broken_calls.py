"""System calls that write, counted; at the one that is asked for something happens.

Every command in a child process loads it, so it does without pytest.
"""

import errno
import io
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NoReturn, Self

KILL = getattr(signal, "SIGKILL", 9)  # on Windows any number ends the process
Strike = Callable[[], object]


def fail(code: int) -> Strike:
    """The call fails as the system would fail it."""

    def strike() -> NoReturn:
        raise OSError(code, os.strerror(code))

    return strike


def die() -> None:
    """The process ends at once, as by kill -9 or a power cut."""
    os.kill(os.getpid(), KILL)


class Calls:
    """Calls that write below a folder.

    Args:
        root: The folder.
        at: Which call is struck, from 1; 0 for none.
        strike: What happens there.
        lasting: Whether it happens at all later calls too.
    """

    def __init__(self, root: Path, at: int = 0, strike: Strike = die, *, lasting: bool = False) -> None:
        self.seen = 0
        self._root = os.path.abspath(root)  # noqa: PTH100 -- the calls of pathlib are watched
        self._at, self.strike, self._lasting = at, strike, lasting
        self._own: set[int] = set()

    def due(self) -> bool:
        """Count one call."""
        self.seen += 1
        return self.seen == self._at or (self._lasting and 0 < self._at < self.seen)

    def below(self, place: Any) -> bool:
        if isinstance(place, int):
            return place in self._own
        return os.path.abspath(os.fsdecode(place)).startswith(self._root)  # noqa: PTH100

    @contextmanager
    def watched(self) -> Iterator["Calls"]:
        plain = ("fsync", "replace", "rename", "unlink", "mkdir", "chmod")
        calls = [(os, name, self._struck(getattr(os, name))) for name in plain]
        calls += [(os, "open", self._opening(os.open)), (os, "close", self._closing(os.close))]
        calls += [(io, "open", self._file(io.open))]
        with ExitStack() as undoing:
            for module, name, call in calls:
                undoing.callback(setattr, module, name, getattr(module, name))
                setattr(module, name, call)
            yield self

    def _struck(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(place: Any, *rest: Any, **keywords: Any) -> Any:
            if self.below(place) and self.due():
                self.strike()
            return real(place, *rest, **keywords)

        return call

    def _opening(self, real: Callable[..., int]) -> Callable[..., int]:
        def call(place: Any, flags: int, *rest: Any, **keywords: Any) -> int:
            is_below = self.below(place)
            if is_below and flags & (os.O_WRONLY | os.O_RDWR) and self.due():
                self.strike()
            handle = real(place, flags, *rest, **keywords)
            if is_below:
                self._own.add(handle)
            return handle

        return call

    def _closing(self, real: Callable[[int], None]) -> Callable[[int], None]:
        def call(handle: int) -> None:
            self.closed(handle)
            real(handle)

        return call

    def closed(self, handle: int) -> None:
        """The number may soon stand for something else."""
        self._own.discard(handle)

    def _file(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(place: Any, mode: str = "r", *rest: Any, **keywords: Any) -> Any:
            if not set("wax+") & set(mode) or not self.below(place):
                return real(place, mode, *rest, **keywords)
            if not isinstance(place, int) and self.due():
                self.strike()
            file = real(place, mode, *rest, **keywords)
            self._own.add(file.fileno())
            return _StruckFile(file, self)

        return call


class _StruckFile:
    """A file whose writing may be struck; half of what was to be written is then there."""

    def __init__(self, file: Any, calls: Calls) -> None:
        self._file, self._calls = file, calls

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._calls.closed(self._file.fileno())
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, content: Any) -> int:
        if self._calls.due():
            self._file.write(content[: len(content) // 2])
            self._file.flush()
            self._calls.strike()
        return int(self._file.write(content))


FAULTS = {
    "full": (errno.ENOSPC, "空间不足"),
    "refused": (errno.EACCES, "只读"),
}
"""What the system says, and what the clerk reads."""
