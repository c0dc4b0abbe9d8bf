"""Which counted ballots are laid beside their pictures (抽查), and what a sample without a fault shows.

What is drawn follows from the words entered after the count alone, so nobody could know it before, and
anybody can repeat it: of each ballot the SHA-256 of a text 随机词|场次|票号 in UTF-8 is taken, such as
3516|M01|7, and the ballots with the lowest are drawn.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, NamedTuple

from shuzhi_xl.rules.intake.answers import BallotAnswer
from shuzhi_xl.sheets.declaration.texts import folded
from shuzhi_xl.sheets.declaration.units import MeetingNumber
from shuzhi_xl.sheets.outgoing.scanned_ballots import ScannedPage

CHANCE: Final = Fraction(5, 100)
"""How often a sample may be without a fault though more ballots are wrong than is said: 95 % confidence."""


@dataclass(frozen=True)
class CountedBallot:
    """A ballot that is counted in 测评票 and of which there are pictures (票).

    Attributes:
        answer: What was counted; its number is 票号 of 读票.
        pages: Where its pictures are, in their order.
        readings: What 读票 read, by header of 录票, where that is known.
    """

    meeting: MeetingNumber
    answer: BallotAnswer
    pages: Sequence[ScannedPage]
    readings: Mapping[str, str] = field(default_factory=dict)


class DrawnBallot(NamedTuple):
    """A ballot of 测评票 that was drawn, and the SHA-256 for which it was, 64 hexadecimal digits."""

    ballot: CountedBallot
    proof: str


def tidy_seed(seed: str) -> str:
    """The words entered for the drawing of 测评票 (随机词), without blanks and with plain digits.

    >>> tidy_seed(" ３５ 16")
    '3516'
    """
    return folded(seed)


def prove_draw(seed: str, meeting: MeetingNumber, order: int) -> str:
    """The number by which a ballot (测评票) is drawn or not: 64 hexadecimal digits.

    >>> prove_draw("3516", "M01", 7)[:16]
    '984b92c633cdc815'
    """
    return hashlib.sha256(f"{seed}|{meeting}|{order}".encode()).hexdigest()


def draw_ballots(ballots: Iterable[CountedBallot], seed: str, count: int) -> list[DrawnBallot]:
    """Draw ballots of 测评票 by words that were entered after the count.

    Args:
        ballots: All that may be drawn, in any order.
        seed: The words, as `tidy_seed` gives them.
        count: How many to draw; all of them where there are fewer.

    Returns:
        The ballots, by 场次 and 票号.
    """
    proven = [
        DrawnBallot(ballot, prove_draw(seed, ballot.meeting, ballot.answer.order)) for ballot in ballots
    ]
    lowest = sorted(proven, key=lambda draw: draw.proof)[:count]
    return sorted(lowest, key=lambda draw: (draw.ballot.meeting, draw.ballot.answer.order))


def most_wrong(total: int, size: int) -> int:
    """How many ballots of 测评票 may be wrong at most, with 95 % confidence, where none of the drawn is.

    Exact, for a draw without replacement: the greatest number of wrong ones with which a sample without
    any is still as likely as `CHANCE`.

    Args:
        total: Ballots that could be drawn.
        size: Ballots drawn, at most `total`.

    >>> most_wrong(85, 60), most_wrong(2000, 60), most_wrong(60, 60), most_wrong(60, 0)
    (2, 95, 0, 60)
    """
    likelihood = Fraction(1)
    for faults in range(total):
        likelihood *= Fraction(max(total - size - faults, 0), total - faults)
        if likelihood < CHANCE:
            return faults
    return total
