"""The papers of each meeting (会议材料): what they are, where they go, which of them are to be made now."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from shuzhi_xl.findings import Finding, Location, notice
from shuzhi_xl.jobs.stages.issued_forms import issued_lists
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.rules.forms.issued_papers import PaperPrint, find_renewed_papers
from shuzhi_xl.rules.forms.joined_ballots import fingerprint_joined, join_ballots
from shuzhi_xl.rules.forms.paper_ballots import (
    fingerprint_ballots,
    list_printed_meetings,
    make_ballot_content,
)
from shuzhi_xl.sheets.declaration.units import MeetingNumber, TrackName
from shuzhi_xl.sheets.outgoing.paper_ballots import PAPER_TEMPLATE, PaperBallotContent
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.xlsx.files.file_names import make_distinct, safe_name
from shuzhi_xl.xlsx.fill.filling import Filling
from shuzhi_xl.xlsx.fill.paper_ballots import fill_joined_ballots, fill_paper_ballots
from shuzhi_xl.xlsx.town_folder import ISSUED_FOLDER, PRINT_FOLDER

MEETING_TEMPLATES: Final = (PAPER_TEMPLATE,)
"""Templates of the papers of a meeting."""


class MeetingPaper(NamedTuple):
    """One paper of a meeting (会议材料).

    Attributes:
        content: What is on it, by its fingerprints.
        filling: Makes its file.
        ballots: The ballots in that file, by meeting.
    """

    content: PaperPrint
    filling: Filling
    ballots: Sequence[PaperBallotContent]


@dataclass(frozen=True)
class MeetingPack:
    """The papers of all meetings (会议材料).

    Attributes:
        places: Where each of them is put.
        missing: Those to be made now.
        values: What the master is to keep of those that are new or have changed, by name.
        findings: Which have changed since they were made.
    """

    places: Sequence[str]
    missing: Sequence[Filling]
    values: Mapping[str, str]
    findings: Sequence[Finding]


def plan_meeting_pack(context: JobContext, year: Year, key: bytes) -> MeetingPack:
    """Decide which papers to make: those that are new, have changed, or whose file is gone.

    A file that is there stays as it is while nothing on it has changed: staff may have restyled it.
    """
    papers = list_meeting_papers(context, year, key)
    runs = [*_list_print_runs(year, papers)]
    last_values = issued_lists(context).values
    # What becomes of printed copies is said of each meeting's ballots, not once more of the joined ones
    renewed, joined = (
        find_renewed_papers([paper.content for paper in listed], last_values) for listed in (papers, runs)
    )
    values = {**renewed.values, **joined.values}
    missing = [
        paper.filling
        for paper in (*papers, *runs)
        if paper.content.name in values or not context.folder.in_place(paper.content.place)
    ]
    places = [paper.content.place for paper in (*papers, *runs)]
    findings = [*renewed.findings, *_find_stale_runs(context, year, places)]
    return MeetingPack(places, missing, values, findings)


def list_meeting_papers(context: JobContext, year: Year, key: bytes) -> list[MeetingPaper]:
    """List every paper of every meeting whose votes are still to come, in the order of 评议会议."""
    return [*_list_ballots(context, year, key)]


def meeting_folders(year: Year) -> Mapping[MeetingNumber, str]:
    """The folder of each meeting's papers, relative to the master's."""
    folders = [
        f"{ISSUED_FOLDER}/{year.number}/{safe_name(meeting.track)}/会议_{safe_name(meeting.number)}"
        for meeting in year.meetings
    ]
    numbers = [meeting.number for meeting in year.meetings]
    return dict(zip(numbers, make_distinct(folders), strict=True))


def _list_ballots(context: JobContext, year: Year, key: bytes) -> Iterator[MeetingPaper]:
    folders = meeting_folders(year)
    template = context.folder.template_fingerprint(PAPER_TEMPLATE)
    for meeting in list_printed_meetings(year):
        if year.settings is not None:
            content = make_ballot_content(year, meeting, year.settings, key, template)
            place = f"{folders[meeting.number]}/测评票_{safe_name(meeting.number)}.xlsx"
            filling = Filling(place, fill_paper_ballots, PAPER_TEMPLATE, content)
            yield MeetingPaper(fingerprint_ballots(content, place), filling, [content])


def _list_print_runs(year: Year, papers: Sequence[MeetingPaper]) -> Iterator[MeetingPaper]:
    """Ballots of tracks with several meetings, joined for one print run (合订_测评票_<板块>.xlsx)."""
    tracks = {meeting.number: meeting.track for meeting in year.meetings}
    members: dict[TrackName, list[MeetingPaper]] = {}
    for paper in papers:
        members.setdefault(tracks[paper.ballots[0].meeting], []).append(paper)
    subjects = dict(zip(members, make_distinct([safe_name(track) for track in members]), strict=True))
    for track, single in members.items():
        # With one meeting its own workbook is the whole track's
        if len(single) > 1:
            ballots = [content for paper in single for content in paper.ballots]
            joined = join_ballots(track, ballots)
            place = f"{_print_folder(year)}/合订_测评票_{subjects[track]}.xlsx"
            content = fingerprint_joined([paper.content for paper in single], place)
            yield MeetingPaper(content, Filling(place, fill_joined_ballots, PAPER_TEMPLATE, joined), ballots)


def _find_stale_runs(context: JobContext, year: Year, places: Collection[str]) -> Iterator[Finding]:
    """Joined ballots of an earlier run, of tracks that have not several meetings to come any more."""
    for place in context.folder.matching(f"{_print_folder(year)}/合订_测评票_*.xlsx"):
        # Named, not deleted, as print runs of documents
        if place not in places:
            yield notice("print_run_stale", Location(place.rpartition("/")[2]))


def _print_folder(year: Year) -> str:
    return f"{ISSUED_FOLDER}/{year.number}/{PRINT_FOLDER}"
