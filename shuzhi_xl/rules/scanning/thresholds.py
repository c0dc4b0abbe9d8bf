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
        margin: Millimetres from a mark to the side of its box below which it may be meant for the next.
        larger: Times the size that marks of the page usually have from which one is doubtful.
        smaller: Those below which one is.
        paler: Times the ink to the millimetre that they usually have below which one is doubtful.
        heavy: Times the ink that they usually have from which one is doubtful.
        pressure: Millimetres more width that pressing the pen makes, before widths are compared.
        wider: Times the width that their strokes usually have from which one is doubtful.
        stronger: Both together: times the ink, times the width, times the width.
        level: Times the length of level lines that is usual from which one may strike the mark out.
        level_strength: Ink and width together that such a mark has at least.
        blot: Width of strokes against a mark's size from which somebody fills boxes.
        zigzag: Density of intricate marks from which somebody fills boxes.
        filled_wider: `wider` where boxes are filled.
        filled_stronger: `stronger` where boxes are filled.
        context: Marks that a page needs for comparing one with the rest; with fewer all are for a person.
    """

    ink_empty: float = 0.10
    ink_mark: float = 0.20
    extent_empty: float = 0.8
    extent_mark: float = 2.0
    extent_large: float = 17.0
    outside: float = 0.12
    margin: float = 1.5
    larger: float = 2.0
    smaller: float = 0.4
    paler: float = 0.45
    heavy: float = 1.9
    pressure: float = 0.2
    wider: float = 1.2
    stronger: float = 1.3
    level: float = 1.6
    level_strength: float = 1.0
    blot: float = 0.36
    zigzag: float = 0.3
    filled_wider: float = 1.9
    filled_stronger: float = 3.0
    context: int = 4


THRESHOLDS: Final = ReadingThresholds()


def list_limits(thresholds: ReadingThresholds = THRESHOLDS) -> Sequence[tuple[str, Decimal, str]]:
    """The limits by which a 测评票 is read, for 读票清单: name, value, meaning."""
    values = {field.name: getattr(thresholds, field.name) for field in fields(thresholds)}
    return [(name, Decimal(str(values[key])), meaning) for key, (name, meaning) in MEANINGS.items()]
