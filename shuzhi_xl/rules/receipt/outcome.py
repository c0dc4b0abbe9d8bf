"""What becomes of returned files (回收的结局): a value that is put together from smaller ones of its kind."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from shuzhi_xl.findings import Finding, Location, Severity, blocking, notice
from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.rules.receipt.contents import LIVE, Arrival, BroughtVotes, Contents, FormContent, is_counted
from shuzhi_xl.rules.receipt.fingerprint import Fingerprint
from shuzhi_xl.sheets.declaration.units import FormNumber
from shuzhi_xl.sheets.master.vocabulary import PENDING, UPDATED, VOID
from shuzhi_xl.sheets.master.votes import RegisteredForm
from shuzhi_xl.wording.findings.forms import describe_votes


class Fate(StrEnum):
    """What becomes of a returned file; every file has exactly one (回收规则)."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    HELD = "held"
    REFUSED = "refused"


@dataclass(frozen=True)
class FormOutcome:
    """What becomes of a form, of the pair of typing workbooks of a meeting, or of all forms of a run.

    It names contents by their fingerprints and contains no vote.

    Attributes:
        fates: By file name.
        contents: All contents of a form for the register, by form number; a form that is missing here
            keeps its rows.
        counted: The content to enter, by form number; it takes the place of all that the form had.
        agreed: Under 双人录入 the numbers (票号) of the ballots that both typed identically, by form number;
            of any other form all ballots are entered.
        withdrawn: Forms whose votes leave 测评票 and 问卷调查.
        recalled: Form and fingerprint whose processed file must come back to 收回/_有问题.
        findings: Why something is held or refused.
    """

    fates: Mapping[str, Fate] = field(default_factory=dict)
    contents: Mapping[FormNumber, Sequence[FormContent]] = field(default_factory=dict)
    counted: Mapping[FormNumber, Fingerprint] = field(default_factory=dict)
    agreed: Mapping[FormNumber, frozenset[int]] = field(default_factory=dict)
    withdrawn: frozenset[FormNumber] = frozenset()
    recalled: tuple[tuple[FormNumber, Fingerprint], ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def replaced(self) -> frozenset[FormNumber]:
        """Forms whose earlier votes leave the tables: the withdrawn, and those that are entered again."""
        return self.withdrawn | self.counted.keys()

    def counted_answers(self, answers_of: Mapping[Fingerprint, Answers]) -> dict[FormNumber, Answers]:
        """The answers to enter, by form number.

        Args:
            answers_of: Answers of all files of the run, by fingerprint.
        """
        counted = {form: answers_of[content] for form, content in self.counted.items()}
        return {form: answers.only(self.agreed.get(form)) for form, answers in counted.items()}

    def __or__(self, later: "FormOutcome") -> "FormOutcome":
        return together((self, later))


NO_CHANGE = FormOutcome()
"""Nothing becomes of a form: no file came back for it, and its rows stay."""


def together(parts: Iterable[FormOutcome]) -> FormOutcome:
    """One outcome of several parts, in their order (回收规则)."""
    outcomes = list(parts)
    return FormOutcome(
        {file: fate for outcome in outcomes for file, fate in outcome.fates.items()},
        {form: contents for outcome in outcomes for form, contents in outcome.contents.items()},
        {form: content for outcome in outcomes for form, content in outcome.counted.items()},
        {form: orders for outcome in outcomes for form, orders in outcome.agreed.items()},
        frozenset(form for outcome in outcomes for form in outcome.withdrawn),
        tuple(content for outcome in outcomes for content in outcome.recalled),
        tuple(finding for outcome in outcomes for finding in outcome.findings),
    )


def hold(
    copies: Sequence[Arrival], code: str, severity: Severity = Severity.BLOCKING, **context: object
) -> FormOutcome:
    """A content left uncounted for now (暂扣; 回收规则), with the reason; its further copies are repeats."""
    # Held files are read and reported again in every run: one copy is enough
    return _put(copies[0], Fate.HELD, code, severity, **context) | repeat(copies[1:])


def refuse(arrivals: Iterable[Arrival], code: str) -> FormOutcome:
    """Files left uncounted for good (退回; 回收规则), with the reason."""
    return together(_put(arrival, Fate.REFUSED, code, Severity.NOTICE) for arrival in arrivals)


def _put(arrival: Arrival, fate: Fate, code: str, severity: Severity, **context: object) -> FormOutcome:
    form = arrival.identity.form
    finding = Finding(code, Location(arrival.name), severity, {"form": form, **context})
    return FormOutcome(fates={arrival.name: fate}, findings=(finding,))


def repeat(arrivals: Iterable[Arrival]) -> FormOutcome:
    """Files that repeat what is known (重复; 回收规则)."""
    return FormOutcome(fates={arrival.name: Fate.DUPLICATE for arrival in arrivals})


def take(contents: Contents, content: FormContent, fate: Fate = Fate.ACCEPTED) -> FormOutcome:
    """A content to list in 票单登记, and the fate of its file; further copies are repeats (回收规则)."""
    copies = contents.copies(content.fingerprint)
    listed = FormOutcome(fates={copies[0].name: fate}, contents=contents.listed([content]))
    return listed | repeat(copies[1:])


def enter(contents: Contents, content: FormContent) -> FormOutcome:
    """A content to list in the register, whose votes are entered (票单登记)."""
    return take(contents, content) | FormOutcome(counted={contents.form: content.fingerprint})


def withdraw(form: FormNumber) -> FormOutcome:
    """Votes of a form leave 测评票 and 问卷调查."""
    return FormOutcome(withdrawn=frozenset({form}))


def recall(row: RegisteredForm) -> FormOutcome:
    """The file of a content that should count but is not here must be fetched (回收规则)."""
    findings: tuple[Finding, ...] = ()
    # Only then is a vote missing; a content in dispute has a finding of its own
    if row.state in LIVE and not is_counted(row):
        at = row.at("state")
        findings = (blocking("adopted_file_missing", at, value=row.state, form=row.form),)
    return FormOutcome(recalled=((row.form, row.fingerprint),), findings=findings)


def mark_updated(outcome: FormOutcome, contents: Contents, older: Sequence[Fingerprint]) -> FormOutcome:
    """The outcome in which contents that another one has replaced are 已更新."""
    if not older:
        return outcome
    listed = outcome.contents.get(contents.form, ())
    current = [content for content in listed if content.fingerprint not in older]
    updated = [FormContent(content, UPDATED) for content in older]
    return replace(outcome, contents={**outcome.contents, **contents.listed([*current, *updated])})


def refuse_void(contents: Contents) -> FormOutcome:
    """Files whose content the clerk has declared void (作废; 回收规则) are refused."""
    void = {content for content, row in contents.registered.items() if row.state == VOID}
    return together(
        refuse(copies, "content_void") for content, copies in contents.files.items() if content in void
    )


def dispute(contents: Contents, in_question: Sequence[Fingerprint], hint: str = "") -> FormOutcome:
    """Contents between which the clerk must choose (待定; 回收规则); until then the form has no votes.

    Args:
        contents: All contents of the form.
        in_question: Those between which to choose.
        hint: A further way to choose.
    """
    outcome = withdraw(contents.form)
    listed = []
    for content in in_question:
        copies = contents.copies(content)
        if copies:
            outcome |= hold(copies, "contents_differ", count=len(in_question), hint=hint)
        else:
            # Its file lies in 收回/_已处理, which is never read again: it must come back to be chosen
            outcome |= FormOutcome(recalled=((contents.form, content),))
        listed.append(FormContent(content, PENDING, copies[0].votes if copies else None))
    return outcome | FormOutcome(contents=contents.listed(listed))


def announce_blank(arrival: Arrival, issued: int, surveys: int = 0) -> FormOutcome:
    """A notice that a form with ballots or questionnaires came back without any (回收规则)."""
    form = arrival.identity.form
    context = {"form": form, "issued": issued, "surveys": surveys}
    return FormOutcome(findings=(notice("return_blank", Location(arrival.name), **context),))


def announce_last(
    contents: Contents,
    last: Fingerprint,
    votes: BroughtVotes | None,
    replaced: Sequence[BroughtVotes | None],
) -> FormOutcome:
    """A notice that the content that came back last has replaced others (后交的为准), with the numbers.

    Args:
        contents: All contents of the form.
        last: The content that counts now.
        votes: What it brings.
        replaced: What the others bring.
    """
    copies, row = contents.copies(last), contents.registered.get(last)
    at = Location(copies[0].name) if copies or row is None else row.at("state")
    numbers = describe_votes(votes.ballots, votes.surveys) if votes else ""
    earlier = "、".join(describe_votes(older.ballots, older.surveys) for older in replaced if older)
    context = {"form": contents.form, "numbers": numbers, "earlier": earlier}
    return FormOutcome(findings=(notice("return_replaced", at, **context),))


def announce_older(arrivals: Iterable[Arrival]) -> FormOutcome:
    """A notice of each file that repeats a content which a later one has replaced (已更新; 回收规则)."""
    return FormOutcome(
        findings=tuple(
            notice("return_older", Location(arrival.name), form=arrival.identity.form)
            for arrival in arrivals
            # A blank form is not missed
            if not arrival.votes.is_blank
        )
    )
