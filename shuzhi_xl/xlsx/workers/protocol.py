"""What a reading worker and those who start it agree on (读取的约定); light, because every job loads it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Generic, TypeVar

from shuzhi_xl.findings import Finding

LONGEST_LINE: Final = 16 * 1024 * 1024  # bytes; the largest form needs a tenth of it
TOO_HEAVY: Final = 77  # exit status of a worker that ran out of memory
READY: Final = b"ready\n"
FoundT = TypeVar("FoundT")


@dataclass(frozen=True)
class ReadingKind(Generic[FoundT]):
    """One kind of file.

    Attributes:
        name: How the worker is asked for it.
        read: Reads a file, by its path and its name.
        to_line: What was read as a line.
        from_line: And back, by the line and the file's name.
        refuse: A file that no worker could read, by its name and the reason.
    """

    name: str
    read: Callable[[Path, str], FoundT]
    to_line: Callable[[FoundT], bytes]
    from_line: Callable[[bytes, str], FoundT]
    refuse: Callable[[str, Finding], FoundT]
