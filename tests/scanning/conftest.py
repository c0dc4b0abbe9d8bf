"""Ballots drawn once for all tests of scans."""

from collections.abc import Sequence

import pytest

from tests.scanning.drawn_ballots import DrawnPage, draw_ballots


@pytest.fixture(scope="session")
def drawn_pages(tmp_path_factory: pytest.TempPathFactory) -> Sequence[DrawnPage]:
    return draw_ballots(tmp_path_factory.mktemp("drawn"))
