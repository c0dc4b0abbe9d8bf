"""Rows of 票单登记, 测评票 and 问卷调查 after a run of 回收."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from shuzhi_xl.rules.forms.identity import survey_form
from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.rules.receipt.contents import LIVE, FormContent
from shuzhi_xl.rules.receipt.fingerprint import Fingerprint
from shuzhi_xl.rules.receipt.outcome import FormOutcome
from shuzhi_xl.rules.receipt.vote_rows import ballot_records, survey_records
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.declaration.units import FormNumber
from shuzhi_xl.sheets.master.vocabulary import SURVEY_FORM
from shuzhi_xl.sheets.master.votes import Ballot, RegisteredForm, SurveyAnswer

_FORM = {name: column.header for name, column in RegisteredForm.columns().items()}
_FINGERPRINT, _FILE = _FORM["fingerprint"], _FORM["source_file"]
_BLANK = dict.fromkeys(_FORM[name] for name in ("returned", "valid", "spoiled"))
_BALLOT_FORM = Ballot.columns()["form"].header
_BALLOT = Ballot.columns()["ballot"].header
_SURVEY_FORM = SurveyAnswer.columns()["form"].header
_SURVEY_KEY = tuple(SurveyAnswer.columns()[name].header for name in ("number", "form", "order"))


def register_after(
    raw: RawTable, decision: FormOutcome, now: datetime, files: Mapping[Fingerprint, str]
) -> list[Record]:
    """All rows of 票单登记: each form's row filled in, a row added for each further content.

    收回数, 有效数 and 作废数 are only beside the content whose votes are entered.

    Args:
        raw: The register as it is.
        decision: What becomes of the forms of this run.
        now: When they came back.
        files: Names of the files of this run, by content.
    """
    contents_of: dict[str, Sequence[FormContent]] = {}
    for form, contents in decision.contents.items():
        # 问卷 comes back in the package's file, but has a row of its own in 票单登记
        contents_of[form] = contents_of[survey_form(form)] = contents
    # Their old numbers go first, or a withdrawn content would still look like a counted one
    touched = decision.replaced | {survey_form(form) for form in decision.replaced}
    groups: dict[str, list[Record]] = {}
    for row in raw.rows:
        groups.setdefault(clean(row.values.get(_FORM["form"])), []).append(row.values)
    register: list[Record] = []
    for form, records in groups.items():
        rows = _listed(records, contents_of[form], now, files) if form in contents_of else records
        blank = _BLANK if form in touched else {}
        numbers = _numbers(contents_of.get(form, ()), clean(records[0].get(_FORM["kind"])))
        register += [{**row, **blank, **numbers.get(clean(row.get(_FINGERPRINT)), {})} for row in rows]
    return register


def _listed(
    records: list[Record], contents: Sequence[FormContent], now: datetime, files: Mapping[Fingerprint, str]
) -> list[Record]:
    """A row for each content; a row that no content has taken yet stays, unless a new one takes it."""
    record_of = {clean(record.get(_FINGERPRINT)): record for record in records}
    fresh = {_FORM["returned_at"]: now, _FILE: None}
    rows: list[Record] = []
    for content in contents:
        # A further content repeats the form's first row: what was issued is the same for both
        record = record_of.get(content.fingerprint) or {**records[0], **_BLANK, **fresh}
        # Copies under other names may come later, but the votes are those of the first file
        file = clean(record.get(_FILE)) or files.get(content.fingerprint)
        state = {_FINGERPRINT: content.fingerprint, _FORM["state"]: content.state, _FILE: file}
        rows.append({**record, **state})
    # The row that 分发 wrote has no 文件指纹 yet; the first content to come back takes it
    is_taken = any(content.fingerprint not in record_of for content in contents)
    return rows if is_taken or "" not in record_of else [*rows, record_of[""]]


def _numbers(contents: Sequence[FormContent], kind: str) -> dict[str, dict[str, int]]:
    """收回数, 有效数 and 作废数 by fingerprint, of the contents whose votes are entered."""
    numbers_of = {}
    for content in contents:
        votes = content.votes
        if votes is not None and content.state in LIVE:
            # 作废数 counts ballots that came back without counting, so that 收回 = 有效 + 作废
            valid, spoiled = (votes.surveys, 0) if kind == SURVEY_FORM else (votes.valid, votes.spoiled)
            numbers = {"returned": valid + spoiled, "valid": valid, "spoiled": spoiled}
            numbers_of[content.fingerprint] = {_FORM[name]: value for name, value in numbers.items()}
    return numbers_of


def ballots_after(
    raw: RawTable, replaced: Collection[FormNumber], counted: Iterable[Answers], key: bytes
) -> list[Record]:
    """All rows of 测评票: those of counted forms entered, those of replaced and withdrawn forms taken out.

    Args:
        raw: 测评票 as it is.
        replaced: Forms whose rows leave the table.
        counted: Answers of the forms that are entered.
        key: The master's key, by which the ballots are shuffled.
    """
    other_rows = _rows_without(raw, _BALLOT_FORM, replaced)
    entered = [record for answers in counted for record in ballot_records(answers, key)]
    # By 票号: the order of entry would show which form came back last
    return sorted([*other_rows, *entered], key=lambda record: str(record.get(_BALLOT)))


def surveys_after(
    raw: RawTable, replaced: Collection[FormNumber], counted: Iterable[Answers], key: bytes
) -> list[Record]:
    """All rows of 问卷调查, likewise."""
    other_rows = _rows_without(raw, _SURVEY_FORM, {survey_form(form) for form in replaced})
    entered = [record for answers in counted for record in survey_records(answers, key)]
    return sorted([*other_rows, *entered], key=_survey_order)


def _survey_order(record: Record) -> tuple[str, str, float]:
    number, form, order = (record.get(header) for header in _SURVEY_KEY)
    return str(number), str(form), float(order) if isinstance(order, int | float) else 0.0


def _rows_without(raw: RawTable, header: str, forms: Collection[FormNumber]) -> list[Record]:
    return [row.values for row in raw.rows if clean(row.values.get(header)) not in forms]
