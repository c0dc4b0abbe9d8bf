"""其余同建议等次: 研究日期 is entered once for a track; grades that were not decided otherwise are final."""

from dataclasses import replace

from shuzhi_xl.jobs.compute import compute_opened
from shuzhi_xl.jobs.stages.finish import finish
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.open_year import open_year
from shuzhi_xl.jobs.stages.read_year import reread
from shuzhi_xl.rules.grading import adopt
from shuzhi_xl.sheets.master.results import APPRAISAL
from shuzhi_xl.sheets.master.scheme_tables import TRACK, Track
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.screen.job_summaries import (
    NO_ROW_WAITING,
    NO_SUCH_COLUMN,
    NO_TRACK_DATED,
    adopted,
    not_adopted,
)


def adopt_suggestions(context: JobContext) -> Outcome:
    """Date the rows of 综合评定 that have a suggestion (通知 四、4), then compute, so that grades are final.

    Returns:
        Counts of rows dated, of those decided otherwise, and of those that still wait.
    """
    year, findings, run = open_year(context, "adopt_suggestions")
    day_of_all = year.settings.decided_on if year.settings else None
    adoption = adopt.adopt_suggestions(year.appraisals, year.tracks, day_of_all)
    waiting = len(adoption.findings) + adoption.unexplained
    counts = {"dated": len(adoption.cells), "deviating": adoption.deviating, "left": waiting}
    if not adoption.cells and not waiting:
        reason = not_adopted(_find_reason(year))
        return finish(context, year, run, Outcome("adopt_suggestions", reason, counts, findings))
    context.store.write_cells(APPRAISAL, adoption.cells)
    year, computation = compute_opened(context, reread(context, year, "appraisals"), findings)
    is_computed = bool(computation.counts["organisations"])
    summary = adopted(len(adoption.cells), adoption.deviating, waiting, is_computed=is_computed)
    findings = [*computation.findings, *adoption.findings]
    outcome = replace(computation, job="adopt_suggestions", summary=summary, counts=counts, findings=findings)
    return finish(context, year, run, outcome)


def _find_reason(year: Year) -> str:
    """Why no row was dated."""
    if year.settings and year.settings.decided_on:
        return NO_ROW_WAITING
    if Track.columns()["decided_on"].header not in year.raw[TRACK.name].headers:
        return NO_SUCH_COLUMN
    return NO_ROW_WAITING if any(track.decided_on for track in year.tracks) else NO_TRACK_DATED
