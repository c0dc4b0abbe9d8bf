"""What becomes of returned files (回收的结局): the values that deciding on them is made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from shuzhi_xl.findings import Finding, Location, Severity, blocking
from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.sheets.master.vocabulary import ADOPTED, RETURNED, VOID
from shuzhi_xl.sheets.master.votes import RegisteredForm

LIVE = (RETURNED, ADOPTED)


class Fate(StrEnum):
    """What becomes of a returned file; every file has exactly one."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    HELD = "held"
    REFUSED = "refused"


@dataclass(frozen=True)
class Arrival:
    """One returned file, understood.

    Attributes:
        name: The file, relative to 收回.
        fingerprint: Of its answers, not of its bytes.
        was_aside: It was already held by an earlier run.
    """

    name: str
    answers: Answers
    fingerprint: str
    was_aside: bool = False


@dataclass(frozen=True)
class FormContent:
    """One content of a form, as the register will have it; ``answers`` is None without a file."""

    fingerprint: str
    state: str
    answers: Answers | None = None


@dataclass
class FormOutcome:
    """What one form, or the pair of typing workbooks of a meeting, comes to.

    Attributes:
        fates: By file name.
        contents: All contents of a form for the register, by form number; a form that is missing here
            keeps its rows.
        counted: Ballots to enter, by form number; they take the place of all that the form had.
        withdrawn: Forms whose votes leave 测评票 and 问卷调查.
        recalled: Form and fingerprint whose processed file must come back to 收回/_有问题.
        findings: Why something is held or refused.
    """

    fates: dict[str, Fate] = field(default_factory=dict)
    contents: dict[str, list[FormContent]] = field(default_factory=dict)
    counted: dict[str, Answers] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    recalled: list[tuple[str, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def hold(self, copies: Sequence[Arrival], code: str, *, grave: bool = True, **context: object) -> None:
        """Leave a content uncounted for now, with the reason; its further copies are repeats."""
        self._put(copies[0], Fate.HELD, code, grave=grave, **context)
        self.repeat(copies[1:])

    def refuse(self, copies: Iterable[Arrival], code: str) -> None:
        """Leave files uncounted for good, with the reason."""
        for arrival in copies:
            self._put(arrival, Fate.REFUSED, code, grave=False)

    def repeat(self, copies: Iterable[Arrival]) -> None:
        """Take files for repeats of what is known."""
        self.fates.update({arrival.name: Fate.DUPLICATE for arrival in copies})

    def recall(self, row: RegisteredForm) -> None:
        """Ask for the file of a content that should count but is not here."""
        self.recalled.append((row.form, row.fingerprint))
        if row.state in LIVE and not is_counted(row):
            at = row.at("state")
            self.findings.append(blocking("adopted_file_missing", at, value=row.state, form=row.form))

    def _put(self, arrival: Arrival, fate: Fate, code: str, *, grave: bool, **context: object) -> None:
        self.fates[arrival.name] = fate
        severity = Severity.BLOCKING if grave else Severity.NOTICE
        form = arrival.answers.identity.form
        self.findings.append(Finding(code, Location(arrival.name), severity, {"form": form, **context}))


Files = Mapping[str, Sequence[Arrival]]
"""All copies of each content, by fingerprint."""
Rows = Mapping[str, RegisteredForm]
"""The register's row of each known content, by fingerprint."""


def by_content(arrivals: Iterable[Arrival]) -> Files:
    """Files by content; fresh ones before those held by an earlier run."""
    found: dict[str, list[Arrival]] = {}
    for arrival in sorted(arrivals, key=lambda each: (each.was_aside, each.name)):
        found.setdefault(arrival.fingerprint, []).append(arrival)
    return found


def known_contents(rows: Iterable[RegisteredForm]) -> Rows:
    """Contents that the register lists."""
    return {row.fingerprint: row for row in rows if row.fingerprint}


def is_counted(row: RegisteredForm) -> bool:
    """Whether a content's votes are entered: its numbers stand beside it, those of any other are blank.

    A state alone does not tell, because the clerk may have set it since.
    """
    return row.state in LIVE and row.returned is not None


def votes_in(answers: Answers) -> int:
    """How many ballots and respondents a content brings, those included that are held."""
    return len(answers.ballots) + len(answers.held_ballots) + len(answers.surveys)


def kept(known: Rows, listed: Sequence[FormContent]) -> list[FormContent]:
    """Contents to list, with those of the register that stay as they are; these keep their order."""
    changed = {content.fingerprint: content for content in listed}
    stand = [changed.get(each, FormContent(each, row.state)) for each, row in known.items()]
    return [*stand, *(content for content in listed if content.fingerprint not in known)]


def refuse_void(known: Rows, files: Files, out: FormOutcome) -> None:
    """Refuse files whose content the clerk has declared void (作废)."""
    for fingerprint, copies in files.items():
        if fingerprint in known and known[fingerprint].state == VOID:
            out.refuse(copies, "content_void")
