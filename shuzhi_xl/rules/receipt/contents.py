"""Contents of a form (表单的内容): those that the register lists, and those that came back in this run."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.rules.receipt.fingerprint import Fingerprint, fingerprint
from shuzhi_xl.sheets.declaration.units import FormNumber
from shuzhi_xl.sheets.master.vocabulary import ADOPTED, RETURNED
from shuzhi_xl.sheets.master.votes import RegisteredForm
from shuzhi_xl.sheets.outgoing.forms import Identity

LIVE = (RETURNED, ADOPTED)
"""States of a content whose votes count: 已收回, 采用."""


@dataclass(frozen=True)
class BroughtVotes:
    """Numbers of the votes that a content brings (票单登记).

    Attributes:
        valid: Ballots to enter (有效).
        spoiled: Ballots that came back but are held (作废).
        surveys: Respondents of the survey (问卷).
    """

    valid: int = 0
    spoiled: int = 0
    surveys: int = 0

    @property
    def ballots(self) -> int:
        """All its ballots; held ones were cast all the same, so that 收回 = 有效 + 作废."""
        return self.valid + self.spoiled

    @property
    def is_blank(self) -> bool:
        """Whether it brings no vote at all."""
        # Held ones were cast too: leaving them out would let more come back than were issued
        return not self.ballots and not self.surveys


@dataclass(frozen=True)
class Arrival:
    """What the fate of one returned file (收回的文件; 回收规则) depends on; its answers are not part of it.

    Attributes:
        name: The file, relative to 收回.
        identity: Which form it is.
        fingerprint: Of its answers, not of its bytes.
        votes: How many votes it brings.
        was_aside: It was already held by an earlier run.
    """

    name: str
    identity: Identity
    fingerprint: Fingerprint
    votes: BroughtVotes
    was_aside: bool = False


def make_arrival(name: str, answers: Answers, *, was_aside: bool = False) -> Arrival:
    """The arrival of a file with these answers (收回的文件; 回收规则)."""
    votes = BroughtVotes(len(answers.ballots), len(answers.held_ballots), len(answers.surveys))
    return Arrival(name, answers.identity, fingerprint(answers), votes, was_aside)


@dataclass(frozen=True)
class FormContent:
    """One content of a form, as 票单登记 will list it; ``answers`` is None without a file."""

    fingerprint: Fingerprint
    state: str
    votes: BroughtVotes | None = None


Files = Mapping[Fingerprint, Sequence[Arrival]]
"""All copies of each content, by fingerprint."""
Rows = Mapping[Fingerprint, RegisteredForm]
"""The register's row of each known content, by fingerprint."""


def by_content(arrivals: Iterable[Arrival]) -> Files:
    """Files by content; fresh ones before those held by an earlier run (文件指纹)."""
    files: dict[str, list[Arrival]] = {}
    # Sorted, because the order in which a folder is listed depends on the file system
    for arrival in sorted(arrivals, key=lambda arrival: (arrival.was_aside, arrival.name)):
        files.setdefault(arrival.fingerprint, []).append(arrival)
    return files


def known_contents(rows: Iterable[RegisteredForm]) -> Rows:
    """Contents that the register lists (票单登记)."""
    return {row.fingerprint: row for row in rows if row.fingerprint}


def is_counted(row: RegisteredForm) -> bool:
    """Whether a content's votes are entered: 票单登记 has its numbers, those of any other are blank.

    The state alone does not say so, because the clerk may have changed it since.
    """
    return row.state in LIVE and row.returned is not None


@dataclass(frozen=True)
class Contents:
    """All contents of one form (票单登记).

    Attributes:
        form: The form's number; ``""`` when none is out.
        registered: Contents in the register.
        files: Files of this run, by content.
    """

    form: FormNumber
    registered: Rows
    files: Files

    def copies(self, content: Fingerprint) -> Sequence[Arrival]:
        """Files of one content in this run; maybe none."""
        return self.files.get(content, ())

    def listed(self, changed: Sequence[FormContent]) -> Mapping[FormNumber, Sequence[FormContent]]:
        """The form's contents for the register: those given, and in their old order those that stay."""
        by_fingerprint = {content.fingerprint: content for content in changed}
        # Rows keep their order, so that the clerk finds a form's contents where they were
        old = [
            by_fingerprint.get(content, FormContent(content, row.state))
            for content, row in self.registered.items()
        ]
        return {
            self.form: [*old, *(content for content in changed if content.fingerprint not in self.registered)]
        }
