"""Another program that has files open, as Excel, Word or a virus scanner have them.

``python other_program.py`` opens each file that it reads a line about, and closes all at an empty line.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self

EXCEL: Final = 1
"""Share mode of a workbook open for editing in Excel: others may read it (FILE_SHARE_READ)."""
ALONE: Final = 0
"""Share mode of a program that lets nobody in, as synchronisation and virus scanners do for a moment."""
_READ_WRITE, _EXISTING = 0xC0000000, 3


class OtherProgram:
    """The program, in a process of its own."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    @contextmanager
    def opening(self, path: Path, share: int) -> Iterator[None]:
        """Has the file open for reading and writing inside the block."""
        self._say(f"{share} {path}")
        try:
            yield
        finally:
            self.close_all()

    def close_all(self) -> None:
        self._say("")

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "done\n"


def main() -> None:
    from _winapi import CloseHandle, CreateFile  # type: ignore[attr-defined]  # noqa: PLC0415

    handles: list[int] = []
    for line in sys.stdin.buffer:
        share, _, path = line.decode("utf-8").rstrip("\r\n").partition(" ")
        if share:
            handles.append(CreateFile(path, _READ_WRITE, int(share), 0, _EXISTING, 0, 0))
        while not share and handles:
            CloseHandle(handles.pop())
        sys.stdout.write("done\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
