"""How 票单登记, 测评票 and 问卷调查 look after a batch of returned files was decided on."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from shuzhi_xl.rules.answers import Answers
from shuzhi_xl.rules.identity import survey_form
from shuzhi_xl.rules.receiving import Content, Decision
from shuzhi_xl.rules.votes import ballot_records, survey_records
from shuzhi_xl.sheets.tables import RawTable, Record
from shuzhi_xl.sheets.votes import Ballot, RegisteredForm, SurveyAnswer

_FORM = {name: column.header for name, column in RegisteredForm.columns().items()}
_BALLOT_FORM = Ballot.columns()["form"].header
_BALLOT = Ballot.columns()["ballot"].header
_SURVEY_FORM = SurveyAnswer.columns()["form"].header
_SURVEY_KEY = tuple(SurveyAnswer.columns()[name].header for name in ("number", "form", "order"))


def register_after(raw: RawTable, decisions: Iterable[Decision], now: datetime) -> list[Record]:
    """All rows of 票单登记: each form's row filled in, a row added for each further content.

    Args:
        raw: The register as it stands.
        decisions: What the forms of this run came to.
        now: When they came back.
    """
    wanted: dict[str, list[tuple[Content, int]]] = {}
    for decision in decisions:
        for form, contents in decision.contents.items():
            wanted[form] = [(each, 0) for each in contents]
            wanted[survey_form(form)] = [(each, 1) for each in contents]
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in raw.rows:
        groups.setdefault(str(row.values.get(_FORM["form"])), []).append(dict(row.values))
    return [
        record
        for form, records in groups.items()
        for record in (_filled(records, wanted[form], now) if form in wanted else records)
    ]


def _filled(
    records: list[dict[str, Any]], contents: Sequence[tuple[Content, int]], now: datetime
) -> list[dict[str, Any]]:
    known = {str(record.get(_FORM["fingerprint"]) or ""): record for record in records}
    out = []
    for content, half in contents:
        record = known.get(content.fingerprint)
        own = dict(record) if record else {**records[0], _FORM["returned_at"]: now}
        own |= {_FORM["fingerprint"]: content.fingerprint, _FORM["state"]: content.state}
        if content.answers is not None:
            own |= _numbers(content.answers, half)
        out.append(own)
    return out


def _numbers(answers: Answers, half: int) -> dict[str, int]:
    valid = len(answers.surveys) if half else len(answers.ballots)
    spoiled = 0 if half else len(answers.held_ballots)
    numbers = {"returned": valid + spoiled, "valid": valid, "spoiled": spoiled}
    return {_FORM[name]: value for name, value in numbers.items()}


def ballots_after(raw: RawTable, decisions: Sequence[Decision], key: bytes) -> list[Record]:
    """All rows of 测评票: those of counted forms entered, those of withdrawn forms taken out."""
    counted = _counted(decisions)
    kept = _kept(raw, _BALLOT_FORM, {*counted, *_withdrawn(decisions)})
    new = [record for answers in counted.values() for record in ballot_records(answers, key)]
    return sorted([*kept, *new], key=lambda record: str(record.get(_BALLOT)))


def surveys_after(raw: RawTable, decisions: Sequence[Decision], key: bytes) -> list[Record]:
    """All rows of 问卷调查, likewise."""
    counted = _counted(decisions)
    gone = {survey_form(form) for form in (*counted, *_withdrawn(decisions))}
    kept = _kept(raw, _SURVEY_FORM, gone)
    new = [record for answers in counted.values() for record in survey_records(answers, key)]
    return sorted([*kept, *new], key=_survey_order)


def _survey_order(record: Record) -> tuple[str, str, float]:
    number, form, order = (record.get(header) for header in _SURVEY_KEY)
    return str(number), str(form), float(order) if isinstance(order, int | float) else 0.0


def _counted(decisions: Iterable[Decision]) -> Mapping[str, Answers]:
    return {form: answers for decision in decisions for form, answers in decision.counted.items()}


def _withdrawn(decisions: Iterable[Decision]) -> set[str]:
    return {form for decision in decisions for form in decision.withdrawn}


def _kept(raw: RawTable, header: str, gone: set[str]) -> list[Record]:
    return [row.values for row in raw.rows if str(row.values.get(header) or "") not in gone]
