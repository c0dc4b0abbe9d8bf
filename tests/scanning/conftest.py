"""Ballots drawn once for all tests of scans, however many workers a run has."""

import os
import pickle
from collections.abc import Sequence

import cv2
import pytest
from filelock import FileLock

from shuzhi_xl.scanning.alignment.align_page import AlignedPicture, align_page
from tests.scanning.drawn_ballots import DrawnBallots, DrawnPage, draw_ballots

SCANNED_AT = 200


@pytest.fixture(scope="session")
def drawn_ballots(tmp_path_factory: pytest.TempPathFactory) -> DrawnBallots:
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "drawn ballots"
    folder.mkdir(exist_ok=True)
    store = folder / "pages"
    with FileLock(folder / "lock"):
        if not store.exists():
            store.write_bytes(pickle.dumps(draw_ballots(folder)))
    ballots: DrawnBallots = pickle.loads(store.read_bytes())  # noqa: S301 -- our own
    return ballots


@pytest.fixture(scope="session")
def drawn_pages(drawn_ballots: DrawnBallots) -> Sequence[DrawnPage]:
    """As Excel prints them."""
    return drawn_ballots.as_excel


@pytest.fixture(scope="session")
def small_pages(drawn_ballots: DrawnBallots) -> Sequence[DrawnPage]:
    """As LibreOffice prints them."""
    return drawn_ballots.as_libreoffice


@pytest.fixture(scope="session")
def plain_page(drawn_pages: Sequence[DrawnPage]) -> AlignedPicture:
    """The full page without marks, as it lies on a scan."""
    cv2.setNumThreads(1)
    page = drawn_pages[0]
    return align_page(page.at(SCANNED_AT), SCANNED_AT, {page.layout.code: page.layout}.get)
