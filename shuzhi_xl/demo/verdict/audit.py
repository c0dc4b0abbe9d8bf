"""Check that the votes in the master are those that were cast (票数核对)."""

from collections import Counter
from collections.abc import Iterator

from shuzhi_xl.demo.play.office import Office
from shuzhi_xl.demo.town.planted import PlantingDifference, find_differences
from shuzhi_xl.demo.town.town import InventedTown
from shuzhi_xl.rules.intake.answers import BallotAnswer
from shuzhi_xl.sheets.master.vocabulary import MEETING, SURVEY
from shuzhi_xl.sheets.master.votes import BALLOT, SURVEY_ANSWER

Vote = tuple[str, str]
"""Source, voter class and mark of a vote, and the 编号 it concerns."""


def find_lost_or_doubled_votes(office: Office, town: InventedTown) -> list[PlantingDifference]:
    """Find each kind of vote whose number in the master differs from the number cast."""
    # By 编号, 票类 and mark, not by totals: one vote lost and another doubled would cancel out.
    return list(find_differences(Counter(list_cast_votes(town)), Counter(list_entered_votes(office))))


def list_cast_votes(town: InventedTown) -> Iterator[Vote]:
    """All votes as cast."""
    ballots: list[BallotAnswer] = [paper for papers in town.paper.values() for paper in papers]
    for number, reply in town.replies.items():
        ballots += reply.ballots
        for response in reply.surveys:
            for mark in response.marks.values():
                yield _vote(SURVEY, response.voter_class, mark), number
    for ballot in ballots:
        for (number, _), mark in ballot.marks.items():
            yield _vote(MEETING, ballot.voter_class, mark), number


def list_entered_votes(office: Office) -> Iterator[Vote]:
    """All votes as recorded in 测评票 and 问卷调查."""
    for source, table in ((MEETING, BALLOT), (SURVEY, SURVEY_ANSWER)):
        number, voter_class, overall = (
            table.model.columns()[name].header for name in ("number", "voter_class", "overall")
        )
        # Cells as they are, without the row models: the check must not share the parsing that it judges.
        for row in office.table(table).rows:
            values = row.values
            yield _vote(source, values[voter_class], values[overall] or ""), values[number]


def _vote(source: str, voter_class: str, mark: str) -> str:
    return f"{source} {voter_class} {mark}".rstrip()
