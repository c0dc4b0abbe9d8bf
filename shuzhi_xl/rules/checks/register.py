"""票单登记: what went out, what came back, and what the clerk still has to decide."""

from collections import defaultdict
from collections.abc import Iterator

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.checks.lookups import LIVE, organisations
from shuzhi_xl.sheets.master.vocabulary import FEEDBACK, ISSUED, PENDING
from shuzhi_xl.sheets.master.votes import RegisteredForm
from shuzhi_xl.sheets.reading.year import Year


def returned_within_issued(year: Year) -> Iterator[Finding]:
    """发出 ≥ 收回."""
    for form in year.forms:
        if form.returned is not None and form.returned > form.issued:
            yield blocking("returned_exceeds", form.at("returned"), value=form.returned, issued=form.issued)


def returned_adds_up(year: Year) -> Iterator[Finding]:
    """收回 = 有效 + 作废."""
    for form in year.forms:
        returned, counted = form.returned or 0, (form.valid or 0) + (form.spoiled or 0)
        if returned != counted:
            yield blocking("returned_differs", form.at("returned"), value=returned, counted=counted)


def form_to_decide(year: Year) -> Iterator[Finding]:
    """Two different contents of one form: the clerk says which one counts."""
    pending: dict[str, list[RegisteredForm]] = defaultdict(list)
    for form in year.forms:
        if form.state == PENDING:
            pending[form.form].append(form)
    for form_number, rows in pending.items():
        lines = "、".join(str(row.line) for row in rows)
        yield blocking("form_undecided", rows[0].at("state"), value=PENDING, form=form_number, lines=lines)


def form_adopted_once(year: Year) -> Iterator[Finding]:
    """Only one content of a form may count; a 反馈 may come back many times, and the last one holds."""
    first: dict[str, RegisteredForm] = {}
    for form in _counting(year):
        earlier = first.setdefault(form.form, form) if form.state in LIVE else form
        if earlier is not form:
            at = form.at("state")
            yield blocking("form_adopted_twice", at, value=form.state, form=form.form, line=earlier.line)


def return_recorded(year: Year) -> Iterator[Finding]:
    """A form that came back has its 收回数 and 收回时间."""
    for form in _counting(year):
        for name in ("returned", "returned_at"):
            if form.state in LIVE and getattr(form, name) is None:
                header = form.columns()[name].header
                yield notice("return_unrecorded", form.at(name), form=form.form, header=header)


def _counting(year: Year) -> list[RegisteredForm]:
    """Forms that bring in votes."""
    return [form for form in year.forms if form.kind != FEEDBACK]


def returned_after_issued(year: Year) -> Iterator[Finding]:
    """收回时间 before 发出时间 is unlikely."""
    for form in year.forms:
        if form.returned_at and form.returned_at < form.issued_at:
            at, value = form.at("returned_at"), form.returned_at
            yield notice("returned_before_issued", at, value=value, issued_at=form.issued_at)


def form_of_not_appraised(year: Year) -> Iterator[Finding]:
    """A form of an organisation that is no longer appraised should be 作废."""
    roster = organisations(year)
    for form in year.forms:
        organisation = roster.get(form.number)
        if organisation and not organisation.appraised and form.state in (ISSUED, *LIVE):
            at = form.at("state")
            yield notice("form_of_not_appraised", at, value=form.state, name=organisation.name)
