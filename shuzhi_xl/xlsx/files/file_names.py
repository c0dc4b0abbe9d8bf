"""Names of files and folders that are valid on any system (文件名)."""

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

# Windows keeps these names for devices, whatever the suffix
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?")
_LONGEST = 36  # characters; two such parts of Chinese and a prefix fit into the 255 bytes of ext4
_LONGEST_MOVED = 200  # bytes of UTF-8
LONGEST_FOR_EXCEL: Final = 218
"""Characters of the longest path, the file's name included, that Excel opens (its own message names them)."""
LONGEST_FOR_WINDOWS: Final = 259
"""The same for Word and other programs, unless an administrator has lifted Windows' own limit (MAX_PATH)."""
_WORKBOOKS: Final = frozenset((".xlsx", ".xlsm"))


def shorten_name(name: str) -> str:
    """Shorten a file name to what the file system allows, keeping its suffix."""
    stem, suffix = Path(name).stem, Path(name).suffix
    while len(os.fsencode(f"{stem}{suffix}")) > _LONGEST_MOVED and len(stem) > 1:
        stem = stem[:-1]
    return f"{stem}{suffix}"


def candidate_paths(path: Path) -> Iterator[Path]:
    """A path, then the same with a number, ``(2)`` and so on; the caller takes the first free one."""
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.stem}({number}){path.suffix}")
        number += 1


def safe_name(text: str) -> str:
    """Text as one part of a file name: without separators, reserved names of Windows, or overlength.

    >>> safe_name("月溪村/党支部 "), safe_name("CON"), safe_name("..")
    ('月溪村_党支部', '_CON', '_')
    """
    plain = unicodedata.normalize("NFC", text)
    plain = "".join("_" if char in '<>:"/\\|?*' or not char.isprintable() else char for char in plain)
    # Windows drops blanks and dots at the end of a name
    plain = plain.strip()[:_LONGEST].rstrip(" .")
    return f"_{plain}" if not plain or _RESERVED.fullmatch(plain) else plain


def make_distinct(names: list[str]) -> list[str]:
    """Make file names distinct where only letter case or Unicode normalisation differs.

    >>> make_distinct(["a.xlsx", "A.xlsx"])
    ['a.xlsx', 'A(2).xlsx']
    """
    taken_names: set[str] = set()
    distinct_names = []
    for name in names:
        free_name = _find_free_name(name, lambda candidate: _fold(candidate) in taken_names)
        taken_names.add(_fold(free_name))
        distinct_names.append(free_name)
    return distinct_names


def longest_path_of(place: str) -> int:
    """Characters of the longest path by which such a file can be opened.

    >>> longest_path_of("结果/汇总_村.xlsx"), longest_path_of("结果/工作总结.docx")
    (218, 259)
    """
    return LONGEST_FOR_EXCEL if Path(place).suffix in _WORKBOOKS else LONGEST_FOR_WINDOWS


def find_overlong_paths(folder: str, places: Iterable[str]) -> Mapping[str, int]:
    r"""Files that nobody can open because their path is too long (路径太长): its length by place.

    Args:
        folder: The folder, as Windows names it.
        places: The files, relative to the folder.

    >>> places = ["结果/汇总_村.xlsx", "结果/农村/反馈_C001_月溪村.xlsx", "结果/反馈意见书_C001_月溪村.docx"]
    >>> find_overlong_paths("C:\\" + "长" * 200, places)
    {'结果/农村/反馈_C001_月溪村.xlsx': 226}
    """
    lengths = {place: _length_in_windows(f"{folder}/{place}") for place in places}
    return {place: length for place, length in lengths.items() if length > longest_path_of(place)}


def _length_in_windows(path: str) -> int:
    # Windows counts a character beyond the basic plane twice
    return len(path.removeprefix("\\\\?\\").encode("utf-16-le")) // 2


def _find_free_name(name: str, is_taken: Callable[[str], bool]) -> str:
    places = candidate_paths(Path(name))
    return next(place.as_posix() for place in places if not is_taken(place.as_posix()))


def _fold(name: str) -> str:
    # Windows ignores case, and macOS decomposes characters: such names are one file there
    return unicodedata.normalize("NFC", name).casefold()
