"""Which program reads (程序指纹): two computers whose fingerprints are equal read the same from one file."""

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).parents[2]
_READERS: Final = ("python-calamine", "lxml", "pydantic")
"""Distributions on which the figures of a town depend."""


@cache
def own_program() -> str:
    """Fingerprint of this program on the computer that is asked: its files, Python, and the reading packages.

    The version number would not do: it stays the same from one release to the next, whatever changes between.
    It is worked out once in a process, because a process keeps to the files that it has loaded.
    """
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*.py")):
        digest.update(path.relative_to(_PACKAGE).as_posix().encode())
        # a checkout on Windows may end its lines in another way
        digest.update(hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).digest())
    for name in _READERS:
        digest.update(f"{name} {version(name)}\n".encode())
    digest.update("{}.{}".format(*sys.version_info).encode())
    return digest.hexdigest()
