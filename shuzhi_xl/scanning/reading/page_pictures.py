"""Pages upright as a person looks at them (抽查), drawn by a child process."""

from collections.abc import Generator, Mapping, Sequence
from functools import partial
from pathlib import Path

from shuzhi_xl.rules.scanning.audit_content import PagePicture
from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.rules.scanning.page_reading import Refusal
from shuzhi_xl.scanning.reading.messages import PICTURE, PageRequest, UprightPage, layouts_to_bytes
from shuzhi_xl.scanning.reading.task import SCAN, Reply
from shuzhi_xl.wording.scanning.refusals import REFUSALS
from shuzhi_xl.xlsx.children.pool import ChildPool, start_child
from shuzhi_xl.xlsx.children.task import Loss


def read_page_pictures(
    pages: Sequence[tuple[Path, str, int]], layouts: Mapping[str, PageLayout]
) -> Generator[PagePicture]:
    """Draw pages upright.

    Args:
        pages: Where the file of each is, how the clerk knows it, and the page in it, from 1.
        layouts: The pages of ballots that were issued, by code.

    Yields:
        One picture for each page, in order.

    Raises:
        ChildrenMissing: No process can be started.
    """
    start = partial(start_child, SCAN, layouts_to_bytes(layouts))
    with ChildPool(SCAN, 1, start) as pool:
        for reply in pool.replies([PageRequest(PICTURE, *page) for page in pages], _refuse):
            yield _to_picture(reply)


def _to_picture(reply: Reply) -> PagePicture:
    if isinstance(reply, UprightPage):
        return PagePicture(reply.jpeg, reply.size, reply.code, "", reply.digest)
    refusal = reply if isinstance(reply, Refusal) else Refusal.BROKEN
    return PagePicture(b"", (0.0, 0.0), "", REFUSALS[refusal])


def _refuse(_request: PageRequest, loss: Loss) -> Reply:
    return Refusal.BROKEN if loss is Loss.BROKEN else Refusal.TOO_HEAVY
