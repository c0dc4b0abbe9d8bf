"""组织名册: what follows from 组织类型, 板块设置, 评议会议 and 基本设置 (通知 一 and 二)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from shuzhi_xl.findings import Finding, notice
from shuzhi_xl.rules.completion.drafts import Draft, Values, read_drafts, read_whole
from shuzhi_xl.rules.completion.numbers import number_organisations
from shuzhi_xl.rules.forms.issued_lists import IssuedLists
from shuzhi_xl.rules.forms.voter_classes import class_names
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.sheets.declaration.cell_value import parts
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.declaration.units import Number
from shuzhi_xl.sheets.master.organisations_and_meetings import MEETING_TABLE, ORGANISATION
from shuzhi_xl.sheets.master.scheme_tables import TRACK
from shuzhi_xl.sheets.master.vocabulary import DEBRIEF_FORMS, SURVEY
from shuzhi_xl.sheets.master.votes import FORM, RegisteredForm
from shuzhi_xl.sheets.reading.year import Year


@dataclass(frozen=True)
class RosterBasis:
    """What blank cells of 组织名册 follow from.

    Attributes:
        tracks: 板块 by 组织类型, all that have it.
        meetings: 场次 by 板块, all that it has.
        ballots: 测评票数 of every branch; None where it is for the office to say.
        surveys: 问卷份数 by 板块.
        issued: 编号 with a form in 票单登记: what was issued to them is not changed by what is filled in.
    """

    tracks: Mapping[str, Sequence[str]]
    meetings: Mapping[str, Sequence[str]]
    ballots: int | None
    surveys: Mapping[str, int]
    issued: frozenset[Number]


def make_roster_basis(year: Year) -> RosterBasis:
    """What the roster needs of other sheets; nothing of 板块设置 or 评议会议 while a row there is unfit."""
    tracks = read_whole(year.raw[TRACK.name])
    meetings = read_whole(year.raw[MEETING_TABLE.name])
    types = ((name, row["name"]) for row in tracks for name in parts(row["organisation_types"] or ""))
    numbers = year.raw[FORM.name].cells.column(RegisteredForm.columns()["number"].header)
    return RosterBasis(
        _group(types),
        _group((row["track"], row["number"]) for row in meetings),
        _ballots(year),
        _surveys(year),
        frozenset(map(clean, set(numbers))),
    )


def _ballots(year: Year) -> int | None:
    """测评票数 of every branch: 0 once the party committee has decided that 互评票类 stays blank."""
    # In 基本设置 with gaps, or not confirmed, it may be blank only because nobody has come to it yet
    settings = year.settings if year.settings and year.settings.is_confirmed else None
    return 0 if settings and not settings.peer_class else None


def _surveys(year: Year) -> Mapping[str, int]:
    """每支部问卷份数 by 板块, of those in which somebody can answer."""
    count = year.settings.surveys_per_branch if year.settings else None
    if count is None:
        return {}
    return {track.name: count for track in year.tracks if class_names(year, track.name, SURVEY)}


def _group(pairs: Iterable[tuple[str | None, str]]) -> Mapping[str, Sequence[str]]:
    groups: dict[str, list[str]] = {}
    for key, value in pairs:
        groups.setdefault(key or "", []).append(value)
    return groups


def fill_organisation(values: Values, basis: RosterBasis) -> Values:
    """What follows for the blank cells of one row of 组织名册, by field name; 编号 apart."""
    row = dict(values)
    for name, derive in _DERIVATIONS.items():
        if row[name] is None:
            row[name] = derive(row, basis)
    return {name: row[name] for name in _DERIVATIONS if values[name] is None and row[name] is not None}


def _derive_track(row: Values, basis: RosterBasis) -> str | None:
    return _only(basis.tracks.get(row["organisation_type"], ()))


def _derive_appraised(row: Values, _basis: RosterBasis) -> bool | None:
    # 通知 一 appraises all secretaries; where something speaks against it the office decides
    return None if row["not_appraised_reason"] or row["merged_into"] else True


def _derive_meeting(row: Values, basis: RosterBasis) -> str | None:
    return _only(basis.meetings.get(row["track"], ())) if row["appraised"] else None


def _derive_debrief_form(_row: Values, _basis: RosterBasis) -> str:
    return DEBRIEF_FORMS[0]


def _derive_ballots(row: Values, basis: RosterBasis) -> int | None:
    return basis.ballots if row["appraised"] and row["number"] not in basis.issued else None


def _derive_surveys(row: Values, basis: RosterBasis) -> int | None:
    # A blank one when the form was issued meant none; a number now would make the form outdated
    can_answer = row["appraised"] and row["number"] not in basis.issued
    return basis.surveys.get(row["track"]) if can_answer else None


def _only(values: Sequence[str]) -> str | None:
    return values[0] if len(values) == 1 else None


# In this order, because later ones go by earlier ones
_DERIVATIONS: Final[Mapping[str, Callable[[Values, RosterBasis], Any]]] = {
    "track": _derive_track,
    "appraised": _derive_appraised,
    "meeting": _derive_meeting,
    "debrief_form": _derive_debrief_form,
    "ballots": _derive_ballots,
    "surveys": _derive_surveys,
}
_NEEDED: Final = ("name", "organisation_type")


def fill_roster(year: Year, lists: IssuedLists) -> tuple[Mapping[int, Values], list[Finding]]:
    """What follows for the blank cells of 组织名册: values by field name, by sheet row.

    Only for rows with 组织名称 and 组织类型, of which every other cell fits or is blank.

    Returns:
        The values, and a notice where an 编号 is for the office to say.
    """
    basis, raw = make_roster_basis(year), year.raw[ORGANISATION.name]
    drafts = [draft for draft in read_drafts(raw) if _is_listed(draft)]
    numbering = number_organisations(year, drafts, lists)
    rows: dict[int, Values] = {}
    for draft in drafts:
        number = {"number": numbering.numbers[draft.line]} if draft.line in numbering.numbers else {}
        rows[draft.line] = {**number, **fill_organisation({**draft.values, **number}, basis)}
    header = ORGANISATION.model.columns()["number"].header
    findings = [
        notice("number_lost", raw.frame.at(header, line), numbers=join_names(numbering.lost))
        for line in numbering.unnumbered[:1]
    ]
    return {line: values for line, values in rows.items() if values}, findings


def _is_listed(draft: Draft) -> bool:
    return all(draft.values[name] is not None for name in _NEEDED)
