"""A command starts without the libraries of a few jobs: each takes longer than the rest of the start."""

import json
import subprocess
import sys

from shuzhi_xl.cli.run_job import JOBS

USE_OPENPYXL = (
    "compute",
    "adopt_suggestions",
    "generate",
    "publish",
    "track",
    "recount",
    "rollup",
    "archive",
    "scan",
    "audit",
)
"""The jobs that make workbooks without a template, and the second count, which reads by openpyxl.

openpyxl loads numpy to recognise its numbers.
"""
SCRIPT = """
import json, sys
from shuzhi_xl.cli.run_job import load_job

def loaded():
    return [name for name in ("openpyxl", "numpy", "pandas", "docx") if name in sys.modules]

steps = {"commands": loaded()}
for job in sys.argv[1:]:
    load_job(job)
    steps[job] = loaded()
print(json.dumps(steps))
"""


def loaded_after(*jobs: str) -> dict[str, list[str]]:
    process = subprocess.run(
        [sys.executable, "-c", SCRIPT, *jobs], capture_output=True, text=True, check=True
    )
    steps: dict[str, list[str]] = json.loads(process.stdout)
    return steps


def test_the_other_jobs_load_no_library_for_workbooks() -> None:
    steps = loaded_after(*(job for job in JOBS if job not in USE_OPENPYXL))
    assert len(steps) == len(JOBS) - len(USE_OPENPYXL) + 1
    assert not any(steps.values()), steps


def test_no_job_loads_pandas_before_it_has_very_many_votes() -> None:
    assert "pandas" not in loaded_after(*USE_OPENPYXL)["track"]
