"""Several child processes that share one task (辅助进程池); none is left running when the `with` ends."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, Generic, Self

from shuzhi_xl.xlsx.children.child import Child
from shuzhi_xl.xlsx.children.child_process import command_of
from shuzhi_xl.xlsx.children.task import ChildLost, ChildrenMissing, ChildTask, Loss, ReplyT, RequestT

_AHEAD: Final = 2  # requests per child under way, so that it never waits for us
# twice, to tell a file that breaks every reader from a child that died by chance
_TRIES: Final = 2


def child_command(task: ChildTask[Any, Any]) -> list[str]:
    """The command that starts a child for a task."""
    return [*command_of("shuzhi_xl.xlsx.children.child_main"), task.address]


def start_child(task: ChildTask[Any, Any], opening: bytes = b"") -> Child:
    """Start a child as it is used.

    Args:
        task: The work.
        opening: Its first message.

    Raises:
        OSError: It cannot be started.
    """
    return Child(child_command(task), opening, task.limits)


@dataclass
class _Order(Generic[RequestT]):
    """A request under way."""

    request: RequestT
    child: Child
    reply: "Future[bytes]"


class ChildPool(Generic[RequestT, ReplyT]):
    """Child processes for one task; each starts when there is work for it.

    Args:
        task: The work.
        most: How many processes at most.
        start: Starts one.
    """

    def __init__(self, task: ChildTask[RequestT, ReplyT], most: int, start: Callable[[], Child]) -> None:
        self._task, self._most, self._start = task, most, start
        self._children: list[Child] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes now, whatever they do."""
        for child in self._children:
            child.close()

    def start_all(self) -> None:
        """Start all processes now; where the system starts no other, those that there are have to do."""
        with suppress(OSError):
            while len(self._children) < self._most:
                self._children.append(self._start())

    def ask_ready(self, request: RequestT) -> "Future[bytes] | None":
        """Send a request to a child that has started and has little to do; None where there is none."""
        free = (child for child in self._children if child.is_ready and child.open_requests < _AHEAD)
        child = next(free, None)
        return None if child is None else child.ask(self._task.to_bytes(request))

    def replies(
        self, requests: Iterable[RequestT], refuse: Callable[[RequestT, Loss], ReplyT]
    ) -> Generator[ReplyT]:
        """Have all requests done; one over which a child ends is tried once more and then refused alone.

        Args:
            requests: Taken one by one.
            refuse: The reply to a request over which two children ended.

        Yields:
            One reply for each, in their order.

        Raises:
            ChildrenMissing: No child can be started.
        """
        coming = iter(requests)
        # requests are taken as replies go out, so that no number of files fills the memory
        under_way = deque(self._ask_next(coming, _AHEAD * self._most))
        while under_way:
            order = under_way.popleft()
            _wait_for(order.reply)
            under_way.extend(self._ask_next(coming, 1))
            yield self._reply_or_refusal(order, refuse)

    def _ask_next(self, coming: Iterator[RequestT], count: int) -> Iterator[_Order[RequestT]]:
        return map(self._ask, islice(coming, count))

    def _ask(self, request: RequestT) -> _Order[RequestT]:
        child = self._least_busy()
        return _Order(request, child, child.ask(self._task.to_bytes(request)))

    def _least_busy(self) -> Child:
        for child in [child for child in self._children if child.is_lost]:
            self._drop(child)
        if len(self._children) < self._most and all(child.open_requests for child in self._children):
            try:
                self._children.append(self._start())
            except OSError as error:
                # the children that there are have to do, as in `start_all`
                if not self._children:
                    raise ChildrenMissing from error
        return min(self._children, key=lambda child: child.open_requests)

    def _drop(self, child: Child) -> None:
        child.close()
        with suppress(ValueError):  # it has been dropped before
            self._children.remove(child)

    def _reply_or_refusal(
        self, order: _Order[RequestT], refuse: Callable[[RequestT, Loss], ReplyT]
    ) -> ReplyT:
        starts = losses = 0
        while True:
            try:
                return self._reply(order)
            except ChildLost as lost:
                # Windows sometimes fails to start a process and starts the next
                starts += lost.loss is Loss.NOT_STARTED
                if starts == _TRIES:
                    raise ChildrenMissing from lost
                # a request that only waited behind another is not blamed for the child's end
                losses += lost.loss not in {Loss.NOT_BEGUN, Loss.NOT_STARTED}
                if losses == _TRIES:
                    return refuse(order.request, lost.loss)
            order = self._ask(order.request)

    def _reply(self, order: _Order[RequestT]) -> ReplyT:
        _wait_for(order.reply)
        try:
            return self._task.from_bytes(order.reply.result(), order.request)
        except ValueError as error:
            self._drop(order.child)  # a child whose reply makes no sense is not trusted any more
            raise ChildLost(Loss.BROKEN) from error


def _wait_for(reply: "Future[bytes]") -> None:
    # Windows lets Ctrl-C through only between waits
    while not wait([reply], timeout=0.5).done:
        pass
