"""The paper ballots of a meeting (测评票_<场次>.xlsx): who is on which page, how many are printed."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from shuzhi_xl.rules.forms.ballot_codes import PageIdentity, seal_page
from shuzhi_xl.rules.forms.contents import count_spare, count_voters
from shuzhi_xl.rules.forms.due_forms import list_candidates
from shuzhi_xl.rules.forms.form_register import find_counted_forms
from shuzhi_xl.rules.forms.issued_papers import PaperPrint
from shuzhi_xl.rules.forms.voter_classes import typed_classes
from shuzhi_xl.sheets.master.organisations_and_meetings import Meeting
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import OVERALL
from shuzhi_xl.sheets.outgoing.forms import Candidate
from shuzhi_xl.sheets.outgoing.paper_ballots import (
    ROWS_ON_PAGE,
    BallotLine,
    BallotPage,
    PaperBallotContent,
    PrintOrder,
)
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.documents import paper_ballots as wording
from shuzhi_xl.wording.sheets.titles import ballot_title

_LONGEST_LABEL = 16
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


def list_printed_meetings(year: Year) -> list[Meeting]:
    """Meetings that paper ballots are printed for (评议会议): with secretaries, and votes still to come."""
    counted = find_counted_forms(year)
    # The ballots of a meeting whose votes are counted have been cast on what was printed then
    past = {row.meeting for row in year.forms if row.form in counted and not row.number}
    return [
        meeting
        for meeting in year.meetings
        if meeting.number in year.appraised_at
        and meeting.number not in past
        and year.settings is not None
        and typed_classes(year, meeting)
    ]


def make_ballot_content(
    year: Year, meeting: Meeting, settings: Settings, key: bytes, template: str
) -> PaperBallotContent:
    """Make the content of the workbook with a meeting's paper ballots (测评票; 通知 四、3).

    Args:
        year: The year.
        meeting: The meeting.
        settings: The year's settings.
        key: The master's key.
        template: Fingerprint of the template, whose columns and rows decide where the boxes lie.
    """
    pages = paginate(list_candidates(year, meeting.number, ""), (OVERALL, *year.further))
    layout = f"{fingerprint_answers(pages)} {template}"
    classes = typed_classes(year, meeting)
    ballots = {
        voter_class: [
            *_pages_of_class(pages, label, key, (settings.year, meeting.number, voter_class), layout)
        ]
        for voter_class, label in label_sheets(classes).items()
    }
    return PaperBallotContent(
        ballot_title(settings.year),
        wording.printing_title(meeting.number),
        settings.party_committee,
        meeting.number,
        wording.meeting_line(meeting.number, meeting.track, meeting.held_on),
        make_print_orders(ballots, count_voters(year, meeting.number, classes)),
        [page for ballot in ballots.values() for page in ballot],
    )


def _pages_of_class(
    pages: Sequence[Sequence[BallotLine]], label: str, key: bytes, about: tuple[int, str, str], layout: str
) -> Iterator[BallotPage]:
    for page, lines in enumerate(pages, start=1):
        code = seal_page(key, PageIdentity(*about, page, layout))
        sheet = wording.sheet_of_page(label, page)
        yield BallotPage(about[-1], sheet, page, len(pages), code, lines)


def paginate(candidates: Sequence[Candidate], criteria: Sequence[str]) -> list[list[BallotLine]]:
    """The rows of each page of a ballot (测评项目): all of a secretary's on one page, pages equally full.

    Args:
        candidates: The secretaries, in the order of the roster, which is that of the typing workbook.
        criteria: The 测评项目, 总体评价 first.
    """
    most = max(1, ROWS_ON_PAGE // len(criteria))
    count = -(-len(candidates) // most)
    orders = [*enumerate(candidates, start=1)]
    starts = [len(candidates) * page // count for page in range(count + 1)]
    return [
        [
            BallotLine(order, candidate.number, candidate.name, candidate.secretary, criterion)
            for order, candidate in orders[start:end]
            for criterion in criteria
        ]
        for start, end in pairwise(starts)
    ]


def label_sheets(classes: Sequence[str]) -> dict[str, str]:
    """A name for the sheets of each 票类 (票类权重) that Excel accepts, and that no other 票类 has.

    >>> label_sheets(["A票", "A/票", "a_票"])
    {'A票': 'A票', 'A/票': 'A_票', 'a_票': 'a_票(3)'}
    """
    labels: dict[str, str] = {}
    for order, voter_class in enumerate(classes, start=1):
        plain = "".join(char for char in voter_class.translate(_NOT_IN_TITLES) if char.isprintable())
        label = plain[:_LONGEST_LABEL].strip()
        is_taken = not label or label.casefold() in {name.casefold() for name in labels.values()}
        labels[voter_class] = f"{label}({order})" if is_taken else label
    return labels


def make_print_orders(
    ballots: Mapping[str, Sequence[BallotPage]], voters: Mapping[str, int]
) -> tuple[PrintOrder, ...]:
    """How often to print the ballot of each 票类: 应到人数, and some to spare as 录票 has rows to spare."""
    return tuple(
        _order(place, voter_class, pages, voters.get(voter_class))
        for place, (voter_class, pages) in enumerate(ballots.items())
    )


def _order(place: int, voter_class: str, pages: Sequence[BallotPage], eligible: int | None) -> PrintOrder:
    spare = count_spare(eligible) if eligible else None
    unknown = wording.COPIES_UNKNOWN if eligible is None else "0"
    return PrintOrder(
        voter_class,
        wording.pages_of_ballot(len(pages)),
        wording.UNKNOWN if eligible is None else f"{eligible}",
        wording.UNKNOWN if spare is None else f"{spare}",
        unknown if eligible is None or spare is None else f"{eligible + spare}",
        wording.paper(place),
        wording.sheets_of_class([page.sheet for page in pages]),
    )


def fingerprint_ballots(content: PaperBallotContent, place: str) -> PaperPrint:
    """What the master keeps of the ballots as issued (测评票).

    Of the sentences on the sheets nothing counts, so that another version's words renew no ballots.
    """
    lines = [page.lines for page in content.pages if page.voter_class == content.pages[0].voter_class]
    shown = (
        content.committee,
        content.meeting_line,
        [(order.voter_class, order.eligible) for order in content.orders],
        [line.name for page in lines for line in page],
    )
    return PaperPrint(place, fingerprint_answers(lines), fingerprint(shown))


def fingerprint_answers(pages: Sequence[Sequence[BallotLine]]) -> str:
    """Fingerprint of whom each row of boxes is about (测评票); a corrected 组织名称 changes no answer."""
    return fingerprint([[(line.number, line.secretary, line.criterion) for line in lines] for lines in pages])


def fingerprint(value: object) -> str:
    """Fingerprint of something that is on ballots (测评票)."""
    # Masters in use keep this value: serialised in another way, every ballot would look outdated
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]
