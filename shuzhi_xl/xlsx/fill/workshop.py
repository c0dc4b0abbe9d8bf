"""Many workbooks made on all processors (并行填写), each as soon as it is done.

This process makes workbooks, too; those that it starts only take work off it. So none is lost where no other
can be started or one breaks, and none is waited for that starts slowly.
"""

import pickle
from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import suppress
from queue import Empty, SimpleQueue
from subprocess import Popen
from threading import Thread
from typing import Final, NamedTuple, Self

from shuzhi_xl.xlsx.children.child_process import close, command_of, start
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.workbook import Workbook

_MOST_HELPERS: Final = 3
_AHEAD: Final = 2  # workbooks a process that wait for it, so that it never waits for us


class Filling(NamedTuple):
    """A workbook to be made.

    Attributes:
        place: Where it goes.
        make: Makes it from its template and its content, or from its content alone; a function of a module,
            so that another process can call it.
        template: Name of its template; blank for one that has none.
        content: What fills it.
    """

    place: str
    make: Callable[..., bytes]
    template: str
    content: object


Templates = Mapping[str, Workbook]


def make(templates: Templates, filling: Filling) -> bytes:
    """Make one workbook."""
    if filling.template:
        return filling.make(templates[filling.template], filling.content)
    return filling.make(filling.content)


def opened(templates: Mapping[str, bytes]) -> Templates:
    """Templates to be filled; read in full, for all that is filled copies them.

    Raises:
        NotAWorkbook: One is none, or a damaged one.
    """
    return {name: _opened(content) for name, content in templates.items()}


def _opened(content: bytes) -> Workbook:
    parts = Parts.load(content)
    parts.verify()
    return Workbook.read(parts)


def helpers_for(processors: int | None) -> int:
    """How many processes to start beside this one.

    >>> [helpers_for(processors) for processors in (None, 1, 2, 16)]
    [0, 0, 1, 3]
    """
    return min((processors or 1) - 1, _MOST_HELPERS)


class Workshop:
    """Makes workbooks here and in other processes, which end with the `with`.

    Args:
        templates: The templates of all workbooks, by name.
        helpers: How many other processes; they start at once.
    """

    def __init__(self, templates: Mapping[str, bytes], helpers: int) -> None:
        self._templates = templates
        self._heard: SimpleQueue[_Answer] = SimpleQueue()
        self._helpers: list[_Helper] = []
        with suppress(OSError):  # the system starts no other
            for _ in range(helpers):
                self._helpers.append(_Helper(templates, self._heard))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for each in self._helpers:
            each.end()

    def make_all(self, fillings: Iterable[Filling]) -> Generator[tuple[str, bytes]]:
        """Make workbooks.

        Args:
            fillings: Taken one by one, the long ones best first.

        Yields:
            Place and content of each, as they are done.

        Raises:
            NotAWorkbook: A template is damaged.
            PlaceMissing, PlaceTaken, PlaceMerged, SheetFull: A template has no room for what fills it.
        """
        here = opened(self._templates)
        for filling in fillings:
            helper = next((each for each in self._helpers if each.has_room), None)
            if helper is None:
                yield filling.place, make(here, filling)
            else:
                helper.give(filling)
            while not self._heard.empty():
                yield from _handed_over(self._heard.get(), here)
        while any(each.under_way for each in self._helpers):
            # Windows lets Ctrl-C through only between waits
            with suppress(Empty):
                yield from _handed_over(self._heard.get(timeout=0.5), here)


class _Answer(NamedTuple):
    """What came back; None when the process has ended."""

    helper: "_Helper"
    made: bytes | None


def _handed_over(answer: _Answer, here: Templates) -> Generator[tuple[str, bytes]]:
    under_way = answer.helper.under_way
    if answer.made is not None:
        yield under_way.popleft().place, answer.made
    while answer.made is None and under_way:
        filling = under_way.popleft()
        yield filling.place, make(here, filling)


class _Helper:
    """Another process that makes workbooks, one after the other.

    Attributes:
        under_way: What it was given and has not handed over.

    Raises:
        OSError: It cannot be started.
    """

    def __init__(self, templates: Mapping[str, bytes], heard: SimpleQueue[_Answer]) -> None:
        self.under_way: deque[Filling] = deque()
        self._ready = False
        self._heard = heard
        self._given: SimpleQueue[object] = SimpleQueue()
        self._given.put(templates)
        self._process = start(command_of("shuzhi_xl.xlsx.fill.workshop_worker"))
        # only these ever wait for a pipe that is full or empty
        self._threads = [
            Thread(target=each, args=(self._process,), daemon=True) for each in (self._ask, self._hear)
        ]
        for each in self._threads:
            each.start()

    @property
    def has_room(self) -> bool:
        """Whether it has started, and has little to do."""
        return self._ready and len(self.under_way) < _AHEAD

    def give(self, filling: Filling) -> None:
        """Have it make a workbook."""
        self.under_way.append(filling)
        self._given.put(filling)

    def end(self) -> None:
        """End it now; nothing that it does is wanted."""
        self._given.put(None)
        self._process.kill()
        for each in self._threads:
            each.join()
        close(self._process)

    def _ask(self, process: Popen[bytes]) -> None:
        while process.stdin is not None and (given := self._given.get()) is not None:
            with suppress(OSError):  # it has ended, as `_hear` tells
                process.stdin.write(pickle.dumps(given, pickle.HIGHEST_PROTOCOL))
                process.stdin.flush()

    def _hear(self, process: Popen[bytes]) -> None:
        with suppress(EOFError, OSError, pickle.UnpicklingError):
            while process.stdout is not None:
                made = pickle.load(process.stdout)  # noqa: S301 -- of a process of ours
                if self._ready:
                    self._heard.put(_Answer(self, made))
                self._ready = True
        self._ready = False
        self._heard.put(_Answer(self, None))
