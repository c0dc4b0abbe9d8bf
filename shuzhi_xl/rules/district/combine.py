"""Bringing towns together (并入): an associative merge, then which towns count and which stay outside."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from heapq import merge as in_order

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.arithmetic.outliers import LEAST_COMPARED, UsualRange, find_usual_range
from shuzhi_xl.rules.district.town_checks import doubts
from shuzhi_xl.rules.district.town_figures import Grades, Outlier, TownDigest, TownFigures
from shuzhi_xl.rules.district.town_prints import folded_name, pairs_alike
from shuzhi_xl.sheets.outgoing.district import MEAN, SHARES
from shuzhi_xl.wording.findings.district import other_file, with_file

Digests = tuple[TownDigest, ...]
"""Digests in the order of their files."""


def merge(digests: Digests, further: Digests) -> Digests:
    """Digests of two parts of a folder together (区县汇总); their order does not matter.

    >>> b, a, c = (TownDigest(name, None) for name in "bac")
    >>> merge(merge((b,), (a,)), (c,)) == merge((b,), merge((a,), (c,))) == (a, b, c)
    True
    """
    # Merged by file name: whichever worker ends first, the workbook is the same
    return tuple(in_order(digests, further, key=lambda digest: digest.file))


@dataclass(frozen=True)
class District:
    """The contents of the district's workbook (区县).

    Attributes:
        year: 年度.
        towns: Those taken in, in the order of their files.
        outliers: Towns and organisations far from the others.
        left_out: Why the others are left out, in the order of their files.
        doubts: Matters to check in those taken in, likewise.
        town_years: 党委名称 and 年度 of every file that could be read.
    """

    year: int
    towns: tuple[TownFigures, ...]
    outliers: tuple[Outlier, ...]
    left_out: tuple[Finding, ...]
    doubts: tuple[Finding, ...]
    town_years: dict[str, tuple[str, int]]


def most_frequent_years(digests: Digests) -> list[int]:
    """The 年度 that most files have (区县汇总); several when as many have another, none without a master."""
    # The majority decides: one town that has begun the next year must not exclude all others
    files = Counter(digest.town.year for digest in digests if digest.town)
    most = max(files.values(), default=0)
    return sorted(year for year in files if files[year] == most)


def make_district(digests: Digests, year: int, times: Fraction) -> District:
    """Take in the towns of one year; of two masters of one town neither counts (区县汇总).

    Args:
        digests: One for each file.
        year: 年度.
        times: k of the rule for outliers.
    """
    town_years = {digest.file: (digest.town.committee, digest.town.year) for digest in digests if digest.town}
    reasons = {digest.file: digest.left_out for digest in digests if digest.left_out}
    other_years = {file: town_year for file, town_year in town_years.items() if town_year[1] != year}
    reasons |= {file: _other_year(file, *other_years[file], year) for file in other_years}
    towns = {digest.file: digest.town for digest in digests if digest.town and digest.file not in reasons}
    repeated, namesakes = _compared_with_each_other(towns)
    reasons |= repeated
    # After the comparison, which needs the names as the towns write them
    towns = {
        file: _distinguish_namesake(town, file, namesakes)
        for file, town in towns.items()
        if file not in reasons
    }
    taken_in = tuple(towns.values())
    outliers = (*_far_towns(taken_in, times), *(outlier for town in taken_in for outlier in town.unusual))
    left_out = tuple(reasons[digest.file] for digest in digests if digest.file in reasons)
    doubts = tuple(finding for file in towns for finding in _doubts(file, towns[file], namesakes))
    return District(year, taken_in, outliers, left_out, doubts, town_years)


def _other_year(file: str, committee: str, found_year: int, year: int) -> Finding:
    return notice("town_other_year", Location(file), value=found_year, committee=committee, year=year)


def _compared_with_each_other(
    towns: Mapping[str, TownFigures],
) -> tuple[dict[str, Finding], dict[str, list[str]]]:
    """Find the files of one town, and the towns that merely share their name.

    Returns:
        A finding for each file whose town another file is of too; and by file the other files of its name.
    """
    files, committees = list(towns), [town.committee for town in towns.values()]
    copies: dict[str, list[str]] = {}
    namesakes: dict[str, list[str]] = {}
    for pair in pairs_alike([town.prints for town in towns.values()], committees):
        for first, second in ((pair.first, pair.second), (pair.second, pair.first)):
            # Two towns of one name stay two: both are taken in, and the file's name is added (区县汇总)
            if pair.alike is None:
                namesakes.setdefault(files[first], []).append(files[second])
            else:
                is_renamed = folded_name(committees[first]) != folded_name(committees[second])
                why = (committees[second], pair.alike.organisations) if is_renamed else None
                copies.setdefault(files[first], []).append(other_file(files[second], why))
    repeated = {
        file: blocking(
            "town_twice", Location(file), value=towns[file].committee, others="、".join(copied_files)
        )
        for file, copied_files in copies.items()
    }
    return repeated, namesakes


def _distinguish_namesake(
    town: TownFigures, file: str, namesakes: Mapping[str, Sequence[str]]
) -> TownFigures:
    """The town, with its file behind its name where another one has the same."""
    if file not in namesakes:
        return town
    name = with_file(town.committee, file)
    unusual = tuple(replace(outlier, committee=name) for outlier in town.unusual)
    return replace(town, committee=name, unusual=unusual)


def _doubts(file: str, town: TownFigures, namesakes: Mapping[str, Sequence[str]]) -> list[Finding]:
    """Matters to check in a town that is taken in."""
    findings = doubts(file, town.committee, town.checks)
    if file in namesakes:
        files = "、".join(namesakes[file])
        findings.append(notice("town_namesake", Location(file), value=town.committee, others=files))
    return findings


def share(count: int, total: int) -> Fraction:
    """A part in per cent, exact; 0 of nothing (区县汇总)."""
    return Fraction(100 * count, total) if total else Fraction(0)


def compared(town: TownFigures) -> dict[str, Fraction]:
    """The values by which towns are compared; shares only of enough grades to mean something (区县汇总)."""
    graded = sum(town.grades)
    shares = [share(count, graded) for count in town.grades] if graded >= LEAST_COMPARED else []
    values = dict(zip(SHARES, shares, strict=False))
    return values if town.mean is None else {**values, MEAN: town.mean}


def usual_among(towns: Iterable[TownFigures], times: Fraction) -> dict[str, UsualRange]:
    """The usual range of each value among the towns, where there is one (区县汇总)."""
    values: dict[str, list[Fraction]] = {}
    for town in towns:
        for indicator, value in compared(town).items():
            values.setdefault(indicator, []).append(value)
    ranges = {indicator: find_usual_range(numbers, times) for indicator, numbers in values.items()}
    return {indicator: usual_range for indicator, usual_range in ranges.items() if usual_range is not None}


def _far_towns(towns: Sequence[TownFigures], times: Fraction) -> Iterator[Outlier]:
    usual = usual_among(towns, times)
    for town in towns:
        for indicator, value in compared(town).items():
            if indicator in usual and not usual[indicator].contains(value):
                yield Outlier(town.committee, "", "", "", indicator, value, usual[indicator])


def grades_by_type(towns: Iterable[TownFigures]) -> dict[str, Grades]:
    """Grades of all towns together by 组织类型, in the order in which types are met."""
    grades_of: dict[str, Grades] = {}
    for town in towns:
        for name, grades in town.by_type:
            grades_of[name] = added(grades_of.get(name), grades)
    return grades_of


def added(first: Grades | None, second: Grades) -> Grades:
    """Counts of grades together (区县汇总).

    >>> added((1, 2), (3, 4))
    (4, 6)
    """
    return second if first is None else tuple(a + b for a, b in zip(first, second, strict=True))
