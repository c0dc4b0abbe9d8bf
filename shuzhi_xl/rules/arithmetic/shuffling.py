"""An order that only a key explains (打乱次序), in each run the same."""

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

ItemT = TypeVar("ItemT")


def shuffle_by_key(items: Sequence[ItemT], key: bytes, label: str) -> list[ItemT]:
    """Items in an order that only the master's key explains (匿名; 回收规则), in each run the same."""
    # Not Python's hash(), which differs between runs: a rerun would number the ballots differently
    seed = int.from_bytes(hashlib.sha256(key + label.encode()).digest()[:8], "big")
    out = list(items)
    random.Random(seed).shuffle(out)  # noqa: S311 -- the order must repeat; the key is what keeps it secret
    return out
