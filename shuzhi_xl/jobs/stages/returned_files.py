"""Reading what came back (读收回的文件): each file's identity and answers, or why it is not taken."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from shuzhi_xl.findings import Finding, Location, Severity, blocking, notice
from shuzhi_xl.jobs.stages.issued_forms import issued_lists
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.rules.forms.form_register import Register
from shuzhi_xl.rules.forms.identity import examine_identity, identity_finding, survey_form
from shuzhi_xl.rules.forms.issued_lists import UNKNOWN, IssuedLists
from shuzhi_xl.rules.forms.passwords import find_branches_in, password_of
from shuzhi_xl.rules.forms.voter_classes import allowed_classes, class_names
from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.rules.intake.cell_grid import Grids
from shuzhi_xl.rules.intake.read_form import other_senders, read_form, read_identity
from shuzhi_xl.rules.intake.returned_form import FormRules, ReturnedForm
from shuzhi_xl.rules.receipt.contents import Arrival, make_arrival
from shuzhi_xl.rules.receipt.fingerprint import Fingerprint
from shuzhi_xl.rules.receipt.outcome import Fate
from shuzhi_xl.rules.rectification.replies import reportable_problems
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.sheets.master.vocabulary import FEEDBACK, SURVEY, TYPING_A, TYPING_B
from shuzhi_xl.sheets.outgoing.forms import TEMPLATE_VERSION, Identity
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.xlsx.read.read_twice import ReturnedFile
from shuzhi_xl.xlsx.returned_folder import ReturnedFolder


@dataclass(frozen=True)
class ReadFile:
    """One returned file (收回的文件) as understood.

    Attributes:
        name: The file, relative to 收回.
        fate: What becomes of it whatever the others are; None when that is still to be decided.
        arrival: What its fate depends on, where that is to be decided.
        answers: Its answers, likewise.
        findings: Why it is not taken.
        content_findings: Findings within its answers.
        belongs_to: The year to whose folder it is moved, if not to one of this year's.
    """

    name: str
    fate: Fate | None = None
    arrival: Arrival | None = None
    answers: Answers | None = None
    findings: Sequence[Finding] = ()
    content_findings: Sequence[Finding] = ()
    belongs_to: int | None = None


@dataclass(frozen=True)
class ReadFiles:
    """All files of one run, in the order of their names.

    Attributes:
        files: Each file; those put aside in another year are left out.
        findings: Findings about the folder itself.
    """

    files: Sequence[ReadFile]
    findings: Sequence[Finding]

    @property
    def arrivals(self) -> list[Arrival]:
        """Files whose fate is to be decided."""
        return [file.arrival for file in self.files if file.arrival]

    @property
    def names(self) -> Mapping[Fingerprint, str]:
        """Name of the first file with each content, by fingerprint."""
        return {arrival.fingerprint: PurePosixPath(arrival.name).name for arrival in reversed(self.arrivals)}

    @property
    def answers_of(self) -> Mapping[Fingerprint, Answers]:
        """Answers of these, by fingerprint; copies have the same."""
        return {
            file.arrival.fingerprint: file.answers for file in self.files if file.arrival and file.answers
        }

    @property
    def typed(self) -> Mapping[Fingerprint, Answers]:
        """Answers of the typing workbooks (录票甲, 录票乙) among them, by fingerprint."""
        kinds = (TYPING_A, TYPING_B)
        return {
            content: answers for content, answers in self.answers_of.items() if answers.identity.kind in kinds
        }

    @property
    def fates(self) -> Mapping[str, Fate]:
        """What becomes of the others, by file name."""
        return {file.name: file.fate for file in self.files if file.fate}

    @property
    def years(self) -> Mapping[str, int]:
        """The year in whose folder a file belongs, by file name: of those of another year that has one."""
        return {file.name: file.belongs_to for file in self.files if file.belongs_to}

    def file_findings(self) -> list[Finding]:
        """Findings about the folder, and why files are not taken."""
        return [*self.findings, *(finding for file in self.files for finding in file.findings)]

    def content_findings(self, void: set[str]) -> Iterator[Finding]:
        """Findings within files, without files whose content is void: the clerk wants nothing of them."""
        return (finding for file in self.files if file.name not in void for finding in file.content_findings)


@dataclass(frozen=True)
class ReadingBasis:
    """What a returned file is understood by: the year, the master's key, and the forms that went out.

    Attributes:
        void: Forms that were declared void (作废).
        lists: Who was on each form when it was issued.
        is_first: No file of this year has been put away under its own folder yet, but files have come back:
            those in the _有问题 that all years shared are this year's.
    """

    year: Year
    key: bytes
    folder: ReturnedFolder
    void: frozenset[str]
    lists: IssuedLists
    is_first: bool

    def passwords_for(self, name: str) -> Sequence[str]:
        """Passwords of the branches that a file's name names, in case it comes back encrypted (送件加密)."""
        return [
            password_of(self.key, self.year.number or 0, number)
            for number in find_branches_in(name, self.year.organisations)
        ]

    def is_left_over(self, file: str, identity: Identity | None) -> bool:
        """Whether a file was put aside in another year, and does not concern this one."""
        # Until each year had its own folder, files put aside in all years were together there.
        if not self.folder.is_in_shared_folder(file):
            return False
        settings = self.year.settings
        is_own = identity is not None and settings is not None and identity.year == settings.year
        return not is_own and (identity is not None or not self.is_first)


def reading_basis(context: JobContext, year: Year, key: bytes) -> ReadingBasis:
    """What this run's files are understood by."""
    folder = returned_folder(context, year)
    register = Register(year.forms)
    void = frozenset(row.form for row in year.forms if register.is_void(row.form))
    has_returned = any(row.returned_at for row in year.forms)
    return ReadingBasis(
        year, key, folder, void, issued_lists(context), has_returned and not folder.has_sorted_files
    )


def returned_folder(context: JobContext, year: Year) -> ReturnedFolder:
    """收回 of the year."""
    return context.folder.returned(year.settings.year if year.settings else 0)


def read_returned_files(context: JobContext, basis: ReadingBasis) -> ReadFiles:
    """Read every file that waits under 收回."""
    names = basis.folder.names()
    # One notice for all of them: links, pipes and sockets are never opened.
    entries = basis.folder.list_unreadable()
    findings = (
        [notice("entries_passed_over", Location(entries[0]), names=join_names(entries))] if entries else []
    )
    files = []
    # Closed even when reading fails: the reading processes must not outlive the click.
    with closing(basis.folder.read_all(names, basis.passwords_for)) as readings:
        for count, reading in enumerate(readings, start=1):
            files.append(read_file(reading, basis))
            context.progress(count, len(names))
    return ReadFiles([file for file in files if file], findings)


def read_file(reading: ReturnedFile, basis: ReadingBasis) -> ReadFile | None:
    """Understand one file, or say why it is held or refused; None for one of another year."""
    first, second = reading.first or {}, reading.second or {}
    identity = read_identity(first)
    if basis.is_left_over(reading.file, identity):
        return None
    # After `is_left_over`: last year's unreadable file would otherwise be reported at every 回收.
    if reading.refusal is not None:
        return ReadFile(reading.file, Fate.REFUSED, findings=[_repeat_refusal(reading.refusal, basis)])
    error = _identity_error(identity, first, basis)
    if identity is None or error:
        return _refuse_identity(reading.file, identity, error, basis)
    form = ReturnedForm(reading.file, first, identity, form_rules(basis.year, identity, basis.lists))
    intake = read_form(form, reading.formulas)
    answers, findings = intake.answers, [*intake.findings]
    # Two independent readers must agree on every answer: a misread mark would be a miscounted vote.
    is_equal = second is first or read_form(replace(form, grids=second)).answers == answers
    if not is_equal:
        findings.append(blocking("readers_differ", Location(reading.file)))
    # A void form is not held: the clerk has decided already and wants no finding about its content.
    if (not is_equal or intake.holds_form) and identity.form not in basis.void:
        return ReadFile(reading.file, Fate.HELD, content_findings=findings)
    was_aside = basis.folder.was_put_aside(reading.file)
    arrival = make_arrival(reading.file, answers, was_aside=was_aside)
    return ReadFile(reading.file, arrival=arrival, answers=answers, content_findings=findings)


def _refuse_identity(file: str, identity: Identity | None, error: str, basis: ReadingBasis) -> ReadFile:
    if identity and error == "identity_other_year" and basis.folder.belongs_to(file, identity.year):
        finding = identity_finding(file, "file_of_other_year", identity)
        return ReadFile(file, Fate.HELD, findings=[finding], belongs_to=identity.year)
    finding = identity_finding(file, error, identity)
    return ReadFile(file, Fate.HELD if identity else Fate.REFUSED, findings=[finding])


def _repeat_refusal(refusal: Finding, basis: ReadingBasis) -> Finding:
    """Why a file is refused; only a notice when an earlier run has put it into _有问题 already."""
    is_aside = basis.folder.was_put_aside(refusal.at.file)
    return replace(refusal, severity=Severity.NOTICE) if is_aside else refusal


def _identity_error(identity: Identity | None, grids: Grids, basis: ReadingBasis) -> str:
    if identity is None:
        return "identity_missing"
    settings = basis.year.settings
    code = examine_identity(identity, basis.key, settings.year if settings else 0, TEMPLATE_VERSION)
    # A sheet copied into another branch's package carries that branch's number beside a valid identity.
    other_branches = other_senders(grids, identity) & basis.year.organisation_of.keys()
    return code or ("identity_of_another" if other_branches else "")


def form_rules(year: Year, identity: Identity, lists: IssuedLists = UNKNOWN) -> FormRules:
    """What a form's answers may contain, by the year's settings and how the form was issued."""
    people = lists.people(identity.form)
    return FormRules(
        voter_classes=frozenset(allowed_classes(year, identity)),
        survey_classes=frozenset(class_names(year, identity.track, SURVEY)),
        further=year.further,
        own_excluded=bool(year.settings and year.settings.own_excluded),
        candidates=frozenset(branch.number for branch in year.appraised_at.get(identity.meeting, ())),
        listed=None if people is None else frozenset(people),
        ballots=year.issued.get(identity.form, 0),
        surveys=year.issued.get(survey_form(identity.form), 0),
        misread_most=year.settings.misread_most if year.settings else None,
        problems=reportable_problems(year, identity.number) if identity.kind == FEEDBACK else None,
    )
