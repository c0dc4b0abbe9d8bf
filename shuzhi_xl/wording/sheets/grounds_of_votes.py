"""Sentences of 评定依据 about scores: from counts of votes to a score, in numbers to be checked by hand."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

_MILLION = 10**6


def number(value: Fraction) -> str:
    """An exact number, or one cut to six decimals and marked 约.

    >>> number(Fraction(185, 2)), number(Fraction(200, 3))
    ('92.5', '约66.666667')
    """
    # Whole numbers throughout: an explanation names hundreds of figures, and fractions are slow.
    scaled, bottom = value.numerator * _MILLION, value.denominator
    whole = (2 * abs(scaled) + bottom) // (2 * bottom)
    points, rest = divmod(whole, _MILLION)
    digits = f"{points}.{rest:06}".rstrip("0") if rest else str(points)
    about = "约" if scaled % bottom else ""
    return f"{about}{'-' if scaled < 0 and whole else ''}{digits}"


def votes(source: str, criterion: str, voter_class: str, counts: Mapping[str, int | None]) -> str:
    """The counts of one voter class; unknown ones are left out."""
    shown = "、".join(f"{name} {count}" for name, count in counts.items() if count is not None)
    return f"{source}（{criterion}）{voter_class}：{shown}。"


def terms(counts: Sequence[int], points: Sequence[Fraction]) -> str:
    """Counts times points, added up."""
    return "＋".join(f"{count}×{_signed(point)}" for count, point in zip(counts, points, strict=True))


def class_score(sum_of_points: str, denominator: str, score: Fraction, weight: Fraction) -> str:
    """Calculation of a class's score from its counts."""
    return f"得分{sum_of_points}（{denominator}）＝{number(score)}；{_class_weight(weight)}。"


def no_class_score(handling: str, weight: Fraction) -> str:
    """A class without votes in the denominator."""
    handled = f"，空票类按“{handling}”处理" if weight else ""
    return f"没有可计分的票{handled}；{_class_weight(weight)}。"


def _class_weight(weight: Fraction) -> str:
    return f"票类权重 {number(weight)}" if weight else "票类权重 0，只计占比、不计分"


def unweighted(label: str) -> str:
    """A 测评项目 of weight 0."""
    return f"{label}：项目权重 0，只统计、不计分。"


def unmarked(label: str) -> str:
    """A 测评项目 without any mark, beside others with marks."""
    return f"{label}：一张有效票也没有，不计这一项，按其余项目折算。"


def visit(source: str, day: date | None, way: str, sum_of_points: str, points: Fraction) -> str:
    """Score of one visit: computed from counts, or points as entered."""
    figure = f"得分{sum_of_points}＝" if sum_of_points else "评分 "
    occasion = " ".join(filter(None, (str(day or ""), way)))
    return f"{source}：{occasion and f'{occasion}，'}{figure}{number(points)}。"


def plain_mean(label: str, points: Sequence[Fraction], score: Fraction) -> str:
    """A mean in which all weigh the same."""
    return f"{label}：（{'＋'.join(map(_signed, points))}）÷{len(points)}＝{number(score)}。"


def mean(label: str, parts: Sequence[tuple[Fraction, Fraction]], score: Fraction) -> str:
    """A weighted mean of (weight, score) pairs."""
    added = "＋".join(f"{number(weight)}×{_signed(point)}" for weight, point in parts)
    whole = sum((weight for weight, _ in parts), start=Fraction(0))
    return f"{label}：（{added}）÷{number(whole)}＝{number(score)}。"


def score(label: str, value: Fraction, weight: Fraction) -> str:
    """A source's score and weight."""
    return f"{label}：得分 {number(value)}，权重 {number(weight)}。"


def source_held(source: str) -> str:
    """A source held back by a blocking finding."""
    return f"{source}：有须改的疑点，成绩暂不采用，见“校验报告”。"


def source_missing(source: str, handling: str) -> str:
    """A source without score."""
    return f"{source}：没有成绩，按“{handling}”处理。"


def _signed(value: Fraction) -> str:
    return f"（{number(value)}）" if value.numerator < 0 else number(value)
