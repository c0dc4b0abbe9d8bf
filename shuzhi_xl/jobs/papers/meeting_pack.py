"""The papers of each meeting (会议材料): what they are, where they go, which of them are to be made now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.stages.issued_forms import issued_lists
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.rules.forms.issued_papers import PaperPrint, find_renewed_papers
from shuzhi_xl.rules.forms.paper_ballots import (
    fingerprint_ballots,
    list_printed_meetings,
    make_ballot_content,
)
from shuzhi_xl.sheets.declaration.units import MeetingNumber
from shuzhi_xl.sheets.outgoing.paper_ballots import PAPER_TEMPLATE
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.xlsx.files.file_names import make_distinct, safe_name
from shuzhi_xl.xlsx.fill.filling import Filling
from shuzhi_xl.xlsx.fill.paper_ballots import fill_paper_ballots
from shuzhi_xl.xlsx.town_folder import ISSUED_FOLDER

MEETING_TEMPLATES: Final = (PAPER_TEMPLATE,)
"""Templates of the papers of a meeting."""


class MeetingPaper(NamedTuple):
    """One paper of a meeting (会议材料).

    Attributes:
        content: What is on it, by its fingerprints.
        filling: Makes its file.
    """

    content: PaperPrint
    filling: Filling


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
    renewed = find_renewed_papers([paper.content for paper in papers], issued_lists(context).values)
    missing = [
        paper.filling
        for paper in papers
        if renewed.is_due(paper.content) or not context.folder.in_place(paper.content.place)
    ]
    places = [paper.content.place for paper in papers]
    return MeetingPack(places, missing, renewed.values, renewed.findings)


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
            yield MeetingPaper(fingerprint_ballots(content, place), filling)
