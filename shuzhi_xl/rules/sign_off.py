"""The list on which the committee decides and signs, one a track (研究定等表); it stays inside (内部资料)."""

from collections.abc import Iterable

from shuzhi_xl.rules.anonymity import public_rules, withheld
from shuzhi_xl.rules.grading import GradingResult
from shuzhi_xl.rules.policy_model import Policy
from shuzhi_xl.rules.summary import by_rank
from shuzhi_xl.rules.tally import TallyResult
from shuzhi_xl.sheets.outputs import ListContent
from shuzhi_xl.sheets.results import Appraisal, QuotaCheck
from shuzhi_xl.wording import sign_off as say

_FIELDS = (
    *("rank", "number", "name", "secretary", "composite_score", "suggested_grade", "fired_rules"),
    *("decided_grade", "decision_reason"),
)
_WIDTHS = (7, 9, 28, 11, 10, 10, 44, 10, 36)
_RULES = _FIELDS.index("fired_rules")


def sign_off_content(
    policy: Policy, tallied: TallyResult, graded: GradingResult, quotas: Iterable[QuotaCheck], track: str
) -> ListContent:
    """Content of one track's list: by rank, with room to write where nothing has been decided yet.

    Args:
        policy: The scheme.
        tallied: The count.
        graded: The grades.
        quotas: Lines of 名额核对.
        track: Name of the track.
    """
    settings = policy.settings
    hidden = withheld(tallied.rows, settings.anonymity_floor)
    columns = Appraisal.columns()
    own = [each for each in quotas if each.track == track]
    rows = []
    for row in by_rank(graded.appraisals, track):
        values = [getattr(row, name) for name in _FIELDS]
        values[_RULES] = public_rules(row, hidden)
        rows.append(values)
    return ListContent(
        title=say.title(settings.year, track),
        sheet="研究定等",
        subtitle=say.quotas(
            [(each.grade, each.places, each.suggested or 0, each.decided or 0) for each in own]
        ),
        headers=[columns[name].header for name in _FIELDS],
        widths=_WIDTHS,
        rows=rows,
        signed=say.signatures(settings.party_committee),
        landscape=True,
    )
