"""Names of files and folders that any system takes (文件名)."""

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST = 36  # characters; two parts and a prefix of Chinese text then fit into 255 bytes
_LONGEST_MOVED = 200  # bytes of UTF-8


def short_name(name: str) -> str:
    """A file name that the file system takes, its suffix kept."""
    stem, suffix = Path(name).stem, Path(name).suffix
    while len(os.fsencode(f"{stem}{suffix}")) > _LONGEST_MOVED and len(stem) > 1:
        stem = stem[:-1]
    return f"{stem}{suffix}"


def free_places(path: Path) -> Iterator[Path]:
    """A place and others beside it with a number, of which the first that is free may be taken."""
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.stem}({number}){path.suffix}")
        number += 1


def safe_name(text: str) -> str:
    """Text as one part of a file name: no separators, reserved names or overlong names.

    >>> safe_name("月溪村/党支部 "), safe_name("CON"), safe_name("..")
    ('月溪村_党支部', '_CON', '_')
    """
    plain = unicodedata.normalize("NFC", text)
    plain = "".join("_" if char in '<>:"/\\|?*' or not char.isprintable() else char for char in plain)
    plain = plain.strip()[:_LONGEST].rstrip(" .")
    return f"_{plain}" if not plain or _RESERVED.fullmatch(plain) else plain


def distinct(names: list[str]) -> list[str]:
    """File names made distinct where letter case or Unicode form alone tells them apart.

    >>> distinct(["a.xlsx", "A.xlsx"])
    ['a.xlsx', 'A(2).xlsx']
    """
    taken_names: set[str] = set()
    out = []
    for name in names:
        free_name = _unlike(name, lambda candidate: _folded(candidate) in taken_names)
        taken_names.add(_folded(free_name))
        out.append(free_name)
    return out


def _unlike(name: str, is_taken: Callable[[str], bool]) -> str:
    places = free_places(Path(name))
    return next(place.as_posix() for place in places if not is_taken(place.as_posix()))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
