"""The pages of the year's pictures, read and brought together as ballots (读票)."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from shuzhi_xl.jobs.scanning.meeting_workbooks import BallotsByForm
from shuzhi_xl.jobs.scanning.scan_press import ScanPress
from shuzhi_xl.jobs.scanning.tools import Compare, ScanTools
from shuzhi_xl.rules.scanning.alike_pages import find_repeats, match_scans
from shuzhi_xl.rules.scanning.assembly.assemble_ballots import assemble_ballots
from shuzhi_xl.rules.scanning.assembly.page_codes import CodeBook
from shuzhi_xl.rules.scanning.assembly.second_scan import assemble_second_scan
from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.rules.scanning.page_reading import PageReading
from shuzhi_xl.rules.scanning.placed_pages import AssembledBallot, FatedPage
from shuzhi_xl.sheets.declaration.units import MeetingNumber
from shuzhi_xl.sheets.master.vocabulary import TYPING_A, TYPING_B
from shuzhi_xl.xlsx.scan_folder import ScannedFiles


def read_readings(
    press: ScanPress, names: Sequence[str], layouts: Mapping[str, PageLayout], tools: ScanTools
) -> list[PageReading]:
    """Read all pages of some files, in their order.

    Raises:
        ChildrenMissing: This computer lets no reading process start.
    """
    places = {name: place for place, name in enumerate(names)}
    files = [(press.folder.path_of(name), name) for name in names]
    readings = []
    # Closed even when reading fails: the reading processes must not outlive the click.
    with closing(tools.read_pages(files, layouts)) as pages:
        for reading in pages:
            readings.append(reading)
            press.context.progress(places[reading.file], len(names))
    return readings


def find_pairs(readings: Sequence[PageReading], compare: Compare) -> list[tuple[int, int, float]]:
    """Pairs of pages that look like one sheet, by position among the readings, with the score.

    Only pages of one layout are compared: of another the boxes lie elsewhere.
    """
    positions: dict[str, list[int]] = {}
    for position, reading in enumerate(readings):
        if reading.signature:
            positions.setdefault(reading.code, []).append(position)
    return sorted(
        (members[first], members[second], score)
        for members in positions.values()
        for first, second, score in compare([readings[member].signature for member in members])
    )


@dataclass(frozen=True)
class ReadScans:
    """What the year's pictures contain.

    Attributes:
        pages: All pages with their fates, those of the second scan last.
        first: The ballots of the first scan, of all meetings.
        second: Those of the second.
    """

    pages: Sequence[FatedPage]
    first: Sequence[AssembledBallot]
    second: Sequence[AssembledBallot]

    @property
    def ballots(self) -> BallotsByForm:
        """The ballots by 场次 and kind of typing workbook."""
        by_form: dict[tuple[MeetingNumber, str], list[AssembledBallot]] = {}
        for kind, ballots in ((TYPING_A, self.first), (TYPING_B, self.second)):
            for ballot in ballots:
                by_form.setdefault((ballot.meeting, kind), []).append(ballot)
        return by_form


def read_scans(
    press: ScanPress, files: ScannedFiles, layouts: Mapping[str, PageLayout], tools: ScanTools
) -> ReadScans:
    """Read the pictures of the first scan and, with 双人录入, those of the second.

    Raises:
        ChildrenMissing: This computer lets no reading process start.
    """
    second_names = [*files.second] if press.settings.double_typing else []
    readings = read_readings(press, [*files.first, *second_names], layouts, tools)
    second_files = {*second_names}
    split = next((at for at, reading in enumerate(readings) if reading.file in second_files), len(readings))
    pairs = find_pairs(readings, tools.compare)
    book = _make_code_book(press, layouts)
    first = assemble_ballots(readings[:split], book, find_repeats(pairs, range(split)))
    if split == len(readings):
        return ReadScans(first.pages, first.ballots, ())
    repeats = find_repeats(pairs, range(split, len(readings)))
    matches = match_scans(readings, pairs, split)
    second = assemble_second_scan(readings[split:], book, repeats, first.ballots, matches)
    return ReadScans([*first.pages, *second.pages], first.ballots, second.ballots)


def _make_code_book(press: ScanPress, layouts: Mapping[str, PageLayout]) -> CodeBook:
    meetings = [meeting.number for meeting in press.year.meetings]
    classes = {row.voter_class for row in press.year.class_weights}
    return CodeBook(press.key, press.settings.year, layouts, meetings, classes)
