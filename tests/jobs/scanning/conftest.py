"""Offices in which 读票 makes real workbooks of pictures that show what a test says."""

import pytest

from shuzhi_xl.jobs.scanning import scan as scan_job
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.rules.scanning.earlier.earlier_work import read_work
from shuzhi_xl.xlsx.fill.scanned_ballots import fill_scanned
from tests.jobs.scanning.faked_reading import Scan, Scans, fake_tools
from tests.year_stages import TownOffice

Pairs = list[tuple[int, int, float]]


@pytest.fixture
def scan(monkeypatch: pytest.MonkeyPatch) -> Scan:
    """Presses 读票 with the real workbook, where the pictures show what a test says."""

    def press(office: TownOffice, scans: Scans, pairs: Pairs | None = None) -> Outcome:
        office.write_files({f"扫描/2015/{name}": name.encode() for name in scans})
        tools = fake_tools(scans, pairs or [])._replace(fill=fill_scanned, read_work=read_work)
        monkeypatch.setattr(scan_job, "load_tools", lambda: tools)
        return office.run_job(scan_job.scan)

    return press
