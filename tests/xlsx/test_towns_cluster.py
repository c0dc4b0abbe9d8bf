"""Many masters read on a Dask cluster of separate worker processes, and what is said when there is none."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from fractions import Fraction
from functools import partial
from pathlib import Path

import pytest
from distributed import Client, LocalCluster
from year_stages import Stages

from shuzhi_xl.rules.town_digest import TownDigest
from shuzhi_xl.wording.console import stopped
from shuzhi_xl.xlsx.patch import Workbook
from shuzhi_xl.xlsx.shipped import MASTER_NAME
from shuzhi_xl.xlsx.stops import Stopped
from shuzhi_xl.xlsx.towns import cluster as under_test
from shuzhi_xl.xlsx.towns.cluster import read_on_cluster
from shuzhi_xl.xlsx.towns.folder import Master, TownsFolder
from shuzhi_xl.xlsx.towns.reading import read_town

READ = partial(read_town, times=Fraction(5))


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as made:
        yield made


@pytest.fixture(scope="module")
def towns(stages: Stages, tmp_path_factory: pytest.TempPathFactory) -> list[Master]:
    root = tmp_path_factory.mktemp("towns")
    for number in range(7):
        book = Workbook.load(stages.files("decided")[MASTER_NAME])
        book.set_cell("基本设置", "B5", f"第{number}镇党委")
        (root / f"{number:02}.xlsm").write_bytes(book.to_bytes())
    (root / "坏.xlsm").write_bytes(b"x")
    return TownsFolder(root).masters()


def place(cluster: LocalCluster) -> str:
    return str(cluster.scheduler_address).removeprefix("tcp://")


def reason(place: str, masters: list[Master] | None = None) -> str:
    with pytest.raises(Stopped) as refused, closing(read_on_cluster(masters or [], READ, place)) as coming:
        list(coming)
    assert place in stopped(refused.value.code, **refused.value.context) or "pip" in stopped(
        refused.value.code
    )
    return refused.value.code


def test_a_worker_killed_midway_changes_nothing(cluster: LocalCluster, towns: list[Master]) -> None:
    with Client(cluster, set_as_default=False) as client:
        victim = next(iter(client.run(os.getpid).values()))
    found: list[TownDigest] = []
    for digest in read_on_cluster(towns, READ, place(cluster)):
        found.append(digest)
        if len(found) == 1:
            os.kill(victim, signal.SIGKILL)
    assert sorted(found, key=lambda each: each.file) == [READ(*each) for each in towns]
    assert sum(each.town is None for each in found) == 1


def test_a_file_that_is_gone_is_told_of(cluster: LocalCluster) -> None:
    missing = Master(Path("没有.xlsm"), "没有.xlsm")
    (found,) = read_on_cluster([missing], READ, place(cluster))
    assert found.left_out is not None
    assert "打不开" in found.left_out.context["reason"]


def test_workers_with_another_version_are_refused(
    cluster: LocalCluster, towns: list[Master], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(under_test, "version", lambda _: "9.9")
    assert reason(place(cluster), towns) == "cluster_differs"


def deadly(_master: Path | bytes, _name: str) -> TownDigest:
    os._exit(1)


@pytest.mark.soak  # four workers end before the scheduler gives the file up
def test_a_file_that_ends_every_worker_is_left_out(cluster: LocalCluster, towns: list[Master]) -> None:
    (found,) = read_on_cluster(towns[:1], deadly, place(cluster))
    assert found.left_out is not None
    assert "意外停下" in found.left_out.context["reason"]


@pytest.mark.soak  # a scheduler of its own, started only to be killed
def test_a_scheduler_killed_midway_is_told_in_one_sentence(
    towns: list[Master], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    where = tmp_path / "scheduler.json"
    with started("scheduler", where) as scheduler, started("worker", where):
        while not where.exists():
            time.sleep(0.1)
        address = json.loads(where.read_text("utf-8"))["address"]
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(1)
        coming = read_on_cluster(towns, READ, address.removeprefix("tcp://"))
        next(coming)
        scheduler.kill()
        with pytest.raises(Stopped) as lost:
            list(coming)
    assert lost.value.code == "cluster_lost"
    assert capfd.readouterr() == ("", "")


@contextmanager
def started(kind: str, where: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A scheduler or worker, found through a file."""
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--scheduler-file", str(where)]
    command += ["--port", "0", "--dashboard-address", ":0"] if kind == "scheduler" else ["--nthreads", "1"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_without_workers_nothing_waits_for_ever() -> None:
    with LocalCluster(n_workers=0, dashboard_address=":0") as empty:
        assert reason(place(empty)) == "cluster_without_workers"


@pytest.mark.parametrize("nowhere", ["127.0.0.1:1", "没有", "localhost:notaport"])
def test_a_scheduler_that_is_not_there(nowhere: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_test, "SECONDS", 1)
    assert reason(nowhere) == "cluster_unreachable"


def test_without_dask_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_test, "find_spec", lambda _: None)
    assert reason("a:1") == "cluster_extra_missing"
