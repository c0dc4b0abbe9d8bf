"""A form as it went out (票单登记): what its contents bring, and what they have too much of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from shuzhi_xl.rules.receipt.contents import BroughtVotes, Contents, is_counted
from shuzhi_xl.rules.receipt.fingerprint import Fingerprint
from shuzhi_xl.sheets.master.votes import RegisteredForm


class Surplus(NamedTuple):
    """Too many ballots or questionnaires (票单登记: 发出数).

    Attributes:
        code: Code of the finding.
        votes: How many there are.
        issued: How many were issued.
    """

    code: str
    votes: int
    issued: int


@dataclass(frozen=True)
class IssuedForm:
    """A form as it went out (票单登记), which its contents are measured by.

    Attributes:
        row: Its row in the register.
        survey_rows: The rows of its survey.
    """

    row: RegisteredForm
    survey_rows: Sequence[RegisteredForm]

    @property
    def surveys(self) -> int:
        """发出数 of its survey (问卷)."""
        return self.survey_rows[-1].issued if self.survey_rows else 0

    def votes_of(self, contents: Contents, content: Fingerprint) -> BroughtVotes | None:
        """What a content brings, by its files, else by 票单登记; None where neither says so."""
        row, copies = contents.registered.get(content), contents.copies(content)
        # The file first: the register has no numbers of a content that is not counted
        if copies or row is None:
            return copies[0].votes
        if not is_counted(row):
            return None
        surveys = [survey.returned for survey in self.survey_rows if survey.fingerprint == content]
        spoiled = row.spoiled or 0
        return BroughtVotes((row.returned or 0) - spoiled, spoiled, sum(filter(None, surveys)))

    def is_blank(self, contents: Contents, content: Fingerprint) -> bool:
        """Whether a content brings in no vote at all (空的表单)."""
        votes = self.votes_of(contents, content)
        return votes is not None and votes.is_blank

    def find_surplus(self, votes: BroughtVotes) -> Surplus | None:
        """What a content has more of than was issued (发出数); ballots first."""
        if votes.ballots > self.row.issued:
            return Surplus("more_than_issued", votes.ballots, self.row.issued)
        if votes.surveys > self.surveys:
            return Surplus("more_surveys_than_issued", votes.surveys, self.surveys)
        return None
