"""Commands of the next version, in processes of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shuzhi_xl.cli import main
from tests.released.next_version import THEN

SCRIPT = Path(__file__).with_name("next_version.py")


class Newer:
    """The next version.

    Args:
        shipped: Its empty master.
    """

    def __init__(self, shipped: Path) -> None:
        self.shipped = shipped

    @staticmethod
    def environment() -> dict[str, str]:
        package = Path(main.__code__.co_filename).resolve().parents[2]
        return {**os.environ, "PYTHONPATH": str(package), "PYTHONUTF8": "1"}

    def command(self, *words: object) -> list[str]:
        return [sys.executable, str(SCRIPT), str(self.shipped), *map(str, words)]

    def run(self, *words: object) -> dict[str, Any]:
        """What a command says as JSON, its exit status under ``status``."""
        run = subprocess.run(
            self.command(*words, "--json"),
            env=self.environment(),
            capture_output=True,
            check=False,
            timeout=300,
            encoding="utf-8",
        )
        assert run.stdout, run.stderr
        answer: dict[str, Any] = json.loads(run.stdout)
        return {**answer, "status": run.returncode}

    def run_all(self, jobs: Sequence[str], master: Path) -> list[dict[str, Any]]:
        """What commands say that follow each other in one process, as a panel's do; all must end well."""
        words = (word for job in jobs for word in (THEN, job, master, "--json"))
        run = subprocess.run(
            self.command(*words),
            env=self.environment(),
            capture_output=True,
            check=False,
            timeout=300,
            encoding="utf-8",
        )
        assert (run.returncode, run.stderr) == (0, ""), run.stdout
        return [json.loads(line) for line in run.stdout.splitlines()]
