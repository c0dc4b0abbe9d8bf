"""The pictures of single pages, upright (抽查), by a child process with limits."""

import base64
import json
from collections.abc import Callable, Generator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

from shuzhi_xl.rules.scanning.audit_content import PagePicture
from shuzhi_xl.rules.scanning.page_layout import Area, PageLayout, RowLayout
from shuzhi_xl.wording.scanning.audit import UNREADABLE
from shuzhi_xl.xlsx.children.limits import Limits
from shuzhi_xl.xlsx.children.pool import ChildPool, start_child
from shuzhi_xl.xlsx.children.task import ChildTask, Loss

_LIMITS: Final = Limits(seconds=20, memory=1_500_000_000, reply=16 * 1024 * 1024)
_HIDDEN: Final = PagePicture(b"", (0.0, 0.0), "", UNREADABLE)


class PictureRequest(NamedTuple):
    """A page of a picture file: where the file is, its name, number of the page from 1."""

    path: Path
    name: str
    page: int

    def to_bytes(self) -> bytes:
        """The request as a message."""
        return json.dumps([str(self.path.absolute()), self.name, self.page]).encode("ascii")

    @classmethod
    def from_bytes(cls, message: bytes) -> Self:
        """The request from its message."""
        path, name, page = json.loads(message)
        return cls(Path(path), name, page)


def read_page_pictures(
    pages: Sequence[tuple[Path, str, int]], layouts: Mapping[str, PageLayout]
) -> Generator[PagePicture]:
    """Read single pages; closing the iterator ends the process at once.

    Args:
        pages: Where the file is, its name, number of the page in it.
        layouts: Layouts of the pages as issued, by code.

    Yields:
        The picture of each page, in their order.

    Raises:
        ChildrenMissing: No process can be started.
    """

    def refuse(_request: PictureRequest, _loss: Loss) -> PagePicture:
        """The reply for a page over which two processes ended."""
        return _HIDDEN

    opening = json.dumps([_pack_layout(layout) for layout in layouts.values()]).encode()
    with ChildPool(PICTURE, 1, partial(start_child, PICTURE, opening)) as pool:
        yield from pool.replies((PictureRequest(*page) for page in pages), refuse)


def _begin(opening: bytes) -> Callable[[bytes], bytes]:
    # In the child alone: its packages load slowly
    from shuzhi_xl.scanning.reading.drawn_page import draw_page  # noqa: PLC0415

    layouts = {layout.code: layout for layout in map(_unpack_layout, json.loads(opening))}

    def reply(message: bytes) -> bytes:
        request = PictureRequest.from_bytes(message)
        picture = draw_page(request.path, request.page, layouts) or _HIDDEN
        packed = base64.b64encode(picture.picture).decode("ascii")
        return json.dumps([packed, *picture[1:]]).encode()

    return reply


def _read_reply(message: bytes, _request: PictureRequest) -> PagePicture:
    packed, (width, height), code, missing, digest = json.loads(message)
    content = base64.b64decode(packed, validate=True)
    return PagePicture(content, (float(width), float(height)), str(code), str(missing), str(digest))


def _pack_layout(layout: PageLayout) -> list[object]:
    """A layout as plain data, of which the boxes and marks are needed alone."""
    marks = [[number, *area] for number, area in layout.marks.items()]
    rows = [[row.number, row.criterion, [[*box] for box in row.boxes]] for row in layout.rows]
    names = [layout.code, layout.meeting, layout.voter_class, layout.page, layout.pages]
    return [*names, marks, [*layout.code_area], rows]


def _unpack_layout(packed: Any) -> PageLayout:
    code, meeting, voter_class, page, pages, marks, code_area, rows = packed
    return PageLayout(
        code,
        meeting,
        voter_class,
        page,
        pages,
        {number: Area(*area) for number, *area in marks},
        Area(*code_area),
        None,
        [RowLayout(number, criterion, [Area(*box) for box in boxes]) for number, criterion, boxes in rows],
    )


PICTURE: Final[ChildTask[PictureRequest, PagePicture]] = ChildTask(
    f"{__name__}:PICTURE", _LIMITS, _begin, PictureRequest.to_bytes, _read_reply
)
