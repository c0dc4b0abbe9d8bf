"""Lists of hashes (封存清单) in the format of ``sha256sum``, so that others can check an archive too."""

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from typing import Final

_LINE: Final = re.compile(r"(\\?)([0-9a-f]{64}) [ *](.+)")
_ESCAPES: Final = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_ESCAPED: Final = re.compile(r"\\(.)")
_PLAIN: Final = {"n": "\n", "r": "\r"}
_DIGITS: Final = 16


def write_hash_list(digests: Mapping[str, str]) -> bytes:
    r"""Make a list of hashes by path; 操作日志 has its fingerprint.

    >>> write_hash_list({"a\nb": "0" * 8})
    b'\\00000000  a\\nb\n'
    """
    text = "".join(_make_line(place, digest) for place, digest in sorted(digests.items()))
    # UTF-8, and the names that are none just as the system has them
    return os.fsencode(text)


def _make_line(place: str, digest: str) -> str:
    name = "".join(_ESCAPES.get(character, character) for character in place)
    return f"{'' if name == place else chr(92)}{digest}  {name}\n"


def read_hash_list(content: bytes) -> dict[str, str]:
    """The hashes by path of a list, whose fingerprint 操作日志 has; other lines are skipped.

    >>> read_hash_list(write_hash_list({"甲.xlsx": "0" * 64}) + b"?")["甲.xlsx"][:4]
    '0000'
    """
    # Not `splitlines`, for which more characters end a line than for sha256sum
    lines = os.fsdecode(content).split("\n")
    matches = filter(None, map(_LINE.fullmatch, lines))
    return {_unescape(match[3]) if match[1] else match[3]: match[2] for match in matches}


def _unescape(name: str) -> str:
    return _ESCAPED.sub(lambda match: _PLAIN.get(match[1], match[1]), name)


def contents_print(lists: Iterable[bytes]) -> str:
    """Fingerprint of the lists of an archive, in order: 16 digits, as 操作日志 has them.

    >>> contents_print([b"a", b"b"]) == contents_print([b"ab"])
    True
    """
    return hashlib.sha256(b"".join(lists)).hexdigest()[:_DIGITS]


def show_path(place: str) -> str:
    r"""A path without what no text can contain: Linux lets a name be any bytes (校验报告).

    >>> show_path("a\udcff.txt")
    'a?.txt'
    """
    return place.encode("utf-8", "replace").decode("utf-8")
