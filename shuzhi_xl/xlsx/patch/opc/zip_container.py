"""A zip container in memory whose untouched members are copied as they are packed (压缩包)."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

from shuzhi_xl.xlsx.patch.errors import NotAWorkbook

# the earliest date that a zip entry can have
FIXED_DATE: Final = (1980, 1, 1, 0, 0, 0)
_LEVEL: Final = 4  # half the time of 6 for 3 to 7 % more bytes
# bytes; the 256 contents that the cache keeps thus take 2 MB at most
_SMALL: Final = 8192
_LOCAL_HEADER: Final = 30
_PIECE: Final = 1 << 18
# bits 0 and 3 of the flags (APPNOTE 4.4.4)
_ENCRYPTED: Final = 0x1
_SIZES_FOLLOW: Final = 0x8


@dataclass(frozen=True)
class Member:
    """One member as it is packed.

    Attributes:
        header: what precedes it in the file, its name at the end.
        packed: its compressed bytes.
        made_by: version and system of the program that made it.
        attributes: its internal and external ones.
    """

    header: bytes
    packed: bytes | memoryview
    made_by: bytes
    attributes: bytes

    @classmethod
    def read(cls, info: zipfile.ZipInfo, packed: bytes | memoryview) -> Self:
        """A member by its entry in a zip file."""
        # `entry` takes everything behind the fixed header for the name, so no zip64 field may follow it
        header = info.FileHeader(zip64=False)
        made_by = struct.pack("<2B", info.create_version, info.create_system)
        return cls(header, packed, made_by, struct.pack("<HL", info.internal_attr, info.external_attr))

    @classmethod
    def pack(cls, name: str, content: bytes) -> Self:
        """Pack new content; the same content gives the same bytes at any time on any system."""
        info = zipfile.ZipInfo(name, FIXED_DATE)
        info.compress_type = zipfile.ZIP_DEFLATED
        # zipfile enters the system it runs on; the bytes would differ between Windows and Linux
        info.create_system = 3
        info.external_attr = 0o600 << 16
        packed = _packed_before(content) if len(content) < _SMALL else _packed(content)
        info.CRC, info.file_size, info.compress_size = zlib.crc32(content), len(content), len(packed)
        return cls.read(info, packed)

    def entry(self, offset: int) -> bytes:
        """Its entry in the file's directory: most of its header once more."""
        fixed, name = self.header[4:_LOCAL_HEADER], self.header[_LOCAL_HEADER:]
        # APPNOTE 4.3.12: bytes(4) are the length of a comment and the number of the disk, both 0
        return b"".join(
            (b"PK\1\2", self.made_by, fixed, bytes(4), self.attributes, struct.pack("<L", offset), name)
        )


def _packed(content: bytes) -> bytes:
    # -15: raw deflate, as a zip member has it, without zlib's header and checksum
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


# many files made from one template have the same small parts
_packed_before = lru_cache(maxsize=256)(_packed)


class Container:
    """The members of a zip file, in order.

    Args:
        blob: the file's bytes.

    Raises:
        NotAWorkbook: no zip file, a damaged or encrypted one, or one with a name twice.
    """

    def __init__(self, blob: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(blob))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
            raise NotAWorkbook(str(error)) from error
        self._view = memoryview(blob)
        self._members: dict[str, Member] = {}
        self._infos = {info.filename: info for info in self._zip.infolist()}
        # zip allows a name twice, and programs differ in which of the two they read
        if len(self._infos) != len(self._zip.infolist()):
            raise NotAWorkbook("a member's name occurs twice")
        if any(info.flag_bits & _ENCRYPTED for info in self._infos.values()):
            raise NotAWorkbook("encrypted members")

    @property
    def names(self) -> tuple[str, ...]:
        """The members' names in the file's order."""
        return tuple(self._infos)

    def read(self, name: str) -> bytes:
        """A member's content.

        Raises:
            NotAWorkbook: the member is damaged.
        """
        with _damage(name):
            return self._zip.read(name)

    def size(self, name: str) -> int:
        """Bytes of a member's content, as the file says."""
        return self._infos[name].file_size

    def pieces(self, name: str) -> Iterator[bytes]:
        """A member's content piece by piece, not kept; its checksum is verified at the end.

        Raises:
            NotAWorkbook: the member is damaged.
        """
        with _damage(name), self._zip.open(name) as stream:
            while piece := stream.read(_PIECE):
                yield piece

    def member(self, name: str) -> Member:
        """A member as it is packed.

        Its header is renewed without its extra fields: they contain padding, or sizes for archives beyond
        4 GB, and are wrong or void in another archive.
        """
        if name not in self._members:
            self._members[name] = self._member(self._infos[name])
        return self._members[name]

    def _member(self, old: zipfile.ZipInfo) -> Member:
        start = old.header_offset
        header = self._view[start : start + _LOCAL_HEADER]
        # the lengths of the local header itself: its extra fields may differ from those in the directory
        start += (
            _LOCAL_HEADER + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        )
        packed = self._view[start : start + old.compress_size]
        if len(header) < _LOCAL_HEADER or len(packed) < old.compress_size:
            raise NotAWorkbook(f"{old.filename}: cut short")
        info = zipfile.ZipInfo(old.filename, old.date_time)
        for field in ("compress_type", "create_system", "create_version", "extract_version", "external_attr"):
            setattr(info, field, getattr(old, field))
        info.internal_attr, info.CRC = old.internal_attr, old.CRC
        info.compress_size, info.file_size = old.compress_size, old.file_size
        # the renewed header contains the sizes, so no data descriptor follows the member
        info.flag_bits = old.flag_bits & ~_SIZES_FOLLOW
        return Member.read(info, packed)


@contextmanager
def _damage(name: str) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise NotAWorkbook(f"{name}: {error}") from error


def write_container(members: Iterable[Member]) -> bytes:
    """The bytes of a zip file with these members, none of them packed again; zipfile offers no raw copy."""
    texts: list[bytes | memoryview] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        directory.append(member.entry(offset))
        texts += (member.header, member.packed)
        offset += len(member.header) + len(member.packed)
    length = sum(map(len, directory))
    # APPNOTE 4.3.16: a single disk, so the number of entries comes twice; no comment
    end = struct.pack("<4s4x2H2L2x", b"PK\5\6", len(directory), len(directory), length, offset)
    return b"".join((*texts, *directory, end))
