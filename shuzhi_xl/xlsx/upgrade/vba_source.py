"""The source text of the macros in a VBA project ([MS-OVBA]), by module (宏的代码)."""

import io
from collections.abc import Iterator, Mapping
from typing import Final

PROJECT: Final = "xl/vbaProject.bin"


def read_modules(project: bytes) -> Mapping[str, str]:
    """Read the source of every module of a VBA project, by the module's name in upper case.

    Declarations (``Attribute``) and blank lines, which Excel writes as it likes, are left out; case too.

    Args:
        project: The bytes of `PROJECT`.

    Raises:
        OSError: It is no compound file.
    """
    import olefile  # noqa: PLC0415  may be missing

    with olefile.OleFileIO(io.BytesIO(project)) as storage:
        streams = {
            path[-1]: storage.openstream(path).read() for path in storage.listdir() if path[0] == "VBA"
        }
    # latin-1 decodes any byte, whatever the code page; the texts are only compared
    texts = {name: extract_source(stream).decode("latin-1") for name, stream in streams.items()}
    return {name.upper(): _strip_declarations(text) for name, text in texts.items() if text}


def _strip_declarations(text: str) -> str:
    lines = (line.strip().lower() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("attribute "))


def extract_source(stream: bytes) -> bytes:
    """Extract a module's source text from its stream; empty for a stream that is no module.

    Every module's source begins with ``Attribute``, whose first eight letters are uncompressed and follow
    a flag byte, a chunk's header and the container's signature ([MS-OVBA] 2.4.1).
    """
    start = stream.rfind(b"\0Attribut") - 3
    if start < 0 or stream[start] != 1:
        return b""
    return b"".join(_iterate_chunks(stream, start + 1))


def _iterate_chunks(stream: bytes, at: int) -> Iterator[bytes]:
    while at + 2 <= len(stream):
        header = int.from_bytes(stream[at : at + 2], "little")
        # [MS-OVBA] 2.4.1.1.5: twelve bits for the size less 3; the highest bit marks a compressed chunk
        end = at + (header & 0x0FFF) + 3
        yield _decompress(stream[at + 2 : end]) if header & 0x8000 else stream[at + 2 : end]
        at = end


def _decompress(packed: bytes) -> bytes:
    out = bytearray()
    at = 0
    while at < len(packed):
        flags, at = packed[at], at + 1
        for bit in range(8):
            if at >= len(packed):
                break
            if flags >> bit & 1:
                _repeat_earlier_bytes(out, int.from_bytes(packed[at : at + 2], "little"))
                at += 2
            else:
                out.append(packed[at])
                at += 1
    return bytes(out)


def _repeat_earlier_bytes(out: bytearray, token: int) -> None:
    """Repeat earlier bytes; the more output, the more bits give their distance ([MS-OVBA] 2.4.1.3.19)."""
    length_bits = 16 - max(4, (len(out) - 1).bit_length())
    back = (token >> length_bits) + 1
    for _ in range((token & ((1 << length_bits) - 1)) + 3):
        # Byte by byte: the bytes repeated may overlap those written here
        out.append(out[-back])
