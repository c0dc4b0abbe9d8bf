"""A limit on the memory of the running process (内存上限), set by the process for itself."""

import contextlib
import ctypes
import sys
from typing import Any, Final

_EXTENDED_LIMITS: Final = 9  # JobObjectExtendedLimitInformation
_ONE_PROCESS: Final = 0x8
_PROCESS_MEMORY: Final = 0x100
_NO_ERROR_BOX: Final = 0x400
_kept: list[Any] = []
"""Handles of jobs; a limit holds as long as the process does."""


class _Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("per_process_user_time_limit", ctypes.c_int64),
        ("per_job_user_time_limit", ctypes.c_int64),
        ("limit_flags", ctypes.c_uint32),
        ("minimum_working_set_size", ctypes.c_size_t),
        ("maximum_working_set_size", ctypes.c_size_t),
        ("active_process_limit", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    )


class JobLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION, as Windows lays it out (作业对象的限制)."""

    _fields_ = (
        ("basic", _Basic),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory_limit", ctypes.c_size_t),
        ("job_memory_limit", ctypes.c_size_t),
        ("peak_process_memory_used", ctypes.c_size_t),
        ("peak_job_memory_used", ctypes.c_size_t),
    )


def limit_memory(most: int) -> None:
    """Let no allocation of this process succeed beyond a limit.

    On Windows the process can then start no other process either. macOS takes no such limit; there only the
    reader's own limits on sizes hold.

    Args:
        most: Bytes of memory, the program's code included.
    """
    if sys.platform == "win32":
        limit_by_job(ctypes.WinDLL("kernel32", use_last_error=True), most)
    else:
        import resource  # noqa: PLC0415 -- not on Windows

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
        # what a broken process leaves behind would hold votes
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_by_job(kernel32: Any, most: int) -> None:
    """Put this process into a job object of its own that has the limit.

    Args:
        kernel32: The system's library.
        most: Bytes of committed memory.

    Raises:
        OSError: Windows refuses.
    """
    limits = JobLimits()
    limits.basic.limit_flags = _PROCESS_MEMORY | _ONE_PROCESS | _NO_ERROR_BOX
    limits.basic.active_process_limit = 1
    limits.process_memory_limit = most
    kernel32.CreateJobObjectW.restype = ctypes.c_void_p
    kernel32.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel32.CreateJobObjectW(None, None))
    process = ctypes.c_void_p(kernel32.GetCurrentProcess())
    size = ctypes.c_uint32(ctypes.sizeof(limits))
    done = (
        job
        and kernel32.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), size)
        and kernel32.AssignProcessToJobObject(job, process)
    )
    if not done:
        raise OSError("no job object")
    _kept.append(job)
