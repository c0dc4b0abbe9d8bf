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
        filled: Share of the area around a mark from which it is filled or scribbled over.
        heavy: Times the ink that marks of the page usually have from which one is doubtful.
        larger: Times the size that marks of the page usually have from which one is doubtful.
        longer: Times the length of strokes for their size, against the page, from which a mark is unlike.
        shorter: Those up to which it is.
        context: Marks that a page needs for comparing one with the rest; with fewer all are for a person.
    """

    ink_empty: float = 0.06
    ink_mark: float = 0.30
    extent_empty: float = 0.8
    extent_mark: float = 2.0
    extent_large: float = 17.0
    filled: float = 0.55
    heavy: float = 1.7
    larger: float = 1.75
    longer: float = 1.2
    shorter: float = 0.6
    context: int = 4


THRESHOLDS: Final = ReadingThresholds()


def list_limits(thresholds: ReadingThresholds = THRESHOLDS) -> Sequence[tuple[str, Decimal, str]]:
    """The limits by which a 测评票 is read, for 读票清单: name, value, meaning."""
    values = {field.name: getattr(thresholds, field.name) for field in fields(thresholds)}
    return [(name, Decimal(str(values[key])), meaning) for key, (name, meaning) in MEANINGS.items()]
