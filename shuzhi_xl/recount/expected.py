"""What should stand in the cells of 测评统计 and 综合评定 (应有的值), from the second count's outcome."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Protocol

from shuzhi_xl.recount.exact import as_number, rounded, shares, shown
from shuzhi_xl.recount.outcome import Grading, Standing
from shuzhi_xl.recount.piles import Pile, together
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

# reading a score back from a cell may cost its last binary digits
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


class Expected(Protocol):
    """What a cell should hold: ``known`` is False where nothing should stand."""

    @property
    def known(self) -> bool:
        """Whether the second count has a value for the cell."""

    def agrees(self, stands: Any) -> bool:
        """Whether what stands in the cell confirms it."""

    def __str__(self) -> str: ...


@dataclass(frozen=True)
class Words:
    """A text, a grade or a name."""

    value: str

    @property
    def known(self) -> bool:
        """Whether a text should stand."""
        return bool(self.value)

    def agrees(self, stands: Any) -> bool:
        """The same text, apart from outer blanks."""
        return clean(stands) == self.value

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True)
class Number:
    """A count, share or score; a score may stand rounded or, where ``exact`` is given, unrounded.

    Attributes:
        or_zero: A blank cell and 0 say the same here.
    """

    value: Fraction | None
    exact: Fraction | None = None
    or_zero: bool = False

    @property
    def known(self) -> bool:
        """Whether a number should stand."""
        return self.value is not None

    def agrees(self, stands: Any) -> bool:
        """The same number, or blank where none should stand."""
        if is_blank(stands):
            return self.value is None or (self.or_zero and self.value == 0)
        number = as_number(stands)
        if number is None or self.value is None:
            return self.or_zero and number == 0
        return number == self.value or (self.exact is not None and abs(number - self.exact) < _NEAR)

    def __str__(self) -> str:
        return "" if self.value is None else shown(self.value)


@dataclass(frozen=True)
class Mentions:
    """A free text that names every rule that fired; blank only if none did and the grade was not lowered."""

    names: tuple[str, ...]
    lowered: bool

    @property
    def known(self) -> bool:
        """Whether anything should stand."""
        return self.lowered or bool(self.names)

    def agrees(self, stands: Any) -> bool:
        """All names occur in it; where nothing happened, it holds at most the note of a decision."""
        text = clean(stands)
        if not self.known:
            return not re.sub(rf"{CHANGED}，现已变化", "", text)
        return bool(text) and all(name in text for name in self.names)

    def __str__(self) -> str:
        return "、".join(self.names)


@dataclass(frozen=True)
class ExpectedRow:
    """Cells by field name."""

    cells: Mapping[str, Expected]


Key = tuple[str, ...]


def tally_rows(every: Mapping[str, Standing], by: Settings) -> dict[Key, ExpectedRow]:
    """Rows of 测评统计 by 编号, 来源, 票类 and 项目, with a row 合计 for each source and item."""
    rows: dict[Key, ExpectedRow] = {}
    for number, standing in every.items():
        for (source, item), piles in standing.piles.items():
            if not any(pile.cast for pile in piles.values()):
                continue
            for voter_class, pile in piles.items():
                score = class_score(pile, standing.scheme.points, by.denominator)
                cells = _tally_cells(standing, source, pile, score, by)
                rows[number, source, voter_class, item] = ExpectedRow(cells)
            whole = together(piles.values())
            if source == SURVEY:
                whole = replace(whole, eligible=standing.sheets)
            cells = _tally_cells(standing, source, whole, standing.items[source, item], by)
            rows[number, source, EVERY_CLASS, item] = ExpectedRow(cells)
    return rows


def _tally_cells(
    standing: Standing, source: str, pile: Pile, score: Score, by: Settings
) -> dict[str, Expected]:
    counts = {
        name: _count(pile.marks.get(mark, 0)) for name, mark in zip(_COUNT_FIELDS, _COUNTED, strict=True)
    }
    nobody = pile.cast == 0
    is_doubtful = source in standing.doubtful
    return {
        **_names(standing),
        "issued": Number(_fraction(pile.eligible), or_zero=nobody),
        "returned": _count(pile.cast),
        "valid": _count(pile.valid),
        **counts,
        "not_cast": Number(_fraction(pile.not_cast), or_zero=nobody),
        **(dict.fromkeys(_SHARE_FIELDS, Number(None)) if is_doubtful else _share_cells(pile, by)),
        "score": Number(None) if is_doubtful else _score(score, by.places),
    }


def _names(standing: Standing) -> dict[str, Expected]:
    organisation = standing.organisation
    return {
        "track": Words(organisation.track),
        "name": Words(organisation.name),
        "secretary": Words(organisation.secretary),
    }


def _count(number: int) -> Number:
    return Number(Fraction(number))


def _fraction(number: int | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _score(score: Score, places: int) -> Number:
    return Number(rounded(score, places), exact=score) if isinstance(score, Fraction) else Number(None)


def _share_cells(pile: Pile, by: Settings) -> dict[str, Expected]:
    parts = [pile.marks.get(grade, 0) for grade in GRADES]
    if by.share_denominator in (BY_RETURNED, BY_ELIGIBLE):
        parts += [pile.marks.get(ABSTENTION, 0), pile.marks.get(SPOILED, 0)]
    if by.share_denominator == BY_ELIGIBLE:
        parts.append(pile.not_cast or 0)
    per_cents: Sequence[Fraction] = ()
    if pile.denominator(by.share_denominator):
        per_cents = shares(parts, by.places, by.remainder)
    blank: dict[str, Expected] = dict.fromkeys(_SHARE_FIELDS, Number(None))
    return {**blank, **{name: Number(share) for name, share in zip(_SHARE_FIELDS, per_cents, strict=False)}}


def appraisal_rows(
    every: Mapping[str, Standing],
    graded: Mapping[str, Grading],
    decided: Mapping[str, Appraisal],
    by: Settings,
) -> dict[Key, ExpectedRow]:
    """Rows of 综合评定 by 编号.

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
) -> dict[str, Expected]:
    adjustment = standing.routine.adjustment if standing.routine else None
    scores = {name: _score(standing.scores[source], by.places) for name, source in _SCORE_FIELDS.items()}
    suggested = grading.grade or ""
    composite = standing.composite if isinstance(standing.composite, Fraction) else None
    final = _final_grade(decided, suggested, composite)
    return {
        **_names(standing),
        **scores,
        "adjustment": replace(_score(Fraction(adjustment or 0), by.places), or_zero=True),
        "composite_score": Number(composite),
        "rank": Number(_fraction(grading.rank)),
        "suggested_grade": Words(suggested),
        "fired_rules": Mentions(grading.fired, grading.lowered),
        "final_grade": Words(final),
    }


def _final_grade(row: Appraisal | None, suggested: str, composite: Fraction | None) -> str:
    """最终等次: what the committee decided, unless its reason is missing or it decided on other figures."""
    if row is None or row.decided_on is None:
        return ""
    if row.decided_grade and row.decided_grade != suggested and not row.decision_reason:
        return ""
    noted = re.search(CHANGED, row.fired_rules)
    basis = (suggested, composite)
    if noted and noted["day"] == str(row.decided_on):
        basis = (noted["grade"], as_number(noted["score"]))
    return (row.decided_grade or suggested) if basis == (suggested, composite) else ""
