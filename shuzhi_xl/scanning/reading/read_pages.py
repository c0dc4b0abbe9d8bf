"""All pages of picture files, read by up to two child processes at once (读票), in the order of the files."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.rules.scanning.page_reading import PageReading, Refusal
from shuzhi_xl.scanning.reading.messages import COUNT, PAGE, PageRequest, layouts_to_bytes
from shuzhi_xl.scanning.reading.task import SCAN, Reply
from shuzhi_xl.xlsx.children.pool import ChildPool, start_child
from shuzhi_xl.xlsx.children.task import Loss

_MANY: Final = 8
"""Pages from which a second process is worth its start."""


def read_pages(
    files: Sequence[tuple[Path, str]], layouts: Mapping[str, PageLayout]
) -> Generator[PageReading]:
    """Read all pages of some files; closing the iterator ends the processes at once.

    Args:
        files: Where each is, and how the clerk knows it.
        layouts: The pages of ballots that were issued, by code.

    Yields:
        One result for each page, in order; one for a file that is not opened.

    Raises:
        ChildrenMissing: No process can be started.
    """
    start = partial(start_child, SCAN, layouts_to_bytes(layouts))
    with ChildPool(SCAN, 1, start) as pool:
        counts = [*pool.replies([PageRequest(COUNT, *file) for file in files], _refuse)]
    pages = [*_list_pages(files, counts)]
    requests = [page for page in pages if isinstance(page, PageRequest)]
    with ChildPool(SCAN, 2 if len(requests) >= _MANY else 1, start) as pool:
        replies = pool.replies(requests, _refuse)
        for page in pages:
            reply: object = next(replies) if isinstance(page, PageRequest) else page
            if isinstance(reply, PageReading):
                yield reply


def _list_pages(
    files: Sequence[tuple[Path, str]], counts: Sequence[Reply]
) -> Iterator[PageRequest | PageReading]:
    """The pages to be read, and in place of a file that is not opened the reason."""
    for (path, name), count in zip(files, counts, strict=True):
        if isinstance(count, int):
            yield from (PageRequest(PAGE, path, name, index) for index in range(1, count + 1))
        elif isinstance(count, Refusal):
            yield PageReading(name, 1, "", refusal=count)


def _refuse(request: PageRequest, loss: Loss) -> Reply:
    """What becomes of a request over which two processes ended."""
    refusal = Refusal.BROKEN if loss is Loss.BROKEN else Refusal.TOO_HEAVY
    return (
        refusal if request.kind == COUNT else PageReading(request.name, request.number, "", refusal=refusal)
    )
