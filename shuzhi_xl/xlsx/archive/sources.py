"""What is put into a year's archive (归档): the files in the folders of the year, and its scans."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final

from shuzhi_xl.wording.file_names import SCAN_FOLDER, year_of_path
from shuzhi_xl.xlsx.read.debrief_docx import day_of
from shuzhi_xl.xlsx.read.read_twice import is_litter
from shuzhi_xl.xlsx.returned_folder import RETURNED
from shuzhi_xl.xlsx.town_folder import ISSUED_FOLDER, REPORT_FOLDER

RESULT_FOLDER: Final = "结果"
# Until each year had its folder in them, the files of every year were together there.
_ONCE_SHARED: Final = frozenset((RETURNED, REPORT_FOLDER))
_COPIED: Final = (ISSUED_FOLDER, RETURNED, REPORT_FOLDER, RESULT_FOLDER)
_WAITING: Final = ("~", ".待发")


@dataclass(frozen=True)
class Sources:
    """Places relative to the town's folder, in order.

    Attributes:
        copied: Files to copy.
        scans: Files to list only.
        skipped: What is no file, such as a link.
        closed: Folders that cannot be read.
    """

    copied: list[str] = field(default_factory=list)
    scans: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)


def list_sources(root: Path, year: int) -> Sources:
    """List what belongs to a year; links are not followed."""
    sources = Sources()
    for folder in (*_COPIED, SCAN_FOLDER):
        errors: list[OSError] = []
        for path in _walk(root / folder, errors.append):
            place = path.relative_to(root).as_posix()
            if _is_of_year(place, year) and not _is_provisional(path.name):
                _list_for(sources, path, folder).append(place)
        # A folder that is not there has nothing to archive
        places = (Path(str(error.filename)) for error in errors if not isinstance(error, FileNotFoundError))
        sources.closed.extend(path.relative_to(root).as_posix() for path in places)
    return sources


def _list_for(sources: Sources, path: Path, folder: str) -> list[str]:
    if path.is_symlink() or not path.is_file():
        return sources.skipped
    return sources.scans if folder == SCAN_FOLDER else sources.copied


def changed_on(path: Path) -> date:
    """The day of a file's last change, by this computer's clock."""
    return day_of(path.stat().st_mtime)


def walk_files(folder: Path) -> Iterator[str]:
    """Places of all files below a folder, in order, without those that other programs leave there."""
    for path in _walk(folder):
        if not is_litter(path.name):
            yield path.relative_to(folder).as_posix()


def _walk(folder: Path, on_error: Callable[[OSError], None] | None = None) -> Iterator[Path]:
    for base, folders, names in os.walk(folder, onerror=on_error):
        links = {name for name in folders if _is_link(Path(base) / name)}
        folders[:] = sorted({*folders} - links)
        yield from (Path(base) / name for name in sorted([*names, *links]))


def _is_link(path: Path) -> bool:
    """Whether a folder is somewhere else: a junction of Windows is no symbolic link to Python."""
    is_junction: Callable[[Path], bool] | None = getattr(os.path, "isjunction", None)  # from Python 3.12 on
    return path.is_symlink() or (is_junction is not None and is_junction(path))


def _is_of_year(place: str, year: int) -> bool:
    folder, *parts = PurePosixPath(place).parts
    year_of_place = year_of_path(parts)
    return year_of_place == str(year) or (year_of_place == "" and folder in _ONCE_SHARED)


def _is_provisional(name: str) -> bool:
    start, end = _WAITING
    return is_litter(name) or (name.startswith(start) and name.endswith(end))
