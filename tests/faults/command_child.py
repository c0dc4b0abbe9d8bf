"""A command in a process of its own: ``python -m tests.faults.command_child JOB MASTER [die|wait [CALL]]``.

It says 准备好 when all is loaded, and waits for a line. At the given call that writes it dies, or says 等着
and waits again. It loads nothing but the command and what breaks it, for there are many such children.
"""

import signal
import sys
from datetime import datetime
from pathlib import Path

from shuzhi_xl.cli import main, run_job
from tests.faults.broken_calls import Calls, die

MOMENT = datetime(2016, 2, 6, 9, 0, 0)  # noqa: DTZ001 -- a workbook's times know no zone


def wait(word: str = "等着") -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()
    sys.stdin.readline()


def play(job: str, master: str, strike: str = "die", at: str = "0") -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs are born deaf to it
    run_job.load_job(job)
    run_job.now = lambda: MOMENT  # type: ignore[attr-defined]
    wait("准备好")
    with Calls(Path(master).parent, int(at), {"die": die, "wait": wait}[strike]).watched():
        main([job, master, "--json"])


if __name__ == "__main__":
    play(*sys.argv[1:])
