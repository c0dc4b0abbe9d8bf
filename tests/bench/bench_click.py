"""One click of the product, apart from all else, so that its process loads only what a click needs."""

from functools import partial
from pathlib import Path

from shuzhi_xl.cli.run_job import load_job, run_job
from tests.bench.measurement import Work


def click_button(job: str, master: Path) -> Work:
    """A button, its modules loaded already; locks, checks, writing and verifying are part of the work."""
    load_job(job)
    return partial(_click, job, master)


def _click(job: str, master: Path) -> None:
    outcome = run_job(job, master, quiet=True)
    if not outcome.ok:
        raise RuntimeError(outcome.summary, outcome.findings[:3])
