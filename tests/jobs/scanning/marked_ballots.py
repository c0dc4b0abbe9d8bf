"""Paper ballots as voters mark them: drawn by LibreOffice, ticked by program, bound into one PDF."""

import io
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import pypdfium2
from PIL import Image

from shuzhi_xl.rules.scanning.page_layout import PageLayout, PrintedArea
from shuzhi_xl.xlsx.ballot_layout.page_layouts import read_page_layouts

_DOTS_TO_THE_INCH: Final = 200
_PATIENCE: Final = 180
# A tick in shares of a box, from its left end to its tail
_TICK: Final = ((0.35, 0.5), (0.43, 0.72), (0.62, 0.25))
_WIDTH_MM: Final = 0.3
Marks = Mapping[tuple[str, str], int]
"""The position of the marked box by 编号 and 测评项目; a row that is not in it is left blank."""


class BlankBallots:
    """The pages of a meeting's paper ballots before anybody has marked them, with their layouts."""

    def __init__(self, workbook: bytes) -> None:
        self.layouts = read_page_layouts(workbook)
        pages = [page for page in _draw(workbook) if _find_marks(page) is not None]
        assert len(pages) == len(self.layouts)
        self._pages = pages

    def mark(self, voter_class: str, marks: Marks) -> list[Any]:
        """The pages of one ballot as a voter of a class marks it: images of grey dots."""
        return [
            _mark_page(page, layout, marks)
            for page, layout in zip(self._pages, self.layouts, strict=True)
            if layout.voter_class == voter_class
        ]


def bind(pages: Sequence[Any]) -> bytes:
    """Bind images into a PDF, as an office scanner does."""
    images = [Image.fromarray(page) for page in pages]
    buffer = io.BytesIO()
    images[0].save(
        buffer, "PDF", save_all=True, append_images=images[1:], resolution=_DOTS_TO_THE_INCH, quality=90
    )
    return buffer.getvalue()


def _draw(workbook: bytes) -> list[Any]:
    soffice = shutil.which("soffice")
    if soffice is None:
        raise RuntimeError("soffice is missing: run `make office` first")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "ballots.xlsx"
        source.write_bytes(workbook)
        profile = (Path(folder) / "profile").as_uri()
        command = [soffice, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf"]
        subprocess.run(
            [*command, "--outdir", folder, str(source)], check=True, capture_output=True, timeout=_PATIENCE
        )
        document = pypdfium2.PdfDocument(source.with_suffix(".pdf").read_bytes())
        scale = _DOTS_TO_THE_INCH / 72
        return [np.array(page.render(scale=scale).to_pil().convert("L")) for page in document]


def _find_marks(page: Any) -> Mapping[int, Any] | None:
    """The corners of the four marks in dots, by their numbers; None for a page without them."""
    detector = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50))
    corners, numbers, _ = detector.detectMarkers(page)
    marks = {} if numbers is None else dict(zip(numbers.ravel().tolist(), corners, strict=True))
    return marks if {*marks} == {0, 1, 2, 3} else None


def _mark_page(page: Any, layout: PageLayout, marks: Marks) -> Any:
    corners = _find_marks(page)
    assert corners is not None
    paper = [corner for number in range(4) for corner in _corners(layout.marks[number])]
    dots = np.concatenate([corners[number].reshape(4, 2) for number in range(4)])
    to_dots, _ = cv2.findHomography(np.array(paper, np.float32), dots)
    image = page.copy()
    for row in layout.rows:
        if (row.number, row.criterion) in marks:
            box = row.boxes[marks[row.number, row.criterion]]
            _draw_tick(image, box, to_dots)
    return image


def _corners(area: PrintedArea) -> list[tuple[float, float]]:
    return [
        (area.left, area.top),
        (area.right, area.top),
        (area.right, area.bottom),
        (area.left, area.bottom),
    ]


def _draw_tick(image: Any, box: PrintedArea, to_dots: Any) -> None:
    width, height = box.right - box.left, box.bottom - box.top
    points = [(box.left + across * width, box.top + down * height) for across, down in _TICK]
    places = cv2.perspectiveTransform(np.array([points], np.float64), to_dots)
    thickness = round(_WIDTH_MM / 25.4 * _DOTS_TO_THE_INCH)
    line = np.round(places[0] * 16).astype(np.int32)
    cv2.polylines(image, [line], False, 30, thickness, cv2.LINE_AA, 4)  # noqa: FBT003 -- as OpenCV has it
