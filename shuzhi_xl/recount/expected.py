"""The values that 测评统计 and 综合评定 should contain (应有的值), from the second count's outcome."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Protocol

from shuzhi_xl.recount.exact import format_number, read_number, round_half_up, work_out_shares
from shuzhi_xl.recount.outcome import Grading, Standing
from shuzhi_xl.recount.piles import Pile, merge_piles
from shuzhi_xl.recount.scores import Score, class_score
from shuzhi_xl.sheets.declaration.texts import clean, is_blank
from shuzhi_xl.sheets.master.results import Appraisal
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import (
    ABSTENTION,
    ANNUAL,
    BY_ELIGIBLE,
    BY_RETURNED,
    EVERY_CLASS,
    GRADES,
    MEETING,
    ROUTINE,
    SPOILED,
    SURVEY,
    VISITS,
)
from shuzhi_xl.wording.sheets.grounds import CHANGED

# A score read back from a cell may have lost its last binary digits.
_NEAR = Fraction(1, 10**9)
_COUNTED = (*GRADES, ABSTENTION, SPOILED)
_COUNT_FIELDS = ("good", "fairly_good", "average", "poor", "abstention", "spoiled")
_SHARE_FIELDS = (*(f"{name}_share" for name in _COUNT_FIELDS), "not_cast_share")
_SCORE_FIELDS = {
    "meeting_score": MEETING,
    "survey_score": SURVEY,
    "visit_score": VISITS,
    "routine_score": ROUTINE,
    "annual_score": ANNUAL,
}


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


def expect_tally_rows(every: Mapping[str, Standing], by: Settings) -> dict[Key, ExpectedRow]:
    """The rows that 测评统计 should have, by 编号, 来源, 票类 and 项目; a row 合计 per source and item."""
    rows: dict[Key, ExpectedRow] = {}
    for number, standing in every.items():
        for (source, item), piles in standing.piles.items():
            # 测评统计 has no rows for a source without any vote
            if not any(pile.cast for pile in piles.values()):
                continue
            for voter_class, pile in piles.items():
                score = class_score(pile, standing.policy.points, by.denominator)
                cells = _tally_cells(standing, source, pile, score, by)
                rows[number, source, voter_class, item] = ExpectedRow(cells)
            whole = merge_piles(piles.values())
            # 发出数 of 问卷 is known for all classes together, not by 票类
            if source == SURVEY:
                whole = replace(whole, eligible=standing.sheets)
            cells = _tally_cells(standing, source, whole, standing.items[source, item], by)
            rows[number, source, EVERY_CLASS, item] = ExpectedRow(cells)
    return rows


def _tally_cells(
    standing: Standing, source: str, pile: Pile, score: Score, by: Settings
) -> dict[str, ExpectedValue]:
    counts = {
        name: _expect_count(pile.marks.get(mark, 0))
        for name, mark in zip(_COUNT_FIELDS, _COUNTED, strict=True)
    }
    no_votes = pile.cast == 0
    is_doubtful = source in standing.doubtful
    return {
        **_name_cells(standing),
        "issued": ExpectedNumber(_to_fraction(pile.eligible), or_zero=no_votes),
        "returned": _expect_count(pile.cast),
        "valid": _expect_count(pile.valid),
        **counts,
        "not_cast": ExpectedNumber(_to_fraction(pile.not_cast), or_zero=no_votes),
        **(dict.fromkeys(_SHARE_FIELDS, ExpectedNumber(None)) if is_doubtful else _share_cells(pile, by)),
        "score": ExpectedNumber(None) if is_doubtful else _expect_score(score, by.decimals),
    }


def _name_cells(standing: Standing) -> dict[str, ExpectedValue]:
    organisation = standing.organisation
    return {
        "track": ExpectedText(organisation.track),
        "name": ExpectedText(organisation.name),
        "secretary": ExpectedText(organisation.secretary),
    }


def _expect_count(number: int) -> ExpectedNumber:
    return ExpectedNumber(Fraction(number))


def _to_fraction(number: int | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _expect_score(score: Score, places: int) -> ExpectedNumber:
    return (
        ExpectedNumber(round_half_up(score, places), exact=score)
        if isinstance(score, Fraction)
        else ExpectedNumber(None)
    )


def _share_cells(pile: Pile, by: Settings) -> dict[str, ExpectedValue]:
    # 弃权, 作废 and 未投 have a share only where they are part of 占比分母
    parts = [pile.marks.get(grade, 0) for grade in GRADES]
    if by.share_denominator in (BY_RETURNED, BY_ELIGIBLE):
        parts += [pile.marks.get(ABSTENTION, 0), pile.marks.get(SPOILED, 0)]
    if by.share_denominator == BY_ELIGIBLE:
        parts.append(pile.not_cast or 0)
    per_cents: Sequence[Fraction] = ()
    if pile.denominator(by.share_denominator):
        per_cents = work_out_shares(parts, by.decimals, by.remainder)
    blank: dict[str, ExpectedValue] = dict.fromkeys(_SHARE_FIELDS, ExpectedNumber(None))
    return {
        **blank,
        # strict=False: there are fewer parts than fields unless 占比分母 is 应到人数
        **{name: ExpectedNumber(share) for name, share in zip(_SHARE_FIELDS, per_cents, strict=False)},
    }


def expect_appraisal_rows(
    every: Mapping[str, Standing],
    graded: Mapping[str, Grading],
    decided: Mapping[str, Appraisal],
    by: Settings,
) -> dict[Key, ExpectedRow]:
    """The rows that 综合评定 should have, by 编号.

    Args:
        every: Scores by 编号.
        graded: Ranks and suggested grades by 编号.
        decided: The committee's own cells (研究等次, 调整理由, 研究日期) and 触发规则, by 编号.
        by: The town's settings.
    """
    return {
        (number,): ExpectedRow(_appraisal_cells(standing, graded[number], decided.get(number), by))
        for number, standing in every.items()
    }


def _appraisal_cells(
    standing: Standing, grading: Grading, decided: Appraisal | None, by: Settings
) -> dict[str, ExpectedValue]:
    adjustment = standing.routine.adjustment if standing.routine else None
    scores = {
        name: _expect_score(standing.scores[source], by.decimals) for name, source in _SCORE_FIELDS.items()
    }
    suggested = grading.grade or ""
    composite = standing.composite if isinstance(standing.composite, Fraction) else None
    final = _final_grade(decided, suggested, composite)
    return {
        **_name_cells(standing),
        **scores,
        # 加减分 counts exactly as entered and is shown rounded
        "adjustment": replace(_expect_score(Fraction(adjustment or 0), by.decimals), or_zero=True),
        "composite_score": ExpectedNumber(composite),
        "rank": ExpectedNumber(_to_fraction(grading.rank)),
        "suggested_grade": ExpectedText(suggested),
        "fired_rules": ExpectedMentions(grading.fired, grading.lowered),
        "final_grade": ExpectedText(final),
    }


def _final_grade(row: Appraisal | None, suggested: str, composite: Fraction | None) -> str:
    """最终等次: what the committee decided, unless its reason is missing or it decided on other figures."""
    # Only 研究日期 makes a decision: 建议等次 alone is no result
    if row is None or row.decided_on is None:
        return ""
    if row.decided_grade and row.decided_grade != suggested and not row.decision_reason:
        return ""
    # The note in 触发规则 has the figures on which the committee decided, and is about that decision only
    noted = re.search(CHANGED, row.fired_rules)
    basis = (suggested, composite)
    if noted and noted["day"] == str(row.decided_on):
        basis = (noted["grade"], read_number(noted["score"]))
    return (row.decided_grade or suggested) if basis == (suggested, composite) else ""
