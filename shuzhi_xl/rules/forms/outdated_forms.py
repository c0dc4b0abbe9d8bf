"""Issued forms that would be different today (需重发): changed names, classes or numbers of ballots."""

from collections.abc import Sequence

from shuzhi_xl.findings import Finding, notice
from shuzhi_xl.rules.forms.due_forms import DueForm
from shuzhi_xl.rules.forms.form_register import Register, find_counted_forms
from shuzhi_xl.rules.forms.identity import survey_form
from shuzhi_xl.rules.forms.issued_lists import IssuedLists, describe_changes
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.issuing import OTHERWISE, amount

_BALLOTS, _SURVEYS = (Organisation.columns()[name].header for name in ("ballots", "surveys"))


def find_outdated_forms(due_forms: Sequence[DueForm], lists: IssuedLists, year: Year) -> list[Finding]:
    """Find issued forms that would be different today (组织名册): to re-issue (重发) if still out."""
    register, counted = Register(year.forms), find_counted_forms(year)
    findings = []
    for due_form in due_forms:
        form = due_form.identity.form
        rows = register.rows(form)
        if rows and _is_outdated(due_form, lists, register):
            code = "counted_form_outdated" if form in counted else "form_outdated"
            changes = "；".join(_describe_changes(due_form, lists, register)) or OTHERWISE
            context = {"form": form, "subject": subject_of(due_form), "changes": changes}
            findings.append(notice(code, rows[0].at("state"), value=rows[0].state, **context))
    return findings


def subject_of(due_form: DueForm) -> str:
    """Whose form it is: 组织名称 of a branch, 场次 of a meeting (表单)."""
    return due_form.organisation.name if due_form.organisation else due_form.meeting.number


def _is_outdated(due_form: DueForm, lists: IssuedLists, register: Register) -> bool:
    form = due_form.identity.form
    issued_digest = lists.digest(form)
    # A form whose fingerprint is not kept cannot be compared, so it is not called outdated
    if not issued_digest or issued_digest == due_form.digest:
        return False
    # In the first version this fingerprint depended on the names even for a package without ballots.
    if due_form.organisation and not due_form.ballots and lists.is_of_first_version(form):
        return bool(describe_amounts(due_form, register))
    return True


def _describe_changes(due_form: DueForm, lists: IssuedLists, register: Register) -> list[str]:
    """Describe the differences, where the master knows how the form was issued."""
    amounts = describe_amounts(due_form, register) if due_form.organisation else []
    return [*describe_people(due_form, lists), *amounts]


def describe_people(due_form: DueForm, lists: IssuedLists) -> list[str]:
    """Describe who was added, removed or replaced since a form went out (组织名册)."""
    before = lists.people(due_form.identity.form)
    return [] if before is None else describe_changes(before, due_form.candidates)


def describe_amounts(due_form: DueForm, register: Register) -> list[str]:
    """Describe changed numbers of a package's ballots and questionnaires (组织名册: 测评票数、问卷份数)."""
    form = due_form.identity.form
    issued = {
        _BALLOTS: (register.issued(form), due_form.ballots),
        _SURVEYS: (register.issued(survey_form(form)), due_form.surveys),
    }
    return [amount(header, old, new) for header, (old, new) in issued.items() if old != new]
