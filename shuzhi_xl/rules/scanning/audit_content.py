"""The record of a sample (抽查): the pictures of each drawn ballot, and beside them what was recorded."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, NamedTuple

from shuzhi_xl.rules.scanning.audit import CHANCE, CountedBallot, DrawnBallot, most_wrong
from shuzhi_xl.rules.scanning.page_layout import PageLayout, RowLayout
from shuzhi_xl.sheets.declaration.units import CriterionName, MeetingNumber, Number
from shuzhi_xl.sheets.master.vocabulary import ABSTENTION, OVERALL
from shuzhi_xl.sheets.outgoing.audit import AuditBallot, AuditContent, AuditPage, AuditRow
from shuzhi_xl.sheets.outgoing.scanned_ballots import DOUBTFUL, NOT_SCANNED, ScannedPage, mark_header
from shuzhi_xl.wording.scanning import audit as wording

_ROW: Final = 10.0
"""Height of a row beside no picture, in millimetres."""


class PagePicture(NamedTuple):
    """The picture of a page of a ballot (测评票), upright, as it is shown.

    Attributes:
        picture: A picture file (JPEG or PNG); empty where it cannot be shown.
        size: Its width and height in millimetres of the page.
        code: What its code says; blank where it cannot be shown, or where nobody has asked.
        missing: Why it cannot be shown; blank for one that can.
        digest: SHA-256 of the page's picture as it is in the file; blank where it cannot be shown.
    """

    picture: bytes
    size: tuple[float, float]
    code: str
    missing: str
    digest: str = ""


@dataclass(frozen=True)
class Sample:
    """A sample of the ballots of 测评票, of all meetings together.

    Attributes:
        year: 年度.
        seed: The words by which it was drawn.
        total: Ballots that could be drawn.
        draws: Those drawn, by 场次 and 票号.
        contents: 文件指纹 of what was counted of each meeting.
        pictures: The picture of each page.
        layouts: Layouts of the pages as issued, by code.
        secretaries: Name of the secretary by 编号.
    """

    year: int
    seed: str
    total: int
    draws: Sequence[DrawnBallot]
    contents: Mapping[MeetingNumber, str]
    pictures: Mapping[ScannedPage, PagePicture]
    layouts: Mapping[str, PageLayout]
    secretaries: Mapping[Number, str]


def make_audit_contents(sample: Sample) -> dict[MeetingNumber, AuditContent]:
    """The record (抽查记录) of each meeting of which a ballot was drawn."""
    groups: dict[MeetingNumber, list[DrawnBallot]] = {}
    for draw in sample.draws:
        groups.setdefault(draw.ballot.meeting, []).append(draw)
    return {meeting: _make_content(sample, meeting, draws) for meeting, draws in groups.items()}


def _make_content(sample: Sample, meeting: MeetingNumber, draws: Sequence[DrawnBallot]) -> AuditContent:
    total, size = sample.total, len(sample.draws)
    lines = (
        wording.how_many(total, size, len(draws)),
        wording.which_seed(sample.seed),
        wording.how_drawn(sample.seed, meeting, draws[0].ballot.answer.order, size),
        wording.what_is_recorded(sample.contents[meeting]),
        _say_who_decided(draws),
        wording.what_it_shows(total, size, most_wrong(total, size), CHANCE),
        wording.IF_DIFFERENT,
    )
    ballots = [_make_ballot(sample, draw) for draw in draws]
    return AuditContent(
        wording.audit_title(sample.year, meeting), lines, ballots, wording.signed_lines(len(draws))
    )


def _say_who_decided(draws: Sequence[DrawnBallot]) -> str:
    signs = Counter(
        _sign(draw.ballot, choice, mark)
        for draw in draws
        for choice, mark in draw.ballot.answer.marks.items()
    )
    return wording.who_decided(
        signs[""], signs[wording.DECIDED], signs[wording.RETYPED], signs[wording.UNKNOWN]
    )


def _sign(ballot: CountedBallot, choice: tuple[Number, CriterionName], mark: str) -> str:
    """Whether the program has read a mark or a person has decided it."""
    reading = ballot.readings.get(mark_header(*choice))
    if reading is None:
        return wording.UNKNOWN
    if reading in {DOUBTFUL, NOT_SCANNED}:
        return wording.DECIDED
    return "" if reading == mark else wording.RETYPED


def _make_ballot(sample: Sample, draw: DrawnBallot) -> AuditBallot:
    answer = draw.ballot.answer
    left_over = {
        choice: f"{mark or ABSTENTION}{_sign(draw.ballot, choice, mark)}"
        for choice, mark in answer.marks.items()
    }
    pages = [_make_page(sample, draw.ballot, page, left_over) for page in draw.ballot.pages]
    if left_over:
        # What was recorded is shown even where nobody can see on which page it is
        rows = _alone(sample, left_over)
        unseen = next((index for index, page in enumerate(pages) if page.missing), None)
        if unseen is None:
            reason = wording.missing_text(wording.UNKNOWN_ROWS)
            pages.append(AuditPage("", b"", (0.0, 0.0), reason, 0.0, rows))
        else:
            pages[unseen] = replace(pages[unseen], rows=rows)
    title = wording.ballot_title(answer.order, answer.voter_class)
    places = [(page.file, page.file_page) for page in draw.ballot.pages]
    return AuditBallot(title, wording.places_text(places), wording.proof_text(draw.proof), pages)


def _make_page(
    sample: Sample,
    ballot: CountedBallot,
    page: ScannedPage,
    left_over: dict[tuple[Number, CriterionName], str],
) -> AuditPage:
    """One page; the marks that are on it are taken out of those left over."""
    shown = sample.pictures[page]
    layout = sample.layouts.get(shown.code) or _find_layout(sample, ballot, page)
    rows = layout.rows if layout and not shown.missing else ()
    marks = [(row, left_over.pop((row.number, row.criterion), None)) for row in rows]
    where = wording.places_text([(page.file, page.file_page)])
    missing = wording.missing_text(shown.missing) if shown.missing else ""
    head = rows[0].boxes[0].top if rows else 0.0
    return AuditPage(where, shown.picture, shown.size, missing, head, _beside(sample, marks))


def _find_layout(sample: Sample, ballot: CountedBallot, page: ScannedPage) -> PageLayout | None:
    """The layout of a page of a ballot of its meeting and class."""
    place = ballot.meeting, ballot.answer.voter_class, page.page
    layouts = sample.layouts.values()
    return next(
        (layout for layout in layouts if (layout.meeting, layout.voter_class, layout.page) == place), None
    )


def _beside(sample: Sample, marks: Sequence[tuple[RowLayout, str | None]]) -> list[AuditRow]:
    """Rows as high as those of the picture, so that each is beside what it is to be compared with."""
    bottoms = [row.boxes[0].bottom for row, _ in marks]
    heights = [
        below - above for above, below in pairwise([row.boxes[0].top for row, _ in marks[:1]] + bottoms)
    ]
    return [
        _make_row(sample, row.number, row.criterion, mark, height)
        for (row, mark), height in zip(marks, heights, strict=True)
    ]


def _alone(sample: Sample, marks: Mapping[tuple[Number, CriterionName], str]) -> list[AuditRow]:
    return [_make_row(sample, *choice, marks[choice], _ROW) for choice in sorted(marks)]


def _make_row(
    sample: Sample, number: Number, criterion: CriterionName, mark: str | None, height: float
) -> AuditRow:
    further = "" if criterion == OVERALL else criterion
    recorded = wording.NOT_RECORDED if mark is None else mark
    return AuditRow(number, sample.secretaries.get(number, ""), further, recorded, height)
