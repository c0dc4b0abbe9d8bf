"""Comparison of grades with the quotas (名额核对): as suggested, and as the committee has them now."""

from collections.abc import Iterable, Sequence

from shuzhi_xl.rules.arithmetic.rounding import round_half_up
from shuzhi_xl.rules.grading.quota import count_quota_places
from shuzhi_xl.rules.policy.model import GradeRule, Policy
from shuzhi_xl.sheets.declaration.units import TrackName
from shuzhi_xl.sheets.master.results import Appraisal, QuotaCheck
from shuzhi_xl.sheets.reading.year import Year

_DECIMALS = 2


def compare_with_quotas(year: Year, policy: Policy, appraisals: Iterable[Appraisal]) -> list[QuotaCheck]:
    """Lines of 名额核对: every grade of every track, in order.

    The committee's grade counts once 研究等次 is entered, dated or not, so that 名额 can be watched during
    the meeting.

    Args:
        year: The year.
        policy: The policy.
        appraisals: Lines of 综合评定; those without 综合得分 are not graded and not counted.
    """
    scored = [appraisal for appraisal in appraisals if appraisal.composite_score is not None]
    return [
        _make_line(year, policy, track, rule, [appraisal for appraisal in scored if appraisal.track == track])
        for track, its in policy.tracks.items()
        for rule in its.grades
    ]


def _make_line(
    year: Year, policy: Policy, track: TrackName, rule: GradeRule, rows: Sequence[Appraisal]
) -> QuotaCheck:
    decided = sum((row.decided_grade or row.suggested_grade) == rule.grade for row in rows)
    quota_places = None
    if rule.quota is not None:
        # All appraised, with or without a composite, as in the quotas themselves
        members = sum(organisation.track == track for organisation in year.appraised)
        quota_places = count_quota_places(rule.quota, members, policy.settings.quota_rounding)
    return QuotaCheck(
        track=track,
        grade=rule.grade,
        share=None if rule.quota is None else round_half_up(rule.quota, _DECIMALS),
        quota_places=quota_places,
        suggested=sum(row.suggested_grade == rule.grade for row in rows),
        decided=decided,
        left=None if quota_places is None else quota_places - decided,
    )
