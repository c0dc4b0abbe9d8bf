"""The paper ballots of a track's meetings joined for one print run (合订_测评票_<板块>.xlsx)."""

from collections.abc import Sequence
from dataclasses import replace

from shuzhi_xl.rules.forms.issued_papers import PaperPrint
from shuzhi_xl.rules.forms.paper_ballots import fingerprint, label_sheets
from shuzhi_xl.sheets.declaration.units import TrackName
from shuzhi_xl.sheets.outgoing.paper_ballots import JoinedBallots, PaperBallotContent
from shuzhi_xl.wording.documents import paper_ballots as wording


def join_ballots(track: TrackName, contents: Sequence[PaperBallotContent]) -> JoinedBallots:
    """Join the ballots of a track's meetings (测评票); each is the same as in its meeting's own workbook.

    Args:
        track: 板块.
        contents: The ballots of its meetings, in the order of 评议会议; at least one.
    """
    meetings = [_retitle(order, content) for order, content in enumerate(contents, start=1)]
    return JoinedBallots(
        wording.printing_title(track),
        wording.track_line(track, [content.meeting for content in contents]),
        [order for content in meetings for order in content.orders],
        meetings,
    )


def fingerprint_joined(ballots: Sequence[PaperPrint], place: str) -> PaperPrint:
    """What the master keeps of joined ballots (测评票): they change with those of any of the meetings.

    Args:
        ballots: What it keeps of each meeting's.
        place: Where the joined ones are put.
    """
    answers = [(paper.place, paper.answers) for paper in ballots]
    rest = [paper.rest for paper in ballots]
    return PaperPrint(place, fingerprint(answers), fingerprint(rest))


def _retitle(number: int, content: PaperBallotContent) -> PaperBallotContent:
    """The same ballots on sheets whose titles begin with the meeting's place in the list."""
    labels = label_sheets([f"{number} {order.voter_class}" for order in content.orders])
    pages = [
        replace(page, sheet=wording.sheet_of_page(labels[f"{number} {page.voter_class}"], page.page))
        for page in content.pages
    ]
    orders = [
        order._replace(
            voter_class=f"{content.meeting} {order.voter_class}",
            sheets=wording.sheets_of_class(
                [page.sheet for page in pages if page.voter_class == order.voter_class]
            ),
        )
        for order in content.orders
    ]
    return replace(content, orders=orders, pages=pages)
