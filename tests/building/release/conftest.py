"""One wheelhouse and one installation for all tests of a run, however many workers it has."""

import os
from pathlib import Path

import pytest
from filelock import FileLock

from shuzhi_xl.building.release.bundle import TOP
from tests.building.release.office_computer import Office, fill_wheelhouse, unpack_bundle


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of one test run share; the first one fills it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "镇 上"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def wheelhouse(shared: Path) -> Path:
    folder = shared / "wheelhouse"
    with FileLock(shared / "lock"):
        if not folder.exists():
            fill_wheelhouse(folder)
    return folder


@pytest.fixture(scope="session")
def office(wheelhouse: Path) -> Office:
    folder = wheelhouse.parent / "述职 评议"
    office = Office(folder / TOP)
    with FileLock(wheelhouse.parent / "lock"):
        if not folder.exists():
            folder.mkdir()
            installed = unpack_bundle(folder, wheelhouse).install()
            assert (installed.returncode, installed.stderr.strip()) == (0, ""), installed.stdout
            assert "安装完成" in installed.stdout
    return office
