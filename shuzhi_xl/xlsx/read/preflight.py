"""Unpacking a returned workbook safely (开包检查): parts are inflated once, within limits, before reading."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

from shuzhi_xl.xlsx.read.canonical_values import RefusedError

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_PARTS: Final = 1000
MOST_PICTURES: Final = 10_000
"""Beside the other parts: a workbook of 读票 has one for each row that a person decides."""
_PICTURES: Final = "xl/media/"
_CHUNK: Final = 1 << 16
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)")
# macro sheets of Excel 4 run without a VBA project
_MACROS = re.compile(r"(?:^|/)(?:vbaproject\w*\.bin$|macrosheets/)")
_MANIFEST = "META-INF/manifest.xml"  # old OpenOffice declares a document type there; no reader opens the part
# zipfile raises more than BadZipFile: NotImplementedError for an unknown compression, for example
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    IndexError,
    KeyError,
)


def unpack(content: bytes, *, most: int = MOST_BYTES, with_macros: bool = False) -> dict[str, bytes]:
    """Unpack all parts of a zip file.

    Args:
        content: The file.
        most: Most bytes of all parts together.
        with_macros: Whether a file with macros is unpacked too; they are never run.

    Returns:
        Part names with forward slashes, in the file's order, and their bytes; folders are left out.

    Raises:
        RefusedError: It is damaged, encrypted or too big, or has too many parts, macros, or part names that
            repeat or lead out of the file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            names = [entry.filename.replace("\\", "/") for entry in entries]
            _check_names(names)
            if not with_macros and any(_MACROS.search(name.lower()) for name in names):
                raise RefusedError("file_macros")
            if any(entry.flag_bits & 1 for entry in entries):
                raise RefusedError("file_encrypted")
            return _inflate(archive, entries, most)
    except _BROKEN as error:
        raise RefusedError("file_damaged") from error


def _check_names(names: list[str]) -> None:
    pictures = sum(name.startswith(_PICTURES) for name in names)
    if len(names) - pictures > MOST_PARTS or pictures > MOST_PICTURES:
        raise RefusedError("file_suspicious", reason=f"部件超过 {MOST_PARTS} 个")
    # Excel ignores the case of part names
    lowered = [name.lower() for name in names]
    if len(set(lowered)) < len(lowered):
        raise RefusedError("file_suspicious", reason="部件重名")
    # a colon names a drive or a stream of NTFS
    if any(".." in name.split("/") or name.startswith("/") or ":" in name for name in names):
        raise RefusedError("file_suspicious", reason="部件名称越出文件")


def _inflate(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], most: int) -> dict[str, bytes]:
    remaining = most
    parts: dict[str, bytes] = {}
    for entry in entries:
        # the zip directory may understate sizes, so the inflated bytes are counted
        with archive.open(entry) as stream:
            pieces = []
            while piece := stream.read(_CHUNK):
                remaining -= len(piece)
                if remaining < 0:
                    raise RefusedError("file_too_big", limit=most // 1024**2)
                pieces.append(piece)
        parts[entry.filename.replace("\\", "/")] = b"".join(pieces)
    return parts


def refuse_declarations(parts: Mapping[str, bytes]) -> None:
    """Refuse XML that declares a document type or entities, in any encoding.

    Raises:
        RefusedError: With the code ``file_suspicious``.
    """
    for name, content in parts.items():
        if name != _MANIFEST and _is_xml(content) and _DECLARED.search(content.replace(b"\0", b"")):
            raise RefusedError("file_suspicious", reason="XML 中声明了文档类型")


def _is_xml(content: bytes) -> bool:
    # UTF-16 without its zeros reads like ASCII
    return content[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def repack(parts: Mapping[str, bytes]) -> bytes:
    """Pack the parts as an uncompressed zip file, so that every reader gets the bytes that were checked."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()
