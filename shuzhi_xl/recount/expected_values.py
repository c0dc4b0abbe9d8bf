"""The value that a cell of 测评统计 or 综合评定 should have (应有的值), and whether the cell agrees."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from shuzhi_xl.recount.exact import format_number, read_number, round_half_up
from shuzhi_xl.recount.scores import Score
from shuzhi_xl.sheets.declaration.texts import clean, is_blank
from shuzhi_xl.wording.sheets.grounds import CHANGED

# A score read back from a cell may have lost its last binary digits.
_NEAR = Fraction(1, 10**9)


class ExpectedValue(Protocol):
    """The value that a cell should have; ``has_value`` is False where it should be blank."""

    @property
    def has_value(self) -> bool:
        """Whether the second count has a value for the cell."""

    def agrees(self, current: Any) -> bool:
        """Whether the cell's current value confirms it."""

    def __str__(self) -> str: ...


@dataclass(frozen=True)
class ExpectedText:
    """A text, a grade or a name."""

    value: str

    @property
    def has_value(self) -> bool:
        """Whether there should be a text."""
        return bool(self.value)

    def agrees(self, current: Any) -> bool:
        """The same text, apart from outer blanks."""
        return clean(current) == self.value

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True)
class ExpectedNumber:
    """A count, share or score; a score may be rounded or, where ``exact`` is given, unrounded.

    Attributes:
        or_zero: A blank cell and 0 mean the same here.
    """

    value: Fraction | None
    exact: Fraction | None = None
    or_zero: bool = False

    @property
    def has_value(self) -> bool:
        """Whether there should be a number."""
        return self.value is not None

    def agrees(self, current: Any) -> bool:
        """The same number, or blank where there should be none."""
        if is_blank(current):
            return self.value is None or (self.or_zero and self.value == 0)
        number = read_number(current)
        if number is None or self.value is None:
            return self.or_zero and number == 0
        return number == self.value or (self.exact is not None and abs(number - self.exact) < _NEAR)

    def __str__(self) -> str:
        return "" if self.value is None else format_number(self.value)


@dataclass(frozen=True)
class ExpectedMentions:
    """A free text that names every fired rule; blank only if none fired and the grade was not lowered."""

    names: tuple[str, ...]
    lowered: bool

    @property
    def has_value(self) -> bool:
        """Whether there should be a text."""
        return self.lowered or bool(self.names)

    def agrees(self, current: Any) -> bool:
        """All names occur in it; without a fired rule it contains at most the note of a decision."""
        text = clean(current)
        if not self.has_value:
            return not re.sub(rf"{CHANGED}，现已变化", "", text)
        return bool(text) and all(name in text for name in self.names)

    def __str__(self) -> str:
        return "、".join(self.names)


@dataclass(frozen=True)
class ExpectedRow:
    """The expected cells of one row, by field name."""

    cells: Mapping[str, ExpectedValue]


Key = tuple[str, ...]


def expect_count(number: int) -> ExpectedNumber:
    """A number of votes."""
    return ExpectedNumber(Fraction(number))


def to_fraction(number: int | None) -> Fraction | None:
    """A number that may be unknown, as the fractions of this count."""
    return None if number is None else Fraction(number)


def expect_score(score: Score, decimals: int) -> ExpectedNumber:
    """A score, rounded or unrounded; blank where it is withheld or missing."""
    return (
        ExpectedNumber(round_half_up(score, decimals), exact=score)
        if isinstance(score, Fraction)
        else ExpectedNumber(None)
    )
