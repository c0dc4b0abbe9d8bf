"""For the committee (党委研究): places that count along as it decides, and a list to sign for each track."""

from collections.abc import Mapping, Sequence
from typing import Any

from shuzhi_xl.jobs.stages.current_results import result_places
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.rules.grading.compute_year import Computed
from shuzhi_xl.rules.grading.quota_check import compare_with_quotas
from shuzhi_xl.rules.results.sign_off import make_sign_off_content
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF
from shuzhi_xl.sheets.master.results import APPRAISAL, QUOTA_CHECK, Appraisal, QuotaCheck
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.xlsx.output.printed_lists import build_list
from shuzhi_xl.xlsx.patch.values import Formula
from shuzhi_xl.xlsx.style.layout import HEADER_ROW, LAST_ROW

_COLUMNS = QuotaCheck.columns()


def write_quota_check(context: JobContext, year: Year, result: Computed) -> list[QuotaCheck]:
    """Write 名额核对; what it counts of 研究等次 are formulas, which follow every entry at once."""
    lines = compare_with_quotas(year, result.policy, result.graded.appraisals)
    table = context.store.read_table(APPRAISAL)
    # An earlier version's master may lack 名额核对; the list to sign contains the same lines.
    if context.store.read_table(QUOTA_CHECK).headers:
        records = [_record(line, table.frame.letters) for line in lines]
        context.store.write_table(QUOTA_CHECK, records)
    return lines


def _record(line: QuotaCheck, letters: Mapping[str, str]) -> Mapping[str, Any]:
    counted = _counted(line, letters)
    record = {**line.record(), _COLUMNS["decided"].header: Formula(counted, line.decided)}
    if line.quota_places is not None:
        # The value goes with the formula, for readers that do not calculate.
        record[_COLUMNS["left"].header] = Formula(f"{line.quota_places}-{counted}", line.left)
    return record


def _counted(line: QuotaCheck, letters: Mapping[str, str]) -> str:
    """How many lines of 综合评定 have the grade, by 研究等次 or, where that is blank, by 建议等次."""
    sheet = SHEET_OF[APPRAISAL.name].title

    def column(name: str) -> str:
        """The cells of a column of 综合评定, as a formula refers to them."""
        letter = letters[Appraisal.columns()[name].header]
        return f"'{sheet}'!${letter}${HEADER_ROW + 1}:${letter}${LAST_ROW}"

    # A quotation mark within a text of a formula is doubled.
    track, grade = (f'"{text.replace(chr(34), chr(34) * 2)}"' for text in (line.track, line.grade))
    decided, suggested = column("decided_grade"), column("suggested_grade")
    is_own = f'({column("track")}={track})*({column("composite_score")}<>"")'
    has_grade = f'(({decided}={grade})+({decided}="")*({suggested}={grade}))'
    # Not COUNTIFS, which takes * and ? in a track's name for wildcards.
    return f"SUMPRODUCT({is_own}*{has_grade})"


def write_sign_offs(context: JobContext, result: Computed, lines: Sequence[QuotaCheck]) -> list[str]:
    """Make a list to sign for each track (研究定等表).

    Returns:
        Their places.
    """
    track_of = result_places(result.policy.settings.year, "研究定等", result.policy.tracks)
    # A generator: each workbook is built when it is written, not all of them at once.
    contents = (
        make_sign_off_content(result.policy, result.tallied, result.graded, lines, track)
        for track in track_of.values()
    )
    context.folder.write_all(zip(track_of, map(build_list, contents), strict=True))
    return [*track_of]
