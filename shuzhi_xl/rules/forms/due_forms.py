"""Which forms are due (分发): one package a branch, one or two typing workbooks a meeting; lost ones anew."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.forms.form_states import is_void
from shuzhi_xl.rules.forms.identity import form_number, seal_identity, survey_form
from shuzhi_xl.rules.forms.issued_lists import IssuedLists, describe_changes
from shuzhi_xl.sheets.master.organisations_and_meetings import Meeting, Organisation
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import (
    EVERY_TRACK,
    FEEDBACK,
    ISSUED,
    MEETING,
    PACKAGE,
    SURVEY,
    SURVEY_FORM,
    TYPING_A,
    TYPING_B,
    VOID,
)
from shuzhi_xl.sheets.master.votes import FORM, RegisteredForm
from shuzhi_xl.sheets.outgoing.forms import TEMPLATE_VERSION, Candidate, Identity
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.issuing import OTHERWISE, amount


@dataclass(frozen=True)
class DueForm:
    """One workbook that should be with a branch or a typist.

    Attributes:
        identity: Its form's identity.
        organisation: The branch, for a package.
        meeting: The meeting, for a typing workbook, and the branch's own.
        candidates: Who stands on its ballots; nobody where a package has none.
        digest: Fingerprint of all that its answers depend on; tells a roster change after 分发.
        is_new: The form is not in the register yet.
    """

    identity: Identity
    organisation: Organisation | None
    meeting: Meeting
    candidates: tuple[Candidate, ...]
    voter_classes: tuple[str, ...]
    survey_classes: tuple[str, ...]
    further: tuple[str, ...]
    ballots: int
    surveys: int
    digest: str = ""
    is_new: bool = True


def list_due_forms(year: Year, key: bytes) -> list[DueForm]:
    """Every workbook that should be out, in roster order; typing workbooks last.

    Args:
        year: The year, free of blocking findings in the sheets that this rests on.
        key: The master's secret key.
    """
    meetings = {meeting.number: meeting for meeting in year.meetings}
    register = Register(year.forms)
    packages = [
        _due_package(year, organisation, meetings[organisation.meeting], register, key)
        for organisation in year.appraised
        if organisation.meeting in meetings
    ]
    kinds = (TYPING_A, TYPING_B) if year.settings and year.settings.double_typing else (TYPING_A,)
    typing = [
        _due_typing_workbook(year, meeting, kind, register, key)
        for meeting in year.meetings
        for kind in kinds
        if meeting.number in year.appraised_at
    ]
    return [*packages, *typing]


class Register:
    """The register (票单登记) seen by form."""

    def __init__(self, forms: Sequence[RegisteredForm]) -> None:
        self._rows: dict[str, list[RegisteredForm]] = {}
        for row in forms:
            self._rows.setdefault(row.form, []).append(row)

    def rows(self, form: str) -> list[RegisteredForm]:
        """All rows of a form: the form as issued, or each content that came back."""
        return self._rows.get(form, [])

    def issued(self, form: str) -> int:
        """发出数 of a form; 0 for one that is not out."""
        return max((row.issued for row in self.rows(form)), default=0)

    def is_void(self, form: str) -> bool:
        """Whether a form, or the survey that goes with it, was declared void (作废)."""
        return is_void(self.rows(form)) or is_void(self.rows(survey_form(form)))

    def current(self, key: bytes, year: int, subject: str, kind: str) -> tuple[str, bool]:
        """The form that is or should be out for a subject, and whether it is a new one."""
        issue = 1
        while True:
            form = form_number(key, year, subject, kind, issue)
            if not self.rows(form):
                return form, True
            if not self.is_void(form):
                return form, False
            issue += 1


def _due_package(
    year: Year, organisation: Organisation, meeting: Meeting, register: Register, key: bytes
) -> DueForm:
    settings = _require_settings(year)
    form, is_new = register.current(key, settings.year, organisation.number, PACKAGE)
    identity = seal_identity(
        key,
        year=settings.year,
        form=form,
        kind=PACKAGE,
        number=organisation.number,
        meeting=meeting.number,
        track=organisation.track,
        version=TEMPLATE_VERSION,
    )
    excluded = organisation.number if settings.own_excluded else ""
    due_form = DueForm(
        identity,
        organisation,
        meeting,
        _candidates(year, meeting.number, excluded) if organisation.ballots else (),
        package_classes(year, organisation.track),
        class_names(year, organisation.track, SURVEY),
        year.further,
        organisation.ballots or 0,
        organisation.surveys or 0,
        is_new=is_new,
    )
    return replace(due_form, digest=_compute_digest(due_form))


def _due_typing_workbook(year: Year, meeting: Meeting, kind: str, register: Register, key: bytes) -> DueForm:
    settings = _require_settings(year)
    form, is_new = register.current(key, settings.year, meeting.number, kind)
    identity = seal_identity(
        key,
        year=settings.year,
        form=form,
        kind=kind,
        number="",
        meeting=meeting.number,
        track=meeting.track,
        version=TEMPLATE_VERSION,
    )
    classes = tuple(
        voter_class
        for voter_class in class_names(year, meeting.track, MEETING)
        if voter_class != settings.peer_class
    )
    candidates = _candidates(year, meeting.number, "")
    due_form = DueForm(
        identity, None, meeting, candidates, classes, (), year.further, meeting.present, 0, is_new=is_new
    )
    return replace(due_form, digest=_compute_digest(due_form))


def _require_settings(year: Year) -> Settings:
    if year.settings is None:
        raise ValueError("issuing needs settings")
    return year.settings


def _candidates(year: Year, meeting: str, excluded: str) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            organisation.number,
            organisation.name,
            organisation.secretary,
            own=organisation.number == excluded,
        )
        for organisation in year.appraised_at.get(meeting, ())
    )


def class_names(year: Year, track: str, source: str) -> tuple[str, ...]:
    """票类 of a source in a track, in the order of 票类权重; the track's own rows replace those of 全部."""
    rows = [row for row in year.class_weights if row.source == source]
    of_track = [row.voter_class for row in rows if row.track == track]
    return tuple(dict.fromkeys(of_track or [row.voter_class for row in rows if row.track == EVERY_TRACK]))


def package_classes(year: Year, track: str) -> tuple[str, ...]:
    """票类 offered on a branch's ballots: 互评票类 alone where it is set, else those of the meeting."""
    peer = year.settings.peer_class if year.settings else ""
    return (peer,) if peer else class_names(year, track, MEETING)


def allowed_classes(year: Year, identity: Identity) -> tuple[str, ...]:
    """票类 that a returned form's ballots may have: those that it was issued for (发出时的票类).

    A branch that could name another class would have its votes weighted as that class's. Where 互评票类 was
    taken out of 基本设置 since, the register still tells what the package was issued for.
    """
    if identity.kind != PACKAGE:
        return class_names(year, identity.track, MEETING)
    offered = package_classes(year, identity.track)
    issued_for = next((row.voter_class for row in year.forms if row.form == identity.form), "")
    return (issued_for,) if issued_for in offered else offered


def _compute_digest(due_form: DueForm) -> str:
    is_on_ballots = due_form.organisation is None or due_form.ballots
    parts = (
        [(candidate.number, candidate.secretary, candidate.own) for candidate in due_form.candidates],
        due_form.voter_classes if is_on_ballots else (),
        due_form.survey_classes,
        due_form.further,
        due_form.ballots if due_form.organisation else "",
        due_form.surveys,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def make_register_rows(due_form: DueForm, now: datetime) -> Iterator[RegisteredForm]:
    """The register's rows of a newly issued form: its ballots, and its survey if there is one."""
    identity = due_form.identity
    peer = due_form.voter_classes[0] if due_form.organisation and len(due_form.voter_classes) == 1 else ""
    yield RegisteredForm(
        form=identity.form,
        kind=identity.kind,
        number=identity.number,
        meeting=identity.meeting,
        voter_class=peer,
        issued=due_form.ballots,
        issued_at=now,
        state=ISSUED,
    )
    if due_form.surveys:
        yield RegisteredForm(
            form=survey_form(identity.form),
            kind=SURVEY_FORM,
            number=identity.number,
            voter_class=due_form.survey_classes[0] if len(due_form.survey_classes) == 1 else "",
            issued=due_form.surveys,
            issued_at=now,
            state=ISSUED,
        )


def find_outdated_forms(
    due_forms: Sequence[DueForm], lists: IssuedLists, register: Register
) -> list[Finding]:
    """A notice for each form that is out and would look different today: it should be re-issued."""
    findings = []
    for due_form in due_forms:
        rows = register.rows(due_form.identity.form)
        if rows and _is_outdated(due_form, lists, register):
            changed = "；".join(_describe_changes(due_form, lists, register)) or OTHERWISE
            context = {"form": due_form.identity.form, "subject": _subject(due_form), "changes": changed}
            findings.append(notice("form_outdated", rows[0].at("state"), value=rows[0].state, **context))
    return findings


def _subject(due_form: DueForm) -> str:
    return due_form.organisation.name if due_form.organisation else due_form.meeting.number


def _is_outdated(due_form: DueForm, lists: IssuedLists, register: Register) -> bool:
    form = due_form.identity.form
    issued_digest = lists.digest(form)
    if not issued_digest or issued_digest == due_form.digest:
        return False
    # The first version's fingerprint of a package without ballots depends on names that are on none.
    if due_form.organisation and not due_form.ballots and lists.is_of_first_version(form):
        return bool(_describe_amounts(due_form, register))
    return True


def _describe_changes(due_form: DueForm, lists: IssuedLists, register: Register) -> list[str]:
    """What is different now, in words, as far as the master knows how the form was issued."""
    before = lists.people(due_form.identity.form)
    names = [] if before is None else describe_changes(before, due_form.candidates)
    return [*names, *(_describe_amounts(due_form, register) if due_form.organisation else ())]


def _describe_amounts(due_form: DueForm, register: Register) -> list[str]:
    """Numbers of ballots and questionnaires that are no longer those issued."""
    form = due_form.identity.form
    issued = {
        _BALLOTS: (register.issued(form), due_form.ballots),
        _SURVEYS: (register.issued(survey_form(form)), due_form.surveys),
    }
    return [amount(header, old, new) for header, (old, new) in issued.items() if old != new]


_BALLOTS, _SURVEYS = (Organisation.columns()[name].header for name in ("ballots", "surveys"))


def find_forms_to_void(year: Year, reissue: Collection[str]) -> tuple[list[RegisteredForm], list[Finding]]:
    """Rows whose 状态 becomes 作废: to be re-issued, other half of a void package, merged branch.

    Args:
        reissue: 编号 of branches (or 场次 of meetings) whose workbook was lost or spoilt.
    """
    register = Register(year.forms)
    gone = {organisation.number for organisation in year.organisations if not organisation.appraised}
    ballots = [row for row in year.forms if row.kind != FEEDBACK]
    rows = [
        row
        for row in ballots
        if row.state != VOID
        and (
            row.number in gone
            or (row.number or row.meeting) in reissue
            or register.is_void(row.form.removesuffix(survey_form("")))
        )
    ]
    subjects = {row.number or row.meeting for row in ballots}
    at = _locate_register(year)
    return rows, [
        blocking("reissue_unknown", at, value=subject) for subject in reissue if subject not in subjects
    ]


def _locate_register(year: Year) -> Location:
    frame = year.raw[FORM.name].frame
    return Location(frame.file, frame.sheet)
