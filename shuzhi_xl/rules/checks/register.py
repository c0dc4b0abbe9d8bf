"""票单登记: numbers issued and returned agree, and one content of each form counts (通知 四、3)."""

from collections import defaultdict
from collections.abc import Iterator

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.checks.lookups import LIVE, index_organisations
from shuzhi_xl.sheets.master.vocabulary import FEEDBACK, ISSUED, PENDING
from shuzhi_xl.sheets.master.votes import RegisteredForm
from shuzhi_xl.sheets.reading.year import Year


def check_returned_within_issued(year: Year) -> Iterator[Finding]:
    """发出数 ≥ 收回数 (票单登记)."""
    for form in year.forms:
        if form.returned is not None and form.returned > form.issued:
            yield blocking("returned_exceeds", form.at("returned"), value=form.returned, issued=form.issued)


def check_returned_adds_up(year: Year) -> Iterator[Finding]:
    """收回数 = 有效数 + 作废数 (票单登记)."""
    for form in year.forms:
        # Ballots are conserved by form, as at the end of 回收: none is lost between 收回 and the count
        returned, counted = form.returned or 0, (form.valid or 0) + (form.spoiled or 0)
        if returned != counted:
            yield blocking("returned_differs", form.at("returned"), value=returned, counted=counted)


def check_form_to_decide(year: Year) -> Iterator[Finding]:
    """A form returned with two contents (待定) needs the clerk's choice of one (票单登记)."""
    pending: dict[str, list[RegisteredForm]] = defaultdict(list)
    for form in year.forms:
        if form.state == PENDING:
            pending[form.form].append(form)
    # One finding for each form, not for each row: the clerk chooses among the rows
    for form_number, rows in pending.items():
        lines = "、".join(str(row.line) for row in rows)
        yield blocking("form_undecided", rows[0].at("state"), value=PENDING, form=form_number, lines=lines)


def check_form_adopted_once(year: Year) -> Iterator[Finding]:
    """Only one content of a form counts.

    A 反馈 may be returned many times, and the last one applies (票单登记).
    """
    first: dict[str, RegisteredForm] = {}
    for form in _ballot_forms(year):
        earlier = first.setdefault(form.form, form) if form.state in LIVE else form
        if earlier is not form:
            at = form.at("state")
            yield blocking("form_adopted_twice", at, value=form.state, form=form.form, line=earlier.line)


def check_return_recorded(year: Year) -> Iterator[Finding]:
    """A returned form has its 收回数 and 收回时间 (票单登记)."""
    for form in _ballot_forms(year):
        for name in ("returned", "returned_at"):
            if form.state in LIVE and getattr(form, name) is None:
                header = form.columns()[name].header
                yield notice("return_unrecorded", form.at(name), form=form.form, header=header)


def _ballot_forms(year: Year) -> list[RegisteredForm]:
    """Forms that bring in votes."""
    return [form for form in year.forms if form.kind != FEEDBACK]


def check_returned_after_issued(year: Year) -> Iterator[Finding]:
    """收回时间 is not before 发出时间 (票单登记)."""
    for form in year.forms:
        if form.returned_at and form.returned_at < form.issued_at:
            at, value = form.at("returned_at"), form.returned_at
            yield notice("returned_before_issued", at, value=value, issued_at=form.issued_at)


def check_form_of_not_appraised(year: Year) -> Iterator[Finding]:
    """A form of an organisation that is no longer appraised is 作废 (票单登记, 组织名册)."""
    roster = index_organisations(year)
    for form in year.forms:
        organisation = roster.get(form.number)
        if organisation and not organisation.appraised and form.state in (ISSUED, *LIVE):
            at = form.at("state")
            yield notice("form_of_not_appraised", at, value=form.state, name=organisation.name)
