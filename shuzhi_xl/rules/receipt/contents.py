"""Contents of a form (表单的内容): those that the register lists, and those that came back in this run."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.sheets.master.vocabulary import ADOPTED, RETURNED
from shuzhi_xl.sheets.master.votes import RegisteredForm

LIVE = (RETURNED, ADOPTED)
"""States of a content whose votes count: 已收回, 采用."""


@dataclass(frozen=True)
class Arrival:
    """One returned file (收回的文件), understood.

    Attributes:
        name: The file, relative to 收回.
        answers: Its answers.
        fingerprint: Of its answers, not of its bytes.
        was_aside: It was already held by an earlier run.
    """

    name: str
    answers: Answers
    fingerprint: str
    was_aside: bool = False


@dataclass(frozen=True)
class FormContent:
    """One content of a form, as the register will list it; ``answers`` is None without a file."""

    fingerprint: str
    state: str
    answers: Answers | None = None


Files = Mapping[str, Sequence[Arrival]]
"""All copies of each content, by fingerprint."""
Rows = Mapping[str, RegisteredForm]
"""The register's row of each known content, by fingerprint."""


def by_content(arrivals: Iterable[Arrival]) -> Files:
    """Files by content; fresh ones before those held by an earlier run."""
    files: dict[str, list[Arrival]] = {}
    # Sorted, because the order in which a folder is listed depends on the file system
    for arrival in sorted(arrivals, key=lambda arrival: (arrival.was_aside, arrival.name)):
        files.setdefault(arrival.fingerprint, []).append(arrival)
    return files


def known_contents(rows: Iterable[RegisteredForm]) -> Rows:
    """Contents that the register lists."""
    return {row.fingerprint: row for row in rows if row.fingerprint}


def is_counted(row: RegisteredForm) -> bool:
    """Whether a content's votes are entered: its numbers are beside it, those of any other are blank.

    The state alone does not say so, because the clerk may have changed it since.
    """
    return row.state in LIVE and row.returned is not None


def votes_in(answers: Answers) -> int:
    """How many ballots and respondents a content brings, including those that are held."""
    # Held ones were cast all the same: leaving them out would let more come back than were issued
    return len(answers.ballots) + len(answers.held_ballots) + len(answers.surveys)


@dataclass(frozen=True)
class Contents:
    """All contents of one form.

    Attributes:
        form: The form's number; ``""`` when none is out.
        known: Contents in the register.
        files: Files of this run, by content.
    """

    form: str
    known: Rows
    files: Files

    def copies(self, fingerprint: str) -> Sequence[Arrival]:
        """Files of one content in this run; maybe none."""
        return self.files.get(fingerprint, ())

    def listed(self, changed: Sequence[FormContent]) -> Mapping[str, Sequence[FormContent]]:
        """The form's contents for the register: those given, and in their old order those that stay."""
        by_fingerprint = {content.fingerprint: content for content in changed}
        # Rows keep their order, so that the clerk finds a form's contents where they were
        old = [
            by_fingerprint.get(content, FormContent(content, row.state))
            for content, row in self.known.items()
        ]
        return {self.form: [*old, *(content for content in changed if content.fingerprint not in self.known)]}
