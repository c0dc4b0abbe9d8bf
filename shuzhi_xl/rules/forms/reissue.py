"""重发: forms that a change of the roster has outdated become void, but none of which anything came back."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from shuzhi_xl.findings import Finding, notice
from shuzhi_xl.rules.forms.due_forms import DueForm
from shuzhi_xl.rules.forms.form_register import (
    Register,
    find_counted_forms,
    find_forms_to_void,
    package_of,
)
from shuzhi_xl.rules.forms.issued_lists import IssuedLists
from shuzhi_xl.rules.forms.outdated_forms import (
    describe_amounts,
    describe_people,
    find_outdated_forms,
    subject_of,
)
from shuzhi_xl.sheets.declaration.units import FormNumber
from shuzhi_xl.sheets.master.votes import RegisteredForm
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.issuing import OTHERWISE, of_subject


@dataclass(frozen=True)
class Reissue:
    """What one press re-issues (重发).

    Attributes:
        rows: Rows of 票单登记 that become 作废.
        changes: What has changed since these forms went out.
        refused: How many forms should be re-issued and are not, because something of them came back.
        findings: Those of them that nothing else names, and unknown 编号.
    """

    rows: Sequence[RegisteredForm]
    changes: Sequence[str]
    refused: int
    findings: Sequence[Finding]

    @property
    def forms(self) -> frozenset[FormNumber]:
        """The forms that become 作废, each with its survey as one."""
        return frozenset(package_of(row.form) for row in self.rows)


def plan_reissue(
    year: Year, due_forms: Sequence[DueForm], lists: IssuedLists, subjects: Collection[str] = ()
) -> Reissue:
    """Choose the forms to void and issue again (重发; 组织名册, 票单登记).

    Args:
        year: The year.
        due_forms: All forms that are due, as they would be made today.
        lists: What the master keeps of those that are out.
        subjects: 编号 of branches (or 场次 of meetings) whose workbook was lost or damaged.
    """
    register = Register(year.forms)
    outdated = {finding.context["form"] for finding in find_outdated_forms(due_forms, lists, year)}
    rows, unknown = find_forms_to_void(year, subjects, outdated)
    # Where the clerk has declared a part of a form void, that is the decision
    returned = {form for form in find_counted_forms(year) if not register.is_void(form)}
    refused = {form: row for row in reversed(rows) if (form := package_of(row.form)) in returned}
    # The outdated ones among them have a finding of their own
    counted = [
        notice("reissue_counted", row.at("state"), value=row.state, form=form)
        for form, row in refused.items()
        if form not in outdated
    ]
    changed = [form for form in due_forms if form.identity.form in outdated - returned]
    changes = dict.fromkeys(change for form in changed for change in _describe(form, lists, register))
    void = [row for row in rows if package_of(row.form) not in returned]
    return Reissue(void, [*changes], len(refused), [*unknown, *counted])


def _describe(due_form: DueForm, lists: IssuedLists, register: Register) -> Iterator[str]:
    people = describe_people(due_form, lists)
    amounts = describe_amounts(due_form, register) if due_form.organisation else []
    yield from people
    # All packages of a meeting share a list; numbers are of one branch, which must be named
    yield from (of_subject(subject_of(due_form), change) for change in amounts)
    if not people and not amounts:
        yield OTHERWISE
