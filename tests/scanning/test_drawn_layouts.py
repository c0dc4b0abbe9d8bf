"""Boxes are printed where the layout says, on whatever scale and margin, restyled or saved again."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import pytest

from shuzhi_xl.rules.scanning.page_layout import PageLayout, PrintedArea
from shuzhi_xl.scanning.alignment.align_page import align_page
from shuzhi_xl.scanning.boxes.measure_rows import measure_rows
from shuzhi_xl.xlsx.ballot_layout.page_layouts import read_page_layouts
from tests.office_saves import saved_as
from tests.pictures.drawing import to_pdf
from tests.scanning.restyled_ballots import full_ballots

_RESOLUTION: Final = 200
_DOT: Final = 25.4 / _RESOLUTION
_FARTHEST: Final = 0.6
"""Millimetres by which a printed line may be beside its place: programs round every row to whole dots."""
_SEARCHED: Final = 1.2
_BOOKS: Final = ("as_built", "other_sizes", "other_margins", "four_fifths", "inserted_row")
_SAVED: Final = {"saved_again": "as_built", "saved_with_row": "inserted_row"}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    ballots = full_ballots()
    sources = {name: ballots[source] for name, source in _SAVED.items()}
    return ballots | saved_as("xlsx", sources, tmp_path_factory.mktemp("saved"))


@pytest.fixture(scope="module")
def drawings(
    books: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Sequence[Any]]:
    """The ballots' pages as drawn, dark 0 to white 255, by book."""
    folder = tmp_path_factory.mktemp("drawn")
    paths = [folder / f"{name}.xlsx" for name in books]
    for path in paths:
        path.write_bytes(books[path.stem])
    return {pdf.stem: draw_pages(pdf) for pdf in to_pdf(paths, folder)}


def draw_pages(pdf: Path) -> list[Any]:
    """The pages behind 印制说明."""
    command = ["pdftoppm", "-gray", "-r", str(_RESOLUTION), "-f", "2", str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(command, check=True, capture_output=True)
    pages = sorted(pdf.parent.glob(f"{pdf.stem}-*.pgm"))
    return [cv2.imdecode(np.fromfile(page, np.uint8), cv2.IMREAD_GRAYSCALE) for page in pages]


def place_on_paper(picture: Any, layout: PageLayout) -> Any:
    """The homography from the layout's millimetres to dots, by the four corner marks."""
    cv2.setNumThreads(1)
    settings = cv2.aruco.DetectorParameters()
    settings.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    marks = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    corners, numbers, _ = cv2.aruco.ArucoDetector(marks, settings).detectMarkers(picture)
    assert sorted(numbers.ravel()) == [0, 1, 2, 3]
    places = [corner for number in numbers.ravel() for corner in corners_of(layout.marks[number])]
    return cv2.findHomography(np.array(places), np.concatenate([corner[0] for corner in corners]))[0]


def corners_of(area: PrintedArea) -> list[tuple[float, float]]:
    return [
        (area.left, area.top),
        (area.right, area.top),
        (area.right, area.bottom),
        (area.left, area.bottom),
    ]


def distance_to_line(darkness: Any, place: float) -> float:
    """Millimetres from a place to the middle of the dark line next to it; far away where there is none."""
    start = round(place - _SEARCHED / _DOT)
    dark = np.flatnonzero(darkness[start : round(place + _SEARCHED / _DOT) + 1] > 127) + start
    return abs(float(dark.mean()) - place) * _DOT if len(dark) else np.inf


def distances(picture: Any, layout: PageLayout) -> list[float]:
    """How far the printed borders of all boxes are from where they should be."""
    homography = place_on_paper(picture, layout)
    lengths: list[float] = []
    for box in (box for row in layout.rows for box in row.boxes):
        corners = cv2.perspectiveTransform(np.array([corners_of(box)]), homography)[0]
        (x0, y0), (x1, y1) = corners[0], corners[2]
        middle, height = round((x0 + x1) / 2), round((y0 + y1) / 2)
        across = 255 - picture[height - 10 : height + 10].mean(axis=0)
        down = 255 - picture[:, middle - 20 : middle + 20].mean(axis=1)
        lengths += [distance_to_line(across, x) for x in (x0, x1)] + [
            distance_to_line(down, y) for y in (y0, y1)
        ]
    return lengths


@pytest.mark.parametrize("name", [*_BOOKS, *_SAVED])
def test_every_box_is_printed_where_its_layout_says(
    books: Mapping[str, bytes], drawings: Mapping[str, Sequence[Any]], name: str
) -> None:
    layouts = read_page_layouts(books[name])
    assert [len(layout.rows) for layout in layouts] == [20, 7]
    for layout, picture in zip(layouts, drawings[name], strict=True):
        far = distances(picture, layout)
        assert len(far) == len(layout.rows) * 16
        assert max(far) < _FARTHEST


def test_a_box_elsewhere_would_be_noticed(
    books: Mapping[str, bytes], drawings: Mapping[str, Sequence[Any]]
) -> None:
    layout = read_page_layouts(books["other_sizes"])[0]
    assert max(distances(drawings["as_built"][0], layout)) > _FARTHEST


@pytest.mark.parametrize("name", _SAVED)
def test_a_file_saved_by_another_program_means_the_same(books: Mapping[str, bytes], name: str) -> None:
    saved, issued = (read_page_layouts(books[book]) for book in (name, _SAVED[name]))
    assert [(page.code, page.voter_class, page.page, page.pages) for page in saved] == [
        (page.code, page.voter_class, page.page, page.pages) for page in issued
    ]
    assert [row.number for page in saved for row in page.rows] == [
        row.number for page in issued for row in page.rows
    ]
    assert all(page.number_area for page in saved)


@pytest.mark.parametrize("name", [*_BOOKS, *_SAVED])
def test_a_page_of_each_is_laid_over_its_layout_and_shows_no_ink_in_blank_boxes(
    books: Mapping[str, bytes], drawings: Mapping[str, Sequence[Any]], name: str
) -> None:
    layouts = {layout.code: layout for layout in read_page_layouts(books[name])}
    for layout, picture in zip(layouts.values(), drawings[name], strict=True):
        aligned = align_page(picture, _RESOLUTION, layouts.get)
        assert aligned.layout == layout
        rows = measure_rows(aligned.page).rows
        assert len(rows) == len(layout.rows)
        assert max(box.ink for row in rows for box in row.boxes) < 0.1
