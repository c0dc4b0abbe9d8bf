"""One kind of file that child processes read (读取的种类); light, because every job loads it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Generic, NamedTuple, Self, TypeVar

from shuzhi_xl.findings import Finding
from shuzhi_xl.xlsx.children.limits import Limits
from shuzhi_xl.xlsx.children.task import ChildTask

FileT = TypeVar("FileT")

LIMITS: Final = Limits(
    seconds=4.5,  # for one file, twice; a form takes a hundredth of it
    memory=500_000_000,
    reply=16 * 1024 * 1024,  # the largest form needs a tenth of it
)


class FileRequest(NamedTuple):
    """A file to be read.

    Attributes:
        path: Where it is.
        name: How the clerk knows it.
        passwords: With which to try to open it if it is encrypted.
    """

    path: Path
    name: str
    passwords: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """The request as a message."""
        return json.dumps([str(self.path.absolute()), self.name, *self.passwords]).encode("ascii")

    @classmethod
    def from_bytes(cls, message: bytes) -> Self:
        """The request from its message."""
        path, name, *passwords = json.loads(message)
        return cls(Path(path), name, tuple(passwords))


@dataclass(frozen=True)
class ReadingKind(Generic[FileT]):
    """One kind of file.

    Attributes:
        address: Where the child finds it, as ``module:name``.
        read: Reads a file, by its path, its name, and the passwords if it may be encrypted.
        to_bytes: The content as a message of plain data.
        from_bytes: The content from its message and the file's name; raises `ValueError` for what is none.
        refuse: A file that no process could read, by its name and the reason.
    """

    address: str
    read: Callable[..., FileT]
    to_bytes: Callable[[FileT], bytes]
    from_bytes: Callable[[bytes, str], FileT]
    refuse: Callable[[str, Finding], FileT]

    @property
    def task(self) -> ChildTask[FileRequest, FileT]:
        """The task of a process that reads such files."""
        return ChildTask(
            f"{self.address}.task",
            LIMITS,
            self._begin,
            FileRequest.to_bytes,
            lambda message, request: self.from_bytes(message, request.name),
        )

    def _begin(self, _opening: bytes) -> Callable[[bytes], bytes]:
        return lambda message: self.to_bytes(self._read(FileRequest.from_bytes(message)))

    def _read(self, request: FileRequest) -> FileT:
        return self.read(request.path, request.name, *request.passwords)
