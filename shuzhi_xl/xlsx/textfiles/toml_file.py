"""Small text files that staff may change (TOML), read within limits or refused with a reason."""

import tomllib
from pathlib import Path
from typing import Any, Final

from shuzhi_xl.wording.screen import toml_file as say

MOST_BYTES: Final = 1_000_000
"""Bytes; the largest shipped scheme has a hundredth of that."""


class TomlUnreadable(Exception):  # noqa: N818 -- named like the other refusals of files
    """The file is unusable (文件读不了); ``reason`` is for a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_small(path: Path) -> bytes:
    """Read a file's bytes; an entry that is no regular file, such as an endless device, is not read.

    Raises:
        TomlUnreadable: It is no file, too large, or cannot be opened.
    """
    if not path.is_file():
        raise TomlUnreadable(say.NO_FILE)
    try:
        with path.open("rb") as stream:
            # One byte more shows that the file is too large, without reading the rest
            content = stream.read(MOST_BYTES + 1)
    except OSError:
        raise TomlUnreadable(say.LOCKED) from None
    return content


def has_content(path: Path, content: bytes) -> bool:
    """Whether an entry is a file with exactly these bytes."""
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def parse_toml(content: bytes) -> dict[str, Any]:
    """Parse a file's bytes.

    Args:
        content: TOML in UTF-8.

    Raises:
        TomlUnreadable: It is no TOML, too large, too deeply nested, or has a number with too many digits.

    >>> parse_toml('"甲" = 1'.encode())
    {'甲': 1}
    """
    if len(content) > MOST_BYTES:
        raise TomlUnreadable(say.too_large(MOST_BYTES))
    try:
        # Notepad may write a byte order mark, which TOML does not allow
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise TomlUnreadable(say.NO_UTF_8) from None
    except tomllib.TOMLDecodeError as error:
        raise TomlUnreadable(str(error)) from None
    except RecursionError:
        raise TomlUnreadable(say.TOO_DEEP) from None
    except ValueError:  # an integer with more digits than Python parses, or an invalid date
        raise TomlUnreadable(say.NO_NUMBER) from None
