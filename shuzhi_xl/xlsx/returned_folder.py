"""The folder 收回 of one year: returned files, where they are moved, and files left by earlier years."""

from bisect import bisect_left
from collections.abc import Callable, Generator, Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from shuzhi_xl.wording.file_names import ASIDE, path_within_year, year_of_path
from shuzhi_xl.xlsx.child_reading.read_files import read_files
from shuzhi_xl.xlsx.files.file_names import candidate_paths, safe_name, shorten_name
from shuzhi_xl.xlsx.files.lock import FolderRefused, explain_refusal

if TYPE_CHECKING:
    from shuzhi_xl.xlsx.read.read_twice import ReturnedFile  # importing it loads all readers

RETURNED, DONE = "收回", "_已处理"
_DRAFT = "旧稿_"


class Drafts(NamedTuple):
    """Workbooks that 读票 made, relative to 收回.

    Attributes:
        past: Those counted, and those that newer ones have replaced, the oldest first.
        waiting: Those that 回收 still reads.
    """

    past: Sequence[str]
    waiting: Sequence[str]


def file_tag(form: str, content: str) -> str:
    """The tag by which a processed file is found again when its content is asked for later.

    Args:
        form: Its 表单编号.
        content: Its 文件指纹.

    >>> file_tag("15-V001-1-K7QF", "0123456789abcdef")
    '15-V001-1-K7QF_01234567'
    """
    return f"{form}_{content[:8]}"


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
        return year in ("", self._year) and path_within_year(parts)[0] != DONE

    def read_all(
        self, names: Sequence[str], passwords_for: Callable[[str], Iterable[str]] = lambda _name: ()
    ) -> "Generator[ReturnedFile]":
        """Read returned files in this order, by both readers in their own processes; nothing is executed.

        Args:
            names: The files, relative to 收回.
            passwords_for: Passwords with which to try to open an encrypted file of a name.

        Raises:
            ChildrenMissing: This computer lets no reading process start.
        """
        from shuzhi_xl.xlsx.child_reading.tasks import WORKBOOK  # noqa: PLC0415 -- loads slowly, for 回收 only

        files = [(self._base / name, name) for name in names]
        return read_files(files, WORKBOOK, passwords_for=passwords_for)

    def was_put_aside(self, name: str) -> bool:
        """Whether an earlier run moved a file into _有问题."""
        return path_within_year(PurePosixPath(name).parts)[0] == ASIDE

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

    def list_drafts(self, start: str) -> "Drafts":
        """Workbooks of this year whose names begin so (读票), wherever 回收 has moved them."""
        base = self._base / self._year
        paths = [path for path in base.rglob(f"*{start}*.xlsx") if path.is_file()]
        names = {path: path.relative_to(self._base).as_posix() for path in paths}
        replaced = [path for path in paths if path.name.startswith(_DRAFT)]
        counted = [path for path in paths if path.parent.name == DONE and path not in replaced]
        waiting = [path for path in paths if path.name.startswith(start) and path not in counted]
        oldest_first = sorted([*replaced, *counted], key=lambda path: path.stat().st_mtime)
        return Drafts([names[path] for path in oldest_first], sorted(names[path] for path in waiting))

    def retire_draft(self, name: str) -> str:
        """Move a workbook that a newer one of 读票 replaces to _已处理, where 回收 does not read it.

        Raises:
            FolderRefused: It cannot be moved, and would be overwritten with all that a person did in it.
        """
        try:
            return self._rename(name, DONE, f"{_DRAFT}{PurePosixPath(name).name}")
        except OSError as error:
            raise FolderRefused(self._base / name, explain_refusal(error)) from error

    def belongs_to(self, name: str, year: int) -> bool:
        """Whether a file that is in no year's folder has one: that of the year of its form (年度)."""
        parts = PurePosixPath(name).parts
        if year_of_path(parts) or parts[0] == ASIDE:
            return False
        place = self._base / str(year)
        # A number that is no year is no folder of a year either, and a link may lead anywhere
        return bool(year_of_path((place.name, name))) and place.is_dir() and not place.is_symlink()

    def move_to_year(self, name: str, year: int) -> str:
        """Move a returned file to 收回/<its 年度>, where the master of that year reads it."""
        return self._move(name, "", PurePosixPath(name).name, str(year))

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

    def list_done(self, tag: str) -> list[str]:
        """Processed files of a tag, relative to 收回: one, where nobody has moved or copied it."""
        start = f"{safe_name(tag)}_"
        paths = (path for base in self._done_folders() for path in base.glob("*") if path.is_file())
        return sorted(
            path.relative_to(self._base).as_posix() for path in paths if path.name.startswith(start)
        )

    def list_aside(self) -> list[str]:
        """Files in _有问题, relative to 收回; votes of one may be counted beside those that are held."""
        return [name for name in self.names() if self.was_put_aside(name)]

    def _done_folders(self) -> list[Path]:
        # The folder that all years shared, and this year's own
        return [self._base / DONE, self._base / self._year / DONE]

    def _move(self, name: str, into: str, new_name: str, year: str = "") -> str:
        """Move a returned file; one that cannot be moved stays, and the next run recognises it."""
        try:
            return self._rename(name, into, new_name, year)
        except OSError:
            return name

    def _rename(self, name: str, into: str, new_name: str, year: str = "") -> str:
        folder = self._base / (year or self._year) / into
        folder.mkdir(parents=True, exist_ok=True)
        target = next(
            place for place in candidate_paths(folder / shorten_name(new_name)) if not place.exists()
        )
        (self._base / name).rename(target)
        return target.relative_to(self._base).as_posix()
