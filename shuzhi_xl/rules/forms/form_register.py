"""The register of forms (票单登记) by form, and the rows of it that become 作废."""

from collections.abc import Collection, Sequence

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.rules.forms.form_states import is_void
from shuzhi_xl.rules.forms.identity import form_number, survey_form
from shuzhi_xl.sheets.declaration.long_tables import column
from shuzhi_xl.sheets.declaration.units import FormNumber
from shuzhi_xl.sheets.master.vocabulary import (
    FEEDBACK,
    ISSUED,
    VOID,
)
from shuzhi_xl.sheets.master.votes import FORM, RegisteredForm
from shuzhi_xl.sheets.reading.year import Year


class Register:
    """The register (票单登记), grouped by form."""

    def __init__(self, forms: Sequence[RegisteredForm]) -> None:
        self._rows: dict[str, list[RegisteredForm]] = {}
        for row in forms:
            self._rows.setdefault(row.form, []).append(row)

    def rows(self, form: str) -> list[RegisteredForm]:
        """All rows of a form: the form as issued, or each content that was returned."""
        return self._rows.get(form, [])

    def issued(self, form: str) -> int:
        """发出数 of a form; 0 if it was not issued."""
        return max((row.issued for row in self.rows(form)), default=0)

    def is_void(self, form: str) -> bool:
        """Whether a form or its survey was declared void (作废)."""
        return is_void(self.rows(form)) or is_void(self.rows(survey_form(form)))

    def current(self, key: bytes, year: int, subject: str, kind: str) -> tuple[str, bool]:
        """Number of the form that a subject has or should have, and whether it is a new form."""
        issue = 1
        while True:
            # Numbers derive from the key, so every run finds the same form; only a void one has another
            form = form_number(key, year, subject, kind, issue)
            if not self.rows(form):
                return form, True
            if not self.is_void(form):
                return form, False
            issue += 1


def package_of(form: FormNumber) -> FormNumber:
    """Number of a survey's package (票单登记: 测评表); that of any other form itself.

    >>> package_of("15-V001-1-K7QF-问"), package_of("15-V001-1-K7QF")
    ('15-V001-1-K7QF', '15-V001-1-K7QF')
    """
    return form.removesuffix(survey_form(""))


def find_counted_forms(year: Year) -> frozenset[FormNumber]:
    """Forms of which something came back (票单登记: 已收回、采用、待定), a survey under its package's number.

    Votes in 测评票 and 问卷调查 say so too, for a clerk may have set 状态 back to 已发出.
    """
    forms = {row.form for row in year.forms if row.state not in (ISSUED, VOID)}
    # By columns: a town may have a million votes, and 校验 asks too
    voted = {*column(year.ballots, "form"), *column(year.surveys, "form")}
    return frozenset(map(package_of, forms | voted))


def find_forms_to_void(
    year: Year, reissue: Collection[str], outdated: Collection[FormNumber] = ()
) -> tuple[list[RegisteredForm], list[Finding]]:
    """Find rows whose 状态 becomes 作废: of forms to re-issue, void packages, and merged branches (票单登记).

    Args:
        year: The year.
        reissue: 编号 of branches (or 场次 of meetings) whose workbook was lost or damaged.
        outdated: Further forms to re-issue.
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
            or package_of(row.form) in outdated
            # A survey is part of its package: when one of them is void, so is the other
            or register.is_void(package_of(row.form))
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
