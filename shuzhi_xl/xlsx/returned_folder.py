"""The folder 收回 of one year: what came back, where it is put, and what earlier years left there."""

import re
from bisect import bisect_left
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from shuzhi_xl.xlsx.files.file_names import free_places, safe_name, short_name
from shuzhi_xl.xlsx.workers.pool import read_files

if TYPE_CHECKING:
    from shuzhi_xl.xlsx.read.read_twice import Returned  # loads all readers of files from outside

RETURNED, DONE, ASIDE = "收回", "_已处理", "_有问题"
_YEAR: Final = re.compile(r"20\d\d")


def of_a_year(parts: Sequence[str]) -> str:
    """The year in whose folder a file is, by its path below 收回 or 述职报告; blank for none.

    >>> of_a_year(("2015", "a.xlsx")), of_a_year(("东片", "2015", "a.xlsx")), of_a_year(("2015",))
    ('2015', '', '')
    """
    return parts[0] if len(parts) > 1 and _YEAR.fullmatch(parts[0]) else ""


class ReturnedFolder:
    """收回/<年度>, and 收回 itself, where files of every year were put before each year had a folder.

    Args:
        root: The folder that holds the master.
        year: The master's 年度.
    """

    def __init__(self, root: Path, year: int) -> None:
        self._base = root / RETURNED
        self._year = str(year)

    def names(self) -> list[str]:
        """Files to read, relative to 收回, in a fixed order; those processed, or of another year, are not."""
        paths = (path.relative_to(self._base) for path in self._base.rglob("*") if path.is_file())
        return sorted(path.as_posix() for path in paths if self._is_waiting(path.parts))

    def no_files(self) -> list[str]:
        """Entries that are never read: links to folders or to nothing, and what programs talk through."""
        entries = (path for path in self._base.rglob("*") if not path.is_file())
        odd = (path for path in entries if path.is_symlink() or not path.is_dir())
        paths = (path.relative_to(self._base) for path in odd)
        return sorted(path.as_posix() for path in paths if self._is_waiting(path.parts))

    def _is_waiting(self, parts: Sequence[str]) -> bool:
        year = of_a_year(parts)
        return year in ("", self._year) and _inner(parts)[0] != DONE

    def read_all(self, names: Sequence[str]) -> "Generator[Returned]":
        """Returned files in this order, each read by both readers apart; never executed, never changed.

        Raises:
            ReadersMissing: This computer lets no reading process start.
        """
        from shuzhi_xl.xlsx.workers.tasks import WORKBOOK  # noqa: PLC0415 -- loads slowly, for 回收 only

        return read_files([(self._base / name, name) for name in names], WORKBOOK)

    def is_aside(self, name: str) -> bool:
        """Whether an earlier run has put a file into _有问题."""
        return _inner(PurePosixPath(name).parts)[0] == ASIDE

    def is_of_old(self, name: str) -> bool:
        """Whether a file is in the one _有问题 that all years shared: it may be another year's."""
        return PurePosixPath(name).parts[0] == ASIDE

    @property
    def has_been_sorted(self) -> bool:
        """Whether files of this year have been put away under its own folder."""
        return any((self._base / self._year / folder).is_dir() for folder in (DONE, ASIDE))

    def put_done(self, name: str, tag: str) -> str:
        """Move a returned file to 收回/<年度>/_已处理, the form's tag before its name."""
        return self._move(name, DONE, f"{safe_name(tag)}_{PurePosixPath(name).name}")

    def put_aside(self, name: str) -> str:
        """Move a returned file to 收回/<年度>/_有问题; it is read again next time."""
        is_there = PurePosixPath(name).parts[:2] == (self._year, ASIDE)
        return name if is_there else self._move(name, ASIDE, PurePosixPath(name).name)

    def recall(self, tags: Iterable[str]) -> list[str]:
        """Move processed files back to _有问题, because their forms are in doubt now: one for each tag.

        Returns:
            Their new places; nothing for a tag that no file has.
        """
        places = {path.name: path for base in self._done_folders() for path in base.glob("*")}
        names = sorted(places)
        moved = []
        for tag in tags:
            start = f"{safe_name(tag)}_"
            first = bisect_left(names, start)
            if first < len(names) and names[first].startswith(start):
                name = names.pop(first)
                source = places[name].relative_to(self._base).as_posix()
                moved.append(self._move(source, ASIDE, name.removeprefix(start)))
        return moved

    def _done_folders(self) -> list[Path]:
        return [self._base / DONE, self._base / self._year / DONE]

    def _move(self, name: str, into: str, new_name: str) -> str:
        """Move a returned file; one that cannot be moved stays, and the next run knows it again."""
        source = self._base / name
        folder = self._base / self._year / into
        try:
            folder.mkdir(parents=True, exist_ok=True)
            target = next(place for place in free_places(folder / short_name(new_name)) if not place.exists())
            source.rename(target)
        except OSError:
            return name
        return target.relative_to(self._base).as_posix()


def _inner(parts: Sequence[str]) -> Sequence[str]:
    """A path below the folder of its year, or below 收回."""
    return parts[1:] if of_a_year(parts) else parts
