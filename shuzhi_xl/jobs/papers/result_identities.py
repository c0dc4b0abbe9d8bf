"""Identities of the result workbooks (反馈), by which their replies are accepted."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.rules.forms.form_register import Register
from shuzhi_xl.rules.forms.identity import seal_identity
from shuzhi_xl.sheets.declaration.units import Number
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.vocabulary import FEEDBACK, ISSUED
from shuzhi_xl.sheets.master.votes import FORM, RegisteredForm
from shuzhi_xl.sheets.outgoing.forms import TEMPLATE_VERSION, Identity
from shuzhi_xl.sheets.reading.year import Year


def seal_identities(
    context: JobContext, year: Year, due: Sequence[Organisation], key: bytes
) -> Mapping[Number, Identity]:
    """Identities of the result workbooks; new ones are entered into the register."""
    register = Register(year.forms)
    identities, rows = {}, []
    number_of_year = year.settings.year if year.settings else 0
    for organisation in due:
        # The same number when 生成 is pressed again, so that replies in the workbook sent first are accepted.
        form, is_new = register.current(key, number_of_year, organisation.number, FEEDBACK)
        identities[organisation.number] = seal_identity(
            key,
            year=number_of_year,
            form=form,
            kind=FEEDBACK,
            number=organisation.number,
            meeting="",
            track=organisation.track,
            version=TEMPLATE_VERSION,
        )
        if is_new:
            rows.append(_register_row(form, organisation.number, context.now()).record())
    context.store.append_rows(FORM, rows)
    return identities


def _register_row(form: str, number: str, at: datetime) -> RegisteredForm:
    return RegisteredForm(form=form, kind=FEEDBACK, number=number, issued=1, issued_at=at, state=ISSUED)
