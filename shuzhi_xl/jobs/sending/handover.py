"""What a lead department hands on (交接): its tracks' results for branches and what is published, zipped."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from shuzhi_xl.findings import Finding, Location, notice
from shuzhi_xl.jobs.sending.sending_lists import handover_sending
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.jobs.stages.remembered import remember, remembered
from shuzhi_xl.rules.grading.compute_year import Computed
from shuzhi_xl.sheets.declaration.units import TrackName
from shuzhi_xl.sheets.master.results import APPRAISAL
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.xlsx.files.file_names import make_distinct, safe_name
from shuzhi_xl.xlsx.files.zip_package import pack

_MADE_FROM: Final = "反馈所据"
_OF_BRANCH: Final = (("反馈", ".xlsx"), ("反馈意见书", ".docx"), ("整改落实方案", ".docx"))
_OF_TRACK: Final = (("公布", ".xlsx"), ("定等结果通报", ".docx"))
"""Kinds of files that are handed on; what the office keeps to itself is not among them."""


def remember_results(context: JobContext, settings: Settings) -> None:
    """Keep from which results the files for branches were made (生成), and whether they are encrypted."""
    remember(context, {_MADE_FROM: _print_results(context, settings)})


def _print_results(context: JobContext, settings: Settings) -> str:
    digest = context.store.read_table(APPRAISAL).digest.hex()[:16]
    return f"{digest}加密" if settings.is_encrypted else digest


def hand_over(
    context: JobContext, year: Year, result: Computed, complete: Collection[TrackName]
) -> tuple[list[str], list[Finding]]:
    """Pack for each lead department what it hands on, and list whom to send which package (公布).

    Args:
        context: What the job may touch.
        year: The year.
        result: Its results.
        complete: Tracks that are published.

    Returns:
        The files made; notices of packages that are not to be used. Where the files for branches are older
        than the results, or than 送件加密, none is made: nobody would look for an old grade in it.
    """
    departments = {track.name: track.lead_department for track in year.tracks if track.name in complete}
    if departments and remembered(context, _MADE_FROM) != _print_results(context, result.policy.settings):
        return [], [notice("handover_outdated", Location(context.store.file))]
    tracks_of: dict[str, list[TrackName]] = {}
    for track, department in departments.items():
        tracks_of.setdefault(department, []).append(track)
    files = _pack_all(context, result, tracks_of)
    return files, [*_stale(context, year, files)]


def _stale(context: JobContext, year: Year, files: Sequence[str]) -> Iterator[Finding]:
    """Packages of an earlier run whose department has nothing to hand on now."""
    for place in context.folder.matching(f"结果/{year.number}/交接_*.zip"):
        if place not in files:
            yield notice("handover_outdated", Location(place.rpartition("/")[2]))


def _pack_all(
    context: JobContext, result: Computed, tracks_of: Mapping[str, Sequence[TrackName]]
) -> list[str]:
    number = result.policy.settings.year
    places = make_distinct([f"结果/{number}/交接_{safe_name(name)}.zip" for name in tracks_of])
    packages = zip(places, tracks_of.values(), strict=True)
    day = date(number, 12, 31)
    context.folder.write_all(
        (place, pack(_contents(context, result, tracks), day)) for place, tracks in packages
    )
    files = {name: [place] for name, place in zip(tracks_of, places, strict=True)}
    lists = handover_sending(result.policy.settings, tracks_of, files)
    context.folder.write_all((filling.place, filling.make(filling.content)) for filling in lists)
    return [*places, *(filling.place for filling in lists)]


def _contents(
    context: JobContext, result: Computed, tracks: Sequence[TrackName]
) -> Iterator[tuple[str, bytes]]:
    """Name in the package and content of each file for some tracks."""
    base = f"结果/{result.policy.settings.year}/"
    for place, track in {**_places_of_tracks(result), **_places_of_branches(result)}.items():
        content = context.folder.read(base + place) if track in tracks else None
        if content is not None:
            yield place, content


def _places_of_tracks(result: Computed) -> Mapping[str, TrackName]:
    """What is published of each track, whether it is there or not."""
    tracks = list(result.policy.tracks)
    names = [[f"{kind}_{safe_name(track)}{suffix}" for track in tracks] for kind, suffix in _OF_TRACK]
    return {place: track for kind in names for place, track in zip(make_distinct(kind), tracks, strict=True)}


def _places_of_branches(result: Computed) -> Mapping[str, TrackName]:
    """The files for each branch with a final grade, and its track; not what somebody copied beside them."""
    rows = [row for row in result.graded.appraisals if row.final_grade]
    names = [
        [
            f"{safe_name(row.track)}/{kind}_{safe_name(row.number)}_{safe_name(row.name)}{suffix}"
            for row in rows
        ]
        for kind, suffix in _OF_BRANCH
    ]
    return {place: row.track for kind in names for place, row in zip(make_distinct(kind), rows, strict=True)}
