"""How long each button takes from the click to the end, every time in a process of its own.

Plays the demo's year once and keeps the office as it stood before each button; then presses each button on
fresh copies. Run as a program it prints the table for docs/性能.md; a column for buttons that are clicked in
an open workbook can be put beside it (`HEADERS`, `row`, `as_markdown`).
"""

import argparse
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from shuzhi_xl.sheets.master.buttons import JOB_NAMES
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.wording.screen.demo import STAGES

BUTTONS = ("check", "distribute", "collect", "compute", "generate", "publish", "track", "last")
"""Stages of the demo, each named by the button that is clicked then; ``last`` is 校验 of a full year."""
_CLICK = "from shuzhi_xl.cli import main; main()"
_IMPORTS = "from shuzhi_xl.cli.run_job import load_job; load_job('{job}')"
_DONE = (0, 1)  # exit statuses: done, and done with blocking findings, of which the demo plants some


def job_at(stage: str) -> str:
    """The command of the button that is clicked at a stage."""
    return "check" if stage == "last" else stage


@dataclass(frozen=True)
class Cost:
    """What one process took.

    Attributes:
        seconds: By the clock, from its start to its end.
        cpu: Seconds of its own computing, which other work on the machine does not lengthen.
        megabytes: Most memory in use at a time.
    """

    seconds: float
    cpu: float
    megabytes: float


@dataclass(frozen=True)
class Clicks:
    """All measurements of one button: whole runs, and runs that only import what it needs.

    Attributes:
        button: The button, or stage of the demo.
        documents: How many Word documents it made.
        clicked: The whole runs.
        imported: The runs that only import.
    """

    button: str
    documents: int
    clicked: Sequence[Cost]
    imported: Sequence[Cost]


def keep_stages(root: Path, branches: int) -> None:
    """Play the demo and keep a copy of its folder before each button is clicked for the first time.

    校验 is clicked a second time at the end, when all tables are full.
    """
    office = root / "demo"
    at = {STAGES[button]: root / button for button in BUTTONS}

    def watch(stage: str, count: int, _total: int) -> None:
        if count == 0 and stage in at and not at[stage].exists():
            shutil.copytree(office, at[stage])

    from shuzhi_xl.demo.demo_year import play_year  # noqa: PLC0415 -- only the process that plays is to grow

    play_year(office, branches, watch=watch)


def run(folder: Path, *arguments: str) -> Cost:
    """Run Python with these arguments and measure it.

    Args:
        kept: Folder in which the compiled modules are kept, as an installation keeps them.
        arguments: What Python is to do.

    Raises:
        RuntimeError: It could not do its work.
    """
    environment = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    before = perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [sys.executable, *arguments], stdout=output, stderr=output, env=environment
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = perf_counter() - before
        if process.returncode not in _DONE:
            output.seek(0)
            raise RuntimeError(output.read().decode())
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


@contextmanager
def fresh(stage: Path) -> Iterator[Path]:
    """A copy of an office that one run may change."""
    with tempfile.TemporaryDirectory(dir=stage.parent) as folder:
        yield shutil.copytree(stage, Path(folder) / stage.name)


def time_click(button: str, root: Path) -> tuple[Cost, int]:
    """Press a button once; returns the cost, and how many Word documents it made."""
    with fresh(root / button) as office:
        before = _documents_in(office)
        cost = run(root, "-c", _CLICK, job_at(button), str(office / MASTER_NAME))
        return cost, len(_documents_in(office) - before)


def _documents_in(office: Path) -> set[Path]:
    return {*office.rglob("*.docx")}


def measure(root: Path, times: int, buttons: Sequence[str] = BUTTONS) -> list[Clicks]:
    """Press each button several times, in rounds, so that a busy minute burdens all of them alike."""
    clicked: dict[str, list[Cost]] = {button: [] for button in buttons}
    imported: dict[str, list[Cost]] = {button: [] for button in buttons}
    # compiles what they import
    documents = {button: time_click(button, root)[1] for button in buttons}
    for _ in range(times):
        for button in buttons:
            imported[button].append(run(root, "-c", _IMPORTS.format(job=job_at(button))))
            clicked[button].append(time_click(button, root)[0])
    return [Clicks(button, documents[button], clicked[button], imported[button]) for button in buttons]


HEADERS = ("按钮", "做公文", "关闭的总表", "最快–最慢", "其中启动 Python 和载入", "CPU", "最多占用内存")


def row(clicks: Clicks) -> tuple[str, ...]:
    """One button's line of the table; all numbers but the range are medians."""

    def middle(costs: Sequence[Cost], part: Callable[[Cost], float]) -> float:
        return median(map(part, costs))

    seconds = [cost.seconds for cost in clicks.clicked]
    return (
        f"{JOB_NAMES[job_at(clicks.button)]}{'（年末）' if clicks.button == 'last' else ''}",
        f"{clicks.documents} 份" if clicks.documents else "—",
        f"{median(seconds):.2f} 秒",
        f"{min(seconds):.2f}–{max(seconds):.2f} 秒",
        f"{middle(clicks.imported, lambda cost: cost.seconds):.2f} 秒",
        f"{middle(clicks.clicked, lambda cost: cost.cpu):.2f} 秒",
        f"{middle(clicks.clicked, lambda cost: cost.megabytes):.0f} MB",
    )


def as_markdown(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table as Markdown."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="keeps the stages; those of an earlier run are used again")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--branches", type=int, default=100)
    parser.add_argument("--buttons", nargs="+", choices=BUTTONS, default=BUTTONS)
    arguments = parser.parse_args()
    if not arguments.folder.exists():
        # A process of its own: its size would count for every process that is started here.
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            pool.submit(keep_stages, arguments.folder, arguments.branches).result()
    measured = measure(arguments.folder, arguments.times, arguments.buttons)
    sys.stdout.write(as_markdown(HEADERS, [row(clicks) for clicks in measured]) + "\n")


if __name__ == "__main__":
    _main()
