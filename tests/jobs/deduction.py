"""What anybody can learn who has every workbook under 结果/ of a town, and knows its scheme."""

import io
import itertools
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np
import openpyxl

from tests.year_stages import Files

Sheets = Sequence[tuple[str, str, Sequence[tuple[object, ...]]]]
"""Every sheet of every workbook: place, title and rows of values."""


def opened(files: Files) -> Sheets:
    tables = []
    for place, content in files.items():
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        for sheet in book.worksheets:
            rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
            tables.append((place, sheet.title, rows))
    return tables


def table(sheets: Sheets, title: str, *needed: str) -> list[dict[str, object]]:
    """Rows below each header row that holds these headers, from all sheets with the title."""
    rows_found = []
    for _, name, rows in sheets:
        heads = [at for at, row in enumerate(rows) if set(needed) <= set(row)] if name == title else []
        for at in heads[:1]:
            rows_found += [dict(zip(map(str, rows[at]), row, strict=True)) for row in rows[at + 1 :]]
    return rows_found


def interval(figures: Iterable[float], width: Fraction) -> tuple[Fraction, Fraction]:
    """Bounds of an exact figure that was printed, rounded, in several places."""
    exact = [Fraction(str(figure)) for figure in figures]
    return max(exact) - width / 2, min(exact) + width / 2


def bounds(
    source: str, shown: Mapping[str, object], weights: Mapping[str, Fraction], composite: Fraction
) -> tuple[Fraction, Fraction]:
    """Bounds of a source's score that is not shown, from a composite with two decimals before 加减分.

    Each other score that is not shown may be anything between 0 and 100; all sources are present.
    """
    known_sources = [
        source_name for source_name in weights if isinstance(shown[source_name], int | float | Decimal)
    ]
    whole = sum((weights[source_name] for source_name in known_sources), Fraction(0))
    rest = 100 * composite - sum(
        (weights[source_name] * Fraction(str(shown[source_name])) for source_name in known_sources),
        Fraction(0),
    )
    hidden_weight = 100 - whole - weights[source]
    blur = Fraction(1, 2) + whole / 200
    return (rest - blur - 100 * hidden_weight) / weights[source], (rest + blur) / weights[source]


def marks_of(returned: int, points: Sequence[Fraction]) -> list[tuple[int, ...]]:
    """All ways in which so many ballots can be marked: counts of each grade; the rest are abstentions."""
    every = itertools.product(range(returned + 1), repeat=len(points))
    return [marks for marks in every if sum(marks) <= returned]


def mean(counts: Sequence[int], returned: int, points: Sequence[Fraction]) -> Fraction:
    return sum((p * n for p, n in zip(points, counts, strict=True)), Fraction(0)) / returned


def possible_means(returned: int, points: Sequence[Fraction]) -> set[Fraction]:
    """All mean points of so many ballots."""
    sums = {Fraction(0)}
    for _ in range(returned):
        sums = {whole + points_given for whole in sums for points_given in (*points, Fraction(0))}
    return {whole / returned for whole in sums}


def possible_marks(
    of: str,
    returned: Mapping[str, int],
    weights: Mapping[str, Fraction],
    points: Sequence[Fraction],
    score: tuple[Fraction, Fraction],
) -> tuple[int, int]:
    """How many ways of marking a class's ballots agree with its source's score, and how many there are.

    The attacker is given how many ballots of each class came back.
    """
    whole = sum(weights.values())
    reachable = np.zeros(1)
    for name in returned.keys() - {of}:
        parts = np.array(
            [
                float(weights[name] * possible_mean / whole)
                for possible_mean in possible_means(returned[name], points)
            ]
        )
        reachable = np.unique(np.round(np.add.outer(reachable, parts).ravel(), 9))
    every = marks_of(returned[of], points)
    agree = 0
    for counts in every:
        expected_share = float(weights[of] * mean(counts, returned[of], points) / whole)
        low, high = float(score[0]) - expected_share - 1e-7, float(score[1]) - expected_share + 1e-7
        agree += int(np.searchsorted(reachable, low) < np.searchsorted(reachable, high, "right"))
    return agree, len(every)
