"""公布: the list of names and grades, in the master and as a sheet to print for each track."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.jobs.sending.handover import hand_over
from shuzhi_xl.jobs.stages.current_results import current_results, result_places
from shuzhi_xl.jobs.stages.finish import finish
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.open_year import open_year
from shuzhi_xl.rules.grading.compute_year import Computed
from shuzhi_xl.rules.results.track_summary import make_publication_content, make_publication_rows
from shuzhi_xl.rules.results.undecided import find_publishable_tracks
from shuzhi_xl.sheets.declaration.units import TrackName
from shuzhi_xl.sheets.master.results import PUBLICATION, Publication
from shuzhi_xl.wording.screen.job_summaries import not_current, published
from shuzhi_xl.xlsx.output.printed_lists import build_list


def publish(context: JobContext) -> Outcome:
    """Write 结果公布 and one publication sheet per track (通知 四、4); no track without all its grades."""
    year, findings, run = open_year(context, "publish")
    result, errors = current_results(context, year)
    findings += errors
    if result is None:
        return finish(context, year, run, Outcome("publish", not_current("公布"), {"workbooks": 0}, findings))
    # A list from which one name is missing says something about that secretary: the whole track waits.
    complete, incomplete = find_publishable_tracks(result.graded, tuple(result.policy.tracks))
    rows = make_publication_rows(result.graded, complete)
    context.store.write_table(PUBLICATION, [row.record() for row in rows])
    places = result_places(result.policy.settings.year, "公布", result.policy.tracks)
    track_of = {place: track for place, track in places.items() if track in complete}
    lists = _write_lists(context, result, rows, track_of)
    packages, outdated = hand_over(context, year, result, complete)
    findings += [*incomplete, *outdated, *_stale(context, places, complete)]
    summary, counts = published(len(rows), len(lists), len(incomplete)), {"workbooks": len(lists)}
    return finish(context, year, run, Outcome("publish", summary, counts, findings, [*lists, *packages]))


def _write_lists(
    context: JobContext, result: Computed, rows: Sequence[Publication], track_of: Mapping[str, TrackName]
) -> list[str]:
    """Write a publication sheet for each of some tracks; returns their places."""
    contents = ((place, make_publication_content(result.policy, rows, of)) for place, of in track_of.items())
    context.folder.write_all((place, build_list(content)) for place, content in contents)
    return [*track_of]


def _stale(context: JobContext, places: Mapping[str, str], complete: Collection[str]) -> Iterator[Finding]:
    """Publication sheets of an earlier run whose track may not be published now."""
    for place, track in places.items():
        # Named, not deleted: it may have been posted already, and then the office has to take it down.
        if track not in complete and context.folder.in_place(place):
            yield blocking("publication_stale", Location(PurePosixPath(place).name), track=track)
