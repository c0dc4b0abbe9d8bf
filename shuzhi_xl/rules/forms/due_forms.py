"""The forms that are due (分发): one package per branch, one or two typing workbooks per meeting."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from shuzhi_xl.rules.forms.form_register import Register
from shuzhi_xl.rules.forms.identity import seal_identity, survey_form
from shuzhi_xl.rules.forms.voter_classes import class_names, package_classes, typed_classes
from shuzhi_xl.sheets.master.organisations_and_meetings import Meeting, Organisation
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import (
    ISSUED,
    PACKAGE,
    SURVEY,
    SURVEY_FORM,
    TYPING_A,
    TYPING_B,
)
from shuzhi_xl.sheets.master.votes import RegisteredForm
from shuzhi_xl.sheets.outgoing.forms import TEMPLATE_VERSION, Candidate, Identity
from shuzhi_xl.sheets.reading.year import Year


@dataclass(frozen=True)
class DueForm:
    """One workbook that a branch or a typist should have (分发; 通知 四、3).

    Attributes:
        identity: Its form's identity.
        organisation: The branch, for a package.
        meeting: The meeting, for a typing workbook, and the branch's own.
        candidates: Secretaries on its ballots; empty for a package without ballots.
        digest: Fingerprint of everything that its answers depend on; shows a change of the roster after 分发.
        is_new: Whether the form is not in the register yet.
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
    """List every workbook that should be issued (通知 四、3), in roster order; typing workbooks last.

    Args:
        year: The year, without blocking findings in the sheets that forms depend on.
        key: The master's secret key.
    """
    meetings = {meeting.number: meeting for meeting in year.meetings}
    register = Register(year.forms)
    packages = [
        _due_package(year, organisation, meetings[organisation.meeting], register, key)
        for organisation in year.appraised
        # An unknown 场次 is a finding of 校验, and nobody could say who is on its ballots
        if organisation.meeting in meetings
    ]
    typing = [
        _due_typing_workbook(year, meeting, kind, register, key)
        for meeting in year.meetings
        for kind in _list_typing_kinds(year)
        if meeting.number in year.appraised_at
    ]
    return [*packages, *typing]


def _list_typing_kinds(year: Year) -> tuple[str, ...]:
    return (TYPING_A, TYPING_B) if year.settings and year.settings.double_typing else (TYPING_A,)


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
        # No names without ballots: otherwise one new secretary outdates every package of the meeting
        list_candidates(year, meeting.number, excluded) if organisation.ballots else (),
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
    classes = typed_classes(year, meeting)
    # 回避 does not apply: a paper ballot does not show who cast it
    candidates = list_candidates(year, meeting.number, "")
    # Before the meeting nobody knows how many will come: at most all who may
    issued = meeting.eligible if meeting.present is None else meeting.present
    due_form = DueForm(
        identity, None, meeting, candidates, classes, (), year.further, issued, 0, is_new=is_new
    )
    return replace(due_form, digest=_compute_digest(due_form))


def _require_settings(year: Year) -> Settings:
    if year.settings is None:
        raise ValueError("issuing needs settings")
    return year.settings


def list_candidates(year: Year, meeting: str, excluded: str) -> tuple[Candidate, ...]:
    """Secretaries on the ballots of a meeting, 现场 and 书面 alike (组织名册).

    Args:
        year: The year.
        meeting: 场次.
        excluded: 编号 of the branch that votes, under 回避; else blank.
    """
    return tuple(
        Candidate(
            organisation.number,
            organisation.name,
            organisation.secretary,
            is_own=organisation.number == excluded,
        )
        for organisation in year.appraised_at.get(meeting, ())
    )


def _compute_digest(due_form: DueForm) -> str:
    is_on_ballots = due_form.organisation is None or due_form.ballots
    parts = (
        # Without 组织名称: a corrected name changes no answer
        [(candidate.number, candidate.secretary, candidate.is_own) for candidate in due_form.candidates],
        due_form.voter_classes if is_on_ballots else (),
        due_form.survey_classes,
        due_form.further,
        # A typing workbook expects 实到人数, known after the meeting; that must not outdate it
        due_form.ballots if due_form.organisation else "",
        due_form.surveys,
    )
    # Masters in use keep this value: serialised in another way, every issued form would look outdated
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def make_register_rows(due_form: DueForm, now: datetime) -> Iterator[RegisteredForm]:
    """Make the rows of 票单登记 for a newly issued form: its ballots and, if any, its survey."""
    identity = due_form.identity
    # 票单登记 has one 票类 per form; where there are several, each ballot names its own
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
