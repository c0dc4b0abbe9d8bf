"""Hashes of files, while they are read or copied (文件指纹)."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from shuzhi_xl.wording.findings.papers.archive import ALTERED, DENIED, GONE
from shuzhi_xl.xlsx.files.atomic_replace import translating_refusals

_PIECE: Final = 1 << 20


class SourceUnreadable(Exception):  # noqa: N818 -- a circumstance, not a bug
    """A file cannot be read, or somebody is writing it (读不了)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def hash_file(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal, read piece by piece.

    Raises:
        SourceUnreadable: It cannot be read, or changes meanwhile.
    """
    digest = hashlib.sha256()
    for piece in _read_pieces(path):
        digest.update(piece)
    return digest.hexdigest()


def copy_file(source: Path, target: Path) -> str:
    """Copy a file to the disk with its times; the SHA-256 is that of what was copied.

    Raises:
        SourceUnreadable: It cannot be read, or changes meanwhile.
        FolderRefused: The folder is read-only or full.
    """
    digest = hashlib.sha256()
    with translating_refusals(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as copy:
            for piece in _read_pieces(source):
                digest.update(piece)
                copy.write(piece)
            # Before the folder gets its name: a power cut could otherwise leave names without content
            copy.flush()
            os.fsync(copy.fileno())
        _keep_times(source, target)
    return digest.hexdigest()


def _read_pieces(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as stream:
            before = _state(stream)
            while piece := stream.read(_PIECE):
                yield piece
            if _state(stream) != before:
                raise SourceUnreadable(ALTERED)
    except FileNotFoundError as error:
        raise SourceUnreadable(GONE) from error
    except PermissionError as error:
        raise SourceUnreadable(DENIED) from error
    except OSError as error:
        raise SourceUnreadable(error.strerror or str(error)) from error


def _state(stream: IO[bytes]) -> tuple[int, int]:
    status = os.fstat(stream.fileno())
    return status.st_size, status.st_mtime_ns


def _keep_times(source: Path, target: Path) -> None:
    try:
        status = source.stat()
    except FileNotFoundError as error:
        raise SourceUnreadable(GONE) from error
    os.utime(target, ns=(status.st_mtime_ns, status.st_mtime_ns))
