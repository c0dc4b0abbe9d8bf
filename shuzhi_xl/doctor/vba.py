"""Which version of xlwings a workbook's macros are, read from its VBA project."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final

_PROJECT: Final = "xl/vbaProject.bin"
_VERSION: Final = re.compile(rb'XLWINGS_VERSION As String = "([^"]+)"')


def macro_version(content: bytes) -> str | None:
    """The version of xlwings in a workbook's macros, or None when they hold no xlwings."""
    import olefile  # noqa: PLC0415  may be missing

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if _PROJECT not in package.namelist():
            return None
        project = olefile.OleFileIO(io.BytesIO(package.read(_PROJECT)))
    with project:
        streams = (project.openstream(name).read() for name in project.listdir())
        sources = (source(stream) for stream in streams)
        found = next((match for text in sources if (match := _VERSION.search(text))), None)
    return found.group(1).decode("ascii") if found else None


def source(stream: bytes) -> bytes:
    """A module's source text in its stream; empty for a stream that is no module.

    Every module's source begins with ``Attribute``, whose first eight letters stand uncompressed behind
    a flag byte, a chunk's header and the container's signature ([MS-OVBA] 2.4.1).
    """
    start = stream.rfind(b"\0Attribut") - 3
    if start < 0 or stream[start] != 1:
        return b""
    return b"".join(_chunks(stream, start + 1))


def _chunks(stream: bytes, at: int) -> Iterator[bytes]:
    while at + 2 <= len(stream):
        header = int.from_bytes(stream[at : at + 2], "little")
        end = at + (header & 0x0FFF) + 3
        yield _chunk(stream[at + 2 : end]) if header & 0x8000 else stream[at + 2 : end]
        at = end


def _chunk(packed: bytes) -> bytes:
    out = bytearray()
    at = 0
    while at < len(packed):
        flags, at = packed[at], at + 1
        for bit in range(8):
            if at >= len(packed):
                break
            if flags >> bit & 1:
                _copy(out, int.from_bytes(packed[at : at + 2], "little"))
                at += 2
            else:
                out.append(packed[at])
                at += 1
    return bytes(out)


def _copy(out: bytearray, token: int) -> None:
    """Repeat what stands further back; the further on, the more bits tell how far ([MS-OVBA] 2.4.1.3.19)."""
    length_bits = 16 - max(4, (len(out) - 1).bit_length())
    back = (token >> length_bits) + 1
    for _ in range((token & ((1 << length_bits) - 1)) + 3):
        out.append(out[-back])
