"""Ranks (名次) and quotas (比例上限) within a track."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from shuzhi_xl.rules.policy.model import GradeRule
from shuzhi_xl.sheets.declaration.units import GradeName, Number, Share
from shuzhi_xl.sheets.master.vocabulary import ROUND_DOWN, ROUND_UP, TIE_ERROR, TIE_LENIENT, TIE_STRICT


def rank_scores(scores: Mapping[Number, Decimal]) -> dict[Number, int]:
    """Ranks (名次; 算法 五) by the printed composite; equal scores share the better rank.

    >>> rank_scores({"a": Decimal(90), "b": Decimal(95), "c": Decimal(90), "d": Decimal(80)})
    {'a': 2, 'b': 1, 'c': 2, 'd': 4}
    """
    best: dict[Decimal, int] = {}
    for rank, score in enumerate(sorted(scores.values(), reverse=True), start=1):
        best.setdefault(score, rank)
    return {number: best[score] for number, score in scores.items()}


def count_quota_places(quota: Share, organisations: int, rounding: str) -> int:
    """名额 of a grade: m · 比例上限 (评分设置), made whole by 名额取整 (基本设置).

    Args:
        quota: 比例上限 in per cent.
        organisations: m, all appraised organisations of the track.
        rounding: 向下, 四舍五入 or 向上.

    >>> [count_quota_places(Share(30), 15, rounding) for rounding in ("向下", "四舍五入", "向上")]
    [4, 5, 5]
    """
    exact = quota * organisations / 100
    if rounding == ROUND_DOWN:
        return exact.numerator // exact.denominator
    if rounding == ROUND_UP:
        return -(-exact.numerator // exact.denominator)
    # In whole numbers: round() takes halves to the even number, and 2.5 places would be 2
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


@dataclass(frozen=True)
class Move:
    """One organisation that moves down a grade because the quota is full (名额; 算法 五)."""

    number: Number
    out_of: GradeName
    into: GradeName
    quota_places: int


@dataclass(frozen=True)
class Allotment:
    """Grades after the quotas (比例上限; 算法 五).

    Attributes:
        grades: Grade by 编号; an organisation whose grade depends on an undecided tie has none.
        moves: Organisations that moved down, in order.
        quota_places: 名额 of each grade with a quota.
        tied: Organisations with equal scores on both sides of a quota line, by grade.
    """

    grades: Mapping[Number, GradeName]
    moves: tuple[Move, ...]
    quota_places: Mapping[GradeName, int]
    tied: Mapping[GradeName, tuple[Number, ...]]

    @cached_property
    def moves_of(self) -> Mapping[Number, Sequence[Move]]:
        """Moves by 编号 of the organisation."""
        moves: dict[Number, list[Move]] = {}
        for move in self.moves:
            moves.setdefault(move.number, []).append(move)
        return moves


def apply_quotas(
    before: Mapping[Number, GradeName],
    scores: Mapping[Number, Decimal],
    grades: Sequence[GradeRule],
    rounding: str,
    ties: str,
) -> Allotment:
    """Apply the quotas (比例上限) from the best grade down; an organisation beyond one takes the next grade.

    With 同分处理 = 报错 the quotas are applied both ways, 从宽 and 从严; where the results differ, the grade
    is open.

    Args:
        before: Grade after caps, by 编号, of all appraised organisations of the track.
        scores: Printed composite of each.
        grades: Grades, best first.
        rounding: 名额取整 (基本设置).
        ties: 同分处理 (基本设置).
    """
    if ties == TIE_ERROR:
        lenient = apply_quotas(before, scores, grades, rounding, TIE_LENIENT)
        strict = apply_quotas(before, scores, grades, rounding, TIE_STRICT)
        # A tie leaves open what depends on it and nothing more; all other grades are suggested
        sure = {number: grade for number, grade in lenient.grades.items() if strict.grades[number] == grade}
        return replace(
            lenient, grades=sure, moves=tuple(move for move in lenient.moves if move.number in sure)
        )
    after, moves, tied = dict(before), list[Move](), dict[GradeName, tuple[Number, ...]]()
    quota_places = _count_all_quota_places(grades, len(before), rounding)
    # From the best grade down, once: those who fall out count against the next grade's quota.
    # The last grade is never `rule`, so nobody falls out of the track
    for rule, following in pairwise(grades):
        limit = quota_places.get(rule.grade, len(before))
        members = {number: scores[number] for number, grade in after.items() if grade == rule.grade}
        out, level = _split_at_line(members, limit, ties)
        tied |= {rule.grade: level} if level else {}
        after |= dict.fromkeys(out, following.grade)
        moves += [Move(number, rule.grade, following.grade, limit) for number in out]
    return Allotment(after, tuple(moves), quota_places, tied)


def _count_all_quota_places(
    grades: Sequence[GradeRule], organisations: int, rounding: str
) -> dict[GradeName, int]:
    """名额 of each grade with a quota, of all appraised organisations of the track."""
    # Not of those that reach the grade: the share is of the track
    return {
        rule.grade: count_quota_places(rule.quota, organisations, rounding)
        for rule in grades
        if rule.quota is not None
    }


def _split_at_line(
    scores: Mapping[Number, Decimal], limit: int, ties: str
) -> tuple[list[Number], tuple[Number, ...]]:
    """Organisations that move down, and those with equal scores on both sides of the line."""
    # Stable: equal scores stay in roster order, so two runs list a tie identically
    ordered = sorted(scores, key=lambda number: scores[number], reverse=True)
    if len(ordered) <= limit:
        return [], ()
    first_out = scores[ordered[limit]]
    level = tuple(number for number in ordered if scores[number] == first_out)
    # With 0 places there is no better side of the line: 从宽 must not fill a grade that is closed
    crosses = limit > 0 and scores[ordered[limit - 1]] == first_out
    if not crosses:
        return ordered[limit:], ()
    line = ordered.index(level[0]) + (len(level) if ties == TIE_LENIENT else 0)
    return ordered[line:], level
