"""其余同建议等次: 研究日期, of the track or of all, where the committee settled the grade (通知 四、4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shuzhi_xl.findings import Finding, notice
from shuzhi_xl.rules.grading.committee import lacks_reason
from shuzhi_xl.sheets.master.results import Appraisal
from shuzhi_xl.sheets.master.scheme_tables import Track

_DECIDED_ON = Appraisal.columns()["decided_on"].header


@dataclass(frozen=True)
class Adoption:
    """What one press adopts (其余同建议等次).

    Attributes:
        cells: 研究日期 by sheet row and header of 综合评定.
        deviating: How many of these rows have a 研究等次 other than suggested.
        findings: Rows without a suggestion, which stay as they are.
        unexplained: How many rows stay as they are because 调整理由 is missing.
    """

    cells: Mapping[tuple[int, str], date]
    deviating: int
    findings: Sequence[Finding]
    unexplained: int


def adopt_suggestions(
    appraisals: Sequence[Appraisal], tracks: Sequence[Track], day_of_all: date | None = None
) -> Adoption:
    """Date every row that has none, in the tracks that have a 研究日期 (综合评定; 通知 四、4).

    研究等次 stays as it is: blank means as suggested.

    Args:
        appraisals: Rows of 综合评定.
        tracks: Rows of 板块设置.
        day_of_all: 研究日期 of 基本设置, for tracks without their own.
    """
    days = {track.name: day for track in tracks if (day := track.decided_on or day_of_all)}
    waiting = [row for row in appraisals if row.track in days and row.decided_on is None]
    # Without a suggestion there is nothing to adopt: a tie or a missing score is for the committee
    open_rows = [row for row in waiting if not row.suggested_grade]
    explained = [row for row in waiting if row.suggested_grade and not lacks_reason(row, row.suggested_grade)]
    return Adoption(
        {(row.line, _DECIDED_ON): days[row.track] for row in explained},
        sum(row.decided_grade not in ("", row.suggested_grade) for row in explained),
        [notice("suggestion_missing", row.at("decided_on"), name=row.name) for row in open_rows],
        len(waiting) - len(open_rows) - len(explained),
    )
