"""公布: names and grades in the master, for each track as a sheet to print and as a circular."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.jobs.papers.documents import write_documents
from shuzhi_xl.jobs.papers.publication_papers import circular_places, handover_place, publication_papers
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
    """Write 结果公布, its papers, and the list handed over (通知 四、4); no track without all its grades."""
    year, findings, run = open_year(context, "publish")
    result, errors = current_results(context, year)
    findings += errors
    if result is None:
        counts = {"workbooks": 0, "documents": 0}
        return finish(context, year, run, Outcome("publish", not_current("公布"), counts, findings))
    # A list from which one name is missing says something about that secretary: the whole track waits.
    complete, incomplete = find_publishable_tracks(result.graded, tuple(result.policy.tracks))
    rows = make_publication_rows(result.graded, complete)
    context.store.write_table(PUBLICATION, [row.record() for row in rows])
    lists = _write_lists(context, result, rows, complete)
    documents, faults = write_documents(context, [*publication_papers(result, complete)])
    # Last, because what is handed on contains what was made before
    packages, outdated = hand_over(context, year, result, complete)
    findings += [*incomplete, *faults, *outdated, *_stale(context, result, complete)]
    counts = {"workbooks": len(lists), "documents": len(documents)}
    summary = published(len(rows), len(lists), len(documents), len(incomplete))
    files = [*lists, *documents, *packages]
    return finish(context, year, run, Outcome("publish", summary, counts, findings, files))


def _list_places(result: Computed) -> Mapping[str, TrackName]:
    """The place of the publication sheet of each track, and the track by it."""
    return result_places(result.policy.settings.year, "公布", result.policy.tracks)


def _write_lists(
    context: JobContext, result: Computed, rows: Sequence[Publication], complete: Collection[TrackName]
) -> list[str]:
    """Write a publication sheet for each of some tracks; returns their places."""
    track_of = {place: track for place, track in _list_places(result).items() if track in complete}
    contents = ((place, make_publication_content(result.policy, rows, of)) for place, of in track_of.items())
    context.folder.write_all((place, build_list(content)) for place, content in contents)
    return [*track_of]


def _stale(context: JobContext, result: Computed, complete: Collection[TrackName]) -> Iterator[Finding]:
    """Papers of an earlier run whose track may not be published now."""
    for place, track in (*_list_places(result).items(), *circular_places(result).items()):
        # Named, not deleted: it may have been posted already, and then the office has to take it down.
        if track not in complete and context.folder.in_place(place):
            yield blocking("publication_stale", Location(PurePosixPath(place).name), track=track)
    place = handover_place(result)
    if not complete and context.folder.in_place(place):
        yield blocking("annual_list_stale", Location(PurePosixPath(place).name))
