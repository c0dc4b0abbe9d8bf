"""A strict reader of compound files ([MS-CFB]) and VBA text ([MS-OVBA]), not the library that writes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from struct import unpack, unpack_from

FREE, END, FAT_SECTOR, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
EMPTY, STORAGE, STREAM, ROOT = 0, 1, 2, 5
RED, BLACK = 0, 1


@dataclass(frozen=True)
class Entry:
    name: str
    kind: int
    colour: int
    left: int
    right: int
    child: int
    start: int
    size: int

    @property
    def sort_key(self) -> tuple[int, str]:
        return len(self.name), self.name.upper()


class CompoundFile:
    """A reader after [MS-CFB], version 3, that takes nothing on trust."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.sectors = len(raw) // 512 - 1
        self.fat_sectors = [at for at in unpack_from("<109I", raw, 76) if at != FREE]
        self.fat = [link for at in self.fat_sectors for link in unpack("<128I", self.sector(at))]
        self.directory_at, self.mini_fat_at = unpack_from("<I", raw, 48)[0], unpack_from("<I", raw, 60)[0]
        self.entries = [*map(read_entry, pieces(self.read(self.directory_at), 128))]
        mini_fat = self.read(self.mini_fat_at)
        self.mini_fat = [*unpack(f"<{len(mini_fat) // 4}I", mini_fat)]
        self.mini_stream = self.read(self.entries[0].start)

    @property
    def streams(self) -> list[str]:
        return [entry.name for entry in self.entries if entry.kind == STREAM]

    def stream(self, name: str) -> bytes:
        (entry,) = (entry for entry in self.entries if entry.kind == STREAM and entry.name == name)
        if entry.size >= 4096:
            return self.read(entry.start)[: entry.size]
        mini = chain(self.mini_fat, entry.start)
        return b"".join(self.mini_stream[64 * at : 64 * at + 64] for at in mini)[: entry.size]

    def sector(self, at: int) -> bytes:
        return self.raw[512 * (at + 1) : 512 * (at + 2)]

    def read(self, start: int) -> bytes:
        return b"".join(map(self.sector, chain(self.fat, start)))

    def check_header(self) -> None:
        assert self.raw[:24] == bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
        assert unpack_from("<5H6s", self.raw, 24) == (0x3E, 3, 0xFFFE, 9, 6, bytes(6))
        directory_sectors, fat_sectors, _, transaction, cutoff = unpack_from("<5I", self.raw, 40)
        assert (directory_sectors, transaction, cutoff) == (0, 0, 4096)
        assert fat_sectors == len(self.fat_sectors)
        assert len(self.raw) % 512 == 0
        assert unpack_from("<I", self.raw, 64)[0] == len(self.mini_fat) // 128

    def check_every_sector_has_one_owner(self) -> None:
        big = [entry for entry in self.entries if entry.kind == STREAM and entry.size >= 4096]
        starts = [self.directory_at, self.mini_fat_at, *(entry.start for entry in (self.entries[0], *big))]
        owned = [*self.fat_sectors, *(at for start in starts for at in chain(self.fat, start))]
        assert sorted(owned) == list(range(self.sectors))
        assert all(self.fat[at] == FAT_SECTOR for at in self.fat_sectors)
        assert set(self.fat[self.sectors :]) <= {FREE}

        small = [entry for entry in self.entries if entry.kind == STREAM and 0 < entry.size < 4096]
        mini = [at for entry in small for at in chain(self.mini_fat, entry.start)]
        assert sorted(mini) == list(range(self.entries[0].size // 64))
        assert all(len(chain(self.mini_fat, entry.start)) == -(-entry.size // 64) for entry in small)
        assert all(len(chain(self.fat, entry.start)) == -(-entry.size // 512) for entry in big)

    def check_directory_trees(self) -> None:
        root = self.entries[0]
        assert (root.name, root.kind) == ("Root Entry", ROOT)
        storages = [entry for entry in self.entries if entry.kind in {ROOT, STORAGE}]
        trees = [[*self.in_order(entry.child)] for entry in storages]
        reached = [entry for tree in trees for entry in tree]
        assert len(reached) + 1 == sum(entry.kind != EMPTY for entry in self.entries)
        for tree in trees:
            assert [entry.sort_key for entry in tree] == sorted({entry.sort_key for entry in tree})
        for storage in storages:
            assert self.entries[storage.child].colour == BLACK
            assert self.black_height(storage.child) > 0

    def in_order(self, at: int) -> Iterator[Entry]:
        if at != NONE:
            yield from self.in_order(self.entries[at].left)
            yield self.entries[at]
            yield from self.in_order(self.entries[at].right)

    def black_height(self, at: int) -> int:
        if at == NONE:
            return 1
        entry = self.entries[at]
        children = [self.entries[side] for side in (entry.left, entry.right) if side != NONE]
        assert entry.colour == BLACK or all(child.colour == BLACK for child in children)
        (height,) = {self.black_height(entry.left), self.black_height(entry.right)}
        return height + (entry.colour == BLACK)


def chain(table: list[int], start: int) -> list[int]:
    sectors = []
    while start != END:
        assert start not in sectors
        sectors.append(start)
        start = table[start]
    return sectors


def pieces(raw: bytes, size: int) -> list[bytes]:
    return [raw[at : at + size] for at in range(0, len(raw), size)]


def read_entry(raw: bytes) -> Entry:
    name, size, kind, colour, left_sibling, right, child = unpack_from("<64sHBBIII", raw)
    return Entry(
        name[: max(size - 2, 0)].decode("utf-16-le"),
        kind,
        colour,
        left_sibling,
        right,
        child,
        *unpack_from("<IQ", raw, 116),
    )


def decompress(container: bytes) -> bytes:
    """Read a compressed container, [MS-OVBA] 2.4.1.3, whose chunks are all compressed."""
    text, at = b"", 1
    while at < len(container):
        (header,) = unpack_from("<H", container, at)
        assert header >> 12 == 0b1011
        end = at + (header & 0xFFF) + 3
        text += decompress_chunk(container[at + 2 : end])
        at = end
    return text


def decompress_chunk(tokens: bytes) -> bytes:
    text, at = bytearray(), 0
    while at < len(tokens):
        flags, at = tokens[at], at + 1
        for bit in range(8):
            if at < len(tokens) and flags >> bit & 1:
                (token,) = unpack_from("<H", tokens, at)
                length_bits = 16 - max((len(text) - 1).bit_length(), 4)
                for _ in range((token & (1 << length_bits) - 1) + 3):
                    text.append(text[-(token >> length_bits) - 1])
                at += 2
            elif at < len(tokens):
                text.append(tokens[at])
                at += 1
    return bytes(text)
