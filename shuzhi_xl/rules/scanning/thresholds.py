"""The limits by which marks are read (读票的阈值), as 读票清单 prints them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Final

from shuzhi_xl.wording.scanning.limits import MEANINGS


@dataclass(frozen=True)
class ReadingThresholds:
    """From when a box of a 测评票 is empty, marked, or for a person to look at; names as in `MEANINGS`.

    Attributes:
        ink_empty: Square millimetres of full black up to which a box is empty by its ink.
        ink_mark: Those from which it is marked.
        extent_empty: Millimetres of its strokes' greater side up to which it is empty by its shapes.
        extent_mark: Those from which it is marked.
        extent_large: Those from which a mark is no common one.
        outside: Ink beside the table against that inside from which a mark may be meant for no box.
        larger: Times the size that marks of the page usually have from which one is doubtful.
        paler: Times the ink to the millimetre that they usually have below which one is doubtful.
        heavy: Times the ink that they usually have from which one is doubtful.
        wider: Times the width that their strokes usually have from which one is doubtful.
        stronger: Both together, times each other.
        cross_stronger: The same where marks are crosses, whose ends say less.
        blot: Width of strokes against a mark's size from which somebody fills boxes.
        zigzag: Density of marks that are never alike from which somebody fills boxes.
        filled_wider: `wider` where boxes are filled.
        filled_stronger: `stronger` where boxes are filled.
        context: Marks that a page needs for comparing one with the rest; with fewer all are for a person.
    """

    ink_empty: float = 0.06
    ink_mark: float = 0.30
    extent_empty: float = 0.8
    extent_mark: float = 2.0
    extent_large: float = 17.0
    outside: float = 0.12
    larger: float = 2.0
    paler: float = 0.45
    heavy: float = 2.1
    wider: float = 1.28
    stronger: float = 1.8
    cross_stronger: float = 1.5
    blot: float = 0.36
    zigzag: float = 0.4
    filled_wider: float = 1.9
    filled_stronger: float = 3.0
    context: int = 4


THRESHOLDS: Final = ReadingThresholds()


def list_limits(thresholds: ReadingThresholds = THRESHOLDS) -> Sequence[tuple[str, Decimal, str]]:
    """The limits by which a 测评票 is read, for 读票清单: name, value, meaning."""
    values = {field.name: getattr(thresholds, field.name) for field in fields(thresholds)}
    return [(name, Decimal(str(values[key])), meaning) for key, (name, meaning) in MEANINGS.items()]
