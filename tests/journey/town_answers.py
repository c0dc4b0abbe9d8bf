"""What the town's people answer (评价和答卷): drawn for the roster as the master has it."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from shuzhi_xl.demo.town.names import Names
from shuzhi_xl.demo.town.people import split
from shuzhi_xl.demo.town.report_texts import write_report
from shuzhi_xl.demo.town.votes import BranchReply, RatedSecretaries, branch_reply, paper_ballots
from shuzhi_xl.demo.town.year_plan import TYPES
from shuzhi_xl.rules.intake.answers import BallotAnswer
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.master.organisations_and_meetings import Attendee, Meeting, Organisation
from shuzhi_xl.sheets.master.vocabulary import GOOD, GRADES, OVERALL, POOR

KEY_OF: Final = {grade: str(key) for key, grade in enumerate(GRADES, start=1)}
"""The key that is typed for each grade (录票: 1 好、2 较好、3 一般、4 差)."""
_SURVEY_CLASSES: Final = ("党员票", "群众票")
_WORST, _BEST = 0.55, 0.95
_ABSENT: Final = 0.04


def invent_roster(branches: int) -> list[Record]:
    """The three columns that the clerk pastes into 组织名册."""
    chance = random.Random(f"roster {branches}")  # noqa: S311 -- a repeatable generator is wanted
    names = Names(chance)
    kinds = [
        TYPES[track][order % len(TYPES[track])]
        for track, count in enumerate(split(branches))
        for order in range(count)
    ]
    return [
        {"组织名称": names.organisation(kind), "组织类型": kind, "书记姓名": names.person()} for kind in kinds
    ]


class TownAnswers:
    """The answers of a town's people, the same each time for the same roster.

    Args:
        organisations: 组织名册.
        meetings: 评议会议.
        groups: 参会人员, counted.
    """

    def __init__(
        self, organisations: Sequence[Organisation], meetings: Sequence[Meeting], groups: Sequence[Attendee]
    ) -> None:
        chance = random.Random(f"answers {len(organisations)}")  # noqa: S311 -- as above
        self._chance = chance
        self._qualities = {branch.number: chance.uniform(_WORST, _BEST) for branch in organisations}
        town = RatedSecretaries(self._qualities, "", _SURVEY_CLASSES)
        voters = [
            group.model_copy(update={"attended": chance.random() >= _ABSENT})
            for group in groups
            for _ in range(group.count or 1)
        ]
        self.present = {
            meeting.number: sum(bool(voter.attended) for voter in voters if voter.meeting == meeting.number)
            for meeting in meetings
        }
        self.paper = {
            meeting.number: paper_ballots(
                chance,
                meeting,
                voters,
                [branch.number for branch in organisations if branch.meeting == meeting.number],
                town,
            )
            for meeting in meetings
        }
        self.replies = {
            branch.number: branch_reply(chance, branch, (), town, "镇党委副书记") for branch in organisations
        }
        self.reports = {branch.number: write_report(chance, branch) for branch in organisations}

    def score(self, number: str) -> float:
        """A score by others of a branch, in halves as people give them."""
        points = min(100.0, 62 + 38 * self._qualities[number] + self._chance.gauss(0, 3))
        return round(points * 2) / 2

    def keyed(self, meeting: str) -> list[BallotAnswer]:
        """The paper ballots of a meeting as they are typed."""
        return [
            replace(ballot, marks={place: KEY_OF.get(grade, "") for place, grade in ballot.marks.items()})
            for ballot in self.paper[meeting]
        ]

    def blank(self) -> BranchReply:
        """A form that comes back as it went out."""
        return BranchReply((), (), ())

    def mistaken(self, number: str) -> BranchReply:
        """A branch's answers before it found a mistake in the first of its surveys."""
        first, *rest = self.replies[number].surveys
        grade = POOR if first.marks[OVERALL] == GOOD else GOOD
        return replace(self.replies[number], surveys=(replace(first, marks={OVERALL: grade}), *rest))


def count_typed(ballots: Iterable[BallotAnswer]) -> int:
    """Cells typed for paper ballots: the 票类 of each, and every mark."""
    return sum(1 + sum(map(bool, ballot.marks.values())) for ballot in ballots)
