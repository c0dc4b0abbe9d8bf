"""Recognition of one town in two files (镇的指纹): by its key and its organisations, beside its name."""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation

_BITS = 48
_MOST_SHARED = 40
"""An organisation that more towns have, such as number C001 called 机关党支部, is no evidence."""


@dataclass(frozen=True, slots=True)
class TownPrints:
    """Fingerprints of what makes a town (指纹).

    Attributes:
        key: Of the master's secret key; blank before the first 分发.
        organisations: Of 编号 and 组织名称 of each organisation, in ascending order.
        names: Of 组织名称 alone, likewise.
    """

    key: str
    organisations: tuple[int, ...]
    names: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """Two files of one town.

    Attributes:
        has_same_key: Whether both have one key.
        organisations: How many organisations both have under the same 编号 and 组织名称.
    """

    has_same_key: bool
    organisations: int


def town_prints(organisations: Iterable[Organisation], key: str) -> TownPrints:
    """Fingerprints of a town (区县汇总).

    Args:
        organisations: Its roster.
        key: Its secret key; blank when it has none yet.
    """
    rows = list(organisations)
    return TownPrints(
        # A fingerprint, because the key itself never leaves its master
        key=hashlib.sha256(f"镇 {key}".encode()).hexdigest()[:16] if key else "",
        organisations=_prints(f"{row.number}\x1f{row.name}" for row in rows),
        names=_prints(row.name for row in rows),
    )


def _prints(texts: Iterable[str]) -> tuple[int, ...]:
    digests = (hashlib.sha256(folded_name(text).encode()).digest() for text in texts)
    return tuple(sorted({int.from_bytes(digest[: _BITS // 8], "big") for digest in digests}))


def folded_name(name: str) -> str:
    """A name without what the eye does not see: blanks, width, case (区县汇总).

    >>> folded_name(" 云溪镇　党委A") == folded_name("云溪镇党委ａ")
    True
    """
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def alike(first: TownPrints, second: TownPrints, *, is_called_alike: bool) -> Alike | None:
    """Whether two files are of one town, by their keys, names and rosters (镇的指纹; 区县汇总).

    Returns:
        None for two towns.
    """
    has_same_key = bool(first.key) and first.key == second.key
    common = len({*first.organisations} & {*second.organisations})
    smaller = min(len(first.organisations), len(second.organisations))
    if is_called_alike:
        # One name is enough, unless both rosters are known and differ: several counties have a 城关镇.
        # 编号 are ignored, since a town that has begun again may number its organisations in another way
        named_alike = len({*first.names} & {*second.names})
        is_one = has_same_key or 2 * named_alike >= min(len(first.names), len(second.names))
    else:
        # Another name does not hide a town: half of the organisations are enough, and with one key a quarter,
        # because a town's master may have been copied from another's
        is_one = smaller > 0 and (4 if has_same_key else 2) * common >= smaller
    return Alike(has_same_key, common) if is_one else None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two files that may be of one town (区县汇总).

    Attributes:
        first: Position of one.
        second: Position of the other, which is higher.
        alike: The evidence that they are one town; None for two towns of one name.
    """

    first: int
    second: int
    alike: Alike | None


def pairs_alike(prints: Sequence[TownPrints], names: Sequence[str]) -> Iterator[Pair]:
    """Pairs of files that are of one town, or of two towns with one name.

    Args:
        prints: Of each file.
        names: 党委名称 of each file.
    """
    folded = [folded_name(name) for name in names]
    for first, second in sorted(_met(prints, folded)):
        is_called_alike = folded[first] == folded[second]
        likeness = alike(prints[first], prints[second], is_called_alike=is_called_alike)
        if likeness or is_called_alike:
            yield Pair(first, second, likeness)


def _met(prints: Sequence[TownPrints], folded: Sequence[str]) -> set[tuple[int, int]]:
    """Pairs that have anything in common; comparing each with each would take too long for a province."""
    holders: dict[object, list[int]] = {}
    for place, (town, name) in enumerate(zip(prints, folded, strict=True)):
        for mark in (name, *([town.key] if town.key else ()), *town.organisations):
            holders.setdefault(mark, []).append(place)
    return {
        pair
        for mark, places in holders.items()
        if isinstance(mark, str) or len(places) <= _MOST_SHARED
        for pair in combinations(places, 2)
    }
