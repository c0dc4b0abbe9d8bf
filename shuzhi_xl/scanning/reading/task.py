"""The task of the processes that read pictures (读票的任务); the packages it needs are loaded only there."""

import base64
import json
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.rules.scanning.page_reading import PageReading, Refusal
from shuzhi_xl.scanning.files.limits import LIMITS as PICTURE_LIMITS
from shuzhi_xl.scanning.reading.messages import (
    COUNT,
    PICTURE,
    PageRequest,
    UprightPage,
    layouts_from_bytes,
    reading_from_bytes,
    reading_to_bytes,
)
from shuzhi_xl.xlsx.children.limits import Limits
from shuzhi_xl.xlsx.children.task import ChildTask

if TYPE_CHECKING:
    from shuzhi_xl.scanning.reading.page_reader import PageReader

LIMITS: Final = Limits(
    seconds=30.0,  # for a page, which takes a hundredth of it
    memory=1_500_000_000,  # of address space, of which libraries reserve most and use little
    reply=32 * 1024 * 1024,  # a page of 20 doubtful rows needs a hundredth of it
)
Reply = PageReading | int | Refusal | UprightPage
"""By what was asked: a page, a number of pages, why there is none, or a picture with its size and digest."""


def _begin(opening: bytes) -> Callable[[bytes], bytes]:
    layouts = layouts_from_bytes(opening)
    return _Answering(layouts).reply


class _Answering:
    """Answers requests; its packages are loaded with the first, within the limits of a request."""

    def __init__(self, layouts: Mapping[str, PageLayout]) -> None:
        self._layouts = layouts

    @cached_property
    def _reader(self) -> "PageReader":
        from shuzhi_xl.scanning.reading.page_reader import PageReader  # noqa: PLC0415 -- only in the child

        return PageReader(self._layouts)

    def reply(self, message: bytes) -> bytes:
        """The reply to a request."""
        request = PageRequest.from_bytes(message)
        if request.kind == COUNT:
            return _answer(lambda: self._reader.count(request.path))
        if request.kind == PICTURE:
            return _answer(lambda: self._draw(request))
        return reading_to_bytes(self._reader.read(request.path, request.name, request.number))

    def _draw(self, request: PageRequest) -> Any:
        jpeg, *about = self._reader.draw(request.path, request.number)
        return [base64.b64encode(jpeg).decode("ascii"), *about]


def _answer(work: Callable[[], Any]) -> bytes:
    """The result of some work as JSON, or why there is none."""
    from shuzhi_xl.scanning.alignment.aligned_page import PageRefused  # noqa: PLC0415 -- only in the child
    from shuzhi_xl.scanning.files.picture import PictureRefused  # noqa: PLC0415 -- only in the child

    try:
        return json.dumps([None, work()]).encode("ascii")
    except (PictureRefused, PageRefused) as refused:
        return json.dumps([refused.refusal, None]).encode("ascii")


def _from_bytes(reply: bytes, request: PageRequest) -> Reply:
    if request.kind not in {COUNT, PICTURE}:
        return reading_from_bytes(reply, request)
    try:
        refusal, result = json.loads(reply)
        if refusal is not None:
            return Refusal(refusal)
        return _page_count(result) if request.kind == COUNT else _picture(result)
    except (ValueError, TypeError, RecursionError) as error:
        raise ValueError("no reply of a reading process") from error


def _page_count(result: Any) -> int:
    # A number that the parent would go through page by page is not believed
    if type(result) is not int or not 0 < result <= PICTURE_LIMITS.pages:
        raise ValueError("no number of pages")
    return result


def _picture(packed: Any) -> UprightPage:
    text, (width, height), code, digest = packed
    return UprightPage(base64.b64decode(text), (float(width), float(height)), str(code), str(digest))


SCAN: Final[ChildTask[PageRequest, Reply]] = ChildTask(
    f"{__name__}:SCAN", LIMITS, _begin, PageRequest.to_bytes, _from_bytes
)
