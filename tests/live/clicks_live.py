"""What a button takes in a live spreadsheet: seconds from a new Python to the end, and calls (按钮用时)."""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from statistics import median

import xlwings as xw

from shuzhi_xl.wording.file_names import MASTER_NAME
from tests.live import engine
from tests.live.counting import calls_counted
from tests.live.launch import Attached

BUTTONS = ("check", "distribute", "collect", "compute", "generate", "publish", "track")
_TIMES = 3


def time_button(stage_folder: Path, job: str, at: datetime | None = None) -> tuple[float, int]:
    """Press one button on a copy of an office, its master being open already.

    Args:
        stage_folder: The office as it stands before the button: master, 发出, 收回 and so on.
        job: The button, for example ``collect``.
        at: What the clock stands at; the present when nothing is said.

    Returns:
        Seconds from the start of the new Python process until the job is done and the workbook saved, and how
        many calls it made through xlwings; in Excel, each goes to another process.

    Raises:
        RuntimeError: The job stopped; its last words are in the message.
    """
    with tempfile.TemporaryDirectory(prefix="clicks_") as context:
        folder = Path(context) / "office"
        shutil.copytree(stage_folder, folder)
        app = engine.install().apps.add(add_book=False)
        try:
            app.books.open(str(folder / MASTER_NAME))
            return _time_process(app.impl.office.address, job, at)
        finally:
            app.quit()


def _time_process(address: str, job: str, at: datetime | None) -> tuple[float, int]:
    moment = at.isoformat() if at else ""
    command = [sys.executable, "-m", "tests.live.clicks_live", "--click", address, job, moment]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        answer = process.stdout.readline()
        seconds = time.perf_counter() - started
        process.communicate()
    if not answer.startswith("done") or process.returncode:
        raise RuntimeError(f"{job} did not end well: {answer}")
    return seconds, int(answer.split()[1])


def _click(address: str, job: str, moment: str) -> None:
    """What the new process does: like Excel's button, it finds the open workbook and runs the job."""
    from shuzhi_xl.button import answer  # noqa: PLC0415 - part of what is timed
    from shuzhi_xl.jobs.stages.job_context import now  # noqa: PLC0415 - part of what is timed

    live = engine.install()
    live.activate()
    app = live.impl.apps.attach(Attached(address))
    xw.Book(impl=app.books.active).set_mock_caller()
    with calls_counted() as count:
        sentence, outcome = answer(job, (lambda: datetime.fromisoformat(moment)) if moment else now)
    sys.stdout.write(f"{'done' if outcome else 'stopped'} {count.total()} {sentence}\n")
    sys.stdout.flush()


def main(arguments: Sequence[str]) -> None:
    """One line for each button asked for: ``python -m tests.live.clicks_live FOLDER [JOB …]``.

    The folder holds an office for each button, named by its job and as it stands just before.
    """
    folder, *jobs = arguments
    for job in jobs or BUTTONS:
        clicks = sorted(time_button(Path(folder) / job, job) for _ in range(_TIMES))
        (least, _), (most, calls) = clicks[0], clicks[-1]
        middle = median(seconds for seconds, _ in clicks)
        sys.stdout.write(f"{job:<12}{middle:6.1f} s ({least:.1f}-{most:.1f}){calls:8} calls\n")
        sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1] == "--click":
        _click(*sys.argv[2:])
    else:
        main(sys.argv[1:])
