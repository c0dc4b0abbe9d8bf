"""Reasons why a grade differs from that of the composite alone (定等的缘由), if they may be disclosed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from shuzhi_xl.rules.grading.caps import SHARE_INDICATORS, RuleOutcome
from shuzhi_xl.rules.grading.suggestion import Capping, TrackGrades
from shuzhi_xl.rules.policy.model import Condition
from shuzhi_xl.rules.year.unreliable_rows import Pair
from shuzhi_xl.sheets.master.results import Appraisal
from shuzhi_xl.sheets.master.vocabulary import GRADES, MEETING
from shuzhi_xl.wording.sheets import conditions
from shuzhi_xl.wording.sheets import standings as say
from shuzhi_xl.wording.sheets.titles import UNSHOWN


@dataclass(frozen=True)
class Reader:
    """Reader of the reasons, and what may be disclosed to them (匿名).

    Attributes:
        hidden: 编号 and 来源 of figures that are not shown (匿名下限, 基本设置).
        decimals: 小数位数 (基本设置).
        is_subject: Whether it is the branch itself. A fired rule reveals how a hidden figure compares, and a
            branch knows who voted, so such a rule is not named to it.
        knows_words: Whether it may read the words of 否决事由 and 调整理由.
    """

    hidden: Collection[Pair]
    decimals: int
    is_subject: bool = False
    knows_words: bool = True


def differs_from_suggestion(row: Appraisal) -> bool:
    """Whether the committee's grade differs from the suggestion (研究等次)."""
    return row.decided_grade not in ("", row.suggested_grade)


def list_reasons(row: Appraisal, graded: TrackGrades, capping: Capping, reader: Reader) -> Iterator[str]:
    """Sentences on the caps, moves and decision that changed a grade, in order (定等的缘由; 通知 四、4)."""
    allotment = graded.allotment
    if row.suggested_grade != capping.natural:
        for outcome in capping.outcomes:
            # Only what lowered the grade: a rule that fired above it is no reason
            if outcome.fired:
                yield _describe_rule(row, capping, outcome, reader)
        if capping.veto is not None:
            yield say.veto(capping.veto, GRADES[-1]) if reader.knows_words else say.vetoed(GRADES[-1])
    for move in allotment.moves_of.get(row.number, ()):
        yield say.moved(move.out_of, move.quota_places, move.into)
    if row.number not in allotment.grades:
        for grade in allotment.tied:
            yield say.tied(grade, allotment.quota_places[grade])
    if differs_from_suggestion(row):
        yield say.decided(row.decided_grade, row.decision_reason if reader.knows_words else "")


def grade_note(row: Appraisal, graded: TrackGrades, reader: Reader) -> str:
    """The reason of a grade in one line for the branch (定等说明; 通知 四、4); blank without grades."""
    capping = graded.cappings.get(row.number)
    if capping is None:
        return ""
    sentences = "".join(list_reasons(row, graded, capping, reader))
    return say.by_score_but(capping.natural, sentences) if sentences else say.BY_SCORE


def _describe_rule(row: Appraisal, capping: Capping, outcome: RuleOutcome, reader: Reader) -> str:
    rule = outcome.rule
    if reader.is_subject and any(_is_hidden(row, condition, reader) for condition in rule.conditions):
        return say.rule_unshown(rule.highest)
    grounds = [_describe_condition(row, capping, condition, reader) for condition in rule.conditions]
    return say.rule(rule.name, grounds, rule.highest)


def _is_hidden(row: Appraisal, condition: Condition, reader: Reader) -> bool:
    # 好占比 and the like are shares of 现场测评 (算法 五)
    source = MEETING if condition.indicator in SHARE_INDICATORS else condition.indicator
    return (row.number, source) in reader.hidden


def _describe_condition(row: Appraisal, capping: Capping, condition: Condition, reader: Reader) -> str:
    indicator = condition.indicator
    terms = condition.comparison, (condition.threshold, condition.threshold_text)
    if _is_hidden(row, condition, reader):
        return conditions.hidden(indicator, UNSHOWN, *terms)
    return conditions.met(indicator, capping.indicators[indicator], *terms, reader.decimals)
