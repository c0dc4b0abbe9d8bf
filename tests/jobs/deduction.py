"""What anybody can learn who has every workbook under 结果/ of a town, and knows its scheme."""

import io
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import docx
import numpy as np
import openpyxl

from tests.year_stages import Files

Sheets = Sequence[tuple[str, str, Sequence[tuple[object, ...]]]]
"""Every sheet of every workbook: place, title and rows of values; text and tables of documents."""


def opened(files: Files) -> Sheets:
    tables: list[tuple[str, str, Sequence[tuple[object, ...]]]] = []
    for place, content in files.items():
        if place.endswith(".docx"):
            tables += document_tables(place, content)
            continue
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        for sheet in book.worksheets:
            rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
            tables.append((place, sheet.title, rows))
    return tables


def document_tables(place: str, content: bytes) -> Sheets:
    document = docx.Document(io.BytesIO(content))
    tables = [[tuple(cell.text for cell in row.cells) for row in table.rows] for table in document.tables]
    text = [(paragraph.text,) for paragraph in document.paragraphs]
    return [(place, "公文", rows) for rows in (text, *tables)]


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


def figure_bounds(shown: object, step: Fraction) -> tuple[Fraction, Fraction]:
    """Bounds of a score by what is shown of it: a number, a round figure after 约, or nothing.

    Args:
        shown: What is shown.
        step: The step to which the page says that scores are rounded.
    """
    if isinstance(shown, int | float | Decimal):
        return interval([float(shown)], Fraction(1, 100))
    about = re.fullmatch(r"约 ([\d.]+)", str(shown))
    return interval([float(about[1])], step) if about else (Fraction(0), Fraction(100))


def bounds(
    source: str,
    shown: Mapping[str, object],
    weights: Mapping[str, Fraction],
    composite: Fraction,
    step: Fraction = Fraction(0),
) -> tuple[Fraction, Fraction]:
    """Bounds of a source's score from all that is shown: itself, the others, and the composite.

    Args:
        source: The source.
        shown: What is shown of each source; all of them are present.
        weights: Weight of each.
        composite: The composite with two decimals, before 加减分.
        step: The step to which the page says that scores are rounded.
    """
    low, high = figure_bounds(shown[source], step)
    other_bounds = {name: figure_bounds(shown[name], step) for name in weights if name != source}
    least = sum((weights[name] * bound for name, (bound, _) in other_bounds.items()), Fraction(0))
    most = sum((weights[name] * bound for name, (_, bound) in other_bounds.items()), Fraction(0))
    first, last = 100 * composite - Fraction(1, 2) - most, 100 * composite + Fraction(1, 2) - least
    return max(low, first / weights[source]), min(high, last / weights[source])


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
    *,
    package: tuple[int, Sequence[int]] = (0, ()),
) -> tuple[int, int]:
    """How many ways of marking a class's ballots agree with its source's score, and how many there are.

    The attacker is given how many ballots of each class came back.

    Args:
        of: The class.
        returned: How many ballots of each class came back.
        weights: Weight of each class.
        points: Points of each grade.
        score: Bounds of the source's score.
        package: How many ballots of the class somebody knows, and how many of them have each grade.
    """
    brought, grades_brought = package
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
    every = marks_of(returned[of] - brought, points)
    agree = 0
    for unknown in every:
        counts = [sum(pair) for pair in itertools.zip_longest(unknown, grades_brought, fillvalue=0)]
        expected_share = float(weights[of] * mean(counts, returned[of], points) / whole)
        low, high = float(score[0]) - expected_share - 1e-7, float(score[1]) - expected_share + 1e-7
        agree += int(np.searchsorted(reachable, low) < np.searchsorted(reachable, high, "right"))
    return agree, len(every)
