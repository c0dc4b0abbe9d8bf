"""The nature of a random town: its tracks, its classes of voters, and whether all voters are of one mind."""

from collections.abc import Sequence
from random import Random
from typing import Any, Final, TypeVar

Row = dict[str, Any]
Rows = list[Row]
Tables = dict[str, Rows]

_Option = TypeVar("_Option")

YES, NO = "是", "否"
CLASSES: Final = ("A票", "B票", "C票")
RESPONDENTS: Final = ("党员", "群众")


class Draws:
    """Draws of a repeatable generator, the first of which decide the nature of the town.

    Args:
        random: The generator.
    """

    def __init__(self, random: Random) -> None:
        self.random = random
        self.tracks = [f"板块{index}" for index in range(1, random.choice((1, 1, 2, 3)) + 1)]
        self.classes = random.sample(CLASSES, random.choice((1, 2, 2, 3)))
        self.respondents = random.sample(RESPONDENTS, random.choice((1, 1, 2)))
        self.uniform = self.happens(0.3)
        self.peers = random.choice((*self.classes, None)) if self.happens(0.4) else None

    def choose(self, options: Sequence[_Option]) -> _Option:
        """One of the options."""
        return self.random.choice(options)

    def happens(self, chance: float) -> bool:
        """Whether something of this chance (0–1) happens."""
        return self.random.random() < chance

    def yes(self, chance: float) -> str:
        """是 with this chance, else 否."""
        return YES if self.happens(chance) else NO
