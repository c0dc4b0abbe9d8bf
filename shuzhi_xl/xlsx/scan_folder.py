"""The folder 扫描 of one year: pictures of paper ballots, and apart from them those of the second scan."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from shuzhi_xl.wording.file_names import SCAN_FOLDER, SECOND_SCAN
from shuzhi_xl.xlsx.read.read_twice import is_litter

_PICTURES: Final = frozenset((".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png", ".bmp"))
# What the program itself puts there is no scan
_OWN: Final = ("读票清单", "抽查_")


@dataclass(frozen=True)
class ScannedFiles:
    """The files in 扫描/<年度>, relative to it, in the order of their names.

    Attributes:
        first: Pictures of the first scan.
        second: Those of the second scan, in its own folder.
        no_pictures: Files that are no pictures.
    """

    first: Sequence[str]
    second: Sequence[str]
    no_pictures: Sequence[str]


class ScanFolder:
    """扫描/<年度>; files in it are read, never moved or changed.

    Args:
        root: The folder of the master.
        year: The master's 年度.
    """

    def __init__(self, root: Path, year: int) -> None:
        self._folder = root / SCAN_FOLDER / str(year)
        self.place = f"{SCAN_FOLDER}/{year}"

    def list_files(self) -> ScannedFiles:
        """List the files, of sub-folders too, without hidden ones and what other programs leave there."""
        paths = (path.relative_to(self._folder) for path in self._folder.rglob("*") if path.is_file())
        names = sorted(
            (path.as_posix() for path in paths if not _is_passed_over(path.parts)), key=_natural_order
        )
        pictures = [name for name in names if PurePosixPath(name).suffix.lower() in _PICTURES]
        second = [name for name in pictures if PurePosixPath(name).parts[0] == SECOND_SCAN]
        first = [name for name in pictures if name not in {*second}]
        return ScannedFiles(first, second, [name for name in names if name not in {*pictures}])

    def path_of(self, name: str) -> Path:
        """Where a file is."""
        return self._folder / name


def _is_passed_over(parts: Sequence[str]) -> bool:
    is_hidden = any(part.startswith(".") for part in parts)
    return is_hidden or is_litter(parts[-1]) or (len(parts) == 1 and parts[0].startswith(_OWN))


def _natural_order(name: str) -> tuple[tuple[int, int, str], ...]:
    """The key by which 第2页 comes before 第10页, as scanners number files.

    >>> sorted(["扫描10.jpg", "扫描2.jpg"], key=_natural_order)
    ['扫描2.jpg', '扫描10.jpg']
    """
    runs: list[str] = []
    for char in name:
        is_digit = "0" <= char <= "9"
        if runs and is_digit == ("0" <= runs[-1][-1] <= "9"):
            runs[-1] += char
        else:
            runs.append(char)
    return tuple((0, int(run), "") if "0" <= run[0] <= "9" else (1, 0, run) for run in runs)
