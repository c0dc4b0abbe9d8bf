"""The folder 收回 of one year: returned files, where they are moved, and files left by earlier years."""

import re
from bisect import bisect_left
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from shuzhi_xl.wording.file_names import ASIDE
from shuzhi_xl.xlsx.child_reading.read_files import read_files
from shuzhi_xl.xlsx.files.file_names import candidate_paths, safe_name, shorten_name

if TYPE_CHECKING:
    from shuzhi_xl.xlsx.read.read_twice import ReturnedFile  # importing it loads all readers

RETURNED, DONE = "收回", "_已处理"
_YEAR: Final = re.compile(r"20\d\d")


def year_of_path(parts: Sequence[str]) -> str:
    """The year in whose folder a file is (年度), by its path below 收回 or 述职报告; blank for none.

    >>> year_of_path(("2015", "a.xlsx")), year_of_path(("东片", "2015", "a.xlsx")), year_of_path(("2015",))
    ('2015', '', '')
    """
    return parts[0] if len(parts) > 1 and _YEAR.fullmatch(parts[0]) else ""


class ReturnedFolder:
    """收回/<年度>, and 收回 itself, which had the files of every year before each year had a folder.

    Args:
        root: The folder that holds the master.
        year: The master's 年度.
    """

    def __init__(self, root: Path, year: int) -> None:
        self._base = root / RETURNED
        self._year = str(year)

    def names(self) -> list[str]:
        """Files to read, relative to 收回, in a fixed order; without those processed or of another year."""
        paths = (path.relative_to(self._base) for path in self._base.rglob("*") if path.is_file())
        return sorted(path.as_posix() for path in paths if self._is_waiting(path.parts))

    def list_unreadable(self) -> list[str]:
        """Entries that are never read: links to folders, broken links, pipes and sockets."""
        entries = (path for path in self._base.rglob("*") if not path.is_file())
        odd = (path for path in entries if path.is_symlink() or not path.is_dir())
        paths = (path.relative_to(self._base) for path in odd)
        return sorted(path.as_posix() for path in paths if self._is_waiting(path.parts))

    def _is_waiting(self, parts: Sequence[str]) -> bool:
        year = year_of_path(parts)
        return year in ("", self._year) and _path_within_year(parts)[0] != DONE

    def read_all(self, names: Sequence[str]) -> "Generator[ReturnedFile]":
        """Read returned files in this order, by both readers in their own processes; nothing is executed.

        Raises:
            ChildrenMissing: This computer lets no reading process start.
        """
        from shuzhi_xl.xlsx.child_reading.tasks import WORKBOOK  # noqa: PLC0415 -- loads slowly, for 回收 only

        return read_files([(self._base / name, name) for name in names], WORKBOOK)

    def was_put_aside(self, name: str) -> bool:
        """Whether an earlier run moved a file into _有问题."""
        return _path_within_year(PurePosixPath(name).parts)[0] == ASIDE

    def is_in_shared_folder(self, name: str) -> bool:
        """Whether a file is in the _有问题 that all years shared: it may be another year's."""
        return PurePosixPath(name).parts[0] == ASIDE

    @property
    def has_sorted_files(self) -> bool:
        """Whether files of this year have been moved into its own folders."""
        return any((self._base / self._year / folder).is_dir() for folder in (DONE, ASIDE))

    def move_to_done(self, name: str, tag: str) -> str:
        """Move a returned file to 收回/<年度>/_已处理, the form's tag before its name."""
        return self._move(name, DONE, f"{safe_name(tag)}_{PurePosixPath(name).name}")

    def put_aside(self, name: str) -> str:
        """Move a returned file to 收回/<年度>/_有问题; it is read again next time."""
        is_there = PurePosixPath(name).parts[:2] == (self._year, ASIDE)
        return name if is_there else self._move(name, ASIDE, PurePosixPath(name).name)

    def recall(self, tags: Iterable[str]) -> list[str]:
        """Move processed files back to _有问题, because their forms are in doubt now: one file per tag.

        Returns:
            Their new paths below 收回; none for a tag that no file has.
        """
        # One listing for all tags: a search for each would take time with the square of the town's size
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
        # The folder that all years shared, and this year's own
        return [self._base / DONE, self._base / self._year / DONE]

    def _move(self, name: str, into: str, new_name: str) -> str:
        """Move a returned file; one that cannot be moved stays, and the next run recognises it."""
        source = self._base / name
        folder = self._base / self._year / into
        try:
            folder.mkdir(parents=True, exist_ok=True)
            target = next(
                place for place in candidate_paths(folder / shorten_name(new_name)) if not place.exists()
            )
            source.rename(target)
        except OSError:
            return name
        return target.relative_to(self._base).as_posix()


def _path_within_year(parts: Sequence[str]) -> Sequence[str]:
    """A path below the folder of its year, or below 收回."""
    return parts[1:] if year_of_path(parts) else parts
