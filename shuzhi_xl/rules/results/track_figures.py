"""Figures of a track for the report in February (工作总结; 通知 五、4), without what may not be disclosed."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from shuzhi_xl.rules.arithmetic.rounding import round_half_up
from shuzhi_xl.rules.rectification.problems import ProblemCounts, count_by_track
from shuzhi_xl.rules.year.unreliable_rows import Pair
from shuzhi_xl.sheets.declaration.long_tables import column
from shuzhi_xl.sheets.master.organisations_and_meetings import Meeting
from shuzhi_xl.sheets.master.results import Appraisal
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import GRADES, SURVEY
from shuzhi_xl.sheets.reading.year import Year


@dataclass(frozen=True)
class TrackFigures:
    """Figures of one track (工作总结).

    Attributes:
        appraised: Secretaries who were appraised.
        debriefed: Number of them by 述职形式.
        meetings: The track's meetings.
        surveys: Questionnaires that came back; None where the number would give away a hidden one.
        visits: Forums and visits.
        remarks: Remarks made at the meetings.
        grades: Number of organisations by 最终等次, all four; before the committee has decided there is none.
        problems: Problems on 基准日期.
    """

    appraised: int
    debriefed: Mapping[str, int]
    meetings: Sequence[Meeting]
    surveys: int | None
    visits: int
    remarks: int
    grades: Mapping[str, int]
    problems: ProblemCounts


def measure_track(
    year: Year, settings: Settings, rows: Sequence[Appraisal], track: str, hidden: Collection[Pair]
) -> TrackFigures:
    """Measure a track (工作总结; 通知 五、4).

    Args:
        rows: The track's lines of 综合评定.
        hidden: 编号 and 来源 of which nothing exact is shown (匿名下限).
    """
    members = [organisation for organisation in year.appraised if organisation.track == track]
    numbers = {organisation.number for organisation in members}
    return TrackFigures(
        appraised=len(members),
        debriefed=Counter(organisation.debrief_form for organisation in members),
        meetings=[meeting for meeting in year.meetings if meeting.track == track],
        surveys=_count_surveys(year, numbers, hidden),
        visits=sum(visit.number in numbers and not visit.is_empty for visit in year.visits),
        remarks=sum(remark.number in numbers for remark in year.remarks),
        grades={grade: sum(row.final_grade == grade for row in rows) for grade in GRADES},
        problems=count_by_track(year, settings.reference_day)[track],
    )


def _count_surveys(year: Year, numbers: Collection[str], hidden: Collection[Pair]) -> int | None:
    # A sum over the track would give away the one number that is hidden, as the others are shown
    if any((number, SURVEY) in hidden for number in numbers):
        return None
    return sum(number in numbers for number in column(year.surveys, "number"))


def share_of(count: int, whole: int, decimals: int) -> Decimal:
    """Share of a count in the whole, per cent (等次分布); 0 where nobody takes part.

    >>> share_of(1, 3, 2), share_of(0, 0, 1)
    (Decimal('33.33'), Decimal('0.0'))
    """
    return round_half_up(Fraction(100 * count, whole or 1), decimals)
