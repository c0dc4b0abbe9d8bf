"""Causes of a lowered grade (触发规则) as values, so that a figure can be hidden before it is a sentence."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from fractions import Fraction

from shuzhi_xl.rules.grading.caps import RuleOutcome
from shuzhi_xl.rules.grading.graded_organisation import GradedOrganisation
from shuzhi_xl.rules.grading.quota import Move
from shuzhi_xl.rules.grading.suggestion import Capping
from shuzhi_xl.rules.policy.model import Condition
from shuzhi_xl.sheets.declaration.units import GradeName, Indicator
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.wording.sheets import conditions
from shuzhi_xl.wording.sheets import grounds as say
from shuzhi_xl.wording.sheets.titles import UNSHOWN


@dataclass(frozen=True)
class JudgedCondition:
    """One condition of a rule (评定规则) with the value of its indicator (指标).

    Attributes:
        condition: The condition, as in the policy.
        value: The indicator's value, in per cent for a share; None when it is missing or hidden.
        is_hidden: Whether the value is hidden, because it must stay in the office (匿名).
    """

    condition: Condition
    value: Fraction | None
    is_hidden: bool = False

    def sentence(self) -> str:
        """The condition in words, as it came out."""
        condition, value = self.condition, self.value
        terms = condition.comparison, (condition.threshold, condition.threshold_text)
        if self.is_hidden:
            return conditions.hidden(condition.indicator, UNSHOWN, *terms)
        if value is not None and condition.holds(value):
            return conditions.met(condition.indicator, value, *terms)
        return conditions.not_met(condition.indicator, value, *terms)

    def former_sentence(self) -> str:
        """The condition as versions before 0.2.0 wrote it into 综合评定 and 评定依据."""
        value = UNSHOWN if self.is_hidden else say.value(self.value)
        return say.condition(
            self.condition.indicator, value, self.condition.comparison, self.condition.threshold_text
        )

    def without(self, indicators: Collection[Indicator]) -> "JudgedCondition":
        """The same condition, its value hidden if it is one of the indicators."""
        if self.condition.indicator not in indicators:
            return self
        # Hidden as a value: blanking the finished sentence would depend on its wording
        return replace(self, value=None, is_hidden=True)


@dataclass(frozen=True)
class FiredRule:
    """A rule that fired: its name, its conditions, and 最高等次."""

    name: str
    conditions: tuple[JudgedCondition, ...]
    highest: GradeName


@dataclass(frozen=True)
class FiredRules:
    """Everything that lowered one organisation's grade, or withholds its final grade.

    Attributes:
        changed: The note that the figures have changed since the committee's decision; else blank.
        rules: Rules that fired, in the order of the policy.
        veto: 否决事由 when 一票否决 is 是, else None.
        moves: Grades it fell out of because the quota (比例上限) was full.
    """

    changed: str
    rules: tuple[FiredRule, ...]
    veto: str | None
    moves: tuple[Move, ...]

    def without(self, indicators: Collection[Indicator]) -> "FiredRules":
        """The same without the values of some indicators (指标)."""
        rules = [
            replace(rule, conditions=tuple(condition.without(indicators) for condition in rule.conditions))
            for rule in self.rules
        ]
        return replace(self, rules=tuple(rules))

    def text(self, *, former: bool = False) -> str:
        """触发规则 in words, as 综合评定 shows it.

        Args:
            former: As versions before 0.2.0 wrote it: with it a master that they computed is compared.
        """
        write = JudgedCondition.former_sentence if former else JudgedCondition.sentence
        changed = [self.changed] if self.changed else []
        rules = [say.fired(rule.name, list(map(write, rule.conditions)), rule.highest) for rule in self.rules]
        veto = [say.veto(self.veto, GRADES[-1])] if self.veto is not None else []
        moves = [say.moved(move.out_of, move.quota_places, move.into) for move in self.moves]
        return "；".join([*changed, *rules, *veto, *moves])


NONE_FIRED = FiredRules("", (), None, ())
"""No cause: the grade was not lowered."""


def judged_conditions(outcome: RuleOutcome, capping: Capping) -> tuple[JudgedCondition, ...]:
    """The conditions of a rule with the values that decided it (评定规则)."""
    return tuple(
        JudgedCondition(condition, capping.indicators.get(condition.indicator))
        for condition in outcome.rule.conditions
    )


def find_fired_rules(branch: GradedOrganisation) -> FiredRules:
    """Causes of an organisation's lowered grade, with all values (触发规则)."""
    capping = branch.capping
    rules = () if capping is None else _list_fired(capping)
    veto = None if capping is None else capping.veto
    moves = branch.graded.allotment.moves_of.get(branch.number, ())
    return FiredRules(branch.decision.changed, rules, veto, tuple(moves))


def _list_fired(capping: Capping) -> tuple[FiredRule, ...]:
    return tuple(
        FiredRule(outcome.rule.name, judged_conditions(outcome, capping), outcome.rule.highest)
        for outcome in capping.outcomes
        if outcome.fired
    )
