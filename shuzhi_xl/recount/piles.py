"""Piles of votes (一叠票): the marks of one class for one secretary and item, and its eligible voters."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shuzhi_xl.sheets.master.vocabulary import ABSTENTION, BY_ELIGIBLE, BY_VALID, GRADES, SPOILED


@dataclass(frozen=True)
class Pile:
    """Marks of one class for one secretary and item, and the number of eligible votes (应到), if known."""

    marks: Mapping[str, int]
    eligible: int | None = None

    @property
    def valid(self) -> int:
        """Votes for one of the grades (有效)."""
        return sum(self.marks.get(grade, 0) for grade in GRADES)

    @property
    def cast(self) -> int:
        """Votes handed in, with blank and spoiled ones (收回)."""
        return self.valid + self.marks.get(ABSTENTION, 0) + self.marks.get(SPOILED, 0)

    @property
    def overfull(self) -> bool:
        """Whether more votes were cast than there are eligible ones."""
        return self.eligible is not None and self.cast > self.eligible

    @property
    def not_cast(self) -> int | None:
        """Votes that could have been cast but were not (未投); None when that is not known."""
        return None if self.eligible is None or self.overfull else self.eligible - self.cast

    def denominator(self, choice: str) -> int | None:
        """The divisor of shares and scores under 有效票, 收回票 or 应到人数; None when unknown."""
        if choice == BY_ELIGIBLE:
            return None if self.overfull else self.eligible
        return self.valid if choice == BY_VALID else self.cast


def merge_piles(piles: Iterable[Pile]) -> Pile:
    """All classes as one pile (合计); its eligible are known when those of every class are."""
    marks: Counter[str] = Counter()
    eligible: list[int | None] = []
    for pile in piles:
        marks.update(pile.marks)
        eligible.append(pile.eligible)
    numbers = [number for number in eligible if number is not None]
    return Pile(marks, sum(numbers) if len(numbers) == len(eligible) else None)
