"""Nothing of handwriting leaves the office, and scans are in no other place than their own."""

import io
import zipfile
from collections.abc import Iterator, Mapping

import pytest
from PIL import Image

from shuzhi_xl.jobs.archive.archive import archive
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.jobs.generate import generate
from shuzhi_xl.jobs.publish import publish
from shuzhi_xl.jobs.scanning import scan as scan_job
from shuzhi_xl.jobs.track import track
from tests.jobs.scanning.faked_reading import fake_tools, page
from tests.jobs.scanning.test_scan import layouts_of
from tests.year_stages import TownOffice


def handwriting() -> bytes:
    buffer = io.BytesIO()
    Image.radial_gradient("L").resize((40, 20)).save(buffer, "PNG")
    return buffer.getvalue()


def contents(content: bytes) -> Iterator[bytes]:
    """A file and, of a package, everything in it, however deep."""
    yield content
    if zipfile.is_zipfile(io.BytesIO(content)):
        package = zipfile.ZipFile(io.BytesIO(content))
        for name in package.namelist():
            yield from contents(package.read(name))


def places_of(files: Mapping[str, bytes], piece: bytes) -> set[str]:
    return {place for place, content in files.items() if any(piece in inside for inside in contents(content))}


def test_pictures_are_in_the_inside_list_only_whatever_is_made_afterwards(
    decided: TownOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = handwriting()
    scanned = page(layouts_of(decided)[0], "p", 0, 0, 0, number_picture=number)
    decided.write_files({"扫描/2015/a.pdf": b"the scan itself", "扫描/2015/第二遍/b.pdf": b"the second scan"})
    monkeypatch.setattr(scan_job, "load_tools", lambda: fake_tools({"a.pdf": [scanned]}))
    decided.run_job(scan_job.scan)
    for job in (compute, generate, publish, track, distribute, archive):
        decided.run_job(job)
    files = decided.files()
    assert {place.partition("/")[0] for place in files} >= {"发出", "结果", "归档", "收回", "扫描"}
    # A picture that openpyxl stores is the same to the byte
    assert places_of(files, number) == {"扫描/2015/读票清单.xlsx"}
    assert places_of(files, b"the scan itself") == {"扫描/2015/a.pdf"}
    (listed,) = [
        content.decode()
        for place, content in files.items()
        if place.startswith("归档/") and "a.pdf" in content.decode("utf-8", "ignore")
    ]
    # By their hashes
    assert all(name in listed for name in ("a.pdf", "第二遍/b.pdf", "读票清单.xlsx"))
