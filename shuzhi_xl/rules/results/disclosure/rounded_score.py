"""A score as it leaves the office where few votes must stay unknown (约数; 匿名)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from shuzhi_xl.rules.arithmetic.rounding import round_half_up
from shuzhi_xl.wording.sheets.titles import about


@dataclass(frozen=True)
class RoundedScore:
    """A score that is shown rounded (匿名; 算法 七); nothing is computed from it but its part as shown.

    Attributes:
        score: The rounded score.
        step: The step to which it is rounded; 0 where only to 小数位数.
    """

    score: Decimal
    step: Fraction

    @classmethod
    def of(cls, score: Fraction, step: Fraction, decimals: int) -> "RoundedScore":
        """Round a score half up (四舍五入; 算法 七).

        Args:
            score: The exact score.
            step: The step; 0 for 小数位数.
            decimals: 小数位数.

        >>> str(RoundedScore.of(Fraction(9249, 100), Fraction(5), 2).score)
        '90'
        >>> str(RoundedScore.of(Fraction(9249, 100), Fraction(1, 10), 2).score)
        '92.5'
        """
        if not step:
            return cls(round_half_up(score, decimals), step)
        places = 0 if step.denominator == 1 else 1
        return cls(round_half_up(Fraction(round_half_up(score / step, 0)) * step, places), step)

    @property
    def figure(self) -> Decimal | str:
        """The score as shown: in words where it is rounded further than all others."""
        return about(self.score) if self.step else self.score

    def weigh(self, share: Fraction, decimals: int) -> Decimal | str:
        """Its part of the composite (计入综合分; 算法 七), from the rounded score alone.

        Args:
            share: Its weight, as a share of 1.
            decimals: 小数位数.

        >>> RoundedScore(Decimal(92), Fraction(2)).weigh(Fraction(2, 5), 2)
        '约 36.8'
        """
        part = round_half_up(Fraction(self.score) * share, decimals)
        return about(part) if self.step else part
