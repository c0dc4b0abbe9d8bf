"""The list on which the committee decides and signs, one per track (研究定等表); internal (内部资料)."""

from collections.abc import Iterable
from typing import Final

from shuzhi_xl.rules.grading.grade import GradingResult
from shuzhi_xl.rules.policy.model import Policy
from shuzhi_xl.rules.results.anonymity import public_appraisals
from shuzhi_xl.rules.results.disclosure.disclose import disclose
from shuzhi_xl.rules.results.track_summary import sort_by_rank
from shuzhi_xl.rules.tally.tally import TallyResult
from shuzhi_xl.sheets.master.results import Appraisal, QuotaCheck
from shuzhi_xl.sheets.outgoing.printed_lists import ListContent
from shuzhi_xl.wording.sheets import sign_off as say

_LAST_GRADE: Final = "last_grade"
_WIDTHS: Final = {
    "rank": 7,
    "number": 9,
    "name": 28,
    "secretary": 11,
    _LAST_GRADE: 13,
    "composite_score": 10,
    "suggested_grade": 10,
    "fired_rules": 44,
    "decided_grade": 10,
    "decision_reason": 36,
}
"""Width of each column, by field of 综合评定."""


def make_sign_off_content(
    policy: Policy, tallied: TallyResult, graded: GradingResult, quotas: Iterable[QuotaCheck], track: str
) -> ListContent:
    """Content of one track's list, by rank (研究定等表; 通知 四、4), with room to write undecided grades.

    Args:
        policy: The policy.
        tallied: The count.
        graded: The grades.
        quotas: Lines of 名额核对.
        track: Name of the track.
    """
    settings = policy.settings
    disclosure = disclose(policy, tallied, graded)
    columns = Appraisal.columns()
    checks = [check for check in quotas if check.track == track]
    rows = sort_by_rank(graded.appraisals, track)
    # In a town's first year the column would be blank from top to bottom
    names = [name for name in _WIDTHS if name != _LAST_GRADE or any(row.last_grade for row in rows)]
    headers = [columns[name].header for name in names]
    records = public_appraisals(graded, rows, disclosure.hidden, disclosure.rounded)
    return ListContent(
        title=say.title(settings.year, track),
        sheet="研究定等",
        subtitle=say.quotas(
            [(check.grade, check.quota_places, check.suggested or 0, check.decided or 0) for check in checks]
        ),
        headers=headers,
        widths=[_WIDTHS[name] for name in names],
        rows=[[record[header] for header in headers] for record in records],
        signed=say.signatures(settings.party_committee),
        landscape=True,
    )
