"""Many workbooks and documents made on all processors (并行填写), each as soon as it is done.

This process makes workbooks, too; the child processes only take work off it. So no workbook is lost where no
child can be started or one breaks, and none waits for a child that starts slowly.
"""

import pickle
from collections.abc import Generator, Iterable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import cached_property, partial
from queue import Empty, SimpleQueue
from typing import Final, Self

from shuzhi_xl.findings import Finding
from shuzhi_xl.xlsx.children.pool import ChildPool, start_child
from shuzhi_xl.xlsx.fill.filling import FILL, Filling, OpenedTemplates, make_file, open_templates

_MOST_HELPERS: Final = 3


def helpers_for(processors: int | None) -> int:
    """How many processes to start beside this one.

    >>> [helpers_for(processors) for processors in (None, 1, 2, 16)]
    [0, 0, 1, 3]
    """
    return min((processors or 1) - 1, _MOST_HELPERS)


class WorkbookPool:
    """Makes workbooks and documents here and in child processes, which end with the `with`.

    Args:
        templates: Their templates, by name.
        helpers: How many child processes; they start at once.
    """

    def __init__(self, templates: Mapping[str, bytes], helpers: int) -> None:
        self._templates = templates
        opening = pickle.dumps(dict(templates), pickle.HIGHEST_PROTOCOL)
        self._children = ChildPool(FILL, helpers, partial(start_child, FILL, opening))
        self._children.start_all()
        self._under_way: dict[Future[bytes], Filling] = {}
        self._done: SimpleQueue[Future[bytes]] = SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._children.close()

    @property
    def faults(self) -> Mapping[str, Sequence[Finding]]:
        """What is wrong with each document template that cannot be filled, by its name.

        Raises:
            NotAWorkbook: A template of a workbook is damaged.
        """
        return self._opened.faults

    @cached_property
    def _opened(self) -> OpenedTemplates:
        return open_templates(self._templates)

    def make_all(self, fillings: Iterable[Filling]) -> Generator[tuple[str, bytes]]:
        """Make workbooks and documents.

        Args:
            fillings: Taken one by one, the long ones best first; none with a template that has faults.

        Yields:
            Place and content of each, as they are done.

        Raises:
            NotAWorkbook: A template is damaged.
            PlaceMissing, PlaceTaken, PlaceMerged, SheetFull: A template has no room for what fills it.
        """
        # opened here, while the children are still starting
        templates = self._opened.by_name
        for filling in fillings:
            if not self._hand_over(filling):
                yield filling.place, make_file(templates, filling)
            while not self._done.empty():
                yield self._take(self._done.get())
        while self._under_way:
            # Windows lets Ctrl-C through only between waits
            with suppress(Empty):
                yield self._take(self._done.get(timeout=0.5))

    def _hand_over(self, filling: Filling) -> bool:
        """Have a child make a workbook; False where none has room."""
        reply = self._children.ask_ready(filling)
        if reply is not None:
            self._under_way[reply] = filling
            reply.add_done_callback(self._done.put)
        return reply is not None

    def _take(self, reply: "Future[bytes]") -> tuple[str, bytes]:
        """What came of a workbook handed over; one whose child ended is made here."""
        filling = self._under_way.pop(reply)
        is_lost = reply.exception() is not None
        return filling.place, make_file(self._opened.by_name, filling) if is_lost else reply.result()
