"""The interpreter of Windows that a bundle may bring along (随包的 Python), for offices that have none."""

import re
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from shuzhi_xl.building.release.wheelhouse import PYTHONS
from shuzhi_xl.wording.screen.doctor import UNSUITABLE_PYTHON

PROGRAM: Final = "python.exe"
LICENCE: Final = "LICENSE.txt"
"""Its licence allows to pass it on with this file."""

_LIBRARY: Final = re.compile(r"python3(\d+)\.dll")
_HEADER_PLACE: Final = 0x3C  # in a program of Windows: where its header begins
_X86_64: Final = 0x8664


class UnsuitablePython(Exception):  # noqa: N818 -- named like the other refusals
    """The given Python cannot be the bundle's; the message says why."""


def read_interpreter(source: Path) -> Mapping[str, bytes]:
    """Read python.org's embeddable Python, and check that it suits an office (随包的 Python).

    Args:
        source: Its zip file, or the folder where that was unpacked.

    Returns:
        The content of each file by its name in the folder, with ``/``.

    Raises:
        UnsuitablePython: It is not complete, not for 64-bit Windows or not of a version of `PYTHONS`.
    """
    files = _read_folder(source) if source.is_dir() else _read_zip(source)
    for name in (PROGRAM, LICENCE):
        if name not in files:
            raise UnsuitablePython(UNSUITABLE_PYTHON["incomplete"].format(place=source, name=name))
    if not _is_for_64_bits(files[PROGRAM]):
        raise UnsuitablePython(UNSUITABLE_PYTHON["bits"].format(place=source))
    if _find_version(files) not in PYTHONS:
        raise UnsuitablePython(
            UNSUITABLE_PYTHON["version"].format(place=source, versions="、".join(reversed(PYTHONS)))
        )
    return files


def _read_folder(folder: Path) -> Mapping[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _read_zip(path: Path) -> Mapping[str, bytes]:
    try:
        with zipfile.ZipFile(path) as package:
            return {info.filename: package.read(info) for info in package.infolist() if not info.is_dir()}
    except (OSError, zipfile.BadZipFile) as error:
        raise UnsuitablePython(
            UNSUITABLE_PYTHON["unreadable"].format(
                place=path, reason=getattr(error, "strerror", None) or error
            )
        ) from error


def _is_for_64_bits(program: bytes) -> bool:
    """Whether a program of Windows is one for x86-64.

    >>> _is_for_64_bits(b"MZ")
    False
    """
    try:
        (header,) = struct.unpack_from("<I", program, _HEADER_PLACE)
        signature, machine = struct.unpack_from("<4sH", program, header)
    except struct.error:
        return False
    return bool(signature == b"PE\0\0" and machine == _X86_64)


def _find_version(files: Mapping[str, bytes]) -> str:
    """Find the version in the name of Python's library.

    >>> _find_version({"python3.dll": b"", "python313.dll": b""})
    '3.13'
    """
    matches = map(_LIBRARY.fullmatch, files)
    return next((f"3.{match.group(1)}" for match in matches if match), "")
