"""Folders compared part by part: a difference names the file and the part in which it is."""

import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

# A lock's file, which Windows removes with the lock and Linux leaves.
_LOCK: Final = ".~锁"


def hash_folder(folder: Path) -> Mapping[str, str]:
    """The hash of every file, and of a workbook's every part, by its name in the folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name[:3] != _LOCK)
    return {
        name: hashlib.sha256(content).hexdigest()
        for path in files
        for name, content in _read_parts(path.read_bytes(), path.relative_to(folder).as_posix())
    }


def _read_parts(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    if not zipfile.is_zipfile(BytesIO(content)):
        yield name, content
        return
    with zipfile.ZipFile(BytesIO(content)) as package:
        for part in package.namelist():
            # workbooks may be in a package themselves
            yield from _read_parts(package.read(part), f"{name}!{part}")


def compare(linux: Mapping[str, str], windows: Mapping[str, str]) -> list[str]:
    """The names of what is only in one of them or differs.

    >>> compare({"a": "1", "b": "2"}, {"a": "1", "b": "3", "c": "4"})
    ['b', 'c']
    """
    return sorted(name for name in linux.keys() | windows.keys() if linux.get(name) != windows.get(name))
