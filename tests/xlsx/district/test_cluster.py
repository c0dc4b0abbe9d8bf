"""Many masters read on a Dask cluster of separate worker processes, and what is said when there is none."""

import gc
import json
import os
import shutil
import signal
import socket
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

from shuzhi_xl.rules.district.town_figures import TownDigest
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.xlsx.district import cluster as under_test
from shuzhi_xl.xlsx.district.cluster import read_on_cluster
from shuzhi_xl.xlsx.district.folder import Master, TownsFolder
from shuzhi_xl.xlsx.district.read_town import read_town
from shuzhi_xl.xlsx.patch.workbook import Workbook
from shuzhi_xl.xlsx.stop_reasons import Stopped
from tests.year_stages import Stages

PACKAGE = Path(under_test.__file__).parents[2]
READ = partial(read_town, times=Fraction(5))


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as local_cluster:
        yield local_cluster


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
    digests: list[TownDigest] = []
    for digest in read_on_cluster(towns, READ, place(cluster)):
        digests.append(digest)
        if len(digests) == 1:
            os.kill(victim, signal.SIGKILL)
    assert sorted(digests, key=lambda digest: digest.file) == [READ(*digest) for digest in towns]
    assert sum(digest.town is None for digest in digests) == 1


def test_a_missing_file_is_reported(cluster: LocalCluster) -> None:
    missing = Master(Path("没有.xlsm"), "没有.xlsm")
    (digests,) = read_on_cluster([missing], READ, place(cluster))
    assert digests.left_out is not None
    assert "打不开" in digests.left_out.context["reason"]


@contextmanager
def worker(empty: LocalCluster, program: Path | None = None) -> Iterator["subprocess.Popen[bytes]"]:
    """A worker of a cluster without any, which nobody starts again.

    Args:
        empty: The cluster.
        program: Folder with another copy of the package.
    """
    command = [sys.executable, "-m", "distributed.cli.dask_worker", empty.scheduler_address]
    command += ["--no-nanny", "--nthreads", "1", "--no-dashboard"]
    # python -m looks for modules where it is started
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=program)
    try:
        with Client(empty, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=60)
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def empty() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=0, dashboard_address=":0") as local_cluster:
        yield local_cluster


def test_a_worker_of_the_same_version_with_one_other_line_is_refused(
    empty: LocalCluster, towns: list[Master], tmp_path: Path
) -> None:
    # With what is compiled, or each worker would compile all of it
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=shutil.ignore_patterns("_shipped"))
    with worker(empty, tmp_path):
        assert reading(empty, towns[:2]) == [READ(*master) for master in towns[:2]]
    anonymity = tmp_path / PACKAGE.name / "rules" / "results" / "anonymity.py"
    anonymity.write_text(f"{anonymity.read_text('utf-8')}\nLEAST_BRANCHES = 1\n", "utf-8")
    with worker(empty, tmp_path):
        assert reason(place(empty), towns) == "cluster_differs"


def reading(cluster: LocalCluster, masters: list[Master]) -> list[TownDigest]:
    return sorted(read_on_cluster(masters, READ, place(cluster)), key=lambda digest: digest.file)


def test_a_worker_that_joins_later_with_another_program_is_refused(
    cluster: LocalCluster, towns: list[Master], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(under_test, "_threads", lambda *_: 1)  # asked before it joined
    monkeypatch.setattr(under_test, "own_program", lambda: "other")
    assert reason(place(cluster), towns) == "cluster_differs"


def test_the_loss_of_all_workers_is_reported_soon(
    empty: LocalCluster, towns: list[Master], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert under_test.SECONDS_WITHOUT_WORKERS < 25
    monkeypatch.setattr(under_test, "SECONDS_WITHOUT_WORKERS", 2)
    with worker(empty) as only:
        coming = read_on_cluster(towns, READ, place(empty))
        next(coming)
        only.kill()
        start = time.monotonic()
        with pytest.raises(Stopped) as lost:
            list(coming)
    assert lost.value.code == "cluster_workers_lost"
    assert time.monotonic() - start < 15
    assert "没有汇总" in stopped(lost.value.code, **lost.value.context)


def deadly(_master: Path | bytes, _name: str) -> TownDigest:
    os._exit(1)


@pytest.mark.soak  # four workers end before the scheduler gives the file up
def test_a_file_that_ends_every_worker_is_left_out(cluster: LocalCluster, towns: list[Master]) -> None:
    (digests,) = read_on_cluster(towns[:1], deadly, place(cluster))
    assert digests.left_out is not None
    assert "意外停下" in digests.left_out.context["reason"]


@pytest.mark.soak  # a scheduler of its own, started only to be killed
def test_a_scheduler_killed_midway_is_reported_in_one_sentence(
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


def test_without_workers_nothing_waits_for_ever(empty: LocalCluster) -> None:
    assert reason(place(empty)) == "cluster_without_workers"


@pytest.mark.parametrize("nowhere", ["127.0.0.1:1", "没有:8786", f"{'很' * 70}:8786"])
def test_a_missing_scheduler_is_reported_at_once(nowhere: str) -> None:
    start = time.monotonic()
    assert reason(nowhere) == "cluster_unreachable"
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "localhost:port", "tls://127.0.0.1:1", "/tmp/sched.json", "a:0", "a:65536", "a b:1", ""],  # noqa: S108
)
def test_an_invalid_address_is_reported_at_once(address: str) -> None:
    assert reason(address) == "engine_unknown"


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_somebody_else_who_listens_there_is_no_scheduler(
    cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(under_test, "SECONDS", 3)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        assert reason(f"127.0.0.1:{mute.getsockname()[1]}") == "cluster_unreachable"
    with Client(cluster, set_as_default=False) as client:
        address = next(iter(client.nthreads()))
    assert reason(address.removeprefix("tcp://")) == "cluster_unreachable"
    gc.collect()  # a half-made client would tell its own end with a traceback, after twice the time


def test_without_dask_its_installation_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_test, "find_spec", lambda _: None)
    assert reason("a:1") == "cluster_extra_missing"
