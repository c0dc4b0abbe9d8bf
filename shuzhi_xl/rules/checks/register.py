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
    for each in year.forms:
        if each.returned is not None and each.returned > each.issued:
            yield blocking("returned_exceeds", each.at("returned"), value=each.returned, issued=each.issued)


def returned_adds_up(year: Year) -> Iterator[Finding]:
    """收回 = 有效 + 作废."""
    for each in year.forms:
        returned, counted = each.returned or 0, (each.valid or 0) + (each.spoiled or 0)
        if returned != counted:
            yield blocking("returned_differs", each.at("returned"), value=returned, counted=counted)


def form_to_decide(year: Year) -> Iterator[Finding]:
    """Two different contents of one form: the clerk says which one counts."""
    pending: dict[str, list[RegisteredForm]] = defaultdict(list)
    for each in year.forms:
        if each.state == PENDING:
            pending[each.form].append(each)
    for form, rows in pending.items():
        lines = "、".join(str(row.line) for row in rows)
        yield blocking("form_undecided", rows[0].at("state"), value=PENDING, form=form, lines=lines)


def form_adopted_once(year: Year) -> Iterator[Finding]:
    """Only one content of a form may count; a 反馈 may come back many times, and the last one holds."""
    first: dict[str, RegisteredForm] = {}
    for each in _counting(year):
        earlier = first.setdefault(each.form, each) if each.state in LIVE else each
        if earlier is not each:
            at = each.at("state")
            yield blocking("form_adopted_twice", at, value=each.state, form=each.form, line=earlier.line)


def return_recorded(year: Year) -> Iterator[Finding]:
    """A form that came back has its 收回数 and 收回时间."""
    for each in _counting(year):
        for name in ("returned", "returned_at"):
            if each.state in LIVE and getattr(each, name) is None:
                header = each.columns()[name].header
                yield notice("return_unrecorded", each.at(name), form=each.form, header=header)


def _counting(year: Year) -> list[RegisteredForm]:
    """Forms that bring in votes."""
    return [each for each in year.forms if each.kind != FEEDBACK]


def returned_after_issued(year: Year) -> Iterator[Finding]:
    """收回时间 before 发出时间 is unlikely."""
    for each in year.forms:
        if each.returned_at and each.returned_at < each.issued_at:
            at, value = each.at("returned_at"), each.returned_at
            yield notice("returned_before_issued", at, value=value, issued_at=each.issued_at)


def form_of_not_appraised(year: Year) -> Iterator[Finding]:
    """A form of an organisation that is no longer appraised should be 作废."""
    known = organisations(year)
    for each in year.forms:
        organisation = known.get(each.number)
        if organisation and not organisation.appraised and each.state in (ISSUED, *LIVE):
            at = each.at("state")
            yield notice("form_of_not_appraised", at, value=each.state, name=organisation.name)
