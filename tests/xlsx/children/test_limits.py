"""Limits that a process sets for itself."""

import subprocess
import sys
from typing import Any

import pytest

from shuzhi_xl.xlsx.children.limits import limit_by_job

TAKING = """
from shuzhi_xl.xlsx.children.limits import limit_memory
limit_memory(500_000_000)
try:
    taken = bytearray(500_000_000)
except MemoryError:
    print("refused")
"""


def test_a_process_gets_no_memory_beyond_its_limit() -> None:
    run = subprocess.run([sys.executable, "-c", TAKING], capture_output=True, check=True, text=True)
    assert run.stdout == "refused\n"


class Windows:
    """Stands for pywin32's `win32job`, with its own numbers; records what is asked of the system."""

    JobObjectExtendedLimitInformation = 9
    JOB_OBJECT_LIMIT_ACTIVE_PROCESS = 0x8
    JOB_OBJECT_LIMIT_PROCESS_MEMORY = 0x100
    JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION = 0x400

    def __init__(self, *, grants: bool) -> None:
        self.limits: dict[str, Any] = {}
        self.assigned: list[tuple[object, object]] = []
        self._grants = grants

    def __getattr__(self, name: str) -> Any:
        return {
            "CreateJobObject": lambda *_: "job",
            "QueryInformationJobObject": lambda *_: {
                "BasicLimitInformation": {"LimitFlags": 0, "ActiveProcessLimit": 0, "PriorityClass": 32},
                "ProcessMemoryLimit": 0,
                "JobMemoryLimit": 0,
            },
            "SetInformationJobObject": self._set,
            "AssignProcessToJobObject": self._assign,
        }[name]

    def _set(self, job: str, kind: int, limits: dict[str, Any]) -> None:
        assert (job, kind) == ("job", 9)
        self.limits = limits

    def _assign(self, job: str, process: object) -> None:
        if not self._grants:
            raise PermissionError(5, "AssignProcessToJobObject")
        self.assigned.append((job, process))


def test_windows_is_asked_for_a_job_object_with_the_limit() -> None:
    windows = Windows(grants=True)
    limit_by_job(windows, -1, 500_000_000)
    assert windows.limits == {
        "BasicLimitInformation": {"LimitFlags": 0x508, "ActiveProcessLimit": 1, "PriorityClass": 32},
        "ProcessMemoryLimit": 500_000_000,
        "JobMemoryLimit": 0,
    }
    assert windows.assigned == [("job", -1)]


def test_windows_may_refuse() -> None:
    with pytest.raises(PermissionError):
        limit_by_job(Windows(grants=False), -1, 1)
