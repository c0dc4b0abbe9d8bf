"""What the program and its reading process send each other (读票的消息): plain JSON, pictures as text."""

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, Self

from shuzhi_xl.rules.scanning.page_layout import PageLayout, PrintedArea, RowLayout
from shuzhi_xl.rules.scanning.page_reading import BoxReading, PageReading, Refusal, RowReading, RowVerdict

COUNT, PAGE, PICTURE = "count", "page", "picture"
"""What is asked: how many pages a file has, what is on a page, a page upright."""


class PageRequest(NamedTuple):
    """A question about a file.

    Attributes:
        kind: `COUNT`, `PAGE` or `PICTURE`.
        path: Where the file is.
        name: How the clerk knows it.
        number: The page, from 1; 0 for the whole file.
    """

    kind: str
    path: Path
    name: str
    number: int = 0

    def to_bytes(self) -> bytes:
        """The request as a message."""
        return json.dumps([self.kind, str(self.path.absolute()), self.name, self.number]).encode("ascii")

    @classmethod
    def from_bytes(cls, message: bytes) -> Self:
        """The request from its message."""
        kind, path, name, number = json.loads(message)
        return cls(kind, Path(path), name, number)


class UprightPage(NamedTuple):
    """A page as a person looks at it.

    Attributes:
        jpeg: The picture.
        size: Its width and height in millimetres of the page.
        code: What its code says.
        digest: As that of a `PageReading`.
    """

    jpeg: bytes
    size: tuple[float, float]
    code: str
    digest: str


def layouts_to_bytes(layouts: Mapping[str, PageLayout]) -> bytes:
    """Layouts by code as the opening message."""
    return json.dumps([_pack_layout(layout) for layout in layouts.values()]).encode("ascii")


def _pack_layout(layout: PageLayout) -> list[Any]:
    marks = [[number, *area] for number, area in layout.marks.items()]
    rows = [[row.number, row.criterion, [[*box] for box in row.boxes]] for row in layout.rows]
    about = [layout.code, layout.meeting, layout.voter_class, layout.page, layout.pages]
    return [*about, marks, [*layout.code_area], layout.number_area and [*layout.number_area], rows]


def layouts_from_bytes(message: bytes) -> dict[str, PageLayout]:
    """Layouts by code from the opening message."""
    return {packed[0]: _unpack_layout(packed) for packed in json.loads(message)}


def _unpack_layout(packed: list[Any]) -> PageLayout:
    code, meeting, voter_class, page, pages, marks, code_area, number_area, rows = packed
    return PageLayout(
        code,
        meeting,
        voter_class,
        page,
        pages,
        {number: PrintedArea(*area) for number, *area in marks},
        PrintedArea(*code_area),
        PrintedArea(*number_area) if number_area else None,
        [
            RowLayout(number, criterion, [PrintedArea(*box) for box in boxes])
            for number, criterion, boxes in rows
        ],
    )


def reading_to_bytes(reading: PageReading) -> bytes:
    """What was read on a page as a reply."""
    rows = [[[[*box] for box in row.boxes], [*row.signs]] for row in reading.rows]
    verdicts = [[verdict.grade, [*verdict.doubts]] for verdict in reading.verdicts]
    pictures = [[row, _to_text(picture)] for row, picture in reading.pictures.items()]
    packed = [
        reading.digest, reading.code, reading.refusal, rows, verdicts, _to_text(reading.signature), pictures,
        _to_text(reading.number_picture), dict(reading.measures),
    ]  # fmt: skip
    return json.dumps(packed).encode("ascii")


def reading_from_bytes(reply: bytes, request: PageRequest) -> PageReading:
    """What was read on a page, from a reply.

    Raises:
        ValueError: This is no such reply; the process is not to be trusted any more.
    """
    try:
        digest, code, refusal, rows, verdicts, signature, pictures, number, measures = json.loads(reply)
        return PageReading(
            request.name,
            request.number,
            str(digest),
            str(code),
            None if refusal is None else Refusal(refusal),
            [
                RowReading([BoxReading(*map(float, box)) for box in boxes], tuple(signs))
                for boxes, signs in rows
            ],
            [RowVerdict(grade, tuple(doubts)) for grade, doubts in verdicts],
            base64.b64decode(signature),
            {int(row): base64.b64decode(picture) for row, picture in pictures},
            base64.b64decode(number),
            {str(name): float(value) for name, value in measures.items()},
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("no reply of a reading process") from error


def _to_text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
