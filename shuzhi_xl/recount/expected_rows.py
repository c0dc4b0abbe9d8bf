"""The rows that 测评统计 and 综合评定 should have (应有的行), from the second count's outcome."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from shuzhi_xl.recount.exact import read_number, work_out_shares
from shuzhi_xl.recount.expected_values import (
    ExpectedMentions,
    ExpectedNumber,
    ExpectedRow,
    ExpectedText,
    ExpectedValue,
    Key,
    expect_count,
    expect_score,
    to_fraction,
)
from shuzhi_xl.recount.gradings import Grading
from shuzhi_xl.recount.piles import Pile, merge_piles
from shuzhi_xl.recount.scores import Score, class_score
from shuzhi_xl.recount.standings import Standing
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
        name: expect_count(pile.marks.get(mark, 0))
        for name, mark in zip(_COUNT_FIELDS, _COUNTED, strict=True)
    }
    no_votes = pile.cast == 0
    is_doubtful = source in standing.doubtful
    return {
        **_name_cells(standing),
        "issued": ExpectedNumber(to_fraction(pile.eligible), or_zero=no_votes),
        "returned": expect_count(pile.cast),
        "valid": expect_count(pile.valid),
        **counts,
        "not_cast": ExpectedNumber(to_fraction(pile.not_cast), or_zero=no_votes),
        **(dict.fromkeys(_SHARE_FIELDS, ExpectedNumber(None)) if is_doubtful else _share_cells(pile, by)),
        "score": ExpectedNumber(None) if is_doubtful else expect_score(score, by.decimals),
    }


def _name_cells(standing: Standing) -> dict[str, ExpectedValue]:
    organisation = standing.organisation
    return {
        "track": ExpectedText(organisation.track),
        "name": ExpectedText(organisation.name),
        "secretary": ExpectedText(organisation.secretary),
    }


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
        name: expect_score(standing.scores[source], by.decimals) for name, source in _SCORE_FIELDS.items()
    }
    suggested = grading.grade or ""
    composite = standing.composite if isinstance(standing.composite, Fraction) else None
    final = _final_grade(decided, suggested, composite)
    return {
        **_name_cells(standing),
        **scores,
        # 加减分 counts exactly as entered and is shown rounded
        "adjustment": replace(expect_score(Fraction(adjustment or 0), by.decimals), or_zero=True),
        "composite_score": ExpectedNumber(composite),
        "rank": ExpectedNumber(to_fraction(grading.rank)),
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
