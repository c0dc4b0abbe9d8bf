"""Wheels that are changed for the bundle (离线安装包): what is not passed on, and what would be missing.

A changed wheel carries a build tag, so that it is not mistaken for the original; licences stay in it.
"""

import hashlib
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

_LEFT_OUT: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "xlwings": ("xlwings/pro/", "1bsd"),
        "opencv_python_headless": ("cv2/opencv_videoio_ffmpeg", "1novideo"),
    }
)
"""By the wheel's name: how the names of the files begin that are not delivered, and the build tag.

The first is the one part of xlwings that is not BSD-licensed. The second is FFmpeg, under the LGPL, a third
of its wheel; OpenCV loads it when it opens a video.
"""

_NEEDS_RUNTIME: Final = "zxing_cpp-*-win_amd64.whl"
_RUNTIME_TAG: Final = "1runtime"
_RUNTIME: Final = "numpy.libs/msvcp140-"
_RUNTIME_PLACE: Final = "zxingcpp/msvcp140.dll"


def leave_out(wheel: Path) -> Path:
    """Take out of a wheel what the bundle does not pass on (不随包的部分).

    Returns:
        The new wheel, in place of the old one; a wheel without such a part as it is.
    """
    start, tag = _LEFT_OUT.get(wheel.name.partition("-")[0], ("", ""))
    parts = _read(wheel) if start else {}
    kept_parts = {info: data for info, data in parts.items() if not info.filename.startswith(start)}
    return wheel if len(kept_parts) == len(parts) else _replace(wheel, kept_parts, tag)


def bring_runtime(folder: Path) -> None:
    """Put Microsoft's C++ library into the wheels for Windows that need it and bring none (VC 运行库).

    Neither python.org's Python nor every Windows has it; numpy's wheel brings it under a name that only numpy
    finds.

    Args:
        folder: The wheelhouse, with numpy's wheel for Windows when a wheel needs the library.

    Raises:
        ValueError: There is no wheel of numpy for Windows.
        StopIteration: It has no such library.
    """
    for wheel in sorted(folder.glob(_NEEDS_RUNTIME)):
        parts = _read(wheel)
        if any(info.filename == _RUNTIME_PLACE for info in parts):
            continue
        numpy = _read(min(folder.glob("numpy-*-win_amd64.whl")))
        library = next(data for info, data in numpy.items() if info.filename.startswith(_RUNTIME))
        _replace(wheel, {zipfile.ZipInfo(_RUNTIME_PLACE): library, **parts}, _RUNTIME_TAG)


def _read(wheel: Path) -> dict[zipfile.ZipInfo, bytes]:
    with zipfile.ZipFile(wheel) as package:
        return {info: package.read(info) for info in package.infolist() if not info.is_dir()}


def _replace(wheel: Path, parts: Mapping[zipfile.ZipInfo, bytes], tag: str) -> Path:
    name, version, *tags = wheel.stem.split("-")
    changed = wheel.with_name("-".join((name, version, tag, *tags[-3:])) + ".whl")
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as package:
        for info, data in _with_record(parts, tag):
            package.writestr(info, data, zipfile.ZIP_DEFLATED)
    wheel.unlink()
    return changed


def _with_record(parts: Mapping[zipfile.ZipInfo, bytes], tag: str) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    rows = []
    for info, data in parts.items():
        if info.filename.endswith(".dist-info/RECORD"):
            # RECORD comes last: it lists the digest of every other file.
            record = info
            continue
        is_description = info.filename.endswith(".dist-info/WHEEL")
        content = data.rstrip() + f"\nBuild: {tag}\n".encode() if is_description else data
        digest = urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        rows.append(f"{info.filename},sha256={digest},{len(content)}\n")
        yield info, content
    yield record, "".join((*rows, f"{record.filename},,\n")).encode()
