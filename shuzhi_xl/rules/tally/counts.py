"""Counting marks (计票): whole numbers, summed by class and organisation."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shuzhi_xl.rules.arithmetic.frequencies import how_often
from shuzhi_xl.sheets.declaration.units import Number, VoterClass
from shuzhi_xl.sheets.master.vocabulary import BY_ELIGIBLE, BY_RETURNED, GRADES, SPOILED


@dataclass(frozen=True)
class Count:
    """Votes of one voter class for one organisation and 测评项目.

    Attributes:
        grades: Valid marks n(g) of each grade, best first.
        abstention: Ballots without a mark (弃权).
        spoiled: Spoiled marks (作废).
        eligible: Eligible voters (应到人数), or None when unknown.
    """

    grades: tuple[int, ...] = (0, 0, 0, 0)
    abstention: int = 0
    spoiled: int = 0
    eligible: int | None = None

    @property
    def valid(self) -> int:
        """Σn(g) (有效)."""
        return sum(self.grades)

    @property
    def returned(self) -> int:
        """Votes cast, Σn(g) + 弃权 + 作废 (收回)."""
        return self.valid + self.abstention + self.spoiled

    @property
    def not_cast(self) -> int | None:
        """Eligible voters who cast none (未投), or None when unknown."""
        return None if self.eligible is None else self.eligible - self.returned

    @property
    def overfull(self) -> bool:
        """Whether more votes came in than there are voters."""
        # An error, never clamped to 0: a ballot may have been counted twice, or a seat is missing
        return self.not_cast is not None and self.not_cast < 0

    def parts(self, denominator: str) -> tuple[int, ...] | None:
        """What a denominator (计票分母, 占比分母) is made of: grades, and 弃权, 作废, 未投 if they are in.

        Returns:
            4, 6 or 7 counts, or None when the eligible voters are needed and unknown.

        >>> Count((3, 1, 0, 0), abstention=1, spoiled=1, eligible=9).parts("应到人数")
        (3, 1, 0, 0, 1, 1, 3)
        """
        if denominator == BY_ELIGIBLE:
            rest = self.not_cast
            return None if rest is None else (*self.grades, self.abstention, self.spoiled, rest)
        if denominator == BY_RETURNED:
            return (*self.grades, self.abstention, self.spoiled)
        return self.grades

    def __add__(self, addend: "Count") -> "Count":
        is_known = self.eligible is not None and addend.eligible is not None
        return Count(
            tuple(count + more for count, more in zip(self.grades, addend.grades, strict=True)),
            # Spoiled and blank marks stay apart: 收回票 contains both, 有效票 neither
            self.abstention + addend.abstention,
            self.spoiled + addend.spoiled,
            (self.eligible or 0) + (addend.eligible or 0) if is_known else None,
        )


NOTHING = Count(eligible=0)
"""The count to start a sum from."""


def total(counts: Iterable[Count]) -> Count:
    """All classes together (合计; 测评统计)."""
    return sum(counts, start=NOTHING)


Counts = Mapping[Number, Mapping[VoterClass, Count]]
"""Counts by 编号, then by 票类."""


def count_marks(
    numbers: Sequence[Number], voter_classes: Sequence[VoterClass], marks: Sequence[str]
) -> Counts:
    """Count the marks of one 测评项目 by organisation and voter class.

    Args:
        numbers: 编号 of each vote.
        voter_classes: 票类 of each vote.
        marks: Its mark: a grade, 作废, or an empty text for an abstention.

    Returns:
        Counts without eligible voters.

    >>> count_marks(["V1", "V1", "V1"], ["A票"] * 3, ["好", "", "好"])["V1"]["A票"]
    Count(grades=(2, 0, 0, 0), abstention=1, spoiled=0, eligible=None)
    """
    piles: dict[Number, dict[VoterClass, Counter[str]]] = {}
    for (number, voter_class, mark), size in how_often(numbers, voter_classes, marks):
        piles.setdefault(number, {}).setdefault(voter_class, Counter())[mark] = size
    return {
        number: {
            voter_class: Count(tuple(pile[grade] for grade in GRADES), pile[""], pile[SPOILED])
            for voter_class, pile in of_classes.items()
        }
        for number, of_classes in piles.items()
    }
