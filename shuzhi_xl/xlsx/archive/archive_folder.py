"""The folder 归档: the sealed archives in it, read again."""

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final

from shuzhi_xl.rules.archive.check import UNREADABLE, Edition
from shuzhi_xl.rules.archive.hash_list import read_hash_list
from shuzhi_xl.rules.archive.seal import read_seal
from shuzhi_xl.sheets.outgoing.archive import ARCHIVE_FOLDER, COPY_LIST, OUT, SCAN_LIST, SEAL_NOTE, TOP_LIST
from shuzhi_xl.xlsx.archive.file_hash import SourceUnreadable, hash_file
from shuzhi_xl.xlsx.archive.sources import walk_files

_EDITION: Final = re.compile(r"(20\d\d)(?:_第([1-9]\d{0,3})次)?")
_LATER: Final = "{year}_第{number}次"
# Lists and notes of an archive have a line for each file; none of more than 300,000 files is read.
_MOST: Final = 64 << 20


class ArchiveFolder:
    """The archives beside a master (归档).

    Args:
        root: The town's folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.base = root / ARCHIVE_FOLDER

    def editions(self, year: int | None = None) -> list[str]:
        """Names of the sealed archives, of one year or of all; the latest of a year comes last."""
        numbers = self._numbers()
        names = [name for name in numbers if (self.base / name / SEAL_NOTE).is_file()]
        return sorted(
            (name for name in names if year in {None, numbers[name][0]}), key=lambda name: numbers[name]
        )

    def next_name(self, year: int) -> str:
        """The name of the next archive of a year; a folder of whatever content is never written into."""
        numbers = [number for of, number in self._numbers().values() if of == year]
        return _LATER.format(year=year, number=max(numbers) + 1) if numbers else str(year)

    def _numbers(self) -> dict[str, tuple[int, int]]:
        """Year and number of each archive, by its folder's name."""
        matches = {path.name: _EDITION.fullmatch(path.name) for path in self.base.glob("*")}
        return {name: (int(match[1]), int(match[2] or 1)) for name, match in matches.items() if match}

    def read_edition(self, name: str, progress: Callable[[int, int], None]) -> Edition:
        """Read all of an archive, which may be broken."""
        folder = self.base / name
        lists = {file: _read(folder / file) for file in (TOP_LIST, COPY_LIST, SCAN_LIST)}
        scans = [place.removeprefix(OUT) for place in read_hash_list(lists[SCAN_LIST])]
        # A path that leads elsewhere was put into the list by somebody else, and is none of a scan
        scans = [place for place in scans if ".." not in PurePosixPath(place).parts]
        paths = {place: folder / place for place in walk_files(folder)}
        scan_paths = {place: self.root / place for place in scans if (self.root / place).is_file()}
        digests = {}
        for count, (place, path) in enumerate([*paths.items(), *scan_paths.items()], start=1):
            digests[place, path] = hash_readable(path)
            progress(count, len(paths) + len(scan_paths))
        return Edition(
            f"{ARCHIVE_FOLDER}/{name}",
            read_seal(_read(folder / SEAL_NOTE)),
            lists,
            {place: digests[place, path] for place, path in paths.items()},
            {place: digests[place, path] for place, path in scan_paths.items()},
        )


def hash_readable(path: Path) -> str:
    """The SHA-256 of a file, or `UNREADABLE`."""
    try:
        return hash_file(path)
    except SourceUnreadable:
        return UNREADABLE


def _read(path: Path) -> bytes:
    """The content of a list or note; blank where there is none."""
    try:
        with path.open("rb") as stream:
            return stream.read(_MOST)
    except OSError:
        return b""
