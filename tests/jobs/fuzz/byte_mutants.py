"""Returned files changed byte by byte, as a damaged disk or a broken transfer leaves them."""

import random
from collections.abc import Callable, Sequence

Chance = random.Random


Mutator = Callable[[bytes, Chance], bytes]


GARBAGE = 64


def _slice(content: bytes, chance: Chance, longest: int = 4096) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + chance.randint(1, longest))


def flip(content: bytes, chance: Chance) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8))):
        if changed:
            changed[chance.randrange(len(changed))] ^= chance.randint(1, 255)
    return bytes(changed)


def cut(content: bytes, chance: Chance) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def drop_slice(content: bytes, chance: Chance) -> bytes:
    start, end = _slice(content, chance)
    return content[:start] + content[end:]


def double_slice(content: bytes, chance: Chance) -> bytes:
    start, end = _slice(content, chance)
    return content[:end] + content[start:]


def blank_slice(content: bytes, chance: Chance) -> bytes:
    start, end = _slice(content, chance, 512)
    return content[:start] + bytes(end - start) + content[end:]


def garbage_around(content: bytes, chance: Chance) -> bytes:
    junk = chance.randbytes(GARBAGE)
    return junk + content if chance.random() < 0.3 else content + junk


BYTES: Sequence[Mutator] = (flip, flip, cut, drop_slice, double_slice, blank_slice, garbage_around)
