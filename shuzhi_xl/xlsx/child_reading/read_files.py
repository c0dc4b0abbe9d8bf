"""Files from outside, read by up to two child processes at once (并行读取), in the order of the files.

A file over which a process ends is tried once more in a fresh one and then refused alone.
"""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from shuzhi_xl.findings import Location, blocking
from shuzhi_xl.xlsx.child_reading.reading_kind import FileRequest, FileT, ReadingKind
from shuzhi_xl.xlsx.children.child import Child
from shuzhi_xl.xlsx.children.pool import ChildPool, start_child
from shuzhi_xl.xlsx.children.task import Loss

_MANY: Final = 8  # files from which a second process is worth its start
_CODES: Final[Mapping[Loss, str]] = {
    Loss.TOO_SLOW: "file_too_slow",
    Loss.TOO_HEAVY: "file_too_heavy",
    Loss.BROKEN: "file_breaks_reader",
}


def read_files(
    files: Sequence[tuple[Path, str]],
    kind: ReadingKind[FileT],
    start: Callable[[], Child] | None = None,
    passwords_for: Callable[[str], Iterable[str]] = lambda _name: (),
) -> Generator[FileT]:
    """Read files in processes of their own; closing the iterator ends these at once.

    Args:
        files: Where each is, and how the clerk knows it.
        kind: What they are read as.
        start: Starts a process, other than as usual.
        passwords_for: Passwords with which to try to open a file of a name.

    Yields:
        One result for each file, in the order of the files.

    Raises:
        ChildrenMissing: No process can be started.
    """

    def refuse(request: FileRequest, loss: Loss) -> FileT:
        """The refusal of a file over which two processes ended."""
        return kind.refuse(request.name, blocking(_CODES[loss], Location(request.name)))

    requests = [FileRequest(path, name, tuple(passwords_for(name))) for path, name in files]
    most = 2 if len(files) >= _MANY else 1
    with ChildPool(kind.task, most, start or partial(start_child, kind.task)) as pool:
        yield from pool.replies(requests, refuse)
