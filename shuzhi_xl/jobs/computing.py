"""The computation itself, shared by 计算, 生成 and 公布: settings, count, grades."""

from dataclasses import dataclass

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.grading import GradingResult, grade
from shuzhi_xl.rules.policy import Policy, make_policy
from shuzhi_xl.rules.tally import TallyResult, tally
from shuzhi_xl.sheets.year import Year


@dataclass(frozen=True)
class Computed:
    """Results of one computation, exact; the sheets show them rounded."""

    policy: Policy
    tallied: TallyResult
    graded: GradingResult


def compute_year(year: Year) -> tuple[Computed | None, list[Finding]]:
    """Count and grade the whole year.

    Returns:
        None when the settings do not add up for any track, with the findings that say why.
    """
    policy, findings = make_policy(year)
    if policy is None or not policy.tracks:
        return None, findings
    tallied, wrong = tally(year, policy)
    findings += wrong
    graded, wrong = grade(year, policy, tallied)
    return Computed(policy, tallied, graded), [*findings, *wrong]
