"""Limits on a child process (时间和内存上限)."""

import contextlib
import sys
from dataclasses import dataclass
from typing import Any

_job: list[Any] = []
"""The job object that limits this process; without a handle Windows would take the limit away."""


@dataclass(frozen=True)
class Limits:
    """What a child process may take for one request.

    Attributes:
        seconds: Longest time (时间上限); None where only trusted content is worked on.
        memory: Most memory (内存上限) in bytes, the program's code included; None likewise.
        reply: Longest reply in bytes.
    """

    seconds: float | None = None
    memory: int | None = None
    reply: int = 1 << 28


def limit_memory(most: int) -> None:
    """Let no allocation of this process succeed beyond a limit (内存上限).

    On Windows the process can then start no other process either. macOS takes no such limit; there only the
    reader's own limits on sizes apply.

    Args:
        most: Bytes of memory, the program's code included.

    Raises:
        pywintypes.error: Windows refuses.
    """
    if sys.platform == "win32":
        import pywintypes  # noqa: F401, PLC0415 -- exists on Windows only; first, for the DLL of the others
        import win32api  # noqa: PLC0415
        import win32job  # noqa: PLC0415

        limit_by_job(win32job, win32api.GetCurrentProcess(), most)
    else:
        import resource  # noqa: PLC0415 -- not on Windows

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
        # the memory image that a crash leaves behind would contain votes
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_by_job(win32job: Any, process: object, most: int) -> None:
    """Put a process into a job object (作业对象) of its own that has the limit.

    Args:
        win32job: The module of pywin32.
        process: A handle of the process.
        most: Bytes of committed memory.
    """
    job = win32job.CreateJobObject(None, "")
    limits = win32job.QueryInformationJobObject(job, win32job.JobObjectExtendedLimitInformation)
    limits["ProcessMemoryLimit"] = most
    limits["BasicLimitInformation"]["ActiveProcessLimit"] = 1
    limits["BasicLimitInformation"]["LimitFlags"] = (
        win32job.JOB_OBJECT_LIMIT_PROCESS_MEMORY
        | win32job.JOB_OBJECT_LIMIT_ACTIVE_PROCESS
        # without it Windows may show a dialog for a process that crashes, and the crash waits for a click
        | win32job.JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION
    )
    win32job.SetInformationJobObject(job, win32job.JobObjectExtendedLimitInformation, limits)
    win32job.AssignProcessToJobObject(job, process)
    _job.append(job)
