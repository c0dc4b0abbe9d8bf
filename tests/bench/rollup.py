"""How long many towns take to be brought together, and how much memory, by engine and number of towns.

Plays one town's year, patches its master into as many towns as are wanted, and brings them together in a
process of its own each time: by processes of this computer, on a Dask cluster of two workers, and, to
compare, by openpyxl loading one master after another. Prints the table for docs/性能.md.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

from tests.many_towns import make_towns

COUNTS: Final = (10, 100, 300)
_PLAY: Final = """
import sys
from pathlib import Path
from shuzhi_xl.demo.demo_year import play_year
play_year(Path(sys.argv[1]))
"""
_ROLLUP: Final = "from shuzhi_xl.cli import main; main()"
_NAIVE: Final = """
import sys, warnings
from pathlib import Path
from openpyxl import load_workbook
warnings.simplefilter("ignore")
titles = ("基本设置", "组织名册", "述职报告", "票单登记", "测评统计", "综合评定", "整改清单")
for path in sorted(Path(sys.argv[1]).rglob("*.xlsm")):
    book = load_workbook(path, data_only=True)
    [list(book[title].values) for title in titles]
"""
_SCHEDULER: Final = """
import sys, time
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster:
        print(cluster.scheduler_address.removeprefix("tcp://"), flush=True)
        sys.stdin.read()
"""
HEADERS: Final = ("镇数", "党组织", "方式", "用时", "CPU", "最多占用内存（连同子进程）")


@dataclass(frozen=True)
class Cost:
    """What one run took.

    Attributes:
        seconds: From start to end.
        cpu: Seconds of computing, its own processes' included.
        megabytes: The most that it and its children held at a moment.
    """

    seconds: float
    cpu: float
    megabytes: float


def run(arguments: Sequence[str], also: int = 0) -> Cost:
    """Run Python with these arguments and measure it.

    Args:
        arguments: What Python is to do.
        also: Another process whose memory and whose children's counts too; 0 for none.

    Raises:
        RuntimeError: It could not do its work.
    """
    before = time.perf_counter()
    most = [0.0]
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen([sys.executable, *arguments], stdout=output, stderr=output)
        end = threading.Event()
        watch = threading.Thread(target=_watch, args=(process.pid, also, most, end))
        watch.start()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - before
        end.set()
        watch.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise RuntimeError(output.read().decode())
    return Cost(seconds, used.ru_utime + used.ru_stime, most[0])


def _watch(process: int, also: int, most: list[float], end: threading.Event) -> None:
    while not end.wait(0.05):
        most[0] = max(most[0], sum(_megabytes_of(pid) for pid in (process, also) if pid))


def _megabytes_of(root: int) -> float:
    """Megabytes of a process and its descendants; what several of them share counts once."""
    total = 0
    with suppress(psutil.Error):
        process = psutil.Process(root)
        for member in (process, *process.children(recursive=True)):
            with suppress(psutil.Error):  # it may have ended a moment ago
                total += member.memory_full_info().pss
    return total / 2**20


@contextmanager
def cluster() -> Iterator[tuple[str, int]]:
    """A scheduler with two workers: its place, and its process."""
    script = [sys.executable, "-c", _SCHEDULER]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    process = subprocess.Popen(script, stdin=pipe, stdout=pipe, stderr=nowhere)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().decode().strip(), process.pid
    finally:
        process.communicate()


def towns(root: Path, count: int) -> Path:
    """A folder with so many masters; it is kept."""
    folder = root / str(count)
    if not folder.exists():
        (master,) = (root / "demo").glob("*.xlsm")
        make_towns(master, folder, count)
    return folder


def measure(folder: Path, *, naively: bool) -> Iterator[tuple[str, Cost]]:
    """Each way of bringing a folder together, and what it took."""
    command = ["-c", _ROLLUP, "rollup", str(folder), "--json"]
    for workers in (1, 2):
        yield f"本机 {workers} 个进程", run([*command, "--workers", str(workers)])
    with cluster() as (place, process):
        yield "Dask 2 个工作进程", run([*command, "--engine", f"dask://{place}"], process)
    if naively:
        yield "逐个用 openpyxl 打开", run(["-c", _NAIVE, str(folder)])


def _say(cells: Sequence[str]) -> None:
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="keeps the towns; those of an earlier run are used again")
    parser.add_argument("--counts", type=int, nargs="+", default=COUNTS)
    parser.add_argument("--naive", type=int, default=100, help="most towns that openpyxl is to load")
    arguments = parser.parse_args()
    if not (arguments.folder / "demo").exists():
        arguments.folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-c", _PLAY, str(arguments.folder / "demo")], check=True)
    _say(HEADERS)
    _say(["---"] * len(HEADERS))
    for count in arguments.counts:
        folder = towns(arguments.folder, count)
        for name, cost in measure(folder, naively=count <= arguments.naive):
            figures = (f"{cost.seconds:.1f} 秒", f"{cost.cpu:.1f} 秒", f"{cost.megabytes:.0f} MB")
            _say([str(count), str(100 * count), name, *figures])


if __name__ == "__main__":
    _main()
