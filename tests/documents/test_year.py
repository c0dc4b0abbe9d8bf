"""Every kind of document that a year makes is in the official format, in its file and on its pages."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from shuzhi_xl.jobs.publish import publish
from shuzhi_xl.jobs.track import track
from tests.documents.drawn_pages import draw
from tests.documents.file_checks import faults_of
from tests.documents.page_checks import page_faults
from tests.year_stages import Stages


@pytest.fixture(scope="module")
def documents(stages: Stages, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The largest document of each kind."""
    office = stages.open("generated", tmp_path_factory.mktemp("year"))
    office.run_job(publish)
    office.run_job(track)
    largest: dict[str, bytes] = {}
    for folder in ("发出", "结果"):
        for place, content in office.files(folder).items():
            kind = Path(place).stem.partition("_")[0]
            # Joined for a print run, pages are counted from 1 for each letter
            if place.endswith(".docx") and kind != "合订" and len(content) > len(largest.get(kind, b"")):
                largest[kind] = content
    return largest


def test_every_kind_is_in_the_official_format(documents: Mapping[str, bytes], tmp_path: Path) -> None:
    assert {"反馈意见书", "定等结果通报", "年度考核移交名单"} <= set(documents)
    pages = draw(documents, tmp_path)
    for kind, content in documents.items():
        assert (kind, faults_of(content), page_faults(content, pages[kind])) == (kind, {}, [])
