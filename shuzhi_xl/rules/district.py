"""Bringing towns together (并入): an associative merge, then which towns count and which stay outside."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import merge as in_order

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.robust import LEAST_COMPARED, Limits, limits
from shuzhi_xl.rules.town_digest import Grades, Outlier, Town, TownDigest
from shuzhi_xl.sheets.district import MEAN, SHARES

Digests = tuple[TownDigest, ...]
"""Digests in the order of their files."""


def merge(one: Digests, other: Digests) -> Digests:
    """Digests of two parts of a folder together; in whichever order they come, the same is the end.

    >>> b, a, c = (TownDigest(name, None) for name in "bac")
    >>> merge(merge((b,), (a,)), (c,)) == merge((b,), merge((a,), (c,))) == (a, b, c)
    True
    """
    return tuple(in_order(one, other, key=lambda each: each.file))


@dataclass(frozen=True)
class District:
    """What the district's workbook tells (区县).

    Attributes:
        year: 年度.
        towns: Those taken in, in the order of their files.
        outliers: Towns and organisations far from the others.
        left_out: Why the others are left out, in the order of their files.
        known: 党委名称 and 年度 of every file that could be read.
    """

    year: int
    towns: tuple[Town, ...]
    outliers: tuple[Outlier, ...]
    left_out: tuple[Finding, ...]
    known: dict[str, tuple[str, int]]


def settle(digests: Digests, year: int | None, times: Fraction) -> District | None:
    """Take in the towns of one year; of two masters of one town neither counts.

    Args:
        digests: One for each file.
        year: 年度; None for the latest that occurs.
        times: k of the rule for outliers.

    Returns:
        None when no file is a town's readable master.
    """
    known = {each.file: (each.town.committee, each.town.year) for each in digests if each.town}
    if not known:
        return None
    chosen = year or max(found for _, found in known.values())
    reasons = {each.file: each.left_out for each in digests if each.left_out}
    reasons |= {file: _other_year(file, *known[file], chosen) for file in known if known[file][1] != chosen}
    reasons |= _repeated({file: name for file, (name, found) in known.items() if found == chosen})
    towns = tuple(each.town for each in digests if each.town and each.file not in reasons)
    outliers = (*_far_towns(towns, times), *(each for town in towns for each in town.unusual))
    left_out = tuple(reasons[each.file] for each in digests if each.file in reasons)
    return District(chosen, towns, outliers, left_out, known)


def _other_year(file: str, committee: str, found: int, year: int) -> Finding:
    return notice("town_other_year", Location(file), value=found, committee=committee, year=year)


def _repeated(committees: dict[str, str]) -> dict[str, Finding]:
    """A finding for each file whose town another file claims to be too."""
    files: dict[str, list[str]] = {}
    for file, committee in committees.items():
        files.setdefault(_folded(committee), []).append(file)
    return {
        file: blocking(
            "town_twice",
            Location(file),
            value=committees[file],
            others="、".join(other for other in same if other != file),
        )
        for same in files.values()
        for file in same
        if len(same) > 1
    }


def _folded(committee: str) -> str:
    return "".join(unicodedata.normalize("NFKC", committee).split()).casefold()


def share(count: int, total: int) -> Fraction:
    """A part in per cent, exact; 0 of nothing."""
    return Fraction(100 * count, total) if total else Fraction(0)


def compared(town: Town) -> dict[str, Fraction]:
    """The values by which towns are compared; shares only of enough grades to mean something."""
    graded = sum(town.grades)
    shares = [share(count, graded) for count in town.grades] if graded >= LEAST_COMPARED else []
    values = dict(zip(SHARES, shares, strict=False))
    return values if town.mean is None else {**values, MEAN: town.mean}


def usual_among(towns: Iterable[Town], times: Fraction) -> dict[str, Limits]:
    """What is usual of each value among the towns, where that can be told."""
    values: dict[str, list[Fraction]] = {}
    for town in towns:
        for indicator, value in compared(town).items():
            values.setdefault(indicator, []).append(value)
    found = {indicator: limits(each, times) for indicator, each in values.items()}
    return {indicator: each for indicator, each in found.items() if each is not None}


def _far_towns(towns: Sequence[Town], times: Fraction) -> Iterator[Outlier]:
    usual = usual_among(towns, times)
    for town in towns:
        for indicator, value in compared(town).items():
            if indicator in usual and not usual[indicator].holds(value):
                yield Outlier(town.committee, "", "", "", indicator, value, usual[indicator])


def grades_by_type(towns: Iterable[Town]) -> dict[str, Grades]:
    """Grades of all towns together by 组织类型, in the order in which types are met."""
    found: dict[str, Grades] = {}
    for town in towns:
        for name, grades in town.by_type:
            found[name] = added(found.get(name), grades)
    return found


def added(one: Grades | None, other: Grades) -> Grades:
    """Counts of grades together.

    >>> added((1, 2), (3, 4))
    (4, 6)
    """
    return other if one is None else tuple(a + b for a, b in zip(one, other, strict=True))
